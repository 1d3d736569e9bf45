"""What a file tells against what stands, with what its maker had before them: nobody's work is taken back unasked.

Three ways, cell by cell: the base (the store as it was when the file was made), the file, and the store as it stands.
A cell that is as it was in the base is not its maker's. One that both changed is a conflict, one that was emptied an
erasure: neither is recorded unless it is accepted by its place.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from ecodash.domain.vocabulary import Means
from ecodash.store.store import Store
from ecodash.store.typed_row import plain_value
from ecodash.workbook.incoming.checked_row import CheckedRow
from ecodash.workbook.incoming.table import Shaped
from ecodash.workbook.problems import Word
from ecodash.workbook.stored_rows import Key, Row, Standing

Place = tuple[str, str]
"""A cell: the name of its sheet in the file, and D7."""


class Why(StrEnum):
    """Why a cell is not recorded unless it is accepted."""

    ERASE = "erase"
    CONFLICT = "conflicts"


@dataclass(frozen=True)
class Accept:
    """Which cells that wait are recorded all the same: all of a sort, or some by their places."""

    sorts: frozenset[Why] = frozenset()
    places: frozenset[Place] = frozenset()

    def takes(self, why: Why, place: Place, value: Any) -> bool:
        """Whether a cell is one of them. A conflict that empties a cell is an erasure too."""
        needed = {why} | ({Why.ERASE} if value is None else set())
        return place in self.places or needed <= self.sorts


@dataclass(frozen=True)
class Waiting:
    """One cell that is recorded only if it is accepted.

    ``base`` is what it said when the file was made (None also where that is not known), ``file`` what it says in the
    file, ``store`` what stands; ``by`` and ``at`` (UTC) tell who made the cell say that, and when.
    """

    why: Why
    place: Place
    sheet: str
    column: str
    title: Word
    label: str
    base: Any
    file: Any
    store: Any
    by: str | None
    at: datetime | None

    def as_dict(self) -> dict[str, Any]:
        """As the command line tells it; ``at`` with its zone."""
        sheet, cell = self.place
        return {
            "sheet": sheet,
            "cell": cell,
            "column": self.column,
            "base": plain_value(self.base),
            "file": plain_value(self.file),
            "store": plain_value(self.store),
            "by": self.by,
            "at": self.at.replace(tzinfo=UTC).isoformat() if self.at else None,
        }


@dataclass(frozen=True, slots=True)
class Asked:
    """A cell that waits, by its column of the store, before anybody is named; ``base`` is what it said once."""

    row: CheckedRow
    name: str
    why: Why
    base: Any


@dataclass(frozen=True)
class Merged:
    """What of a row is to be recorded (columns of the store → values), and what waits to be accepted."""

    told: dict[str, Any]
    asked: tuple[Asked, ...]


class Base:
    """What the maker of a file had before them.

    ``change`` is the number of the last change in it; None where the file does not tell, and then ``modified`` (UTC)
    is when it was last saved, if it tells that, and ``seen`` the change up to which its maker was shown what it does.
    """

    def __init__(self, store: Store, change: int | None, modified: datetime | None, seen: int) -> None:
        self.change = change
        self.modified = modified
        self.seen = seen
        self._store = store
        self._standing = Standing(store, change) if change is not None else None

    def row(self, row: CheckedRow) -> Row | None:
        """The row as it stood when the file was made."""
        if self._standing is None:
            return None
        if row.sheet.kind == "agency" and "effective_on" not in row.values:
            return self._standing.latest_agency.get(row.values["code"])
        key: Key = tuple(row.values.get(column) for column in row.sheet.key)
        return self._standing.find(row.sheet, key)

    def is_older_than(self, stored: Row) -> bool:
        """Whether a person recorded the row after the file was saved or looked at; a file knows whole seconds."""
        if stored["change_id"] in self._nobodys:
            return False
        recorded: datetime = stored["recorded_at"]
        is_newer = self.modified is not None and recorded.replace(microsecond=0) > self.modified
        return is_newer or stored["change_id"] > self.seen

    def said_of(self, kind: str, keys: Iterable[str]) -> dict[str, list[Row]]:
        """What rows were ever recorded to say, and nobody took back: key → revisions, in order."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self._store.ask("revisions_of_keys", kind=kind, keys=sorted(keys)):
            found[row["key"]].append(row)
        return found

    @cached_property
    def authors(self) -> dict[int, str]:
        """Who recorded every change."""
        return {head["id"]: head["who"] for head in self._heads}

    @cached_property
    def _nobodys(self) -> set[int]:
        """Changes that came with the program."""
        return {head["id"] for head in self._heads if head["means"] in (Means.REFERENCE, Means.DEMO)}

    @cached_property
    def _heads(self) -> list[Row]:
        return self._store.ask("changes_after", after=0)


