"""Many rows at once, each time one change that is undone as one."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import streamlit as st

from ecodash import facts, recording
from ecodash.domain.vocabulary import AssignmentStatus
from ecodash.language.text import name
from ecodash.recording import NOTHING_SEEN, Entry
from ecodash.ui.desk.choices import choices_for
from ecodash.ui.desk.copied_activities import copy_activities
from ecodash.ui.desk.drafts import kept_in_browser
from ecodash.ui.desk.due import say_due_of_resolutions
from ecodash.ui.desk.fields import Answers, label_of, side_by_side
from ecodash.ui.desk.frame import begin_anew, done, form_key, recorded
from ecodash.ui.desk.many_files import attach_many
from ecodash.ui.page import Page
from ecodash.ui.select_boxes import choose_one, choose_several

_DUES, _GIVE = "bulk-dues", "bulk-give"


def bulk_forms(page: Page) -> None:
    """One form under each heading; the area is chosen once for all."""
    areas = page.area_names()
    area = choose_one(
        page, page.t("field.area"), list(areas), begins=page.selection.area or page.selection.focus,
        words=lambda code: name(areas[code], page.lang), key="bulk-area",
    )  # fmt: skip
    if area is None:
        return
    forms: tuple[tuple[str, Callable[[Page, str], None]], ...] = (
        ("bulk.dues", _move_dues),
        ("bulk.give", _give),
        ("bulk.files", attach_many),
        ("bulk.activities", copy_activities),
    )
    for tab, (_, form) in zip(st.tabs([page.t(words) for words, _ in forms]), forms, strict=True):
        with tab:
            form(page, area)


def _move_dues(page: Page, area: str) -> None:
    """One new due day and one reason for several open assignments."""
    t = page.t
    rows = {
        row["key"]: row
        for row in page.store.ask("latest_revisions", kind="assignment", keys=None)
        if row["area"] == area and row["status"] == AssignmentStatus.OPEN
    }
    form = f"{_DUES}-{area}"
    key = form_key(form)
    # What each of them was when it was first offered here.
    began: dict[str, Mapping[str, Any]] = st.session_state.setdefault(f"{key}-began", {})
    for code, row in rows.items():
        began.setdefault(code, row)
    with kept_in_browser(page, form), st.form(key, border=True):
        answers = Answers(page, key)
        chosen = choose_several(
            page, t("bulk.assignments"), list(rows), words=lambda code: label_of(page, "assignment", rows[code]),
            key=f"{key}-which", say=answers.problems.append,
        )  # fmt: skip
        if not chosen:
            answers.problems.append(t("bulk.choose"))
        with side_by_side():
            due = answers.day("due_on", None, t("bulk.new_due") + " *")
            reason = answers.text("reason", "", t("bulk.reason") + " *", True)
        wanted = st.form_submit_button(t("bulk.move"), type="primary")
    if not wanted or not answers.are_good():
        return
    today = page.store.today()
    entries = [_moved(began[code], today, due_on=due, note=reason) for code in chosen]
    if recorded(page, entries, stale="bulk.stale"):
        begin_anew(page, form)
        say_due_of_resolutions(page, [entry.row for entry in entries])
        done(page, "bulk.moved", count=len(entries))
    else:
        st.session_state.pop(f"{key}-began")


def _moved(standing: Mapping[str, Any], today: date, **to: Any) -> Entry:
    return recording.revised("assignment", standing, effective_on=recording.changed_on(standing, today), **to)


def _give(page: Page, area: str) -> None:
    """Several items to one agency, with one task and one due day, without a meeting."""
    t = page.t
    states = facts.item_states(page.store, area, page.selection.framework, page.store.today())
    by_item = {state.item: state for state in states}
    agencies = choices_for(page, "assignment", "agency") or {}
    form = f"{_GIVE}-{area}"
    with kept_in_browser(page, form), st.form(form, border=True):
        answers = Answers(page, form_key(form))
        items = choose_several(
            page, t("bulk.items"), list(by_item), words=lambda item: _item_words(page, by_item[item]),
            key=f"{answers.key}-items", say=answers.problems.append,
        )  # fmt: skip
        if not items:
            answers.problems.append(t("bulk.choose_items"))
        with side_by_side():
            agency = answers.choice(
                "agency", t("field.agency") + " *", list(agencies), None, lambda code: agencies.get(code, code)
            )
            task = answers.text("task", "", t("field.task") + " *", True)
            due = answers.day("due_on", None, optional=True)
        wanted = st.form_submit_button(t("bulk.give_now"), type="primary")
    if not wanted or not answers.are_good():
        return
    given = {"area": area, "framework": page.selection.framework, "agency": agency, "task": task, "due_on": due}
    today = page.store.today()
    entries = [Entry("assignment", {**given, "item": item, "assigned_on": today}, seen=NOTHING_SEEN) for item in items]
    if recorded(page, entries, stale="bulk.given_already"):
        begin_anew(page, form)
        done(page, "bulk.given", count=len(entries))


def _item_words(page: Page, state: Any) -> str:
    owner = page.t("minutes.has_owner") if state.has_owner else page.t("say.no_owner")
    return f"{page.t('criteria.item_title', item=state.item)} · {page.t(f'result.{state.result}')} · {owner}"
