"""Fiscal years side by side: items gained and lost, activities, money, targets of each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ecodash.domain.dates import fiscal_year_of
from ecodash.domain.vocabulary import ActivityStatus
from ecodash.facts.cache import fact
from ecodash.facts.courses import steps_by_area
from ecodash.facts.lists import ALWAYS
from ecodash.facts.selection import Selection, areas_selected
from ecodash.facts.work import Work, activities_of, comparison_days, fiscal_years, work_of
from ecodash.store.store import Store

MOST = 10


@dataclass(frozen=True)
class Targets:
    """Of the activities that are not cancelled: how many name a target, tell their result too, and reach it."""

    named: int
    told: int
    reached: int


@dataclass(frozen=True)
class Year:
    """One fiscal year up to the day. ``gained`` None: there is no survey result by then to compare."""

    year: int
    is_running: bool
    gained: int | None
    lost: int | None
    work: Work
    targets: Targets


@fact
def years_side_by_side(store: Store, selection: Selection) -> tuple[Year, ...]:
    """The years that have begun by the day and of which something is recorded, the oldest first, at most ten.

    A year without anything between two others is among them, so that no gap looks like a step.
    """
    day = selection.as_of
    codes = {row["code"] for row in areas_selected(store, selection)}
    steps = steps_by_area(store, selection.framework, day)
    first_result = min((those[0].day for code, those in steps.items() if code in codes), default=None)
    now = fiscal_year_of(day)
    told = [year for year in fiscal_years(store, day) if year <= now and activities_of(store, selection, year)]
    told += [fiscal_year_of(first_result)] if first_result else []
    if not told:
        return ()
    years = range(max(min(told), now - MOST + 1), now + 1)
    moves = _moves(store, selection, years, codes)
    found = []
    for year in years:
        has_result = first_result is not None and first_result <= comparison_days(year, day)[1]
        rows = activities_of(store, selection, year)
        gained, lost = moves.get(year, (0, 0)) if has_result else (None, None)
        found.append(Year(year, year == now, gained, lost, work_of(rows), targets_of(rows)))
    return tuple(found)


def targets_of(rows: Iterable[Mapping[str, Any]]) -> Targets:
    """What activities aimed at and came to."""
    named = [r for r in rows if r["target"] is not None and r["status"] != ActivityStatus.CANCELLED]
    told = [r for r in named if r["result_value"] is not None]
    return Targets(len(named), len(told), sum(r["result_value"] >= r["target"] for r in told))


def _moves(store: Store, selection: Selection, years: Iterable[int], codes: set[str]) -> dict[int, tuple[int, int]]:
    pairs = {comparison_days(year, selection.as_of): year for year in years}
    year_of = {start: year for (start, _), year in pairs.items()}
    rows = store.ask(
        "moves_between",
        framework=selection.framework,
        item=selection.item,
        known=ALWAYS,
        starts=[start for start, _ in pairs],
        ends=[end for _, end in pairs],
    )
    found: dict[int, tuple[int, int]] = {}
    for row in rows:
        if row["area"] in codes:
            gained, lost = found.get(year_of[row["starts_on"]], (0, 0))
            found[year_of[row["starts_on"]]] = gained + row["gained"], lost + row["lost"]
    return found
