"""What is planned and done by fiscal year: activities, years side by side, the action plan."""

from collections.abc import Sequence

from ecodash import facts
from ecodash.domain.changes import StateChange
from ecodash.domain.vocabulary import ActivityKind, ActivityStatus
from ecodash.facts.rows import ActivityRow
from ecodash.ui.contents.content import Content
from ecodash.ui.headlines import activities_headline
from ecodash.ui.page import Page
from ecodash.ui.phase_progress import ORDERS, chosen


def activities(page: Page) -> Content:
    year = page.fiscal_year()
    kind = page.own.get("kind") if page.own.get("kind") in tuple(ActivityKind) else None
    status = page.own.get("status") if page.own.get("status") in tuple(ActivityStatus) else None
    order = chosen(page, "order", ORDERS)
    rows = _ordered(page, facts.activities_of(page.store, page.selection, year, kind, status), order)
    entries = [facts.scheduled(row, year, page.day) for row in rows]
    values = {
        "year": year,
        "entries": entries,
        "orders": ORDERS,
        "order": order,
        "headline": activities_headline(page, year, entries),
        "work": facts.work_of(rows),
        "now": facts.share_of_year(page.day, year),
        "names": page.area_names(),
        "files": facts.files_of_activities(page.store, page.day),
        "latest": facts.latest_year(page.store, page.selection),
    }
    return Content("activities.html", values)


def fiscal_years(page: Page) -> Content:
    year = page.fiscal_year()
    story = facts.fiscal_year_story(page.store, page.selection, year)
    order = chosen(page, "order", ORDERS)
    values = {
        "years": facts.years_side_by_side(page.store, page.selection),
        "entries": [facts.scheduled(row, year, page.day) for row in _ordered(page, story["activities"], order)],
        "orders": ORDERS,
        "order": order,
        "now": facts.share_of_year(page.day, year),
        "by_area": {way: _by_area(story[way]) for way in ("gained", "lost")},
    }
    return Content("fiscal_years.html", {**values, **story})


def _by_area(changes: Sequence[StateChange]) -> list[tuple[str, list[StateChange]]]:
    """The changes of each area, the area with the most first."""
    areas: dict[str, list[StateChange]] = {}
    for change in changes:
        areas.setdefault(change.area, []).append(change)
    return sorted(areas.items(), key=lambda each: -len(each[1]))


def _ordered(page: Page, rows: Sequence[ActivityRow], order: str) -> Sequence[ActivityRow]:
    """Activities as listed, or the most urgent first."""
    return sorted(rows, key=lambda row: facts.urgency(row, page.day)) if order == "urgency" else rows


def action_plan(page: Page) -> Content:
    focus = page.selection.focus
    values = {
        "area": facts.area_row(page.store, focus, page.day) if focus else None,
        "plans": facts.plans_of_area(page.store, page.selection),
        "national": facts.national_plans(page.store, page.day),
        "meetings": page.meetings(),
        "others": [row for row in facts.areas_with_plans(page.store, page.day) if row["code"] != focus],
    }
    return Content("action_plan.html", values)
