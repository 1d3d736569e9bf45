"""Phases and areas, one area, areas beside each other."""

from ecodash import facts
from ecodash.domain.vocabulary import ItemType
from ecodash.language.status_look import SHARES
from ecodash.ui.area_tables import area_table, trend_takeaway
from ecodash.ui.burn_up import burn_up
from ecodash.ui.compared_areas import Compared, choices, compared, is_enough
from ecodash.ui.contents.content import Content, no_area
from ecodash.ui.page import Page
from ecodash.ui.phase_progress import AXES, SHADES, SORTS, chosen, phase_progress, this_fiscal_year
from ecodash.ui.province_map import CREDIT, province_map


def phases(page: Page) -> Content:
    framework = facts.framework_row(page.store, page.selection.framework, page.day)
    if framework is None:
        return no_area(page)
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


def areas(page: Page) -> Content:
    if found := compared(page):
        return _compared(page, found)
    brief = page.brief() if page.selection.area else None
    if brief is not None:
        return _area(page, brief)
    rows = facts.areas_selected(page.store, page.selection)
    table = area_table(page, rows)
    if not table.groups:
        return no_area(page)
    shade = chosen(page, "shade", SHADES)
    values = {
        "groups": table.groups,
        "counts": table.counts,
        "late": table.late,
        "headline": table.headline,
        "map": province_map(rows, table.counts, shade, page.selection.province),
        "classes": SHARES,
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
