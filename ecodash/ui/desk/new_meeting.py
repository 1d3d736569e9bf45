"""Choosing a meeting to keep the minutes of, or calling a new one with its agenda."""

from collections.abc import Iterator, Mapping
from typing import Any

import streamlit as st

from ecodash import facts
from ecodash.domain.dates import be_year
from ecodash.recording import NOTHING_SEEN, Entry
from ecodash.sentences import AGENDA_LENGTHS, agenda_headings
from ecodash.ui.desk.choices import choices_for
from ecodash.ui.desk.drafts import kept_in_browser
from ecodash.ui.desk.fields import Answers, side_by_side
from ecodash.ui.desk.frame import begin_anew, done, form_key, recorded
from ecodash.ui.page import Page
from ecodash.ui.select_boxes import choose_one

_CALLING = "minutes-calling"
_FORM = "meeting-new"


def choose_meeting(page: Page) -> dict[str, Any] | None:
    """The meeting of the address or the one chosen; None: a new one is called."""
    rows = {row["code"]: row for row in page.store.ask("latest_revisions", kind="meeting", keys=None)}
    labels = choices_for(page, "agenda_item", "meeting") or {}
    if not rows:
        return None
    calling = st.session_state.get(_CALLING, False)
    box, button = st.columns([3, 1], vertical_alignment="bottom")
    if button.button(page.t("minutes.back") if calling else page.t("minutes.new"), width="stretch"):
        st.session_state[_CALLING] = not calling
        st.rerun()
    if calling:
        return None
    with box:
        asked = page.own.get("key", "")
        begins = asked if asked in labels else next(iter(labels))
        code = choose_one(
            page,
            page.t("minutes.choose"),
            list(labels),
            words=labels.__getitem__,
            begins=begins,
            key=f"minutes-{asked}",
        )
    return rows.get(code)


def new_meeting_form(page: Page) -> None:
    """Body, number, day and place of a meeting, and an agenda of five or six items."""
    t = page.t
    bodies = choices_for(page, "meeting", "body") or {}
    mine = next((row["code"] for row in page.bodies().values() if row["area"] == page.selection.focus), None)
    key = form_key(_FORM)
    # Before the form, since the number that comes next is the body's own.
    body = choose_one(
        page, t("field.body") + " *", list(bodies), words=bodies.__getitem__, begins=mine, key=f"{_FORM}-body"
    )
    with kept_in_browser(page, _FORM), st.form(_FORM, border=True):
        answers = Answers(page, f"{key}-{body}")
        if body is None:
            answers.missing(t("field.body"))
        with side_by_side():
            number = answers.text("number", _next_number(page, body), t("minutes.number") + " *", True)
            day = answers.day("held_on", None, t("field.held_on") + " *")
            starts_at = answers.clock("starts_at")
            venue = answers.text("venue", "", t("field.venue"), False)
            chair = answers.text("chair", "", t("field.chair"), False)
            length = st.selectbox(
                t("minutes.agenda_length"), AGENDA_LENGTHS, format_func=lambda n: t("minutes.agenda_items", count=n)
            )
        wanted = st.form_submit_button(t("minutes.call"), type="primary")
    if not (wanted and answers.are_good() and number and day):
        return
    code = f"{body}-{day.isoformat()}"
    told = {"held_on": day, "starts_at": starts_at, "venue": venue, "chair": chair}
    meeting = {"code": code, "body": body, "number": number, **told}
    if not is_number_free(page, meeting):
        return
    entries = [Entry("meeting", meeting, seen=NOTHING_SEEN), *_agenda(code, length)]
    if recorded(page, entries, stale="minutes.there_already"):
        begin_anew(page, _FORM)
        st.session_state[_CALLING] = False
        st.query_params["key"] = code
        done(page, "minutes.called")


def _agenda(meeting: str, length: int) -> Iterator[Entry]:
    """The agenda that a meeting begins with."""
    both = zip(agenda_headings(length, "th"), agenda_headings(length, "en"), strict=True)
    for (position, kind, heading), (_, _, english) in both:
        row = {"meeting": meeting, "number": position, "kind": kind, "heading_th": heading, "heading_en": english}
        yield Entry("agenda_item", row, seen=NOTHING_SEEN)


def is_number_free(page: Page, meeting: Mapping[str, Any]) -> bool:
    """Whether no other meeting of the body bears the number in its year; says which one does."""
    other = facts.meeting_numbered(page.store, meeting)
    if other is None:
        return True
    labels = choices_for(page, "agenda_item", "meeting") or {}
    st.error(page.t("minutes.number_taken", number=meeting["number"], meeting=labels[other["code"]]))
    return False


def _next_number(page: Page, body: str | None) -> str:
    """The number after the last of the body in this year: 3/2570."""
    year = be_year(page.store.today())
    return f"{facts.last_meeting_number(page.store, body, year) + 1}/{year}" if body else ""
