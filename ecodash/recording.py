"""The one way in for everything people record: who may, against what they saw, one change, undone as one.

Nothing else commits to a store but the reference data and the demonstration set.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ecodash.access import Forbidden, Principal, check_may_record, check_may_review, check_may_undo
from ecodash.kinds import KINDS, REFERENCES
from ecodash.model import AssignmentStatus, Means, Review, Role, Visibility
from ecodash.store.change import Act, Change, Row, key_of, typed
from ecodash.store.store import Store
from ecodash.text import t

Revision = dict[str, Any]

# Nobody had recorded this row when the form was opened.
NOTHING_SEEN = 0


@dataclass(frozen=True)
class Entry:
    """One row to record.

    ``seen`` is the revision its writer had before them (``NOTHING_SEEN``: there was none; None: it does not
    matter). ``replaces`` is a revision this one takes out of force, for a correction that moves the day.
    """

    kind: str
    row: Mapping[str, Any]
    seen: int | None = None
    replaces: int | None = None


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


class CannotUndo(Exception):
    """Why a change stays. ``code`` names the words under ``cannot_undo``."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(self.sentence("en"))

    def sentence(self, lang: str) -> str:
        """What stands in the way and what to do about it."""
        return t(lang, f"cannot_undo.{self.code}", **self.values)


def record(
    store: Store,
    principal: Principal,
    entries: Iterable[Entry],
    means: Means = Means.EDIT,
    *,
    note: str | None = None,
    source_name: str | None = None,
    source_sha256: str | None = None,
) -> Recorded:
    """Record rows as one change. Forbidden, Stale or StoreProblem: nothing was recorded.

    A row that already stands exactly so is left out, so a double click records once.
    """
    entries = _typed(entries)
    with store.exclusive():
        fresh = _fresh(store, principal, entries)
        if not fresh:
            return Recorded(None, 0, len(entries))
        act = Act(principal.who, means, source_name, source_sha256, note)
        voids = [(entry.kind, entry.replaces) for entry in fresh if entry.replaces is not None]
        change = store.commit(act, [(entry.kind, entry.row) for entry in fresh], voids)
        return Recorded(change, len(fresh), len(entries) - len(fresh))


def check(store: Store, principal: Principal, entries: Iterable[Entry]) -> None:
    """Forbidden, Stale or StoreProblem where ``record`` would refuse these rows; nothing is written either way.

    Asked before files are kept for them: a report that is refused leaves none behind.
    """
    _fresh(store, principal, _typed(entries))


def undo(store: Store, principal: Principal, change_id: int, note: str | None = None) -> Change:
    """Take a whole change back; CannotUndo or Forbidden says what stands in the way."""
    with store.exclusive():
        mine = _undoable(store, principal, change_id)
        act = Act(principal.who, Means.UNDO, note=note, undoes=change_id)
        return store.commit(act, [], [(kind, row["rev"]) for kind, row in mine])


def what_stops_undoing(store: Store, principal: Principal, change_id: int) -> CannotUndo | Forbidden | None:
    """What would stand in the way of taking a change back, or None."""
    try:
        _undoable(store, principal, change_id)
    except (CannotUndo, Forbidden) as problem:
        return problem
    return None


def _undoable(store: Store, principal: Principal, change_id: int) -> list[tuple[str, Revision]]:
    """The rows that an undo takes out of force; CannotUndo or Forbidden."""
    told = next(iter(store.ask("change_log", before=change_id + 1, most=1)), None)
    if told is None or told["id"] != change_id:
        raise CannotUndo("unknown", change=change_id)
    check_may_undo(principal, told["who"])
    if told["means"] in (Means.REFERENCE, Means.DEMO):
        raise CannotUndo("not_a_persons", change=change_id)
    if told["undoes"] is not None:
        raise CannotUndo("is_undo", change=change_id)
    if told["undone_by"] is not None:
        raise CannotUndo("already", change=change_id)
    rows = _rows_since(store, change_id)
    mine = [entry for entry in rows if entry[1]["change_id"] == change_id]
    resting = _resting_on(mine, [entry for entry in rows if entry[1]["change_id"] > change_id], store)
    if resting:
        raise CannotUndo("rests", change=change_id, newer=", ".join(str(n) for n in resting))
    return mine


def standing(store: Store, kind: str, key: str) -> Revision | None:
    """The last revision of one row that holds, or None."""
    return next(iter(store.ask("latest_revisions", kind=kind, keys=[key])), None)


