"""What each screen for readers shows: its template and its values. Screens and their short pages share it.

Knows no Streamlit.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import ecodash
from ecodash import facts
from ecodash.domain.clock import clock_shown
from ecodash.domain.vocabulary import ActivityKind, ActivityStatus, ItemType
from ecodash.facts.agenda import AgencyLoad
from ecodash.facts.rows import ActivityRow
from ecodash.sentences import DEFINITIONS
from ecodash.ui.area_tables import (
    STEPS_AT,
    UNKNOWNS,
    area_table,
    grid_headline,
    split_unsurveyed,
    trend_takeaway,
)
from ecodash.ui.burn_up import burn_up
from ecodash.ui.compared_areas import Compared, choices, compared, is_enough
from ecodash.ui.headlines import activities_headline, agencies_headline, agency_headline, auditors_headline
from ecodash.ui.line_text import line_text
from ecodash.ui.page import Page
from ecodash.ui.phase_progress import AXES, ORDERS, SHADES, SORTS, chosen, phase_progress, this_fiscal_year
from ecodash.ui.province_map import CLASSES, CREDIT, province_map
from ecodash.ui.render import render
from ecodash.ui.scope import scope_of
from ecodash.ui.wall_pages import owner_pages


@dataclass(frozen=True)
class Content:
    """A template with what it is given besides the page."""

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)


# What can be chosen above each screen, in this order.
CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "": ("area", "phase", "province", "as_of", "eve", "known_at"),
        "briefing": ("area", "as_of", "eve", "known_at", "vs"),
        "phases": ("phase", "province", "framework", "fy", "as_of", "eve", "known_at"),
        "areas": ("area", "province", "framework", "as_of", "eve", "known_at"),
        "criteria": ("framework", "area", "phase", "province", "as_of", "eve", "known_at"),
        "activities": ("fy", "area", "agency"),
        "action_plan": ("area", "fy", "agency", "as_of", "eve", "known_at", "vs"),
        "fiscal_years": ("fy", "area", "as_of", "eve", "known_at"),
        "agencies": ("area", "as_of", "eve", "known_at", "vs"),
        "meetings": ("area", "as_of", "eve", "known_at", "vs"),
        "auditors": ("area", "as_of", "eve", "known_at"),
        "about": (),
    }
)


def content_of(page: Page) -> Content:
    """What the page's screen shows; KeyError for one that only officers use, or that has no rows of its own."""
    if facts.is_blank(page.store):
        return _nothing(*page.missing())
    return _CONTENTS[page.screen](page)


def html_of(page: Page, content: Content, **given: Any) -> str:
    """A content as HTML, beginning with the sentence of the areas it is about; the overview says that by itself."""
    scope = scope_of(page) if page.screen else None
    above = render(page, "scope.html", scope=scope, **given) if scope else ""
    return above + render(page, content.template, **given, **content.values)


def _nothing(title: str, next_step: str) -> Content:
    return Content("nothing.html", {"title": title, "next": next_step})


def _no_area(page: Page) -> Content:
    return _nothing(*page.missing())


def _overview(page: Page) -> Content:
    rows = facts.areas_selected(page.store, page.selection)
    brief = page.brief()
    is_new = brief is not None and not brief.counts.assessed and not page.store.is_demo
    table = area_table(page, rows) if len(rows) > 1 else None
    values = {
        "brief": brief,
        "scope": scope_of(page),
        "awaited": _awaited(page) if is_new else (),
        "known_so_far": facts.known_so_far(page.store, brief.area["code"], page.day) if brief and is_new else (),
        "steps_at": STEPS_AT,
        "compared": page.compared(),
        "groups": table.groups if table else (),
        "counts": table.counts if table else {},
        "late": table.late if table else {},
        "headline": table.headline if table else "",
    }
    return Content("overview.html", values)


def _awaited(page: Page) -> list[facts.Step]:
    """The first steps but the last, which only the desk needs: a link for an agency."""
    return [step for step in facts.first_steps(page.store, page.selection) if step.name in STEPS_AT]


def _briefing(page: Page) -> Content:
    brief = page.brief()
    if brief is None:
        return _no_area(page)
    area, framework = brief.area["code"], brief.framework["code"]
    values = {
        "brief": brief,
        "compared": page.compared(),
        "matrix": facts.matrix(page.store, area, framework, page.day),
        "ways": facts.neighbours(page.store, area, page.day),
        "up": burn_up(page, area),
        "owners": owner_pages(brief.owed),
    }
    return Content("briefing.html", values)


