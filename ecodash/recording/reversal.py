"""Taking a whole change back, where nothing newer rests on it, and recording it anew after all."""

from ecodash.access.roles import Forbidden, Principal, check_may_undo
from ecodash.domain.kinds import KINDS, REFERENCES
from ecodash.domain.vocabulary import Means
from ecodash.language.problem import Problem
from ecodash.recording.entries import Revision
from ecodash.store.change import Act, Change
from ecodash.store.store import Store
from ecodash.store.typed_row import Row


class CannotUndo(Problem):
    """Why a change stays."""

    section = "cannot_undo"


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


def redo(store: Store, principal: Principal, change_id: int, note: str | None = None) -> Change:
    """Record anew what an undone change had recorded; CannotUndo or Forbidden says what stands in the way."""
    with store.exclusive():
        rows, voids = _redoable(store, principal, change_id)
        return store.commit(Act(principal.who, Means.REDO, note=note), rows, voids)


def what_stops_redoing(store: Store, principal: Principal, change_id: int) -> CannotUndo | Forbidden | None:
    """What would stand in the way of recording an undone change anew, or None."""
    try:
        _redoable(store, principal, change_id)
    except (CannotUndo, Forbidden) as problem:
        return problem
    return None


def _redoable(
    store: Store, principal: Principal, change_id: int
) -> tuple[list[tuple[str, Row]], list[tuple[str, int]]]:
    """The rows of an undone change and what they took out of force; CannotUndo or Forbidden."""
    told = _change(store, change_id)
    check_may_undo(principal, told["who"])
    undone_by = told["undone_by"]
    if undone_by is None:
        raise CannotUndo("not_undone", change=change_id)
    rows = [
        (kind, row)
        for kind in KINDS
        for row in store.ask("revisions_after", kind=kind, after=change_id - 1)
        if row["change_id"] == change_id
    ]
    newer = sorted({now["change_id"] for now in _standing(store, rows) if now["change_id"] > undone_by})
    if newer:
        raise CannotUndo("recorded_since", change=change_id, newer=", ".join(str(n) for n in newer))
    mine = {(kind, row["key"]) for kind, row in rows}
    named = {place for kind, row in rows for place in _named(kind, row)} - mine
    if any(_is_gone(store, kind, key, change_id) for kind, key in named):
        raise CannotUndo("names_gone", change=change_id)
    voids = [v for v in store.ask("voids_after", after=change_id - 1) if v["change_id"] == change_id]
    told_rows: list[tuple[str, Row]] = [
        (kind, {column: row[column] for column in KINDS[kind].all_columns}) for kind, row in rows
    ]
    return told_rows, [(void["kind"], void["rev"]) for void in voids]


def _is_gone(store: Store, kind: str, key: str, change_id: int) -> bool:
    """Whether a row that stood before a change stands no more."""
    stood = store.ask("revisions_before", kind=kind, keys=[key], change=change_id)
    return bool(stood) and not store.ask("latest_revisions", kind=kind, keys=[key])


def _standing(store: Store, rows: list[tuple[str, Revision]]) -> list[Revision]:
    """What stands of the rows of a change."""
    kinds = {kind for kind, _ in rows}
    return [
        row
        for kind in kinds
        for row in store.ask("latest_revisions", kind=kind, keys=[row["key"] for other, row in rows if other == kind])
    ]


def _change(store: Store, change_id: int) -> Revision:
    told = next(iter(store.ask("change_log", before=change_id + 1, most=1)), None)
    if told is None or told["id"] != change_id:
        raise CannotUndo("unknown", change=change_id)
    return told


def _undoable(store: Store, principal: Principal, change_id: int) -> list[tuple[str, Revision]]:
    """The rows that an undo takes out of force; CannotUndo or Forbidden."""
    told = _change(store, change_id)
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
