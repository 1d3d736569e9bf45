"""Meetings, and what became of resolutions from one to the next."""

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ecodash.domain.dates import be_year
from ecodash.domain.vocabulary import AssignmentStatus, Result
from ecodash.facts import lists
from ecodash.facts.cache import fact
from ecodash.facts.rows import AgendaItemRow, MeetingRow, ResolutionRow
from ecodash.facts.selection import Selection
from ecodash.facts.status import states_by_area
from ecodash.store.store import Store


@dataclass(frozen=True)
class MeetingPaper:
    """One meeting: its agenda, what it resolved, and what earlier meetings of its body left open.

    ``earlier`` is how many resolutions of earlier meetings of its body are recorded at all.
    """

    meeting: MeetingRow
    agenda: list[AgendaItemRow]
    resolved: list[ResolutionRow]
    carried: list[ResolutionRow]
    received: list[ResolutionRow]
    earlier: int

    @property
    def is_held(self) -> bool:
        """Whether anything is recorded of what went on in it."""
        return bool(self.resolved) or any(row["said"] for row in self.agenda)


@fact
def meeting_paper(store: Store, code: str, day: date) -> MeetingPaper | None:
    """A meeting with its resolutions as they stand on ``day``; «เรื่องสืบเนื่อง» as they stood on its eve.

    What the meeting itself closed was still before it, so it is told with what was open. On its eve there is a meeting
    with its agenda, be it recorded by then or later.
    """
    meeting = _meeting(store, code, day) or _meeting(store.whole, code, day + timedelta(days=1))
    if meeting is None:
        return None
    met_on = meeting["held_on"] or day
    now = lists.resolutions(store, day)
    then = {row["code"]: row for row in lists.resolutions(store, min(met_on - timedelta(days=1), day))}
    earlier = [row for row in now if row["held_on"] and row["held_on"] < met_on]
    return MeetingPaper(
        meeting=meeting,
        agenda=[row for row in lists.agenda_items(store, max(day, met_on)) if row["meeting"] == code],
        resolved=[row for row in now if row["meeting"] == code],
        carried=[r for r in earlier if r["body"] == meeting["body"] and _was_open(then.get(r["code"]))],
        received=[r for r in earlier if r["sent_up_to"] == meeting["body"] and _was_open(then.get(r["code"]))],
        earlier=sum(row["body"] == meeting["body"] for row in earlier),
    )


def _meeting(store: Store, code: str, day: date) -> MeetingRow | None:
    return next((row for row in lists.meetings(store, day) if row["code"] == code), None)


def _was_open(row: ResolutionRow | None) -> bool:
    return row is not None and row["status"] == AssignmentStatus.OPEN


def next_meeting(store: Store, body: str, after: date, day: date) -> MeetingRow | None:
    """The first meeting of a body after a day: where what was sent up is heard."""
    later = [m for m in lists.meetings(store, day) if m["body"] == body and m["held_on"] and m["held_on"] > after]
    return min(later, key=lambda row: row["held_on"] or after, default=None)


def meeting_above(store: Store, meeting: MeetingRow, day: date) -> MeetingRow | None:
    """The first meeting after this one of the body that its own reports to."""
    body = next((row for row in lists.bodies(store, day) if row["code"] == meeting["body"]), None)
    if body is None or body["reports_to"] is None or meeting["held_on"] is None:
        return None
    return next_meeting(store, body["reports_to"], meeting["held_on"], day)


def meetings_below(store: Store, meeting: MeetingRow, day: date) -> list[MeetingRow]:
    """The meetings that led up to this one: those of bodies that report to its own for which it came next."""
    before = lists.meetings(store, day)
    return [row for row in before if (above := meeting_above(store, row, day)) and above["code"] == meeting["code"]]


def meeting_numbered(store: Store, meeting: Mapping[str, Any]) -> dict[str, Any] | None:
    """Another meeting of the same body with the same number in the same year, or None."""
    wanted = _number_and_year(meeting)
    others = [
        row
        for row in store.ask("latest_revisions", kind="meeting", keys=None)
        if row["body"] == meeting["body"] and row["code"] != meeting["code"]
    ]
    return next((row for row in others if wanted and wanted == _number_and_year(row)), None)


def last_meeting_number(store: Store, body: str, year: int) -> int:
    """The highest number among the meetings of a body in a Buddhist year, 0 before the first."""
    rows = [row for row in store.ask("latest_revisions", kind="meeting", keys=None) if row["body"] == body]
    told = [found for row in rows if (found := _number_and_year(row)) and found[1] == year]
    return max((int(number) for number, _ in told if number.isdecimal()), default=0)


def _number_and_year(meeting: Mapping[str, Any]) -> tuple[str, int | None] | None:
    """«๓ / ๒๕๗๐» → ("3", 2570); a number without a year is of the year in which the meeting is held."""
    plain = "".join(_digit(c) for c in meeting["number"] or "" if not c.isspace())
    if not plain:
        return None
    number, _, year = plain.partition("/")
    held_on = meeting["held_on"]
    told = int(year) if year.isdecimal() else be_year(held_on) if held_on else None
    return number.lstrip("0") or number, told


def _digit(letter: str) -> str:
    return str(unicodedata.digit(letter, letter))


def meeting_story(store: Store, selection: Selection) -> dict[str, Any] | None:
    """The meeting of the day asked for, or the latest before it; all meetings; two days side by side."""
    day = selection.as_of
    meetings = _meetings_listed(store, selection, day)
    asked_on = selection.asked_on
    on_day = [row for row in _meetings_listed(store.whole, selection, asked_on) if row["held_on"] == asked_on]
    held = on_day or [row for row in meetings if row["held_on"] and row["held_on"] <= day]
    paper = meeting_paper(store, held[0]["code"], day) if held else None
    if paper is None:
        return None
    pairs = []
    if selection.focus and selection.vs:
        before = states_by_area(store, selection.framework, selection.vs).get(selection.focus, ())
        after = states_by_area(store, selection.framework, day).get(selection.focus, ())
        known = {state.item: state for state in before}
        pairs = [(known[state.item], state) for state in after if state.item in known]
    return {
        "paper": paper,
        "meetings": meetings,
        "resolution_counts": Counter(row["meeting"] for row in lists.resolutions(store, day)),
        "sent": sent_up(store, selection),
        "above": meeting_above(store, paper.meeting, day),
        "below": meetings_below(store, paper.meeting, day),
        "pairs": pairs,
        "assessed": sum({before.result, after.result} != {Result.NOT_ASSESSED} for before, after in pairs),
        "changed": sum(before.result is not after.result for before, after in pairs),
    }


def _meetings_listed(store: Store, selection: Selection, day: date) -> tuple[MeetingRow, ...]:
    """Those about the selected area; all where none is selected, or none is about it."""
    area = selection.focus if selection.area else None
    mine = lists.meetings_of_area(store, area, day) if area else ()
    return mine or lists.meetings(store, day)


def sent_up(store: Store, selection: Selection) -> list[tuple[ResolutionRow, MeetingRow | None]]:
    """Resolutions sent up to another body, each with the meeting of that body that came next."""
    day = selection.as_of
    return [
        (row, next_meeting(store, row["sent_up_to"], row["held_on"], day))
        for row in lists.resolutions(store, day)
        if row["sent_up_to"] and row["held_on"]
    ]
