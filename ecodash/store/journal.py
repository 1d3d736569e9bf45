"""``journal.jsonl``: one line per change, on disk before the change is acknowledged."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from ecodash.disk import DISK, Disk
from ecodash.domain.dates import utc_now
from ecodash.store.change import Change
from ecodash.store.journal_lines import Entry, Reading, entries_of

_TAIL_BYTES = 1 << 16


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

        return entries_of(self.lines(size), kept)

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
