"""Accepting and returning reports: only then does what an agency says count."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from ecodash import facts, recording
from ecodash.domain.dates import short_date
from ecodash.domain.progress import ItemState
from ecodash.domain.vocabulary import AssignmentStatus, Means, Result, Review, Visibility
from ecodash.language.text import name, told
from ecodash.ui.desk.drafts import forget_draft, kept_in_browser
from ecodash.ui.desk.frame import done, recorded
from ecodash.ui.draw import draw
from ecodash.ui.page import Page

_AT_ONCE = 20


def review_reports(page: Page) -> None:
    """Every waiting report with what it says, and a form to accept it or return it with a reason."""
    for row in facts.reports_waiting(page.store)[:_AT_ONCE]:
        files = [file for file in facts.evidence(page.store, page.store.today()) if file["observation"] == row["code"]]
        with st.container(border=True, key=f"report-{row['code']}"):
            state, given = _state(page, row), _given(page, row)
            draw(
                page,
                "report_card.html",
                row=row,
                now=state.result if state else Result.NOT_ASSESSED,
                text=name(vars(state), page.lang, "text") if state else "",
                tasks=[told(each, page.lang, "task") for each in given],
                files=files,
                names=page.area_names(),
            )
            if page.principal.is_secretary:
                _form(page, row, files, given)
            else:
                st.caption(page.t("reports.secretary_decides"))


def _state(page: Page, row: dict[str, Any]) -> ItemState | None:
    states = facts.item_states(page.store, row["area"], row["framework"], page.store.today())
    return next((state for state in states if state.item == row["item"]), None)


def _given(page: Page, row: dict[str, Any]) -> list[dict[str, Any]]:
    """The agency's open assignments for the item of a report."""
    place = (row["area"], row["framework"], row["item"])
    given = facts.open_assignments(page.store, row["agency"])
    return [each for each in given if (each["area"], each["framework"], each["item"]) == place]


def _form(page: Page, row: dict[str, Any], files: Sequence[Mapping[str, Any]], given: Sequence[dict[str, Any]]) -> None:
    t = page.t
    form = _form_of(row)
    with kept_in_browser(page, form), st.form(form, border=False):
        note = st.text_area(t("reports.note"), max_chars=500, height=80, key=f"{form}-note")
        # Nothing is closed but by whoever says so.
        closing = st.checkbox(t("reports.close"), key=f"close-{row['rev']}") if given else False
        public = st.checkbox(t("reports.public"), key=f"public-{row['rev']}") if files else False
        accept, back = st.columns(2)
        accepted = accept.form_submit_button(t("reports.accept"), type="primary", width="stretch")
        returned = back.form_submit_button(t("reports.return"), width="stretch")
    if returned and not note.strip():
        st.error(t("reports.say_why"))
    elif accepted or returned:
        review = Review.ACCEPTED if accepted else Review.RETURNED
        entries = [recording.revised("observation", _standing(page, row), review=review, review_note=note.strip())]
        if accepted and public:
            entries += [_published(page, file["code"]) for file in files]
        if accepted and closing:
            entries += _closed(page, row, given)
        _record(page, entries, f"reports.done_{review}", row)


def _record(page: Page, entries: list[recording.Entry], said: str, row: Mapping[str, Any]) -> None:
    if recorded(page, entries, Means.REVIEW, "reports.stale"):
        forget_draft(page, _form_of(row))
        done(page, said, item=row["item"])


def _form_of(row: Mapping[str, Any]) -> str:
    """A report that was sent anew is judged anew."""
    return f"review-{row['code']}-{row['rev']}"


def _standing(page: Page, row: dict[str, Any]) -> dict[str, Any]:
    standing = recording.standing(page.store, "observation", row["code"])
    # What was on screen is what is decided about, not what came after it.
    return {**(standing or row), "rev": row["rev"]}


def _published(page: Page, code: str) -> recording.Entry:
    standing = recording.standing(page.store, "evidence", code)
    assert standing is not None
    return recording.revised("evidence", standing, visibility=Visibility.PUBLIC)


def _closed(page: Page, row: dict[str, Any], given: Sequence[dict[str, Any]]) -> list[recording.Entry]:
    """The agency's open assignments for the item, closed from today by this report."""
    today = page.store.today()
    closed_by = page.t("reports.closed_by", day=short_date(row["effective_on"], page.lang))
    reason = f"{closed_by}: {row['note']}" if row["note"] else closed_by
    return [
        recording.revised(
            "assignment",
            each,
            status=AssignmentStatus.DONE,
            note=reason,
            effective_on=recording.changed_on(each, today),
        )
        for each in given
    ]
