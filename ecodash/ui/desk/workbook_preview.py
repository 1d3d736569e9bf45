"""What a file would change, so that it can be judged: counted first, confirmed within reach, row by row beneath."""

from collections.abc import Sequence
from functools import cache, partial
from typing import Any

import streamlit as st

from ecodash import workbook
from ecodash.ui.desk.values import cell_in_words
from ecodash.ui.desk.workbook_conflicts import accepted
from ecodash.ui.draw import draw
from ecodash.ui.page import Page
from ecodash.workbook.sheets import SHEETS

SHOWN = 200
# A longer list has its button beneath it too.
_LONG = 100
# Where to look at what a sheet has changed; which of its columns the screen is narrowed by, and the parameter for it.
_SCREENS: dict[str, tuple[str, dict[str, str]]] = {
    "criteria_status": ("criteria", {"area": "area", "framework": "framework"}),
    "activities": ("activities", {"area": "area", "fiscal_year": "fy"}),
    "assignments": ("criteria", {"area": "area", "framework": "framework"}),
    "meetings": ("meetings", {}),
    "resolutions": ("meetings", {}),
    "auditors": ("auditors", {}),
    "agencies": ("agencies", {}),
    "areas": ("areas", {}),
    "items": ("criteria", {"framework": "framework"}),
    "evidence": ("criteria", {"area": "area", "framework": "framework"}),
    "plan_projects": ("action_plan", {"area": "area", "fiscal_year": "fy"}),
    "attendance": ("meetings", {}),
}

Place = tuple[str, int, str, dict[str, str]]
"""A sheet, how many of its rows were recorded, and the screen with its parameters where they are seen."""


def show_changes(page: Page, prepared: workbook.Prepared) -> workbook.Accept | None:
    """Draw the preview. What is accepted of it when its button was pressed; None while it was not."""
    sheets = workbook.summary(prepared.changes)
    said = cache(partial(cell_in_words, page))
    draw(page, "intake_summary.html", prepared=prepared, sheets=sheets, said=said, shown=SHOWN)
    pressed = accept = None
    if prepared.changes or prepared.waiting:
        with st.form("intake-confirm", border=bool(prepared.waiting)):
            accept = accepted(page, prepared, f"intake-{prepared.sha256[:12]}")
            label = "intake.confirm" if prepared.changes else "intake.confirm_ticked"
            pressed = st.form_submit_button(page.t(label, count=prepared.accepted), type="primary")
    changes = _narrowed(page, prepared.changes, sheets, said)
    if changes:
        draw(page, "intake_changes.html", changes=changes, shown=SHOWN, said=said, called=partial(_called, said))
    if len(changes) > _LONG and not prepared.waiting:
        label = page.t("intake.confirm", count=prepared.accepted)
        pressed = st.button(label, type="primary", key="intake-confirm-below") or pressed
    return accept if pressed else None


def _narrowed(
    page: Page, changes: Sequence[workbook.RowChange], sheets: Sequence[workbook.SheetSummary], said: Any
) -> Sequence[workbook.RowChange]:
    """The changes of one area, where there are more than the list shows and somebody asks for one."""
    facets = (facet for sheet in sheets for facet in sheet.facets if facet.column == "area")
    areas = {area: None for facet in facets for area, _ in facet.counts}
    if len(changes) <= SHOWN or len(areas) < 2:
        return changes
    asked = st.selectbox(
        page.t("intake.only_area"),
        [None, *areas],
        format_func=lambda area: page.t("intake.every_area") if area is None else said("criteria_status", "area", area),
    )
    return changes if asked is None else [change for change in changes if change.value("area") == asked]


def _called(said: Any, change: workbook.RowChange) -> str:
    """What people know a row by: its own words, else what tells it apart, in words."""
    if change.label != change.key:
        return change.label
    columns = (column for column in SHEETS[change.sheet].key_columns if change.value(column.column) is not None)
    return " · ".join(said(change.sheet, column.name, change.value(column.column)) for column in columns)


def where_to_look(prepared: workbook.Prepared) -> list[Place]:
    """The screens of what a file changed, narrowed where all of it is of one area, framework or year."""
    places = []
    for sheet in workbook.summary(prepared.changes):
        screen, narrowed = _SCREENS[sheet.sheet]
        alone = {facet.column: facet.counts[0][0] for facet in sheet.facets if len(facet.counts) == 1}
        ones = {column: str(value) for column, value in alone.items() if value is not None}
        where = {parameter: ones[column] for column, parameter in narrowed.items() if column in ones}
        places.append((sheet.sheet, sheet.new + sheet.changed, screen, where))
    return places