def _phases(page: Page) -> Content:
    framework = facts.framework_row(page.store, page.selection.framework, page.day)
    if framework is None:
        return _no_area(page)
    headline, phases = phase_progress(page)
    values = {
        "framework": framework,
        "headline": headline,
        "phases": phases,
        "groups": facts.phase_groups(page.store, page.selection),
        "late": area_table(page, facts.areas_selected(page.store, page.selection)).late,
        "this_year": this_fiscal_year(page),
        "sorts": SORTS,
        "sort": chosen(page, "sort", SORTS),
        "axes": AXES,
        "axis": chosen(page, "axis", AXES),
        "year": page.fiscal_year(),
        "whole": facts.declared(page.store, None, page.day),
    }
    return Content("phases.html", values)


def _compared(page: Page, found: Compared) -> Content:
    values = {
        "found": found,
        "is_enough": is_enough(found),
        "choices": choices(page),
        "framework": facts.framework_row(page.store, page.selection.framework, page.day),
        "axes": AXES,
        "axis": chosen(page, "axis", AXES),
    }
    return Content("compared.html", values)


def _areas(page: Page) -> Content:
    if found := compared(page):
        return _compared(page, found)
    brief = page.brief() if page.selection.area else None
    if brief is not None:
        return _area(page, brief)
    rows = facts.areas_selected(page.store, page.selection)
    table = area_table(page, rows)
    if not table.groups:
        return _no_area(page)
    shade = chosen(page, "shade", SHADES)
    values = {
        "groups": table.groups,
        "counts": table.counts,
        "late": table.late,
        "headline": table.headline,
        "map": province_map(rows, table.counts, shade, page.selection.province),
        "classes": CLASSES,
        "credit": CREDIT,
        "choices": choices(page),
        "found": None,
        "shades": SHADES,
        "shade": shade,
    }
    return Content("areas.html", values)


def _area(page: Page, brief: facts.Brief) -> Content:
    code = brief.area["code"]
    months = facts.trend(page.store, code, brief.framework["code"], page.day)
    values = {
        "brief": brief,
        "area": brief.area,
        "compared": page.compared(),
        "phase": facts.phase_of(page.store, brief.area, page.day),
        "attainments": facts.attainments_of(page.store, code, page.day),
        "months": months,
        "matrix": facts.matrix(page.store, code, brief.framework["code"], page.day),
        "up": burn_up(page, code),
        "ways": facts.neighbours(page.store, code, page.day),
        "takeaway": trend_takeaway(page, months),
        "profile": facts.profile(page.store, code, brief.framework["code"], page.day),
        "ladder": facts.ladder(page.store, code, brief.framework["code"], page.day),
        "has_scores": any(state.type is ItemType.SCORED for state in brief.states),
    }
    return Content("area.html", values)


def _criteria(page: Page) -> Content:
    s = page.selection
    framework = facts.framework_row(page.store, s.framework, page.day)
    items = facts.framework_items(page.store, s.framework, page.day)
    if framework is None or not items:
        return _nothing_in_framework(page, framework)
    if s.item is not None:
        story = facts.item_story(page.store, s, page.principal.is_officer)
        return Content("item.html", {"framework": framework, **story})
    states = facts.states_by_area(page.store, s.framework, page.day)
    rows = [(area, states[area["code"]]) for area in facts.areas_selected(page.store, s)]
    shown, unsurveyed = split_unsurveyed(page, rows)
    values = {
        "framework": framework,
        "items": items,
        "rows": shown,
        "left_out": 0,
        "unsurveyed": unsurveyed,
        "standings": facts.standings(page.store, s),
        "headline": grid_headline(page, rows, len(items)),
    }
    return Content("criteria.html", values)


def _nothing_in_framework(page: Page, framework: Mapping[str, Any] | None) -> Content:
    """A framework whose items are not loaded: say what is known of it."""
    declared = framework["items_declared"] if framework else None
    known = page.t("criteria.no_items_next", declared=declared) if declared else page.t("criteria.no_items_unknown")
    title = page.t("criteria.no_items")
    if framework:
        title = f"{framework['name_en' if page.lang == 'en' and framework['name_en'] else 'name_th']}: {title}"
    return _nothing(title, known)


