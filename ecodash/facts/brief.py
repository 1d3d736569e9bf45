"""The three minutes: one area, one day, compared with another day. Screens and documents share it."""

from dataclasses import dataclass
from datetime import date

from ecodash.domain import rules
from ecodash.domain.changes import StateChange
from ecodash.domain.dates import fiscal_year_of
from ecodash.domain.progress import Counts, ItemState, count
from ecodash.facts.cache import fact
from ecodash.facts.lists import ALWAYS, area_row, assignments, framework_row, meetings_of_area, resolutions
from ecodash.facts.matters import carried, days_overdue, is_overdue, matter
from ecodash.facts.rows import AreaRow, AssignmentRow, FrameworkRow, ResolutionRow
from ecodash.facts.status import States, changes_in_area, item_states
from ecodash.facts.work import Work, activities_where, latest_year_of, work_of
from ecodash.store.store import Store


@dataclass(frozen=True)
class Brief:
    """All that is said about one area on one day. ``compared_on`` None: there is no earlier meeting."""

    area: AreaRow
    framework: FrameworkRow
    day: date
    compared_on: date | None
    states: States
    counts: Counts
    verdict: rules.Verdict
    changes: list[StateChange]
    stuck: list[ItemState]
    asks: list[rules.Ask]
    late_resolutions: tuple[ResolutionRow, ...]
    fiscal_year: int
    work: Work
    latest_year: int | None


@fact
def brief(
    store: Store,
    area: str,
    framework: str,
    day: date,
    compared_on: date | None,
    fiscal_year: int | None = None,
    item: str | None = None,
    agency: str | None = None,
) -> Brief | None:
    """The brief of one area, or None when the area or the framework is not there on that day.

    ``item`` and ``agency`` narrow changes, stuck items and activities, ``agency`` also late resolutions; the verdict
    stays the area's.
    """
    area_known = area_row(store, area, day)
    framework_known = framework_row(store, framework, day)
    if area_known is None or framework_known is None:
        return None
    states = item_states(store, area, framework, day)
    changes = changes_in_area(store, area, framework, compared_on, day) if compared_on else []
    earlier = count(item_states(store, area, framework, compared_on)) if compared_on else None
    late = late_resolutions(store, area, day)
    overdue = [days for row in late if (days := days_overdue(row, day)) is not None]
    late = tuple(row for row in late if agency in (None, row["agency"]))
    wanted = [s for s in states if item in (None, s.item) and agency in (None, s.agency)]
    chosen = {s.item for s in wanted}
    changes = [c for c in changes if c.item in chosen]
    year = fiscal_year or fiscal_year_of(day)
    mine = activities_where(store, day, frozenset((area,)), year, agency, (framework, item) if item else None)
    counts = count(states)
    return Brief(
        area=area_known,
        framework=framework_known,
        day=day,
        compared_on=compared_on,
        states=states,
        counts=counts,
        verdict=rules.verdict(counts, earlier, states, overdue),
        changes=changes,
        stuck=rules.stuck(wanted),
        asks=rules.asks(wanted, changes, len(late)),
        late_resolutions=late,
        fiscal_year=year,
        work=work_of(mine),
        latest_year=latest_year_of(activities_where(store, day, frozenset((area,)))),
    )


@fact
def late_resolutions(store: Store, area: str, day: date) -> tuple[ResolutionRow, ...]:
    """Open resolutions of the area's bodies whose due date has gone by, the oldest first.

    What the assignment of a late item carries out is told with the item.
    """
    reach = {meeting["code"] for meeting in meetings_of_area(store, area, day)}
    told = carried(row for row in assignments(store, day) if _is_late(store, row, area, day))
    late = [
        row
        for row in resolutions(store, day, ALWAYS)
        if row["meeting"] in reach and is_overdue(row, day) and matter(row) not in told
    ]
    return tuple(sorted(late, key=lambda row: (row["due_on"] or day, row["code"])))


def _is_late(store: Store, assignment: AssignmentRow, area: str, day: date) -> bool:
    """Whether the area's item of an assignment is late itself."""
    if assignment["area"] != area:
        return False
    return any(
        s.is_late and s.item == assignment["item"] for s in item_states(store, area, assignment["framework"], day)
    )
