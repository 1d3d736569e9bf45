"""What is given to be recorded, and what stands before it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ecodash.domain.kinds import KINDS, Kind
from ecodash.store.change import Change
from ecodash.store.store import Store
from ecodash.store.typed_row import key_of, typed

Revision = dict[str, Any]
Place = tuple[str, str]
"""A kind and the key of a row."""

# Nobody had recorded this row when the form was opened.
NOTHING_SEEN = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One row to record.

    ``seen`` is the revision its writer had before them (``NOTHING_SEEN``: there was none; None: it does not
    matter). ``replaces`` is a revision this one takes out of force, with those that it had taken the place of on
    its day, for a correction that moves the day.
    """

    kind: str
    row: Mapping[str, Any]
    seen: int | None = None
    replaces: int | None = None
    _place: Place | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def place(self) -> Place:
        """Kind and key; of a row without a code yet, a key that no row has."""
        if self._place is None:
            # Worked out once; with slots there is nowhere else for it.
            object.__setattr__(self, "_place", (self.kind, key_of(KINDS[self.kind], self.row)))
        assert self._place is not None
        return self._place


@dataclass(frozen=True)
class Recorded:
    """What became of the entries: the change, or None when every row was there already."""

    change: Change | None
    accepted: int
    unchanged: int


class Stale(Exception):
    """Somebody recorded a newer revision in between. ``revisions`` are the rows as they now stand."""

    def __init__(self, revisions: Sequence[tuple[str, Revision]]) -> None:
        self.revisions = tuple(revisions)
        super().__init__(f"{len(self.revisions)} rows changed in between")


def standing(store: Store, kind: str, key: str) -> Revision | None:
    """The last revision of one row that holds, or None."""
    return next(iter(store.ask("latest_revisions", kind=kind, keys=[key])), None)


def revised(kind: str, row: Mapping[str, Any], **changed: Any) -> Entry:
    """A standing revision with some of it changed, to be recorded only if it still stands."""
    return Entry(kind, {column: row[column] for column in KINDS[kind].all_columns} | changed, seen=row["rev"])


def typed_entries(entries: Iterable[Entry]) -> list[Entry]:
    """Every column of every row, of the type of its kind; ValueError names a column that is not."""
    return [_typed_entry(entry, KINDS[entry.kind]) for entry in entries]


def _typed_entry(entry: Entry, kind: Kind) -> Entry:
    row = typed(kind, entry.row)
    return entry if row is entry.row else Entry(entry.kind, row, entry.seen, entry.replaces)


def is_same(entry: Entry, row: Mapping[str, Any]) -> bool:
    """Whether a row already stands exactly so."""
    return all(row[column] == entry.row[column] for column in KINDS[entry.kind].all_columns)


def held(store: Store, entries: Iterable[Entry]) -> dict[Place, Revision]:
    """The last revision that holds of every row that is there already."""
    keys: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        kind, key = entry.place
        keys[kind].append(key)
    return {
        (kind, row["key"]): row
        for kind, wanted in keys.items()
        for row in store.ask("latest_revisions", kind=kind, keys=wanted)
    }
