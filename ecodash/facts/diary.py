"""Days to note: what is due, and when bodies meet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ecodash.domain.matters import carried
from ecodash.domain.vocabulary import AssignmentStatus
from ecodash.facts import lists
from ecodash.facts.cache import fact
from ecodash.facts.selection import Selection, areas_selected
from ecodash.store.store import Store

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Appointment:
    """``kind`` is assignment, resolution (due on the day) or meeting (held on it); ``row`` its last revision."""

    kind: str
    day: date
    row: Row


@fact
def diary(store: Store, selection: Selection, body: str | None = None) -> list[Appointment]:
    """Everything open with a due day, and every meeting, of an area, an agency or a body; by day."""
    meetings = {row["code"]: row for row in _latest(store, "meeting")}
    reach = _meetings_of(store, selection, body, meetings)
    found = [Appointment("meeting", row["held_on"], row) for row in reach.values() if row["held_on"]]
    areas = {row["code"] for row in areas_selected(store, selection)}
    given = [row for row in _latest(store, "assignment") if row["status"] == AssignmentStatus.OPEN]
    for row in given:
        is_of_body = body is None or meetings.get(_meeting_of(store, row["resolution"]) or "", {}).get("body") == body
        if row["due_on"] and row["area"] in areas and selection.agency in (None, row["agency"]) and is_of_body:
            found.append(Appointment("assignment", row["due_on"], row))
    told = carried(given)
    for row in _latest(store, "resolution"):
        is_theirs = row["agency"] == selection.agency if selection.agency else row["meeting"] in reach
        is_alone = (row["code"], row["agency"]) not in told
        if row["due_on"] and row["status"] == AssignmentStatus.OPEN and is_theirs and is_alone:
            found.append(Appointment("resolution", row["due_on"], row))
    return sorted(found, key=lambda each: (each.day, each.kind, each.row["key"]))


def _meetings_of(store: Store, selection: Selection, body: str | None, meetings: Mapping[str, Row]) -> dict[str, Row]:
    """The meetings of a body; else those about the area, or about the areas in which the agency owes something."""
    if body is not None:
        return {code: row for code, row in meetings.items() if row["body"] == body}
    areas = {row["code"] for row in areas_selected(store, selection)}
    if selection.agency:
        areas &= {
            row["area"]
            for row in _latest(store, "assignment")
            if row["agency"] == selection.agency and row["status"] == AssignmentStatus.OPEN
        }
    elif not selection.is_narrowed:
        return dict(meetings)
    about = {row["code"] for area in areas for row in lists.meetings_of_area(store, area, selection.as_of)}
    return {code: row for code, row in meetings.items() if code in about}


def _meeting_of(store: Store, resolution: str | None) -> str | None:
    return next((row["meeting"] for row in _latest(store, "resolution") if row["code"] == resolution), None)


@fact
def _latest(store: Store, kind: str) -> lists.Rows:
    return tuple(store.ask("latest_revisions", kind=kind, keys=None))
