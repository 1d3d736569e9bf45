"""Undoing a change from the log, with what it recorded shown first."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

import streamlit as st

from ecodash import facts, recording
from ecodash.domain.dates import in_thailand
from ecodash.domain.kinds import KINDS
from ecodash.facts.desk import EVERYTHING
from ecodash.recording import CannotUndo
from ecodash.ui.desk.fields import label_of
from ecodash.ui.desk.frame import done, recording_problems
from ecodash.ui.desk.values import value_in_words
from ecodash.ui.draw import draw
from ecodash.ui.page import Page

LOG_LENGTH = 100
_SHOWN = 50
_SECRET = ("token_sha256",)


def undo_form(page: Page) -> int:
    """A number to look at and to undo; returns before which change the log begins."""
    latest = page.store.version
    asked = page.own.get("key", "")
    begins = int(asked) if asked.isdecimal() and 0 < int(asked) <= latest else None
    left, right = st.columns([1, 3])
    with left:
        number = st.number_input(
            page.t("log.choose"),
            1,
            max(latest, 1),
            value=begins,
            step=1,
            key=f"log-{page.lang}-{asked}",
            placeholder="",
        )
    if number is None:
        return EVERYTHING
    change = next(iter(facts.change_log(page.store, 1, int(number) + 1)), None)
    if change is None:
        return EVERYTHING
    rows = facts.change_rows(page.store, change["id"])
    with right:
        _undo(page, change["id"], len(rows))
    draw(page, "change.html", change=change, rows=_told(page, rows[:_SHOWN]), count=len(rows), clock=clock)
    return EVERYTHING


def _undo(page: Page, change: int, count: int) -> None:
    """The form to take a change back; or, where the button would be pressed, why it cannot be."""
    t = page.t
    stopped = recording.what_stops_undoing(page.store, page.principal, change)
    with st.form(f"undo-{change}"):
        note = st.text_input(t("log.why"), max_chars=300, key=f"undo-why-{change}", disabled=stopped is not None)
        wanted = st.form_submit_button(t("log.undo", change=change), disabled=stopped is not None)
        if wanted and count > 1:
            st.session_state[_asked(change)] = True
        sure = False
        if stopped is None and count > 1 and st.session_state.get(_asked(change)):
            st.warning(t("log.sure", count=count))
            sure = st.form_submit_button(t("log.undo_all", count=count), type="primary")
        if stopped is not None:
            first = stopped.values.get("newer") if isinstance(stopped, CannotUndo) else None
            newer = str(first).split(", ") if first else []
            draw(page, "cannot_undo.html", sentence=stopped.sentence(page.lang), newer=newer)
        if sure or (wanted and count <= 1):
            with recording_problems(page):
                made = recording.undo(page.store, page.principal, change, note.strip() or None)
                done(page, "log.undone", change=change, undo=made.id)


def _asked(change: int) -> str:
    return f"undo-asked-{change}"


def _told(page: Page, rows: Sequence[tuple[str, dict[str, Any], dict[str, Any]]]) -> list[tuple[str, str, list[Any]]]:
    """Kind, what the row is called, and (column, before, after) of every field that the change set."""
    told = []
    for kind, before, row in rows:
        said = partial(value_in_words, page, kind)
        columns = [c for c in KINDS[kind].all_columns if c not in _SECRET and row[c] != before.get(c)]
        fields = [(c, said(c, before[c]) if before else None, said(c, row[c])) for c in columns]
        told.append((kind, label_of(page, kind, row), fields))
    return told


def clock(moment: datetime) -> str:
    """The hour and minute of a moment of recording (UTC) in Thailand."""
    return f"{in_thailand(moment):%H:%M}"
