"""The minutes of one meeting: what was left open, which gaps are given to whom, what was resolved and sent up."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from ecodash import facts, recording
from ecodash.domain.dates import LAST_DAY
from ecodash.domain.vocabulary import AssignmentStatus
from ecodash.language.text import name, told
from ecodash.recording import NOTHING_SEEN, Entry
from ecodash.sentences import items_phrase
from ecodash.ui.desk.attendance import attendance_form, said_form
from ecodash.ui.desk.choices import choices_for
from ecodash.ui.desk.drafts import kept_in_browser
from ecodash.ui.desk.fields import Answers, side_by_side
from ecodash.ui.desk.frame import begin_anew, done, form_key, recorded
from ecodash.ui.draw import draw
from ecodash.ui.page import Page
from ecodash.ui.select_boxes import choose_one, choose_several

_FOLLOWED_AT_ONCE = 20


def meeting_forms(page: Page, meeting: dict[str, Any]) -> None:
    """Everything that is recorded in a meeting, in the order of its agenda."""
    paper = facts.meeting_paper(page.store, meeting["code"], max(page.store.today(), meeting["held_on"] or date.min))
    if paper is None:
        return
    draw(page, "minutes.html", paper=paper, bodies=page.bodies())
    attendance_form(page, meeting)
    _follow_up(page, meeting, [*paper.carried, *paper.received])
    _assign(page, meeting)
    _resolve(page, meeting, paper)
    said_form(page, meeting, paper.agenda)


def _follow_up(page: Page, meeting: dict[str, Any], rows: Sequence[Mapping[str, Any]]) -> None:
    """«เรื่องสืบเนื่อง»: every resolution that was open when the body met, to be closed or kept open.

    One that somebody else closes meanwhile keeps its place until the screen is left, for its form may hold text.
    """
    t = page.t
    before: dict[str, int] = st.session_state.setdefault(f"follow-{meeting['code']}", {})
    open_now = [row["code"] for row in rows if row["status"] == AssignmentStatus.OPEN]
    shown = [row for row in rows if row["code"] in (*before, *open_now[:_FOLLOWED_AT_ONCE])]
    if not shown:
        return
    standing = _standing(page, [row["code"] for row in shown])
    st.subheader(t("meetings.carried"), anchor=False)
    for row in shown:
        code = row["code"]
        before.setdefault(code, standing[code]["rev"])
        form = f"follow-{code}"
        title = told(row, page.lang, "text")[:120]
        with st.expander(title, key=form), kept_in_browser(page, form), st.form(form, border=False):
            draw(page, "resolution.html", row=row, bodies=page.bodies())
            status = st.selectbox(
                t("field.status"), list(AssignmentStatus), format_func=lambda s: t(f"assignment.{s}"),
                key=f"{form_key(form)}-status",
            )  # fmt: skip
            note = st.text_area(t("minutes.what_came"), max_chars=1000, height=80, key=f"{form_key(form)}-note")
            wanted = st.form_submit_button(t("minutes.save_follow_up"))
        if wanted and status:
            _close(page, meeting, standing[code], before, status, note.strip())


def _standing(page: Page, codes: Sequence[str]) -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in page.store.ask("latest_revisions", kind="resolution", keys=list(codes))}


def _close(
    page: Page,
    meeting: dict[str, Any],
    standing: dict[str, Any],
    before: dict[str, int],
    status: AssignmentStatus,
    note: str,
) -> None:
    """Record what came of a resolution; ``before`` are the revisions that this officer had before them."""
    code = standing["code"]
    if before[code] != standing["rev"]:
        st.error(page.t("minutes.stale", status=page.t(f"assignment.{standing['status']}")))
        before[code] = standing["rev"]
        return
    if status != AssignmentStatus.OPEN and not note:
        # What was noted of it before is no reason for closing it.
        st.error(page.t("field.missing", label=page.t("minutes.what_came")))
        return
    days = [day for day in (meeting["held_on"], standing["effective_on"]) if day]
    day = max(days) if meeting["held_on"] else page.store.today()
    entry = recording.revised("resolution", standing, status=status, note=note or standing["note"], effective_on=day)
    if recorded(page, [entry]):
        del before[code]
        begin_anew(page, f"follow-{code}")
        done(page, "minutes.followed")


def _assign(page: Page, meeting: dict[str, Any]) -> None:
    """Give gaps to an agency: one resolution, and one assignment for every item."""
    t = page.t
    st.subheader(t("minutes.assign"), anchor=False)
    area = _area_of_gaps(page, meeting)
    if area is None:
        return
    framework = page.selection.framework
    states = facts.item_states(page.store, area, framework, page.store.today())
    gaps = {s.item: s for s in states if s.result.is_gap}
    agencies = choices_for(page, "assignment", "agency") or {}
    form = f"assign-{meeting['code']}-{area}"
    with kept_in_browser(page, form), st.form(form, border=True):
        answers = Answers(page, form_key(form))
        items = choose_several(
            page,
            t("minutes.gaps"),
            list(gaps),
            words=lambda item: _gap(page, gaps[item]),
            key=f"{answers.key}-items",
            say=answers.problems.append,
        )
        if not items:
            answers.problems.append(t("minutes.choose_gaps"))
        with side_by_side():
            agency = answers.choice(
                "agency", t("field.agency") + " *", list(agencies), None, lambda c: agencies.get(c, c)
            )
            task = answers.text("task", "", t("field.task") + " *", True)
            due = answers.day("due_on", None, t("field.due_on") + " *")
        wanted = st.form_submit_button(t("minutes.assign_now"), type="primary")
    if not wanted or not answers.are_good():
        return
    if agency and task:
        text = t("minutes.assign_text", agency=agencies[agency], items=items_phrase(items, page.lang), task=task)
        about = {"agency": agency, "due_on": due}
        resolution = _resolution(page, meeting, text=text, agenda_item=_agenda(page, meeting), **about)
        about |= {"area": area, "framework": framework, "task": task, "resolution": resolution["code"]}
        given = _given(meeting["held_on"] or page.store.today(), items, about)
        _record(page, [Entry("resolution", resolution, seen=NOTHING_SEEN), *given], "minutes.assigned", form)


def _area_of_gaps(page: Page, meeting: dict[str, Any]) -> str | None:
    """The area whose gaps are given; of a body of one area that one, unless another is chosen."""
    areas = page.area_names()
    area: str | None = choose_one(
        page,
        page.t("field.area"),
        list(areas),
        begins=page.bodies().get(meeting["body"], {}).get("area") or page.selection.area,
        words=lambda code: name(areas[code], page.lang),
        key=f"assign-area-{meeting['code']}",
    )
    return area


def _given(day: date, items: Sequence[str], about: dict[str, Any]) -> list[Entry]:
    """One assignment for every item, open from the day of the meeting on."""
    return [Entry("assignment", {**about, "assigned_on": day, "item": item}, seen=NOTHING_SEEN) for item in items]


def _resolve(page: Page, meeting: dict[str, Any], paper: facts.MeetingPaper) -> None:
    """Any other resolution; with a body to send it up to, and the resolution from below that it takes up."""
    t = page.t
    st.subheader(t("minutes.resolve"), anchor=False)
    agencies = choices_for(page, "resolution", "agency") or {}
    bodies = _above_first(page, meeting["body"])
    received = {row["code"]: told(row, page.lang, "text")[:90] for row in (*paper.received, *paper.carried)}
    agenda = {row["number"]: f"{row['number']} {name(row, page.lang, 'heading')}" for row in paper.agenda}
    form = f"resolve-{meeting['code']}"
    with kept_in_browser(page, form), st.form(form, border=True):
        answers = Answers(page, form_key(form))
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
        _record(page, [Entry("resolution", row, seen=NOTHING_SEEN)], "minutes.resolved", form)


def _above_first(page: Page, body: str) -> dict[str, str]:
    """The bodies that a resolution can be sent up to: the one that this body reports to before all others."""
    bodies = dict(choices_for(page, "resolution", "sent_up_to") or {})
    bodies.pop(body, None)
    above = page.bodies().get(body, {}).get("reports_to")
    return ({above: bodies[above]} if above in bodies else {}) | bodies


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


def _record(page: Page, entries: Sequence[Entry], said: str, form: str) -> None:
    if recorded(page, entries, stale="minutes.again"):
        begin_anew(page, form)
        done(page, said)
