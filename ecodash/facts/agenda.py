"""What agencies owe and have done, and what became of resolutions from meeting to meeting."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ecodash.domain import rules
from ecodash.domain.dates import be_year
from ecodash.domain.progress import natural_order
from ecodash.domain.vocabulary import AssignmentStatus, Result
from ecodash.facts import lists
from ecodash.facts.cache import fact
from ecodash.facts.matters import carried, days_overdue, matter
from ecodash.facts.rows import ActivityRow, AgencyRow, AgendaItemRow, AssignmentRow, MeetingRow, ResolutionRow
from ecodash.facts.selection import Selection, areas_selected
from ecodash.facts.status import states_by_area
from ecodash.facts.work import activities_where
from ecodash.store.store import Store


@dataclass(frozen=True)
class Owed:
    """One open assignment: what is owed, where the item stands, how late it is (None: not late)."""

    assignment: AssignmentRow
    result: Result
    days_late: int | None

    @property
    def urgency(self) -> tuple[int, date, str, tuple[tuple[int, int, str], ...]]:
        """Sorts the longest late first, then by due date."""
        row = self.assignment
        return -(self.days_late or 0), row["due_on"] or date.max, row["area"], natural_order(row["item"])


@dataclass(frozen=True)
class AgencyLoad:
    """What one agency owes on a day and what it finished since the day compared with.

    ``owed`` are open assignments; ``resolutions`` are open ones that none of them carries out, ``overdue`` their
    days past the due date.
    """

    agency: AgencyRow
    owed: list[Owed]
    done: list[AssignmentRow]
    resolutions: list[ResolutionRow]
    overdue: list[int]

    @property
    def count(self) -> int:
        """How many matters are open."""
        return len(self.owed) + len(self.resolutions)

    @property
    def late(self) -> int:
        """How many matters are late."""
        return len(self._delays)

    @property
    def longest(self) -> int:
        """Days of the longest delay, 0 when nothing is late."""
        return max(self._delays, default=0)

    @property
    def since(self) -> date | None:
        """Since when the oldest open matter is owed, as far as that is known."""
        days = [owed.assignment["assigned_on"] for owed in self.owed] + [row["held_on"] for row in self.resolutions]
        return min((day for day in days if day), default=None)

    @property
    def _delays(self) -> list[int]:
        return [owed.days_late for owed in self.owed if owed.days_late is not None] + self.overdue


@fact
def agency_loads(store: Store, selection: Selection) -> list[AgencyLoad]:
    """Every agency with anything to its name in the selected areas, the most delayed first."""
    day = selection.as_of
    codes = {row["code"] for row in areas_selected(store, selection)}
    owed: dict[str, list[Owed]] = defaultdict(list)
    done: dict[str, list[AssignmentRow]] = defaultdict(list)
    for row in lists.assignments(store, day):
        if row["area"] not in codes or selection.item not in (None, row["item"]):
            continue
        if row["status"] == AssignmentStatus.OPEN:
            owed[row["agency"]].append(_owed(store, row, day))
        elif row["status"] == AssignmentStatus.DONE and _since(row["effective_on"], selection.vs):
            done[row["agency"]].append(row)
    open_resolutions = _open_resolutions(store, day)
    taken = carried(lists.assignments(store, day))
    alone = {code: [row for row in rows if matter(row) not in taken] for code, rows in open_resolutions.items()}
    loads = [
        AgencyLoad(
            agency=agency,
            owed=sorted(owed[code], key=lambda entry: entry.urgency),
            done=done[code],
            resolutions=alone.get(code, []),
            overdue=[days for row in alone.get(code, []) if (days := days_overdue(row, day)) is not None],
        )
        for code, agency in lists.agency_names(store, day).items()
        if owed[code] or done[code] or alone.get(code) or code == selection.agency
    ]
    return sorted(loads, key=lambda load: (-load.longest, -load.late, -load.count, load.agency["name_th"]))


def agency_activities(store: Store, selection: Selection) -> tuple[ActivityRow, ...]:
    """The activities an agency leads or joins in the fiscal year of the selection, all years without one."""
    return activities_where(store, selection.as_of, None, selection.fy, selection.agency)


def _owed(store: Store, row: AssignmentRow, day: date) -> Owed:
    states = states_by_area(store, row["framework"], day).get(row["area"], ())
    result = next((s.result for s in states if s.item == row["item"]), Result.NOT_ASSESSED)
    return Owed(row, result, _longer(rules.days_late(row["due_on"], result, day), _resolution_late(store, row, day)))


def _resolution_late(store: Store, assignment: AssignmentRow, day: date) -> int | None:
    """How late the resolution is that an assignment carries out, be its item met or not."""
    rows = _open_resolutions(store, day).get(assignment["agency"], ())
    return next((days_overdue(row, day) for row in rows if row["code"] == assignment["resolution"]), None)


def _longer(one: int | None, other: int | None) -> int | None:
    return max((days for days in (one, other) if days is not None), default=None)


def _since(effective_on: date | None, vs: date | None) -> bool:
    return vs is None or (effective_on is not None and effective_on > vs)


@fact
def _open_resolutions(store: Store, day: date) -> dict[str, list[ResolutionRow]]:
    by_agency: dict[str, list[ResolutionRow]] = defaultdict(list)
    for row in lists.resolutions(store, day):
        if row["status"] == AssignmentStatus.OPEN and row["agency"]:
            by_agency[row["agency"]].append(row)
    return dict(by_agency)


@dataclass(frozen=True)
class MeetingPaper:
    """One meeting: its agenda, what it resolved, and what earlier meetings of its body left open."""

    meeting: MeetingRow
    agenda: list[AgendaItemRow]
    resolved: list[ResolutionRow]
    carried: list[ResolutionRow]
    received: list[ResolutionRow]


@fact
def meeting_paper(store: Store, code: str, day: date) -> MeetingPaper | None:
    """A meeting with its resolutions as they stand on ``day``; «เรื่องสืบเนื่อง» as they stood on its eve.

    What the meeting itself closed was still before it, so it is told with what was open.
    """
    meeting = next((row for row in lists.meetings(store, day) if row["code"] == code), None)
    if meeting is None:
        return None
    met_on = meeting["held_on"] or day
    now = lists.resolutions(store, day)
    then = {row["code"]: row for row in lists.resolutions(store, min(met_on - timedelta(days=1), day))}
    earlier = [row for row in now if row["held_on"] and row["held_on"] < met_on]
    return MeetingPaper(
        meeting=meeting,
        agenda=[row for row in lists.agenda_items(store, day) if row["meeting"] == code],
        resolved=[row for row in now if row["meeting"] == code],
        carried=[r for r in earlier if r["body"] == meeting["body"] and _was_open(then.get(r["code"]))],
        received=[r for r in earlier if r["sent_up_to"] == meeting["body"] and _was_open(then.get(r["code"]))],
    )


def _was_open(row: ResolutionRow | None) -> bool:
    return row is not None and row["status"] == AssignmentStatus.OPEN


def next_meeting(store: Store, body: str, after: date, day: date) -> MeetingRow | None:
    """The first meeting of a body after a day: where what was sent up is heard."""
    later = [m for m in lists.meetings(store, day) if m["body"] == body and m["held_on"] and m["held_on"] > after]
    return min(later, key=lambda row: row["held_on"] or after, default=None)


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
    """The meeting of the day shown, or the latest before it; all meetings; two days side by side."""
    day = selection.as_of
    mine = lists.meetings_of_area(store, selection.focus, day) if selection.area and selection.focus else ()
    meetings = mine or lists.meetings(store, day)
    held = [row for row in meetings if row["held_on"] and row["held_on"] <= day]
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
        "pairs": pairs,
        "changed": sum(before.result is not after.result for before, after in pairs),
    }


def sent_up(store: Store, selection: Selection) -> list[tuple[ResolutionRow, MeetingRow | None]]:
    """Resolutions sent up to another body, each with the meeting of that body that came next."""
    day = selection.as_of
    return [
        (row, next_meeting(store, row["sent_up_to"], row["held_on"], day))
        for row in lists.resolutions(store, day)
        if row["sent_up_to"] and row["held_on"]
    ]
