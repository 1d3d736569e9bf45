"""Action plans: what is planned for which item in which year, what is done of it, and what a review changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from ecodash.domain.progress import ItemState
from ecodash.domain.vocabulary import ActivityStatus
from ecodash.facts import lists
from ecodash.facts.cache import fact
from ecodash.facts.rows import ActivityRow, AreaRow, PlanProjectRow, PlanRow
from ecodash.facts.selection import Selection
from ecodash.facts.status import item_states
from ecodash.facts.work import Money, linked_items, summed
from ecodash.store.store import Store

MONEY = ("asked_baht", "granted_baht")
# What a review can change of a project, in the order in which it is told.
COMPARED = ("status", "fiscal_year", "asked_baht", "granted_baht", "lead_agency", "items", "title")


@dataclass(frozen=True)
class Project:
    """A project with the activities that carry it out, as they stand on the day.

    ``untold`` counts activities that it names and of which nothing is in force on the day.
    """

    row: PlanProjectRow
    activities: tuple[ActivityRow, ...]
    untold: int

    @property
    def is_dropped(self) -> bool:
        return self.row["status"] == ActivityStatus.CANCELLED

    @property
    def done(self) -> int:
        """How many of its activities are done."""
        return sum(row["status"] == ActivityStatus.DONE for row in self.activities)


@dataclass(frozen=True)
class PlannedItem:
    """An item with its projects by the years of the plan; ``is_planned`` when one of them was not called off."""

    state: ItemState
    cells: tuple[tuple[Project, ...], ...]
    is_planned: bool


@dataclass(frozen=True)
class ProjectChange:
    """What is told differently of a project on the later day; ``before`` None: it was added, ``after``: it is gone."""

    before: PlanProjectRow | None
    after: PlanProjectRow | None
    columns: tuple[str, ...]

    @property
    def row(self) -> PlanProjectRow:
        found = self.after or self.before
        assert found
        return found


@dataclass(frozen=True)
class Purse:
    """Money of projects that were not called off: ``of`` is how many there are."""

    of: int
    money: Mapping[str, Money]


@dataclass(frozen=True)
class PlanOnAPage:
    """One plan on a day. ``lines`` are every item of the framework; ``projects`` those of the selection.

    ``elsewhere`` are projects for no item of the framework. ``changes`` are since the day ``since``; None: the plan
    was not in force then, so there is nothing to compare. ``purses`` are of the years, ``purse`` of them all.
    """

    plan: PlanRow
    years: tuple[int, ...]
    lines: tuple[PlannedItem, ...]
    projects: tuple[Project, ...]
    elsewhere: tuple[Project, ...]
    purses: tuple[Purse, ...]
    purse: Purse
    editions: tuple[PlanRow, ...]
    since: date | None
    changes: tuple[ProjectChange, ...] | None
    is_narrowed: bool

    @property
    def standing(self) -> int:
        """How many projects were not called off."""
        return sum(not project.is_dropped for project in self.projects)

    @property
    def done(self) -> int:
        """How many projects are done."""
        return sum(project.row["status"] == ActivityStatus.DONE for project in self.projects)

    @property
    def dimensions(self) -> list[tuple[str | None, list[PlannedItem]]]:
        """The items in their order, those of one dimension together."""
        return [(name, list(those)) for name, those in groupby(self.lines, key=lambda line: line.state.dimension_th)]

    @property
    def unplanned(self) -> list[ItemState]:
        """The items that no project of the plan is recorded for."""
        return [line.state for line in self.lines if not line.is_planned]


@fact
def plans_of_area(store: Store, selection: Selection) -> tuple[PlanOnAPage, ...]:
    """The plans of the area in focus, the one of the latest years first."""
    mine = [row for row in lists.plans(store, selection.as_of) if row["area"] and row["area"] == selection.focus]
    mine.sort(key=lambda row: -(row["first_year"] or 0))
    return tuple(_on_a_page(store, selection, row) for row in mine)


@fact
def national_plans(store: Store, day: date) -> tuple[PlanRow, ...]:
    """The plans of the country, the one of the latest years first."""
    rows = [row for row in lists.plans(store, day) if row["area"] is None]
    return tuple(sorted(rows, key=lambda row: -(row["first_year"] or 0)))


@fact
def areas_with_plans(store: Store, day: date) -> tuple[AreaRow, ...]:
    """The areas that have a plan on a day."""
    planned = {row["area"] for row in lists.plans(store, day)}
    return tuple(row for row in lists.areas(store, day) if row["code"] in planned)


@fact
def plan_years(store: Store, day: date) -> tuple[int, ...]:
    """Every fiscal year that a plan of an area covers or a project is for, the earliest first."""
    covered = {year for row in lists.plans(store, day) if row["area"] for year in _covered(row)}
    planned = {row["fiscal_year"] for row in lists.plan_projects(store, day)}
    return tuple(sorted(covered | {year for year in planned if year}))


def changes_of(before: Iterable[PlanProjectRow], after: Iterable[PlanProjectRow]) -> tuple[ProjectChange, ...]:
    """Projects that are told differently, in the order of the later ones; those that are gone come last."""
    was = {row["code"]: row for row in before}
    found = []
    for row in after:
        old = was.pop(row["code"], None)
        columns = tuple(name for name in COMPARED if old is not None and _told(old, name) != _told(row, name))
        if old is None or columns:
            found.append(ProjectChange(old, row, columns))
    return (*found, *(ProjectChange(row, None, ()) for row in was.values()))


def _told(row: PlanProjectRow, name: str) -> Any:
    return set(linked_items(row)) if name == "items" else row[name]  # type: ignore[literal-required]


def _on_a_page(store: Store, selection: Selection, plan: PlanRow) -> PlanOnAPage:
    day = selection.as_of
    rows = [row for row in lists.plan_projects(store, day) if row["plan"] == plan["code"]]
    activities = {row["code"]: row for row in lists.activities(store, day)}
    every = [_project(row, activities) for row in rows]
    item = (selection.framework, selection.item) if selection.item else None
    shown = tuple(
        project
        for project in every
        if selection.fy in (None, project.row["fiscal_year"])
        and selection.agency in (None, project.row["lead_agency"])
        and (item is None or item in linked_items(project.row))
    )
    years = _years(plan, rows, selection.fy)
    states = item_states(store, plan["area"] or "", selection.framework, day)
    editions = tuple(row for row in plan_editions(store, day) if row["code"] == plan["code"])
    since = _since(selection, plan, editions)
    return PlanOnAPage(
        plan,
        years,
        tuple(_line(state, every, shown, years) for state in states if selection.item in (None, state.item)),
        shown,
        tuple(p for p in shown if not any(framework == selection.framework for framework, _ in linked_items(p.row))),
        tuple(_purse([p for p in shown if p.row["fiscal_year"] == year]) for year in years),
        _purse(shown),
        editions,
        since,
        _changes(store, plan, {p.row["code"] for p in shown} if len(shown) < len(every) else None, since, rows),
        len(shown) < len(every),
    )


@fact
def plan_editions(store: Store, day: date) -> tuple[PlanRow, ...]:
    """Every edition of every plan up to a day, the oldest first."""
    rows: list[Any] = store.ask("plan_editions", day=day, known=lists.ALWAYS)
    return tuple(rows)


def _project(row: PlanProjectRow, activities: Mapping[str, ActivityRow]) -> Project:
    named = [part.strip() for part in (row["activities"] or "").split(";") if part.strip()]
    known = tuple(activities[code] for code in named if code in activities)
    return Project(row, known, len(named) - len(known))


def _line(state: ItemState, every: Sequence[Project], shown: Sequence[Project], years: Iterable[int]) -> PlannedItem:
    place = (state.framework, state.item)
    mine = [project for project in shown if place in linked_items(project.row)]
    return PlannedItem(
        state,
        tuple(tuple(project for project in mine if project.row["fiscal_year"] == year) for year in years),
        any(place in linked_items(project.row) and not project.is_dropped for project in every),
    )


def _covered(plan: PlanRow) -> range:
    first, last = plan["first_year"], plan["last_year"]
    return range(first or last or 0, (last or first or -1) + 1)


def _years(plan: PlanRow, rows: Iterable[PlanProjectRow], only: int | None) -> tuple[int, ...]:
    """The years that a plan covers or has a project in; of a selection of one year that year."""
    told = {*_covered(plan), *(row["fiscal_year"] for row in rows if row["fiscal_year"])}
    return tuple(sorted(year for year in told if only in (None, year)))


def _purse(projects: Iterable[Project]) -> Purse:
    rows = [project.row for project in projects if not project.is_dropped]
    return Purse(len(rows), {column: summed(rows, column) for column in ("asked_baht", "granted_baht")})


def _since(selection: Selection, plan: PlanRow, editions: Sequence[PlanRow]) -> date | None:
    """The day compared with: the one asked for, else the eve of the edition in force, else the meeting before."""
    if "vs" not in dict(selection.given) and len(editions) > 1 and plan["effective_on"]:
        return plan["effective_on"] - timedelta(days=1)
    return selection.vs


def _changes(
    store: Store, plan: PlanRow, codes: set[str] | None, since: date | None, rows: Sequence[PlanProjectRow]
) -> tuple[ProjectChange, ...] | None:
    if since is None or all(row["code"] != plan["code"] for row in lists.plans(store, since)):
        return None
    was = [row for row in lists.plan_projects(store, since) if row["plan"] == plan["code"]]
    return tuple(change for change in changes_of(was, rows) if codes is None or change.row["code"] in codes)
