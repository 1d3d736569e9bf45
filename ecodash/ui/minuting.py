"""The minutes of one meeting: what was left open, which gaps are given to whom, what was resolved and sent up."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from ecodash import facts, recording
from ecodash.dates import LAST_DAY
from ecodash.model import AssignmentStatus
from ecodash.recording import NOTHING_SEEN, Entry
from ecodash.text import name, told
from ecodash.ui.desk import done, recorded
from ecodash.ui.fields import Answers, side_by_side
from ecodash.ui.page import Page, draw
from ecodash.ui.referring import choices_for
from ecodash.wording import items_phrase

_FOLLOWED_AT_ONCE = 20


def meeting_forms(page: Page, meeting: dict[str, Any]) -> None:
    """Everything that is recorded in a meeting, in the order of its agenda."""
    paper = facts.meeting_paper(page.store, meeting["code"], max(page.store.today(), meeting["held_on"] or date.min))
    if paper is None:
        return
    draw(page, "minutes.html", paper=paper, bodies=page.bodies())
    _follow_up(page, meeting, [*paper.carried, *paper.received])
    _assign(page, meeting)
    _resolve(page, meeting, paper)


def _follow_up(page: Page, meeting: dict[str, Any], rows: Sequence[Mapping[str, Any]]) -> None:
    """«เรื่องสืบเนื่อง»: every resolution that was open when the body met, to be closed or kept open."""
    t = page.t
    open_now = [row for row in rows if row["status"] == AssignmentStatus.OPEN]
    if not open_now:
        return
    st.subheader(t("meetings.carried"), anchor=False)
    for row in open_now[:_FOLLOWED_AT_ONCE]:
        with (
            st.expander(told(row, page.lang, "text")[:120], key=f"follow-{row['code']}"),
            st.form(f"follow-{row['code']}", border=False),
        ):
            draw(page, "resolution.html", row=row, bodies=page.bodies())
            status = st.selectbox(
                t("field.status"), list(AssignmentStatus), format_func=lambda s: t(f"assignment.{s}"),
                key=f"follow-status-{row['code']}",
            )  # fmt: skip
            note = st.text_area(t("minutes.what_came"), max_chars=1000, height=80, key=f"follow-note-{row['code']}")
            wanted = st.form_submit_button(t("minutes.save_follow_up"))
        if wanted and status:
            _close(page, meeting, row["code"], status, note.strip())


def _close(page: Page, meeting: dict[str, Any], code: str, status: AssignmentStatus, note: str) -> None:
    standing = recording.standing(page.store, "resolution", code)
    if standing is None:
        return
    day = (
        max(d for d in (meeting["held_on"], standing["effective_on"]) if d)
        if meeting["held_on"]
        else page.store.today()
    )
    entry = recording.revised("resolution", standing, status=status, note=note or standing["note"], effective_on=day)
    _record(page, [entry], "minutes.followed")


def _assign(page: Page, meeting: dict[str, Any]) -> None:
    """Give gaps to an agency: one resolution, and one assignment for every item."""
    t = page.t
    area = page.bodies().get(meeting["body"], {}).get("area") or page.selection.area
    st.subheader(t("minutes.assign"), anchor=False)
    areas = page.area_names()
    codes = list(areas)
    area = st.selectbox(
        t("field.area"),
        codes,
        index=codes.index(area) if area in codes else None,
        format_func=lambda code: name(areas[code], page.lang),
        placeholder=t("field.choose"),
        key=f"assign-area-{meeting['code']}",
    )
    if area is None:
        return
    framework = page.selection.framework
    states = facts.item_states(page.store, area, framework, page.store.today())
    gaps = {s.item: s for s in states if s.result.is_gap}
    agencies = choices_for(page, "assignment", "agency") or {}
    with st.form(f"assign-{meeting['code']}-{area}", border=True):
        answers = Answers(page, f"assign-{meeting['code']}-{area}-{page.store.version}")
        items = st.multiselect(
            t("minutes.gaps"),
            list(gaps),
            format_func=lambda item: _gap(page, gaps[item]),
            placeholder=t("field.choose"),
            key=f"assign-items-{meeting['code']}-{area}-{page.store.version}",
        )
        with side_by_side():
            agency = answers.choice(
                "agency", t("field.agency") + " *", list(agencies), None, lambda c: agencies.get(c, c)
            )
            task = answers.text("task", "", t("field.task") + " *", True)
            due = answers.day("due_on", None, t("field.due_on") + " *")
        wanted = st.form_submit_button(t("minutes.assign_now"), type="primary")
    if not wanted:
        return
    if not items:
        st.error(t("minutes.choose_gaps"))
    elif answers.are_good() and agency and task:
        text = t("minutes.assign_text", agency=agencies[agency], items=items_phrase(items, page.lang), task=task)
        resolution = _resolution(
            page, meeting, text=text, agency=agency, due_on=due, agenda_item=_agenda(page, meeting)
        )
        place = {"area": area, "framework": framework, "agency": agency}
        about = {"task": task, "due_on": due, "resolution": resolution["code"]}
        given = _given(meeting["held_on"] or page.store.today(), items, place | about)
        _record(page, [Entry("resolution", resolution, seen=NOTHING_SEEN), *given], "minutes.assigned")


def _given(day: date, items: Sequence[str], about: dict[str, Any]) -> list[Entry]:
    """One assignment for every item, open from the day of the meeting on."""
    return [Entry("assignment", {**about, "assigned_on": day, "item": item}, seen=NOTHING_SEEN) for item in items]


def _resolve(page: Page, meeting: dict[str, Any], paper: facts.MeetingPaper) -> None:
    """Any other resolution; with a body to send it up to, and the resolution from below that it takes up."""
    t = page.t
    st.subheader(t("minutes.resolve"), anchor=False)
    agencies = choices_for(page, "resolution", "agency") or {}
    bodies = choices_for(page, "resolution", "sent_up_to") or {}
    received = {row["code"]: told(row, page.lang, "text")[:90] for row in (*paper.received, *paper.carried)}
    agenda = {row["number"]: f"{row['number']} {name(row, page.lang, 'heading')}" for row in paper.agenda}
    key = f"resolve-{meeting['code']}-{page.store.version}"
    with st.form(key, border=True):
        answers = Answers(page, key)
        text = answers.text("text", "", t("field.text") + " *", True)
        with side_by_side():
            number = answers.choice(
                "agenda_item", t("field.agenda_item"), list(agenda), None, lambda c: agenda.get(c, c)
            )
            agency = answers.choice("agency", t("field.agency"), list(agencies), None, lambda c: agencies.get(c, c))
            due = answers.day("due_on", None, optional=True)
            up = answers.choice("sent_up_to", t("field.sent_up_to"), list(bodies), None, lambda c: bodies.get(c, c))
            takes = answers.choice("takes_up", t("field.takes_up"), list(received), None, lambda c: received.get(c, c))
        wanted = st.form_submit_button(t("minutes.resolve_now"))
    if wanted and answers.are_good():
        row = _resolution(
            page, meeting, text=text, agenda_item=number, agency=agency, due_on=due, sent_up_to=up, takes_up=takes
        )
        _record(page, [Entry("resolution", row, seen=NOTHING_SEEN)], "minutes.resolved")


def _resolution(page: Page, meeting: dict[str, Any], **row: Any) -> dict[str, Any]:
    """A new resolution of the meeting under the next free code: …-r3."""
    (entry,) = recording.completed(page.store, [Entry("resolution", {"meeting": meeting["code"], **row})])
    return dict(entry.row)


def _agenda(page: Page, meeting: dict[str, Any]) -> str | None:
    """The agenda item under which gaps are given out: the one to decide."""
    rows = [row for row in facts.agenda_items(page.store, LAST_DAY) if row["meeting"] == meeting["code"]]
    return next((row["number"] for row in rows if row["kind"] == "consider"), None)


def _gap(page: Page, state: Any) -> str:
    owner = page.t("minutes.has_owner") if state.has_owner else page.t("say.no_owner")
    return f"{page.t('criteria.item_title', item=state.item)} · {page.t(f'result.{state.result}')} · {owner}"


def _record(page: Page, entries: Sequence[Entry], said: str) -> None:
    if recorded(page, entries):
        done(page, said)
