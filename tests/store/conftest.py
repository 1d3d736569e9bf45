from collections.abc import Iterator

import pytest

from ecodash.store.database import Database
from ecodash.store.reference import sync_reference
from ecodash.store.store import Store
from ecodash.stores import DATA


@pytest.fixture(scope="session")
def reference_store() -> Iterator[Store]:
    """The reference data in memory. Nobody writes to it."""
    database = Database(None)
    database.migrate()
    store = Store(database)
    sync_reference(store, DATA / "reference")
    yield store
    store.close()
