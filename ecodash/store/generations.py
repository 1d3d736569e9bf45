"""The database files of a home: one folder for each time that the database was written anew, and a pointer to the one
in use.
"""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import duckdb

from ecodash.disk import Disk
from ecodash.domain.dates import utc_now
from ecodash.store.change import Change
from ecodash.store.database import Database

DATABASE_NAME = "eco.duckdb"
_COMPACT_ABOVE_BYTES = 1024 * 1024


class Generations:
    """The folders ``gen-000001`` and following of one home, and ``CURRENT``, which names one of them."""

    def __init__(self, home: Path, disk: Disk) -> None:
        self.home = home
        self._disk = disk

    @property
    def has_pointer(self) -> bool:
        return self._disk.exists(self.home / "CURRENT")

    def current(self) -> Path | None:
        """The database in use, or None when there is none; without a pointer, the newest there is."""
        there = [path for folder in self._folders() if self._disk.exists(path := folder / DATABASE_NAME)]
        if self.has_pointer:
            name = self._disk.read(self.home / "CURRENT").strip()
            return next((path for path in there if path.parent.name.encode() == name), None)
        return there[-1] if there else None

    def built(self, changes: Iterable[Change]) -> Database:
        """A new generation holding exactly these changes."""
        path = self._next()
        database = opened(path)
        try:
            database.put_in(changes)
            self.switch(path.parent.name)
        except BaseException:
            database.close()
            with suppress(OSError):
                self._disk.remove_folder(path.parent)
            raise
        return database

    def compacted(self, database: Database) -> Database:
        """A long WAL is written into a new generation, verified and switched to; the old one stays until then."""
        current = self.current()
        assert current is not None
        if self._disk.size(current.with_name(current.name + ".wal")) < _COMPACT_ABOVE_BYTES:
            return database
        target = self._next()
        try:
            database.copy_to(target)
            copy = opened(target)
        except duckdb.Error:
            # A full disk, say: the long WAL serves until another start.
            self._disk.remove_folder(target.parent)
            return database
        if copy.ask("head", {}) != database.ask("head", {}):
            copy.close()
            return database
        try:
            database.close()
            self.switch(target.parent.name)
        except BaseException:
            # Left open, it would keep this process from trying again.
            copy.close()
            raise
        with suppress(OSError):
            # What is in use is whole; an old one more is no harm.
            for old in self._folders()[:-2]:
                self._disk.remove_folder(old)
        return copy

    def set_aside(self, path: Path) -> str:
        """Keep the generation of a damaged database in quarantine; what it is called there."""
        quarantine = self.home / "quarantine"
        self._disk.make_folder(quarantine)
        aside = f"{path.parent.name}-{utc_now():%Y%m%dT%H%M%S%f}"
        self._disk.move_folder(path.parent, quarantine / aside)
        return aside

    def switch(self, generation: str) -> None:
        """From here on this one is in use."""
        # Its own names last before anything points to them.
        self._disk.sync_folder(self.home / generation)
        self._disk.sync_folder(self.home)
        self._disk.write(self.home / "CURRENT", generation.encode())

    def _folders(self) -> list[Path]:
        return self._disk.folders(self.home, "gen-*")

    def _next(self) -> Path:
        numbers = [int(path.name.removeprefix("gen-")) for path in self._folders()]
        folder = self.home / f"gen-{max(numbers, default=0) + 1:06d}"
        self._disk.make_folder(folder)
        return folder / DATABASE_NAME


def opened(path: Path) -> Database:
    """A database that was read through; duckdb.Error when it cannot be."""
    database = Database(path)
    try:
        database.migrate()
        database.scan()
    except BaseException:
        database.close()
        raise
    return database
