"""Open a home and heal it: two records of the same changes, a database and a journal.

Whatever is found damaged is moved to ``quarantine/``, never deleted, and written anew from the other.
"""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from ecodash.disk import keep_private, sync_folder
from ecodash.domain.dates import utc_now
from ecodash.store.change import Change
from ecodash.store.damage import holder, is_damage
from ecodash.store.database import Database
from ecodash.store.journal import Journal, Reading
from ecodash.store.lock import HomeLock, in_use
from ecodash.store.notices import leave_notice
from ecodash.store.problem import StoreProblem
from ecodash.store.reconcile import Healed, reconcile
from ecodash.store.store import Store

if TYPE_CHECKING:
    from ecodash.store.shared import SharedRecord

DATABASE_NAME = "eco.duckdb"
# Stands in a home while a backup is put in place of what it holds.
RESTORING = "RESTORING"
_COMPACT_ABOVE_BYTES = 1024 * 1024


def open_store(home: Path, address: str | None = None, shared: "SharedRecord | None" = None) -> Store:
    """Open the store in ``home``, making or mending what is missing; StoreProblem when it cannot be.

    ``shared``: the record that this home follows and records in; it need not be there for reading.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = HomeLock(home, address)
    except OSError as error:
        raise _unusable(home, error) from error
    try:
        if (home / RESTORING).exists():
            raise StoreProblem("restore_unfinished", home=home)
        return _open_locked(home, lock, shared)
    except BaseException as error:
        lock.release()
        if isinstance(error, (OSError, duckdb.Error)):
            raise _unusable(home, error) from error
        raise


def _unusable(home: Path, error: OSError | duckdb.Error) -> StoreProblem:
    """What keeps a home from being opened without anything in it being damaged."""
    if isinstance(error, OSError):
        return StoreProblem("home_unusable", home=home, reason=error.strerror or error)
    other = holder(error)
    if other is not None:
        return in_use(home, other)
    return StoreProblem("home_unusable", home=home, reason=str(error).partition("\n")[0])


def _open_locked(home: Path, lock: HomeLock, shared: "SharedRecord | None") -> Store:
    journal = Journal(home)
    reading = journal.read()
    database, healed = _open_database(home, reading)
    try:
        healed += reconcile(database, journal, reading)
        database = _compacted(home, database)
        database.harden(home)
        for code, values in healed:
            leave_notice(home, code, **values)
        keep_private(home)
        return Store(database, journal, lock, shared=shared)
    except BaseException:
        database.close()
        raise


def _open_database(home: Path, reading: Reading) -> tuple[Database, list[Healed]]:
    path = _current(home)
    # The pointer is written last at the first start: without it nothing was ever recorded here.
    was_in_use = (home / "CURRENT").exists()
    # Without a whole journal there is nothing to write it anew from: leave all as it is.
    is_lost = reading.damaged_line is not None or (was_in_use and not reading.entries)
    if path is None:
        if is_lost:
            raise StoreProblem("both_damaged", home=home)
        healed: list[Healed] = [("database_rebuilt", {"changes": len(reading.entries)})] if reading.entries else []
        return _built(home, reading.changes), healed
    try:
        database = _opened(path)
    except duckdb.Error as error:
        if not is_damage(error, [path, path.with_name(path.name + ".wal")]):
            raise
        if is_lost:
            raise StoreProblem("both_damaged", home=home) from error
        quarantine = home / "quarantine"
        quarantine.mkdir(exist_ok=True)
        aside = f"{path.parent.name}-{utc_now():%Y%m%dT%H%M%S%f}"
        shutil.move(path.parent, quarantine / aside)
        return _built(home, reading.changes), [("database_set_aside", {"name": aside})]
    if not was_in_use:
        _switch(home, path.parent.name)
    return database, []


def _opened(path: Path) -> Database:
    database = Database(path)
    try:
        database.migrate()
        database.scan()
    except BaseException:
        database.close()
        raise
    return database


def _built(home: Path, changes: Iterable[Change]) -> Database:
    """A new generation holding exactly these changes."""
    path = _next_generation(home)
    database = _opened(path)
    try:
        for change in changes:
            with database.writing(change):
                pass
        _switch(home, path.parent.name)
    except BaseException:
        database.close()
        shutil.rmtree(path.parent, ignore_errors=True)
        raise
    return database


def _compacted(home: Path, database: Database) -> Database:
    """A long WAL is written into a new generation, verified and switched to; the old one stays until then."""
    current = _current(home)
    assert current is not None
    wal = current.with_name(current.name + ".wal")
    if not wal.exists() or wal.stat().st_size < _COMPACT_ABOVE_BYTES:
        return database
    target = _next_generation(home)
    try:
        database.copy_to(target)
        copy = _opened(target)
    except duckdb.Error:
        # A full disk, say: the long WAL serves until another start.
        shutil.rmtree(target.parent)
        return database
    if copy.ask("head", {}) != database.ask("head", {}):
        copy.close()
        return database
    database.close()
    _switch(home, target.parent.name)
    for old in _generations(home)[:-2]:
        shutil.rmtree(old)
    return copy


def _generations(home: Path) -> list[Path]:
    return sorted(path for path in home.glob("gen-*") if path.is_dir())


def _current(home: Path) -> Path | None:
    """The database in use, or None when there is none; without a pointer, the newest there is."""
    pointer = home / "CURRENT"
    there = [path for folder in _generations(home) if (path := folder / DATABASE_NAME).exists()]
    if pointer.exists():
        name = pointer.read_bytes().strip()
        return next((path for path in there if path.parent.name.encode() == name), None)
    return there[-1] if there else None


def _next_generation(home: Path) -> Path:
    numbers = [int(path.name.removeprefix("gen-")) for path in _generations(home)]
    folder = home / f"gen-{max(numbers, default=0) + 1:06d}"
    folder.mkdir()
    return folder / DATABASE_NAME


def _switch(home: Path, generation: str) -> None:
    fresh = home / "CURRENT.new"
    with fresh.open("w", encoding="utf-8") as file:
        file.write(generation)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(home / "CURRENT")
    sync_folder(home / generation)
    sync_folder(home)
