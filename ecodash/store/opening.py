"""Open a home and heal it: two records of the same changes, a database and a journal.

Whatever is found damaged is moved to ``quarantine/``, never deleted, and written anew from the other.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from ecodash.disk import DISK, Disk
from ecodash.store.damage import holder, is_damage
from ecodash.store.database import Database
from ecodash.store.generations import Generations, opened
from ecodash.store.journal import Journal
from ecodash.store.journal_lines import SHORTEST_LINE, Reading
from ecodash.store.lock import HomeLock, in_use
from ecodash.store.notices import leave_notice
from ecodash.store.problem import StoreProblem
from ecodash.store.reconcile import Healed, reconcile
from ecodash.store.store import Store

if TYPE_CHECKING:
    from ecodash.store.shared import SharedRecord

# Stands in a home while a backup is put in place of what it holds.
RESTORING = "RESTORING"


def open_store(
    home: Path, address: str | None = None, shared: "SharedRecord | None" = None, disk: Disk = DISK
) -> Store:
    """Open the store in ``home``, making or mending what is missing; StoreProblem when it cannot be.

    ``shared``: the record that this home follows and records in; it need not be there for reading.
    """
    try:
        disk.make_folder(home)
        lock = HomeLock(home, address, disk)
    except OSError as error:
        raise _unusable(home, error) from error
    try:
        if disk.exists(home / RESTORING):
            raise StoreProblem("restore_unfinished", home=home)
        return _open_locked(home, lock, shared, disk)
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


def _open_locked(home: Path, lock: HomeLock, shared: "SharedRecord | None", disk: Disk) -> Store:
    journal = Journal(home, disk)
    reading = journal.read()
    generations = Generations(home, disk)
    database, healed = _open_database(generations, reading)
    try:
        healed += reconcile(database, journal, reading)
        database = generations.compacted(database)
        database.harden(home)
        for code, values in healed:
            leave_notice(home, code, disk, **values)
        disk.keep_private(home)
        if shared is None:
            return Store(database, journal, lock)
        # psycopg is loaded only where there is a record to share.
        from ecodash.store.following import Following

        return Following(database, journal, lock, shared)
    except BaseException:
        database.close()
        raise


def _open_database(generations: Generations, reading: Reading) -> tuple[Database, list[Healed]]:
    path = generations.current()
    # The pointer is written last at the first start: without it nothing was ever recorded here.
    was_in_use = generations.has_pointer
    # Without all changes in the journal there is nothing to write it anew from: leave all as it is.
    is_lost = reading.behind >= SHORTEST_LINE or (was_in_use and not reading.entries)
    if path is None:
        if is_lost:
            raise StoreProblem("both_damaged", home=generations.home)
        healed: list[Healed] = [("database_rebuilt", {"changes": len(reading.entries)})] if reading.entries else []
        return generations.built(reading.changes), healed
    try:
        database = opened(path)
    except duckdb.Error as error:
        if not is_damage(error, [path, path.with_name(path.name + ".wal")]):
            raise
        if is_lost:
            raise StoreProblem("both_damaged", home=generations.home) from error
        aside = generations.set_aside(path)
        return generations.built(reading.changes), [("database_set_aside", {"name": aside})]
    if not was_in_use:
        generations.switch(path.parent.name)
    return database, []
