"""A meeting put on another day takes along what was resolved in it, and what it closed of earlier resolutions."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ecodash.domain.kinds import KINDS
from ecodash.domain.vocabulary import AssignmentStatus
from ecodash.recording.entries import Entry, Place, Revision
from ecodash.store.store import Store
from ecodash.store.typed_row import typed


@dataclass(frozen=True)
class _Move:
    meeting: str
    before: date
    after: date


def with_moved(store: Store, entries: Sequence[Entry], standing: Mapping[Place, Revision]) -> list[Entry]:
    """The entries, before them the resolutions that every meeting among them takes along to its new day."""
    moves = {move.meeting: move for move in _moves(entries, standing)}
    if not moves:
        return list(entries)
    revisions: dict[str, list[Revision]] = defaultdict(list)
    for row in store.ask("revisions_in_force_at", kind="resolution", change=store.version):
        revisions[row["key"]].append(row)
    bodies = {row["code"]: row["body"] for row in store.ask("latest_revisions", kind="meeting", keys=None)}
    moved = [entry for rows in revisions.values() for entry in _taken_along(rows, moves, bodies)]
    return [*moved, *(_follows(entry, moves) for entry in entries)]


def _moves(entries: Sequence[Entry], standing: Mapping[Place, Revision]) -> Iterator[_Move]:
    for entry in entries:
        stood = standing.get(entry.place) if entry.kind == "meeting" else None
        before, after = stood["held_on"] if stood else None, entry.row.get("held_on")
        if before and after and before != after:
            yield _Move(entry.row["code"], before, after)


def _taken_along(revisions: Sequence[Revision], moves: Mapping[str, _Move], bodies: Mapping[str, str]) -> list[Entry]:
    """One resolution on the new day of its meeting, or of a later one that closed it; as it is where neither moves."""
    last_of_day = list({row["effective_on"]: row for row in revisions}.values())
    last_of_day.sort(key=lambda row: int(row["rev"]))
    now = last_of_day[-1]
    if own := moves.get(now["meeting"]):
        return _moved(last_of_day, own)
    heard_by = {bodies.get(now["meeting"]), now["sent_up_to"]}
    closed = [(move, row) for move in moves.values() for row in last_of_day if row["effective_on"] == move.before]
    for move, row in closed:
        before = last_of_day[: last_of_day.index(row)]
        is_closed = before and before[-1]["status"] == AssignmentStatus.OPEN != row["status"]
        if is_closed and bodies.get(move.meeting) in heard_by:
            # What was said of it in between is not overtaken.
            earliest = max((r["effective_on"] for r in before if r["effective_on"]), default=move.after)
            return _moved(last_of_day, replace(move, after=max(move.after, earliest)))
    return []


def _moved(last_of_day: Sequence[Revision], move: _Move) -> list[Entry]:
    """The revisions of one resolution from the meeting's day on, once more and in the order of their recording.

    All of them: the one recorded last must stay the last.
    """
    if not any(row["effective_on"] == move.before for row in last_of_day):
        return []
    first = next(n for n, row in enumerate(last_of_day) if _is_from(row, move.before))
    return [Entry("resolution", _on(row, move), replaces=row["rev"]) for row in last_of_day[first:]]


def _follows(entry: Entry, moves: Mapping[str, _Move]) -> Entry:
    """A resolution that is recorded in the same act, on the meeting's new day as well."""
    move = moves.get(entry.row["meeting"]) if entry.kind == "resolution" else None
    if move is None or entry.row["effective_on"] != move.before:
        return entry
    return Entry(entry.kind, _on(entry.row, move), entry.seen, entry.replaces)


def _is_from(row: Mapping[str, Any], day: date) -> bool:
    return row["effective_on"] is not None and row["effective_on"] >= day


def _on(row: Mapping[str, Any], move: _Move) -> Mapping[str, Any]:
    """The row from the meeting's new day on; what came of it later stays later, and never before the meeting."""
    day = row["effective_on"]
    if day == move.before:
        day = move.after
    elif _is_from(row, move.before):
        day = max(day, move.after)
    columns = {column: row[column] for column in KINDS["resolution"].all_columns}
    return typed(KINDS["resolution"], {**columns, "effective_on": day})