def base_of(store: Store, shaped: Shaped, seen: int) -> tuple[Base, bool]:
    """The base of a file, and whether it tells one that this store does not know: another home, or a later day."""
    heads = store.ask("changes_after", after=0)
    known = {f"{head['id']}-{head['hash'][: len(shaped.stamp.rpartition('-')[2])]}": head["id"] for head in heads}
    if shaped.stamp in known:
        return Base(store, known[shaped.stamp], shaped.modified, seen), False
    if shaped.is_template and not shaped.stamp and shaped.created:
        # Templates had no stamp once; they know the second in which they were made.
        before = [head["id"] for head in heads if head["recorded_at"].replace(microsecond=0) <= shaped.created]
        return Base(store, max(before, default=0), shaped.modified, seen), False
    return Base(store, None, shaped.modified, seen), bool(shaped.stamp)


def merged(row: CheckedRow, base: Base, accept: Accept) -> Merged:
    """Sort the cells of a row into what to record, what to leave as it stands and what to ask about."""
    before = base.row(row)
    if row.stored is None and before is None:
        return Merged(row.told, ())
    told: dict[str, Any] = {}
    asked: list[Asked] = []
    for name, value in row.told.items():
        if before is not None and value == before[name]:
            # As it was when the file was made: somebody else's change, or nobody's.
            continue
        why = _why(row, name, base, before)
        if why is None or accept.takes(why, row.place(name), value):
            told[name] = value
        if why is not None:
            asked.append(Asked(row, name, why, before[name] if before else None))
    if row.stored is None and told:
        # Taken back since, and asked for again: the whole row.
        told = dict(row.values)
    return Merged(told, tuple(asked))


def _why(row: CheckedRow, name: str, base: Base, before: Row | None) -> Why | None:
    """Why a cell that its maker changed is asked about; None: it is not."""
    if row.stored is None:
        return Why.CONFLICT
    if base.change is None:
        others = base.is_older_than(row.stored)
    else:
        others = before is None or before[name] != row.stored[name]
    if others:
        return Why.CONFLICT
    return Why.ERASE if row.values[name] is None else None


def waiting(asked: Sequence[Asked], base: Base) -> list[Waiting]:
    """The cells that wait, each with the last who made it say what stands, whoever changed others of its row since."""
    keys: dict[str, set[str]] = defaultdict(set)
    for cell in asked:
        if cell.row.stored:
            keys[cell.row.sheet.kind].add(cell.row.stored["key"])
    said = {(kind, key): rows for kind, those in keys.items() for key, rows in base.said_of(kind, those).items()}
    return [_waiting(cell, said, base) for cell in asked]


def _waiting(cell: Asked, said: Mapping[tuple[str, str], Sequence[Row]], base: Base) -> Waiting:
    row, name, stored = cell.row, cell.name, cell.row.stored
    column = row.sheet.by_stored[name]
    last = _last_to_change(said[row.sheet.kind, stored["key"]], stored, name) if stored else None
    return Waiting(
        cell.why,
        row.place(name),
        row.sheet.name,
        column.name,
        column.title,
        row.label,
        cell.base,
        row.values[name],
        stored[name] if stored else None,
        base.authors.get(last["change_id"]) if last else None,
        last["recorded_at"] if last else None,
    )


def _last_to_change(revisions: Sequence[Row], stored: Row, name: str) -> Row:
    """The first of the latest revisions in a row that say of a cell what stands."""
    last = stored
    for revision in reversed([row for row in revisions if row["rev"] < stored["rev"]]):
        if revision[name] != stored[name]:
            break
        last = revision
    return last
