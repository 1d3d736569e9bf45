"""The log: looking for a change, undoing it with what it recorded shown first, recording it anew."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import PurePath
from typing import Any

import streamlit as st

from ecodash import facts, recording
from ecodash.domain.dates import in_thailand
from ecodash.domain.kinds import KINDS
from ecodash.language.problem import Problem
from ecodash.language.text import name
from ecodash.recording import CannotUndo
from ecodash.stores import home
from ecodash.ui.desk.choices import item_choices
from ecodash.ui.desk.fields import label_of
from ecodash.ui.desk.frame import done, recording_problems
from ecodash.ui.desk.values import field_words, literal, value_in_words
from ecodash.ui.draw import draw
from ecodash.ui.page import Page
from ecodash.ui.select_boxes import choose_one
from ecodash.workbook import days, received
from ecodash.workbook.problems import Misread

LOG_LENGTH = 100
_SHOWN = 50
_SECRET = ("token_sha256",)


def log_search(page: Page) -> Sequence[dict[str, Any]]:
    """The log of an item, a person, a day; what is asked for stands in the address."""
    t = page.t
    areas, items = page.area_names(), item_choices(page, page.selection.framework)
    with st.container(horizontal=True, key="log-search"):
        area = choose_one(
            page, t("filter.area"), list(areas), begins=page.selection.area,
            words=lambda code: name(areas[code], page.lang), key=f"log-area-{page.selection.area}",
        )  # fmt: skip
        item = choose_one(
            page, t("field.item"), list(items), begins=page.selection.item,
            words=items.__getitem__, key=f"log-item-{page.selection.item}",
        )  # fmt: skip
        who = st.text_input(t("log.who"), page.own.get("who", ""), max_chars=80, key=f"log-who-{page.own.get('who')}")
        on = st.text_input(
            t("log.day"), page.own.get("on", ""), placeholder=t("field.day_help"), key=f"log-on-{page.own.get('on')}"
        )
    day = days.day(on) if on.strip() else None
    if isinstance(day, Misread):
        st.error(t("log.day_unread", day=on))
        day = None
    _keep_in_address(area=area, item=item, who=who.strip() or None, on=day.isoformat() if day else None)
    place = (area, page.selection.framework, item) if item else None
    if not (place or who.strip() or day):
        return facts.change_log(page.store, LOG_LENGTH)
    return facts.changes_about(page.store, LOG_LENGTH, place, who.strip() or None, day)


def _keep_in_address(**asked: str | None) -> None:
    for parameter, value in asked.items():
        if value and st.query_params.get(parameter) != value:
            st.query_params[parameter] = value
        elif not value:
            st.query_params.pop(parameter, None)


def undo_form(page: Page) -> None:
    """A number to look at, to undo, and to record anew once it was undone."""
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
    change = next(iter(facts.change_log(page.store, 1, int(number) + 1)), None) if number else None
    if change is None:
        return
    rows = facts.change_rows(page.store, change["id"])
    with right:
        _undo(page, change["id"], len(rows))
        if change["undone_by"] is not None:
            _redo(page, change["id"], len(rows))
        _received(page, change)
    draw(page, "change.html", change=change, rows=_told(page, rows[:_SHOWN]), count=len(rows), clock=clock)


def _received(page: Page, change: Mapping[str, Any]) -> None:
    """The file that a change came from, as it was received."""
    digest = change["source_sha256"]
    file = received(home(), digest) if digest and not page.store.is_demo else None
    if file:
        name = PurePath(change["source_name"] or file.name).name
        words = page.t("log.received", name=name)
        st.download_button(literal(words), file.read_bytes, name, on_click="ignore", key=f"received-{change['id']}")


def _redo(page: Page, change: int, count: int) -> None:
    """The form to record an undone change anew; or why it cannot be."""
    stopped = recording.what_stops_redoing(page.store, page.principal, change)
    if stopped is not None:
        _cannot(page, stopped)
        return
    with st.form(f"redo-{change}"):
        wanted = st.form_submit_button(page.t("log.redo", change=change, count=count))
    if wanted:
        with recording_problems(page):
            made = recording.redo(page.store, page.principal, change, page.t("log.redo_note", change=change))
            done(page, "log.redone", change=change, redo=made.id)


def _cannot(page: Page, stopped: Problem) -> None:
    """Why not, with links to the changes that stand in the way."""
    first = stopped.values.get("newer") if isinstance(stopped, CannotUndo) else None
    newer = str(first).split(", ") if first else []
    draw(page, "cannot_undo.html", sentence=stopped.sentence(page.lang), newer=newer)


def _undo(page: Page, change: int, count: int) -> None:
    """The form to take a change back; or, in its place, why it cannot be."""
    t = page.t
    stopped = recording.what_stops_undoing(page.store, page.principal, change)
    if stopped is not None:
        _cannot(page, stopped)
        return
    with st.form(f"undo-{change}"):
        note = st.text_input(t("log.why"), max_chars=300, key=f"undo-why-{change}")
        wanted = st.form_submit_button(t("log.undo", change=change))
        if wanted and count > 1:
            st.session_state[_asked(change)] = True
        sure = False
        if count > 1 and st.session_state.get(_asked(change)):
            st.warning(t("log.sure", count=count))
            sure = st.form_submit_button(t("log.undo_all", count=count), type="primary")
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
        fields = [
            (field_words(page, kind, c), said(c, before[c]) if before else None, said(c, row[c])) for c in columns
        ]
        told.append((kind, label_of(page, kind, row), fields))
    return told


def clock(moment: datetime) -> str:
    """The hour and minute of a moment of recording (UTC) in Thailand."""
    return f"{in_thailand(moment):%H:%M}"
