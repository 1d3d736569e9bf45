"""Evidence that is taken back: first out of sight, then, after a time and by somebody else, out of the vault."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from ecodash.access.roles import Forbidden, Principal, check_may_manage
from ecodash.recording.entries import Entry, Place, Revision
from ecodash.store.store import Store

WAIT = timedelta(days=14)
_MARKS = ("withdrawn_on", "withdrawn_by", "removed_on")


def removable_on(row: Mapping[str, Any]) -> date | None:
    """From which day the content of withdrawn evidence may be removed; None for evidence that is not withdrawn."""
    day: date | None = row["withdrawn_on"]
    return day + WAIT if day else None


def check_may_withdraw(
    principal: Principal, entries: Iterable[Entry], standing: Mapping[Place, Revision], store: Store
) -> None:
    """Forbidden unless marks of withdrawal are set by secretaries, in order, and the last one by another of them."""
    for entry in entries:
        before = standing.get(entry.place)
        if entry.kind != "evidence" or not _changes_marks(entry.row, before):
            continue
        check_may_manage(principal)
        if before is None or before["removed_on"]:
            raise Forbidden("already_removed" if before else "not_withdrawn")
        if entry.row["removed_on"]:
            # What stands is told without names that were taken out of view.
            _check_may_remove(store.kept_back.in_value(principal.who), entry.row, before, store.today())
        elif entry.row["withdrawn_on"] and (entry.row["withdrawn_on"], entry.row["withdrawn_by"]) != (
            store.today(),
            principal.who,
        ):
            raise Forbidden("not_withdrawn")


def _check_may_remove(who: str, row: Mapping[str, Any], before: Revision, today: date) -> None:
    first = removable_on(before)
    if first is None or any(row[mark] != before[mark] for mark in ("withdrawn_on", "withdrawn_by")):
        raise Forbidden("not_withdrawn")
    if today < first:
        raise Forbidden("wait_to_remove", day=first)
    if who == before["withdrawn_by"]:
        raise Forbidden("another_removes", who=before["withdrawn_by"])


def _changes_marks(row: Mapping[str, Any], before: Revision | None) -> bool:
    return any(row[mark] != (before[mark] if before else None) for mark in _MARKS)
