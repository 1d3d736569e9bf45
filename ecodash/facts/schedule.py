"""Activities on the calendar of a fiscal year: plan against actual, quarter by quarter."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ecodash.domain.dates import fiscal_year_bounds
from ecodash.domain.vocabulary import ActivityStatus
from ecodash.facts.cache import fact
from ecodash.facts.lists import evidence
from ecodash.facts.rows import EvidenceRow
from ecodash.store.store import Store


@dataclass(frozen=True)
class Span:
    """A stretch of the year as shares of it: where it begins and how long it is, both 0…1."""

    start: float
    length: float


@dataclass(frozen=True)
class Scheduled:
    """An activity with its plan and its actual course in the year, and its slip in days (+ late, − early)."""

    row: Mapping[str, Any]
    plan: Span | None
    actual: Span | None
    slip: int | None


def scheduled(row: Mapping[str, Any], fiscal_year: int, day: date) -> Scheduled:
    """Place an activity in a fiscal year as of a day."""
    still_going = row["status"] == ActivityStatus.IN_PROGRESS
    actual_end = row["actual_end"] or (day if still_going and row["actual_start"] else row["actual_start"])
    return Scheduled(
        row,
        plan=_span(row["planned_start"], row["planned_end"] or row["planned_start"], fiscal_year),
        actual=_span(row["actual_start"] or row["actual_end"], actual_end, fiscal_year),
        slip=slip_days(row, day),
    )


def slip_days(row: Mapping[str, Any], day: date) -> int | None:
    """Days between planned and actual end; for what is not finished, days past the planned end if any.

    None where nothing can be said: no planned end, cancelled, done on a day not told.
    """
    if row["planned_end"] is None or row["status"] == ActivityStatus.CANCELLED:
        return None
    if row["status"] == ActivityStatus.DONE:
        return (row["actual_end"] - row["planned_end"]).days if row["actual_end"] else None
    overdue = (day - row["planned_end"]).days
    return overdue if overdue > 0 else None


def urgency(row: Mapping[str, Any], day: date) -> tuple[int, int, str]:
    """Sorts activities by what presses most: past its planned end, the longest first; going on or to come, the nearest
    end first; without a planned end; then what is done, and what is cancelled.
    """
    if row["status"] in (ActivityStatus.DONE, ActivityStatus.CANCELLED):
        return (3 if row["status"] == ActivityStatus.DONE else 4, 0, row["code"])
    if row["planned_end"] is None:
        return 2, 0, row["code"]
    left = (row["planned_end"] - day).days
    return (0 if left < 0 else 1), left, row["code"]


def share_of_year(day: date, fiscal_year: int) -> float | None:
    """Where a day stands in a fiscal year, 0…1; None outside it."""
    start, end = fiscal_year_bounds(fiscal_year)
    return (day - start).days / ((end - start).days + 1) if start <= day <= end else None


def _span(start: date | None, end: date | None, fiscal_year: int) -> Span | None:
    if start is None or end is None:
        return None
    first, last = fiscal_year_bounds(fiscal_year)
    days = (last - first).days + 1
    begin, finish = max(start, first), min(max(end, start), last)
    if begin > last or finish < first:
        return None
    return Span((begin - first).days / days, ((finish - begin).days + 1) / days)


@fact
def files_of_activities(store: Store, day: date) -> dict[str, list[EvidenceRow]]:
    """Pictures and papers of every activity; none for one without."""
    found: dict[str, list[EvidenceRow]] = defaultdict(list)
    for row in evidence(store, day):
        if row["activity"]:
            found[row["activity"]].append(row)
    return dict(found)
