"""``journal.jsonl``: one line per change, on disk before the change is acknowledged."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from ecodash.disk import DISK, Disk
from ecodash.domain.dates import utc_now
from ecodash.store.change import GENESIS, Change
from ecodash.store.problem import StoreProblem

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
        """The change of the line; StoreProblem when this program does not know all that it says."""
        try:
            change = Change.from_line(self.line.decode())
        except (ValueError, KeyError, TypeError, StoreProblem) as error:
            raise StoreProblem("newer_change", change=self.id) from error
        if not change.is_genuine:
            # The line hashes to what it says, so it says more than was understood.
            raise StoreProblem("newer_change", change=self.id)
        return change


@dataclass(frozen=True)
class Reading:
    """The genuine entries from the first line on, and whether the file goes on after a damaged one.

    ``later``: lines behind a damaged one that are genuine by themselves.
    ``torn``: whether the file ended in half a line, which was cut off.
    """

    entries: list[Entry]
    lines: int
    damaged_line: int | None = None
    later: tuple[Entry, ...] = ()
    torn: bool = False

    @property
    def changes(self) -> list[Change]:
        return [entry.change for entry in self.entries]


class TakingBackFailed(Exception):
    """A line was written whose change failed, and the line is still there."""


class Journal:
    """The second record beside the database, each line chained to the one before."""

    def __init__(self, home: Path, disk: Disk = DISK) -> None:
        self.path = home / "journal.jsonl"
        self._disk = disk
        self._quarantine = home / "quarantine"
        # As long as this object left it; None until then.
        self._size: int | None = None

    @property
    def is_as_left(self) -> bool:
        """Whether nobody else has written to the file since this object did."""
        return self._size in (None, self._size_now())

    def read(self) -> Reading:
        """All genuine changes in order, up to the first damaged line if there is one.

        A torn last line is what a power cut leaves of a change nobody was told about: it is cut off
        and kept in quarantine. Damage further up is reported and left as it is.
        """
        data = self._disk.read(self.path)
        torn = data[data.rfind(b"\n") + 1 :]
        if torn:
            self._set_aside(torn)
            self._truncate(len(data) - len(torn))
        if self._size is None:
            self._size = len(data) - len(torn)
        return replace(read_lines(data.removesuffix(torn)), torn=bool(torn))

    @contextmanager
    def appended(self, change: Change) -> Iterator[None]:
        """Append and sync a change; take it back when the block that follows fails.

        TakingBackFailed when not even that succeeds: the line may or may not be there.
        """
        start = self._size_now()
        try:
            self.extend([change])
            yield
        except BaseException as error:
            try:
                self._truncate(start)
            except OSError as second:
                raise TakingBackFailed(str(second)) from error
            self._size = start
            raise

    def extend(self, changes: Iterable[Change]) -> None:
        """Write changes behind the last line, and sync."""
        self._disk.append(self.path, (change.to_line().encode() + b"\n" for change in changes))
        self._size = self._size_now()

    def replace(self, changes: Iterable[Change]) -> None:
        """Write the journal anew; the damaged one is kept in quarantine."""
        self._set_aside(self._disk.read(self.path))
        self._disk.write(self.path, b"".join(change.to_line().encode() + b"\n" for change in changes))
        self._size = self._size_now()

    def cut_behind(self, entries: Iterable[Entry]) -> None:
        """Keep the first lines, which are these; what follows them goes to quarantine."""
        end = sum(len(entry.line) + 1 for entry in entries)
        self._set_aside(self._disk.read(self.path)[end:])
        self._truncate(end)
        self._size = end

    def _size_now(self) -> int:
        return self._disk.size(self.path)

    def _set_aside(self, data: bytes) -> None:
        self._disk.make_folder(self._quarantine)
        self._disk.write(self._quarantine / f"journal-{utc_now():%Y%m%dT%H%M%S%f}.jsonl", data)

    def _truncate(self, size: int) -> None:
        if self._disk.exists(self.path):
            self._disk.truncate(self.path, size)


def read_lines(text: bytes) -> Reading:
    """The entries of some journal's text, up to the first line that is not genuine or not in the chain."""
    entries: list[Entry] = []
    prev = GENESIS
    lines = text.removesuffix(b"\n").split(b"\n") if text else []
    for number, line in enumerate(lines, start=1):
        entry = read_line(line)
        if entry is None or entry.prev != prev or entry.id != number:
            later = (read_line(line) for line in lines[number - 1 :])
            return Reading(entries, len(lines), number, tuple(entry for entry in later if entry))
        entries.append(entry)
        prev = entry.hash
    return Reading(entries, len(lines))


def read_line(line: bytes) -> Entry | None:
    """The entry of a line, or None when the line is not what was written."""
    found = _LINE.fullmatch(line)
    if found is None or hashlib.sha256(found[2]).hexdigest() != found[1].decode():
        return None
    try:
        body = json.loads(found[2])
        return Entry(found[1].decode(), body["prev"], int(body["id"]), line)
    except (ValueError, KeyError, TypeError):
        return None
