"""A meeting put on another day takes along what was resolved in it, so that it exists as of the meeting."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ecodash.domain.kinds import KINDS
from ecodash.recording.entries import Entry, Place, Revision
from ecodash.store.store import Store
from ecodash.store.typed_row import typed


@dataclass(frozen=True)
class _Move:
    meeting: str
    before: date
    after: date


def with_moved(store: Store, entries: Sequence[Entry], standing: Mapping[Place, Revision]) -> list[Entry]:
    """The entries, before them the resolutions of every meeting among them that moves, on its new day."""
    moves = {move.meeting: move for move in _moves(entries, standing)}
    if not moves:
        return list(entries)
    resolutions = store.ask("latest_revisions", kind="resolution", keys=None)
    keys = {row["key"]: moves[row["meeting"]] for row in resolutions if row["meeting"] in moves}
    revisions: dict[str, list[Revision]] = {key: [] for key in keys}
    for row in store.ask("revisions_in_force_at", kind="resolution", change=store.version):
        if row["key"] in keys:
            revisions[row["key"]].append(row)
    moved = [entry for key, rows in revisions.items() for entry in _moved(rows, keys[key])]
    return [*moved, *(_follows(entry, moves) for entry in entries)]


def _moves(entries: Sequence[Entry], standing: Mapping[Place, Revision]) -> Iterator[_Move]:
    for entry in entries:
        stood = standing.get(entry.place) if entry.kind == "meeting" else None
        before, after = stood["held_on"] if stood else None, entry.row.get("held_on")
        if before and after and before != after:
            yield _Move(entry.row["code"], before, after)


def _moved(revisions: Sequence[Revision], move: _Move) -> Iterator[Entry]:
    """The revisions of one resolution from the meeting's day on, once more and in the order of their recording.

    All of them: the one recorded last must stay the last.
    """
    last_of_day = list({row["effective_on"]: row for row in revisions}.values())
    last_of_day.sort(key=lambda row: int(row["rev"]))
    if not any(row["effective_on"] == move.before for row in last_of_day):
        return
    first = next(n for n, row in enumerate(last_of_day) if _is_from(row, move.before))
    for row in last_of_day[first:]:
        yield Entry("resolution", _on(row, move), replaces=row["rev"])


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
