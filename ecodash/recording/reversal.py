"""Taking a whole change back, where nothing newer rests on it."""

from ecodash.access.roles import Forbidden, Principal, check_may_undo
from ecodash.domain.kinds import KINDS, REFERENCES
from ecodash.domain.vocabulary import Means
from ecodash.language.problem import Problem
from ecodash.recording.entries import Revision
from ecodash.store.change import Act, Change, Row
from ecodash.store.store import Store


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
