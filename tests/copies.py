"""Stores that many tests begin with, made once in a run and copied: a tenth of the time of making another."""

import atexit
import itertools
import shutil
import tempfile
import weakref
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path

from ecodash.store.database import Database
from ecodash.store.store import Store

_numbers = itertools.count()


def store_as(fill: Callable[[Store], object], demo_today: date | None = None) -> Store:
    """A store of one's own without a home, as ``fill`` leaves one that has not a single row."""
    made = _made_once(fill)
    path = made.with_name(f"{next(_numbers)}.duckdb")
    shutil.copyfile(made, path)
    database = Database(path)
    weakref.finalize(database, _remove, path)
    return Store(database, demo_today=demo_today)


def empty(_store: Store) -> None:
    """Fill in nothing."""


@cache
def _made_once(fill: Callable[[Store], object]) -> Path:
    path = Path(tempfile.mkdtemp(prefix="ecodash-copies-")) / "made.duckdb"
    atexit.register(shutil.rmtree, path.parent, ignore_errors=True)
    database = Database(None)
    database.migrate()
    fill(Store(database))
    with database._connection.cursor() as cursor:
        # As small as DuckDB makes them: the pages of thirty tables, most of them empty, are otherwise 12 MB to copy.
        cursor.execute(f"attach '{path}' as made (block_size 16384)")
        cursor.execute("copy from database memory to made")
        cursor.execute("checkpoint made")
        cursor.execute("detach made")
    database.close()
    return path


def _remove(path: Path) -> None:
    for name in (path.name, f"{path.name}.wal"):
        with suppress(OSError):
            path.with_name(name).unlink()
