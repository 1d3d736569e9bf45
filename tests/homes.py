"""Homes for the tests of opening, healing and killing: how to fill one and what it then holds."""

import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from ecodash.domain.kinds import KINDS
from ecodash.domain.vocabulary import Means
from ecodash.store import generations
from ecodash.store.change import Act
from ecodash.store.database import Database
from ecodash.store.opening import open_store
from ecodash.store.store import Store

Rows = dict[str, list[tuple[Any, ...]]]


def observed(n: int, **more: Any) -> tuple[str, dict[str, Any]]:
    """One observation that differs from the others."""
    row = {
        "code": f"o-{n}", "area": "a", "framework": "f", "item": str(n % 12 + 1), "result": "met",
        "review": "accepted", "effective_on": "2024-02-12", "value": f"{n}.25", "note": f"บันทึกที่ {n} 🏭",
    }  # fmt: skip
    return "observation", {**row, **more}


def fill(store: Store, changes: int, start: int = 1) -> None:
    """Commit some changes, every third with a void, every fourth with a second kind."""
    for n in range(start, start + changes):
        rows = [observed(n)]
        if n % 4 == 0:
            rows.append(("area", {"code": f"area-{n}", "name_th": "พื้นที่", "lat": "18.5"}))
        store.commit(Act("สมหญิง", Means.EDIT, note=f"ครั้งที่ {n}"), rows, [("observation", n - 1)] if n % 3 == 0 else [])


def all_rows(database: Database) -> Rows:
    """Every row of every table, as it stands there."""
    with database._connection.cursor() as cursor:
        return {
            table: cursor.execute(f"select * from {table} order by all").fetchall()
            for table in ("change", "voided", "schema_version", *KINDS)
        }


def rows_in(home: Path) -> Rows:
    """Every row of a home, which is opened and closed again."""
    store = open_store(home)
    try:
        return all_rows(store._database)
    finally:
        store.close()


def assert_sound(store: Store) -> None:
    """Journal and database tell the same changes, each genuine and chained to the one before, and so do the spans."""
    reading = store.journal()
    assert reading.damaged_line is None
    recorded = list(store.changes())
    assert [c.to_line() for c in recorded] == [c.to_line() for c in reading.changes]
    assert all(c.is_genuine for c in recorded)
    assert store.ask("spans_differ") == [{"spans": 0}]
    assert [c.id for c in recorded] == list(range(1, store.version + 1))


def database_file(home: Path) -> Path:
    """The database in use."""
    return home / (home / "CURRENT").read_text() / "eco.duckdb"


def wal_file(home: Path) -> Path:
    """Where the database in use keeps its latest changes."""
    return database_file(home).with_name("eco.duckdb.wal")


def files(home: Path) -> dict[str, bytes]:
    """Every file of a home but the lock."""
    paths = [path for path in home.rglob("*") if path.is_file() and path.name != "ecodash.lock"]
    return {str(path.relative_to(home)): path.read_bytes() for path in paths}


def write_and_tell(home: str, tells: Connection) -> None:
    """Commit without end and tell every change that was acknowledged; compact now and then."""
    generations._COMPACT_ABOVE_BYTES = 400 * 1024
    store = open_store(Path(home))
    tells.send("open")
    while True:
        n = store.version + 1
        rows = [observed(n * 100 + k, item=str(k)) for k in range(1 + n % 12)]
        change = store.commit(Act("สมหญิง", Means.EDIT), rows)
        tells.send((change.id, change.hash))


def open_and_tell(home: str, tells: Connection) -> None:
    """Open a home for the first time and wait."""
    tells.send("ready")
    store = open_store(Path(home))
    while store:
        time.sleep(1)
