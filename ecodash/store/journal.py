"""``journal.jsonl``: one line per change, on disk before the change is acknowledged."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from ecodash.disk import DISK, Disk
from ecodash.domain.dates import utc_now
from ecodash.store.change import GENESIS, Change, commitment
from ecodash.store.problem import StoreProblem

_TAIL_BYTES = 1 << 16
# Each line has its own hash and that of the one before it: what is shorter was never a change.
SHORTEST_LINE = 2 * len(GENESIS)
_HEAD = re.compile(rb'\{"first_rev":\d+,"id":(\d+),.*?,"prev":"([0-9a-f]{64})","recorded_at":')
_WHO = rb'\{"who":(\["(?:[^"\\]|\\.)*","[0-9a-f]{32}"\]),'
_LINE = re.compile(rb"(?:" + _WHO + rb'|\{)"hash":"([0-9a-f]{64})","change":(\{.*\})\}')
_NAMED = re.compile(_WHO)


@dataclass(frozen=True)
class Entry:
    """A line whose text hashes to what it says; its change is put together only when somebody needs it.

    ``is_named``: a name stands beside the text.
    """

    hash: str
    prev: str
    id: int
    size: int
    is_named: bool
    told: Callable[[], bytes] = field(repr=False, compare=False)

    @property
    def line(self) -> bytes:
        """The line itself, ``size`` bytes without its end, read where it stands."""
        return self.told()

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

    ``behind``: how many bytes follow the last of ``entries``.
    ``later``: lines behind a damaged one that are genuine by themselves.
    ``torn``: whether the file ended in a line that was never wholly written, which was cut off.
    """

    entries: list[Entry]
    lines: int
    damaged_line: int | None = None
    behind: int = 0
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

        A torn last line is what a power cut leaves of a change nobody was told about: half of it, or all but a block
        that never came. It is cut off and kept in quarantine. Damage further up is reported and left as it is.
        """
        size, is_torn = self.settled()
        return replace(self.read_until(size), torn=is_torn)

    def settled(self) -> tuple[int, bool]:
        """How long the journal is once a torn last line is cut off, and whether there was one."""
        size = self._size_now()
        torn = self._torn_end(size)
        if torn:
            self._set_aside(torn)
            size -= len(torn)
            self._truncate(size)
        if self._size is None:
            self._size = size
        return size, bool(torn)

    def read_until(self, size: int) -> Reading:
        """The changes in its first bytes, which do not alter any more: others may write meanwhile."""

        def kept(start: int, line: bytes) -> Callable[[], bytes]:
            # A journal may be longer than there is memory: its lines stay where they are.
            return partial(self._disk.part, self.path, start, len(line))

        return _entries(self.lines(size), kept)

    def lines(self, size: int) -> Iterator[bytes]:
        """Its first bytes, line by line, without their ends."""
        return (line.removesuffix(b"\n") for line in self._disk.lines(self.path, size))

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
        self._disk.append(self.path, (change.to_bytes() + b"\n" for change in changes))
        self._size = self._size_now()

    def replace(self, changes: Iterable[Change]) -> None:
        """Write the journal anew; the damaged one is kept in quarantine."""
        self._set_aside(self._disk.read(self.path))
        self._disk.write(self.path, b"".join(change.to_bytes() + b"\n" for change in changes))
        self._size = self._size_now()

    def cut_behind(self, entries: Iterable[Entry]) -> None:
        """Keep the first lines, which are these; what follows them goes to quarantine."""
        end = sum(entry.size + 1 for entry in entries)
        self._set_aside(self._disk.read(self.path)[end:])
        self._truncate(end)
        self._size = end

    def _torn_end(self, size: int) -> bytes:
        looked_at = 0
        tail = b""
        while looked_at < size and tail.count(b"\n") < 2:
            looked_at = min(size, max(_TAIL_BYTES, 2 * looked_at))
            tail = self._disk.part(self.path, size - looked_at, looked_at)
        last = tail[tail.rfind(b"\n", 0, -1) + 1 :]
        # A block that was never written reads as zeros, which no line has in it.
        return last if b"\0" in last or not last.endswith(b"\n") else b""

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
    lines = text.removesuffix(b"\n").split(b"\n") if text else []
    return _entries(lines, lambda _, line: lambda: line)


class Chain:
    """Lines looked at one after the other: how many are genuine and follow each other, and the hash of the last."""

    def __init__(self) -> None:
        self.length = 0
        self.head = GENESIS

    def add(self, entry: Entry | None) -> bool:
        """Whether an entry is the next one."""
        if entry is None or entry.prev != self.head or entry.id != self.length + 1:
            return False
        self.head = entry.hash
        self.length += 1
        return True


def _entries(lines: Iterable[bytes], kept: Callable[[int, bytes], Callable[[], bytes]]) -> Reading:
    """``kept``: how a line that starts at a byte is had again."""
    entries: list[Entry] = []
    later: list[Entry] = []
    chain = Chain()
    damaged = None
    number = start = 0
    for number, line in enumerate(lines, start=1):
        entry = read_line(line, kept(start, line))
        start += len(line) + 1
        if damaged is None and entry and chain.add(entry):
            entries.append(entry)
            continue
        damaged = damaged or number
        if entry:
            later.append(entry)
    behind = start - sum(entry.size + 1 for entry in entries)
    return Reading(entries, number, damaged, behind, tuple(later))


def read_line(line: bytes, told: Callable[[], bytes] | None = None) -> Entry | None:
    """The entry of a line, or None when the line is not what was written. ``told``: how the line is had again."""
    found = _LINE.fullmatch(line)
    if found is None:
        return None
    who, digest, text = found.groups()
    if hashlib.sha256(text).hexdigest() != digest.decode() or not (who is None or _is_theirs(who, text)):
        return None
    told = told or (lambda: line)
    if head := _HEAD.match(text):
        # What stands in a text has its quotes escaped, so this is the change's own; its rows need not be taken apart.
        return Entry(digest.decode(), head[2].decode(), int(head[1]), len(line), who is not None, told)
    try:
        body = json.loads(text)
        return Entry(digest.decode(), body["prev"], int(body["id"]), len(line), who is not None, told)
    except (ValueError, KeyError, TypeError):
        return None


def without_name(line: bytes, is_kept_back: Callable[[str], bool]) -> bytes:
    """The line without the name of whoever recorded it, where that is one to keep back; as genuine as before."""
    named = _NAMED.match(line)
    if named is None or not is_kept_back(json.loads(named[1])[0]):
        return line
    return b"{" + line[named.end() :]


def _is_theirs(who: bytes, text: bytes) -> bool:
    """Whether the name beside a text is the one that its commitment, which stands last in it, is of."""
    try:
        return text.endswith(b'"who":{"commitment":"%s"}}' % commitment(*json.loads(who)).encode())
    except ValueError:
        return False
