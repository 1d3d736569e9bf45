"""Choosing a meeting to keep the minutes of, or calling a new one with its agenda."""

from typing import Any

import streamlit as st

from ecodash.recording import NOTHING_SEEN, Entry
from ecodash.ui.desk import done, recorded
from ecodash.ui.fields import Answers, side_by_side
from ecodash.ui.page import Page
from ecodash.ui.referring import choices_for
from ecodash.wording import AGENDA_LENGTHS, agenda_headings

_NEW = ""


def choose_meeting(page: Page) -> dict[str, Any] | None:
    """The meeting of the address or the one chosen; None: a new one is called."""
    rows = {row["code"]: row for row in page.store.ask("latest_revisions", kind="meeting", keys=None)}
    labels = choices_for(page, "agenda_item", "meeting") or {}
    codes = [_NEW, *labels]
    asked = page.own.get("key", next(iter(labels), _NEW))
    code = st.selectbox(
        page.t("minutes.choose"),
        codes,
        index=codes.index(asked) if asked in codes else 0,
        format_func=lambda c: labels[c] if c else page.t("minutes.new"),
        key=f"minutes-{page.lang}-{asked}-{len(codes)}",
    )
    return rows.get(code)


def new_meeting_form(page: Page) -> None:
    """Body, number, day and place of a meeting, and an agenda of five or six items."""
    t = page.t
    bodies = choices_for(page, "meeting", "body") or {}
    mine = next((row["code"] for row in page.bodies().values() if row["area"] == page.selection.focus), None)
    with st.form("meeting-new", border=True):
        answers = Answers(page, "meeting-new")
        with side_by_side():
            body = answers.choice("body", t("field.body") + " *", list(bodies), mine, lambda c: bodies.get(c, c))
            number = answers.text("number", "", t("minutes.number") + " *", True)
            day = answers.day("held_on", None, t("field.held_on") + " *")
            venue = answers.text("venue", "", t("field.venue"), False)
            chair = answers.text("chair", "", t("field.chair"), False)
            length = st.selectbox(
                t("minutes.agenda_length"), AGENDA_LENGTHS, format_func=lambda n: t("minutes.agenda_items", count=n)
            )
        wanted = st.form_submit_button(t("minutes.call"), type="primary")
    if not (wanted and answers.are_good() and body and day):
        return
    code = f"{body}-{day.isoformat()}"
    meeting = {"code": code, "body": body, "number": number, "held_on": day, "venue": venue, "chair": chair}
    entries = [Entry("meeting", meeting, seen=NOTHING_SEEN)]
    for (position, kind, heading), (_, _, english) in zip(
        agenda_headings(length, "th"), agenda_headings(length, "en"), strict=True
    ):
        row = {"meeting": code, "number": position, "kind": kind, "heading_th": heading, "heading_en": english}
        entries.append(Entry("agenda_item", row, seen=NOTHING_SEEN))
    if recorded(page, entries, stale="minutes.there_already"):
        done(page, "minutes.called")
