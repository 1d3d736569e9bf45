"""The lines of a journal: what a line says, whether it says what was written, and whether lines follow each other."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ecodash.store.change import GENESIS, Change, names_beside
from ecodash.store.names_apart import commitment
from ecodash.store.problem import StoreProblem

# Each line has its own hash and that of the one before it: what is shorter was never a change.
SHORTEST_LINE = 2 * len(GENESIS)
_HEAD = re.compile(rb'\{"first_rev":\d+,"id":(\d+),.*?,"prev":"([0-9a-f]{64})","recorded_at":')
_NAME = rb'\["(?:[^"\\]|\\.)*","[0-9a-f]{32}"\]'
_NAMES = rb'\{(?:"[0-9a-f]{64}":' + _NAME + rb",?)+\}"
_BESIDE = rb'\{((?:"who":(' + _NAME + rb'),)?(?:"names":(' + _NAMES + rb"),)?)"
_LINE = re.compile(_BESIDE + rb'"hash":"([0-9a-f]{64})","change":(\{.*\})\}')
_NAMED = re.compile(_BESIDE)


@dataclass(frozen=True)
class Entry:
    """A line whose text hashes to what it says; its change is put together only when somebody needs it.

    ``names_told``: how many names stand beside the text.
    """

    hash: str
    prev: str
    id: int
    size: int
    names_told: int
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


def read_lines(text: bytes) -> Reading:
    """The entries of some journal's text, up to the first line that is not genuine or not in the chain."""
    lines = text.removesuffix(b"\n").split(b"\n") if text else []
    return entries_of(lines, lambda _, line: lambda: line)


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


def entries_of(lines: Iterable[bytes], kept: Callable[[int, bytes], Callable[[], bytes]]) -> Reading:
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
    beside, who, names, digest, text = found.groups()
    names_told = _names_told(beside, who, names, text) if beside else 0
    if names_told is None or hashlib.sha256(text).hexdigest() != digest.decode():
        return None
    told = told or (lambda: line)
    if head := _HEAD.match(text):
        # What stands in a text has its quotes escaped, so this is the change's own; its rows need not be taken apart.
        return Entry(digest.decode(), head[2].decode(), int(head[1]), len(line), names_told, told)
    try:
        body = json.loads(text)
        return Entry(digest.decode(), body["prev"], int(body["id"]), len(line), names_told, told)
    except (ValueError, KeyError, TypeError):
        return None


def without_names(line: bytes, is_kept_back: Callable[[str], bool]) -> bytes:
    """The line without the names of people that are to be kept back; as genuine as before."""
    named = _NAMED.match(line)
    if named is None:
        return line
    who, names = _beside(named[2], named[3])
    kept = {stands_for: told for stands_for, told in names.items() if not is_kept_back(told[0])}
    return b"{" + names_beside(None if who and is_kept_back(who[0]) else who, kept) + line[named.end() :]


def _beside(who: bytes | None, names: bytes | None) -> tuple[list[str] | None, dict[str, list[str]]]:
    """Who recorded it, and the names by what stands for them; each a name and a salt."""
    return json.loads(who or b"null"), json.loads(names or b"{}")


def _names_told(beside: bytes, who: bytes | None, names: bytes | None, text: bytes) -> int | None:
    """How many names stand beside a text; None where they are not those that it has commitments of."""
    try:
        recorder, others = _beside(who, names)
        is_whole = beside == names_beside(recorder, others) and (
            recorder is None or text.endswith(b'"who":{"commitment":"%s"}}' % commitment(*recorder).encode())
        )
        is_whole = is_whole and all(
            commitment(*told) == stands_for and b':{"commitment":"%s"}' % stands_for.encode() in text
            for stands_for, told in others.items()
        )
    except ValueError:
        return None
    return (recorder is not None) + len(others) if is_whole else None