def revised(kind: str, row: Mapping[str, Any], **changed: Any) -> Entry:
    """A standing revision with some of it changed, to be recorded only if it still stands."""
    return Entry(kind, {column: row[column] for column in KINDS[kind].all_columns} | changed, seen=row["rev"])


def _typed(entries: Iterable[Entry]) -> list[Entry]:
    return [Entry(e.kind, typed(KINDS[e.kind], e.row), e.seen, e.replaces) for e in entries]


def _fresh(store: Store, principal: Principal, entries: Sequence[Entry]) -> list[Entry]:
    """Those that do not stand already; Forbidden or Stale when they may not."""
    _check_may(store, principal, entries)
    held = _held(store, entries)
    fresh, stale = [], []
    for entry in entries:
        standing = held.get((entry.kind, key_of(KINDS[entry.kind], entry.row)))
        if standing is not None and _is_same(entry, standing):
            continue
        if entry.seen is not None and entry.seen != (standing["rev"] if standing else NOTHING_SEEN):
            stale.append((entry.kind, standing or {}))
        fresh.append(entry)
    if stale:
        raise Stale(stale)
    return fresh


def _check_may(store: Store, principal: Principal, entries: Sequence[Entry]) -> None:
    check_may_record(principal, frozenset(entry.kind for entry in entries))
    if principal.role is Role.OFFICER and any(entry.row.get("agency_link") for entry in entries):
        check_may_review(principal)
    if principal.role is not Role.AGENCY:
        return
    theirs = own_items(store, principal.agency)
    reports = {entry.row["code"] for entry in entries if entry.kind == "observation"}
    for entry in entries:
        # What an agency says waits for the secretary, is about its own items, and revises nobody's rows.
        if (
            (entry.row["area"], entry.row["framework"], entry.row["item"]) not in theirs
            or entry.seen != NOTHING_SEEN
            or entry.replaces is not None
        ):
            raise Forbidden("own_items_only")
        if entry.kind == "observation":
            is_report = entry.row["review"] == Review.REPORTED and entry.row["agency_link"] == principal.link
        else:
            is_report = entry.row["visibility"] == Visibility.INTERNAL and entry.row["observation"] in reports
        if not is_report:
            raise Forbidden("own_items_only")


def own_items(store: Store, agency: str | None) -> set[tuple[str, str, str]]:
    """Area, framework and item of everything an agency is to do."""
    return {
        (row["area"], row["framework"], row["item"])
        for row in store.ask("latest_revisions", kind="assignment", keys=None)
        if row["agency"] == agency and row["status"] == AssignmentStatus.OPEN
    }


def _held(store: Store, entries: Sequence[Entry]) -> dict[tuple[str, str], Revision]:
    keys: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        keys[entry.kind].append(key_of(KINDS[entry.kind], entry.row))
    return {
        (kind, row["key"]): row
        for kind, wanted in keys.items()
        for row in store.ask("latest_revisions", kind=kind, keys=wanted)
    }


def _is_same(entry: Entry, standing: Revision) -> bool:
    return all(standing[column] == entry.row[column] for column in KINDS[entry.kind].all_columns)


def _rows_since(store: Store, change_id: int) -> list[tuple[str, Revision]]:
    """Every revision in force that a change or a later one recorded."""
    gone = {row["rev"] for row in store.ask("revisions_out_of_force")}
    return [
        (kind, row)
        for kind in KINDS
        for row in store.ask("revisions_after", kind=kind, after=change_id - 1)
        if row["rev"] not in gone
    ]


def _resting_on(mine: list[tuple[str, Revision]], later: list[tuple[str, Revision]], store: Store) -> list[int]:
    """The later changes that revise a row of this one, or name one that would be gone."""
    keys = {(kind, row["key"]) for kind, row in mine}
    earliest = min((row["change_id"] for _, row in mine), default=0)
    gone = {place for place in keys if not _was_there(store, *place, before=earliest)}
    return sorted({row["change_id"] for kind, row in later if (kind, row["key"]) in keys or gone & _named(kind, row)})


def _was_there(store: Store, kind: str, key: str, before: int) -> bool:
    return any(row["change_id"] < before for row in store.ask("revisions_of_key", kind=kind, key=key))


def _named(kind: str, row: Row) -> set[tuple[str, str]]:
    """The rows of other kinds that a row names."""
    return {
        (other, "|".join(str(row[column]) for column in columns))
        for columns, other in REFERENCES.get(kind, {}).items()
        if all(row[column] is not None for column in columns)
    }