def _activities(page: Page) -> Content:
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


def _ordered(page: Page, rows: Sequence[ActivityRow], order: str) -> Sequence[ActivityRow]:
    """Activities as listed, or the most urgent first."""
    return sorted(rows, key=lambda row: facts.urgency(row, page.day)) if order == "urgency" else rows


def _fiscal_years(page: Page) -> Content:
    year = page.fiscal_year()
    story = facts.fiscal_year_story(page.store, page.selection, year)
    order = chosen(page, "order", ORDERS)
    values = {
        "years": facts.years_side_by_side(page.store, page.selection),
        "entries": [facts.scheduled(row, year, page.day) for row in _ordered(page, story["activities"], order)],
        "orders": ORDERS,
        "order": order,
        "now": facts.share_of_year(page.day, year),
    }
    return Content("fiscal_years.html", {**values, **story})


def _action_plan(page: Page) -> Content:
    focus = page.selection.focus
    values = {
        "area": facts.area_row(page.store, focus, page.day) if focus else None,
        "plans": facts.plans_of_area(page.store, page.selection),
        "meetings": page.meetings(),
        "others": [row for row in facts.areas_with_plans(page.store, page.day) if row["code"] != focus],
    }
    return Content("action_plan.html", values)


def _agencies(page: Page) -> Content:
    loads = facts.agency_loads(page.store, page.selection)
    mine = next((load for load in loads if load.agency["code"] == page.selection.agency), None)
    if mine is not None:
        return _agency(page, mine)
    busy = {load.agency["code"] for load in loads}
    values = {
        "loads": loads,
        "headline": agencies_headline(page, loads),
        "compared": page.compared(),
        "line": line_text(page, loads, page.address),
        "others": [row for row in page.agencies().values() if row["code"] not in busy],
    }
    return Content("agencies.html", values)


def _agency(page: Page, load: AgencyLoad) -> Content:
    values = {
        "load": load,
        "headline": agency_headline(page, load),
        "compared": page.compared(),
        "names": page.area_names(),
        "bodies": page.bodies(),
        "line": line_text(page, [load], page.address),
        "activities": facts.agency_activities(page.store, page.selection),
    }
    return Content("agency.html", values)


def _meetings(page: Page) -> Content:
    story = facts.meeting_story(page.store, page.selection)
    if story is None:
        return _nothing(page.t("meetings.none"), page.t("meetings.none_next"))
    labels = {"before_label": page.compared(), "after_label": page.as_of_label()}
    meeting, is_eve = story["paper"].meeting, page.selection.is_eve
    code = meeting["code"]
    who = {
        "participation": facts.Participation(()) if is_eve else facts.participation(page.store, code, page.day),
        "people": facts.attendance_of(page.store, code, page.day) if page.principal.is_officer and not is_eve else (),
        "clock": clock_shown(meeting["starts_at"], page.lang) if meeting["starts_at"] else "",
    }
    return Content("meetings.html", {"bodies": page.bodies(), **labels, **story, **who})


def _auditors(page: Page) -> Content:
    register = facts.auditor_register(page.store, page.selection)
    if not register:
        return _nothing(page.t("auditors.none"), page.t("auditors.none_next"))
    values = {"register": register, "headline": auditors_headline(page, register), "names": page.area_names()}
    return Content("auditors.html", values)


def _about(page: Page) -> Content:
    values = {
        "findings": facts.findings(page.store, page.selection),
        "checked": facts.checked(page.store, page.selection),
        "definitions": DEFINITIONS,
        "unknowns": UNKNOWNS,
        "kinds": facts.rows_by_mark(page.store, page.day),
        "sources": facts.sources(page.store, page.day),
        "version": ecodash.__version__,
        "api": "/api/v1/status.json" + ("?demo=1" if page.store.is_demo else ""),
    }
    return Content("about.html", values)


_CONTENTS: dict[str, Callable[[Page], Content]] = {
    "": _overview,
    "briefing": _briefing,
    "phases": _phases,
    "areas": _areas,
    "criteria": _criteria,
    "activities": _activities,
    "action_plan": _action_plan,
    "fiscal_years": _fiscal_years,
    "agencies": _agencies,
    "meetings": _meetings,
    "auditors": _auditors,
    "about": _about,
}
