from collections.abc import Iterator

import pytest

from books import memory_store
from ecodash.store.store import Store


@pytest.fixture(scope="session")
def plain_store() -> Iterator[Store]:
    """The reference data in memory. Nobody writes to it."""
    store = memory_store()
    yield store
    store.close()


@pytest.fixture
def fresh_store() -> Iterator[Store]:
    """The reference data in memory, for one test to write to."""
    store = memory_store()
    yield store
    store.close()
