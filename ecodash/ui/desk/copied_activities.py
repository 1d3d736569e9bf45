"""Activities of one fiscal year taken over into the next: what is planned, not what came of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from ecodash.domain.vocabulary import ActivityStatus
from ecodash.recording import NOTHING_SEEN, Entry
from ecodash.ui.desk.fields import label_of
from ecodash.ui.desk.frame import begin_anew, done, form_key, recorded
from ecodash.ui.page import Page
from ecodash.ui.select_boxes import choose_one, choose_several

_FORM = "bulk-activities"
# What is the same again next year, or planned to be.
_KEPT = (
    "title", "title_en", "area", "kind", "planned_baht", "fund_source", "lead_agency", "partner_agencies", "items",
    "target", "unit",
)  # fmt: skip


def copy_activities(page: Page, area: str) -> None:
    """Choose activities of a year; those that the next year has already are not offered."""
    t = page.t
    rows = [row for row in page.store.ask("latest_revisions", kind="activity", keys=None) if row["area"] == area]
    years = sorted({row["fiscal_year"] for row in rows if row["fiscal_year"]}, reverse=True)
    if not years:
        st.caption(t("bulk.no_activities"))
        return
    year = choose_one(page, t("bulk.from_year"), years, begins=years[0], key=f"{_FORM}-year-{area}")
    if year is None:
        return
    there = {row["title"] for row in rows if row["fiscal_year"] == year + 1}
    offered = {r["code"]: r for r in rows if r["fiscal_year"] == year and r["title"] not in there}
    form = f"{_FORM}-{area}-{year}"
    key = form_key(form)
    with st.form(key, border=True):
        chosen = choose_several(
            page, t("bulk.which_activities"), list(offered),
            words=lambda code: label_of(page, "activity", offered[code]), key=f"{key}-which",
        )  # fmt: skip
        st.caption(t("bulk.copied_what"))
        wanted = st.form_submit_button(t("bulk.copy_to", year=year + 1), type="primary")
    if wanted and not chosen:
        st.error(t("bulk.choose"))
    elif wanted:
        entries = [Entry("activity", next_year(offered[code]), seen=NOTHING_SEEN) for code in chosen]
        if recorded(page, entries):
            begin_anew(page, form)
            done(page, "bulk.copied", count=len(entries), year=year + 1)


def next_year(row: Mapping[str, Any]) -> dict[str, Any]:
    """The same activity planned one year later, not begun, with no money given or spent."""
    days = {column: _year_later(row[column]) for column in ("planned_start", "planned_end")}
    kept = {column: row[column] for column in _KEPT}
    return {**kept, **days, "fiscal_year": row["fiscal_year"] + 1, "status": str(ActivityStatus.PLANNED)}


def _year_later(day: date | None) -> date | None:
    if day is None:
        return None
    is_leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28) if is_leap else day.replace(year=day.year + 1)
