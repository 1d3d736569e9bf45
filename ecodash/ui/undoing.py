"""Undoing a change from the log, with what it recorded shown first."""

from datetime import datetime
from functools import partial

import streamlit as st

from ecodash import facts, recording
from ecodash.dates import in_thailand
from ecodash.facts.desk import EVERYTHING
from ecodash.ui.desk import done, recording_problems
from ecodash.ui.page import Page, draw
from ecodash.ui.saying import value_in_words

LOG_LENGTH = 100


def undo_form(page: Page) -> int:
    """A number to look at and to undo; returns before which change the log begins."""
    latest = page.store.version
    left, right = st.columns([1, 3])
    with left:
        number = st.number_input(
            page.t("log.choose"), 1, max(latest, 1), value=None, step=1, key=f"log-{page.lang}", placeholder=""
        )
    if number is None:
        return EVERYTHING
    change = next(iter(facts.change_log(page.store, 1, int(number) + 1)), None)
    if change is None:
        return EVERYTHING
    rows = facts.change_rows(page.store, change["id"])
    draw(
        page,
        "change.html",
        change=change,
        rows=rows[:50],
        count=len(rows),
        clock=clock,
        said=partial(value_in_words, page),
    )
    with right, st.form(f"undo-{number}"):
        note = st.text_input(page.t("log.why"), max_chars=300, key=f"undo-why-{number}")
        wanted = st.form_submit_button(page.t("log.undo", change=change["id"]))
    if wanted:
        with recording_problems(page):
            made = recording.undo(page.store, page.principal, change["id"], note.strip() or None)
            done(page, "log.undone", change=change["id"], undo=made.id)
    return EVERYTHING


def clock(moment: datetime) -> str:
    """The hour and minute of a moment of recording (UTC) in Thailand."""
    return f"{in_thailand(moment):%H:%M}"
