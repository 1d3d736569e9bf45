"""``journal.jsonl``: one line per change, on disk before the change is acknowledged."""

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ecodash.dates import utc_now
from ecodash.store.change import GENESIS, Change

_LINE = re.compile(rb'\{"hash":"([0-9a-f]{64})","change":(\{.*\})\}')


@dataclass(frozen=True)
class Entry:
    """A line whose text hashes to what it says; its change is put together only when somebody needs it."""

    hash: str
    prev: str
    id: int
    line: bytes

    @property
    def change(self) -> Change:
        return Change.from_line(self.line.decode())


@dataclass(frozen=True)
class Reading:
    """The genuine entries from the first line on, and whether the file goes on after a damaged one."""

    entries: list[Entry]
    lines: int
    damaged_line: int | None = None

    @property
    def changes(self) -> list[Change]:
        return [entry.change for entry in self.entries]


class Journal:
    """The second record beside the database, each line chained to the one before."""

    def __init__(self, home: Path) -> None:
        self.path = home / "journal.jsonl"
        self._quarantine = home / "quarantine"

    def read(self) -> Reading:
        """All genuine changes in order, up to the first damaged line if there is one.

        A torn last line is what a power cut leaves of a change nobody was told about: it is cut off
        and kept in quarantine. Damage further up is reported and left as it is.
        """
        if not self.path.exists():
            return Reading([], 0)
        data = self.path.read_bytes()
        whole, _, torn = data.rpartition(b"\n")
        if torn:
            self._set_aside(torn)
            self._truncate(len(data) - len(torn))
        return read_lines(whole)

    @contextmanager
    def appended(self, change: Change) -> Iterator[None]:
        """Append and sync a change; take it back when the block that follows fails."""
        start = self.path.stat().st_size if self.path.exists() else 0
        try:
            with self.path.open("ab") as file:
                file.write(change.to_line().encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())
            yield
        except BaseException:
            self._truncate(start)
            raise

    def extend(self, changes: Iterable[Change]) -> None:
        """Catch up with changes that the database has and the journal lacks."""
        with self.path.open("ab") as file:
            for change in changes:
                file.write(change.to_line().encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def replace(self, changes: Iterable[Change]) -> None:
        """Write the journal anew; the damaged one is kept in quarantine."""
        if self.path.exists():
            self._set_aside(self.path.read_bytes())
            self.path.unlink()
        self.extend(changes)

    def _set_aside(self, data: bytes) -> None:
        self._quarantine.mkdir(exist_ok=True)
        (self._quarantine / f"journal-{utc_now():%Y%m%dT%H%M%S%f}.jsonl").write_bytes(data)

    def _truncate(self, size: int) -> None:
        if not self.path.exists():
            return
        with self.path.open("r+b") as file:
            file.truncate(size)
            os.fsync(file.fileno())


def read_lines(whole: bytes) -> Reading:
    """The entries of some journal's text, up to the first line that is not genuine or not in the chain."""
    entries: list[Entry] = []
    prev = GENESIS
    lines = whole.split(b"\n") if whole else []
    for number, line in enumerate(lines, start=1):
        entry = _read_line(line)
        if entry is None or entry.prev != prev or entry.id != number:
            return Reading(entries, len(lines), number)
        entries.append(entry)
        prev = entry.hash
    return Reading(entries, len(lines))


def _read_line(line: bytes) -> Entry | None:
    """The entry of a line, or None when the line is not what was written."""
    found = _LINE.fullmatch(line)
    if found is None or hashlib.sha256(found[2]).hexdigest() != found[1].decode():
        return None
    body = json.loads(found[2])
    return Entry(found[1].decode(), body["prev"], body["id"], line)
