"""Activities and money of a fiscal year: what was planned, what is done, what is known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ecodash.domain.dates import fiscal_year_bounds, fiscal_year_of
from ecodash.domain.vocabulary import ActivityStatus
from ecodash.facts.cache import fact
from ecodash.facts.lists import activities, budgets
from ecodash.facts.rows import ActivityRow
from ecodash.facts.selection import Selection, areas_selected
from ecodash.store.store import Store

MONEY = ("planned_baht", "allocated_baht", "disbursed_baht")


@dataclass(frozen=True)
class Money:
    """A sum in baht, and for how many activities the figure is known at all; nil counts as known."""

    baht: Decimal
    known: int


@dataclass(frozen=True)
class Work:
    """The activities of a selection. ``cancelled`` ones are in ``total`` and told apart.

    ``disbursed_of`` is disbursed and allocated over the activities for which both are known, so the
    share compares like with like; None when there is no such activity.
    """

    total: int
    done: int
    in_progress: int
    planned: int
    cancelled: int
    money: dict[str, Money]
    both_known: int
    disbursed_of: tuple[Decimal, Decimal] | None


def work_of(rows: Iterable[Mapping[str, Any]]) -> Work:
    """Count activities and add up what is known of their money."""
    rows = list(rows)
    by_status = {s: sum(r["status"] == s for r in rows) for s in ActivityStatus}
    both = [r for r in rows if r["allocated_baht"] is not None and r["disbursed_baht"] is not None]
    return Work(
        total=len(rows),
        done=by_status[ActivityStatus.DONE],
        in_progress=by_status[ActivityStatus.IN_PROGRESS],
        planned=by_status[ActivityStatus.PLANNED],
        cancelled=by_status[ActivityStatus.CANCELLED],
        money={column: summed(rows, column) for column in MONEY},
        both_known=len(both),
        disbursed_of=(
            sum((r["disbursed_baht"] for r in both), Decimal(0)),
            sum((r["allocated_baht"] for r in both), Decimal(0)),
        )
        if both
        else None,
    )


def summed(rows: Iterable[Mapping[str, Any]], column: str) -> Money:
    """The sum of what is told in a column of baht."""
    known = [row[column] for row in rows if row[column] is not None]
    return Money(sum(known, Decimal(0)), len(known))


def linked_items(activity: Mapping[str, Any]) -> list[tuple[str, str]]:
    """``diw-eit-basic12:4;diw-eit-basic12:6`` → [(framework, item), …]."""
    parts = (activity["items"] or "").split(";")
    pairs = (part.strip().rpartition(":") for part in parts if part.strip())
    return [(framework, item) for framework, _, item in pairs]


def partner_codes(activity: Mapping[str, Any]) -> list[str]:
    """``a;b`` → ["a", "b"]."""
    return [part.strip() for part in (activity["partner_agencies"] or "").split(";") if part.strip()]


def activities_where(
    store: Store,
    day: date,
    areas: frozenset[str] | None = None,
    fiscal_year: int | None = None,
    agency: str | None = None,
    item: tuple[str, str] | None = None,
) -> tuple[ActivityRow, ...]:
    """Activities as they stood on a day, of a selection; None leaves that side open."""
    return tuple(
        row
        for row in activities(store, day)
        if (areas is None or row["area"] in areas)
        and (fiscal_year is None or row["fiscal_year"] == fiscal_year)
        and (agency is None or agency in (row["lead_agency"], *partner_codes(row)))
        and (item is None or item in linked_items(row))
    )


def latest_year(store: Store, selection: Selection) -> int | None:
    """The newest fiscal year with an activity in the selected areas."""
    codes = frozenset(row["code"] for row in areas_selected(store, selection))
    return latest_year_of(activities_where(store, selection.as_of, codes))


def latest_year_of(rows: Iterable[ActivityRow]) -> int | None:
    """The newest fiscal year among activities."""
    return max((row["fiscal_year"] for row in rows if row["fiscal_year"]), default=None)


def activities_of(
    store: Store, selection: Selection, fiscal_year: int, kind: str | None = None, status: str | None = None
) -> tuple[ActivityRow, ...]:
    """The activities of a selection in a fiscal year, of one kind and status if given."""
    codes = frozenset(row["code"] for row in areas_selected(store, selection)) if selection.is_narrowed else None
    item = (selection.framework, selection.item) if selection.item else None
    rows = activities_where(store, selection.as_of, codes, fiscal_year, selection.agency, item)
    return tuple(row for row in rows if kind in (None, row["kind"]) and status in (None, row["status"]))


def year_shown(rows: Iterable[Mapping[str, Any]], day: date) -> int:
    """The latest fiscal year up to the day's own of which rows tell, or the day's own where none does."""
    now = fiscal_year_of(day)
    return max((row["fiscal_year"] for row in rows if row["fiscal_year"] and row["fiscal_year"] <= now), default=now)


@fact
def year_of(store: Store, selection: Selection) -> int:
    """The fiscal year asked for, or the latest with an activity in the selected areas, or with anything, by the day."""
    if selection.fy:
        return selection.fy
    day = selection.as_of
    codes = frozenset(row["code"] for row in areas_selected(store, selection))
    mine = activities_where(store, day, codes, agency=selection.agency)
    return year_shown(mine or [*activities(store, day), *budgets(store, day)], day)


@fact
def fiscal_years(store: Store, day: date) -> tuple[int, ...]:
    """Fiscal years that anything is recorded for, and the one of the day, the newest first."""
    told = [row["fiscal_year"] for row in (*activities(store, day), *budgets(store, day))]
    return tuple(sorted({year for year in told if year} | {fiscal_year_of(day)}, reverse=True))


def comparison_days(fiscal_year: int, day: date) -> tuple[date, date]:
    """The days between which a fiscal year gains and loses items: the eve of 1 October, and 30 September or ``day``."""
    start, end = fiscal_year_bounds(fiscal_year)
    return date.fromordinal(start.toordinal() - 1), min(end, day)
