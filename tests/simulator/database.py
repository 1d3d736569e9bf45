"""A stand-in for DuckDB's file that behaves like it towards the store, over the simulated disk.

It keeps whole changes: a base, and behind it what was committed since (WAL). As DuckDB does, it opens a WAL that was
cut short with fewer rows and without a word, refuses a base or a WAL whose checksums fail, and holds a lock of its own.
"""

import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb

from ecodash.store.change import GENESIS, Change
from simulator.machine import SimulatedDisk

_BASE = b"SIMULATED\n"


class SimulatedDatabase:
    """What :class:`ecodash.store.database.Database` is to the store."""

    # Whose process opens the next one.
    disk: SimulatedDisk

    def __init__(self, path: Path) -> None:
        self._disk = SimulatedDatabase.disk
        self._path = path
        self._wal = path.with_name(path.name + ".wal")
        self._is_fatal = False
        self._changes: list[Change] = []
        with self._told_as_duckdb():
            if not self._disk.read(path):
                self._disk.append(path, [_BASE])
            self._node = self._disk.machine.names[path]
            if self._node.owner is not None:
                holder = f"Conflicting lock is held in simulated (PID {self._node.owner})"
                raise duckdb.IOException(f'Could not set lock on file "{path}": {holder}')
            self._load()
            self._node.owner = self._disk.process

    def _load(self) -> None:
        base = self._disk.read(self._path)
        changes, end = _understood(base.removeprefix(_BASE))
        if not base.startswith(_BASE) or end != len(base) - len(_BASE):
            raise duckdb.IOException(f'The file "{self._path}" exists, but it is not a valid DuckDB database file!')
        wal = self._disk.read(self._wal)
        more, end = _understood(wal)
        is_torn = b"\n" not in wal[end:]
        if end != len(wal) and not is_torn and self._disk.machine.chance.random() < 0.5:
            raise duckdb.IOException(f'Failure while replaying WAL file "{self._wal}": checksum mismatch')
        if end != len(wal):
            self._disk.truncate(self._wal, end)
        for change in (*changes, *more):
            if change.id != len(self._changes) + 1:
                raise duckdb.IOException("Failure while replaying WAL: checksum of another past")
            self._changes.append(change)

    def migrate(self) -> None:
        """It has no schema."""

    scan = match_spans = renew_spans = migrate

    def harden(self, home: Path) -> None:
        """It runs no SQL."""

    def close(self) -> None:
        if self._node.owner == self._disk.process:
            self._node.owner = None

    def ask(self, query: str, params: dict[str, Any]) -> list[dict[str, Any]]:
        if self._is_fatal:
            raise duckdb.FatalException("database has been invalidated")
        if query == "changes_after":
            return [{"id": c.id, "hash": c.hash} for c in self._changes[params["after"] :]]
        if query == "salts_of":
            names = [
                name for change in reversed(self._changes) for name in change.names if name.name in params["names"]
            ]
            return [{"name": name, "salt": salt} for name, salt in {n.name: n.salt for n in names}.items()]
        last = self._changes[-1] if self._changes else None
        if last is None:
            return [{"id": 0, "hash": GENESIS, "recorded_at": None, "next_rev": 1}]
        next_rev = last.first_rev + len(last.rows)
        return [{"id": last.id, "hash": last.hash, "recorded_at": last.recorded_at, "next_rev": next_rev}]

    def changes(self, after: int = 0) -> Iterator[Change]:
        return iter(self._changes[after:])

    @contextmanager
    def writing(self, change: Change, *, spans: bool = False) -> Iterator[None]:
        if self._is_fatal:
            raise duckdb.FatalException("database has been invalidated")
        if self._changes and change.prev != self._changes[-1].hash:
            raise AssertionError(f"change {change.id} does not follow what the database has")
        yield
        with self._told_as_duckdb():
            before = self._disk.size(self._wal)
            try:
                self._disk.append(self._wal, [_line(change)])
            except OSError:
                self._taken_back(before)
                raise
        self._changes.append(change)

    def put_in(self, changes: Iterable[Change]) -> None:
        """Where it breaks off, whole changes are in, as they are where DuckDB has some of the batches."""
        for change in changes:
            with self.writing(change):
                pass

    def copy_to(self, path: Path) -> None:
        with self._told_as_duckdb():
            self._disk.append(path, [_BASE, *map(_line, self._changes)])

    def _taken_back(self, size: int) -> None:
        try:
            if self._disk.exists(self._wal):
                self._disk.truncate(self._wal, size)
        except OSError as error:
            self._is_fatal = True
            raise duckdb.FatalException("database has been invalidated") from error

    @contextmanager
    def _told_as_duckdb(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise duckdb.IOException(f'Could not write file "{self._path}": {error.strerror}') from error


def _line(change: Change) -> bytes:
    text = change.to_line().encode()
    return b"%08x%s\n" % (zlib.crc32(text), text)


def _understood(data: bytes) -> tuple[list[Change], int]:
    """The changes from the first byte on, as far as checksums hold, and where they end."""
    changes, end = [], 0
    while (stop := data.find(b"\n", end)) >= 0:
        change = _read(data[end:stop])
        if change is None:
            break
        changes.append(change)
        end = stop + 1
    return changes, end


@lru_cache(4096)
def _read(line: bytes) -> Change | None:
    text = line[8:]
    return Change.from_line(text.decode()) if line[:8] == b"%08x" % zlib.crc32(text) else None
