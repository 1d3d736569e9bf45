"""Who came to a meeting and what was said under each item of its agenda, as the minutes need both."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import streamlit as st

from ecodash import facts, recording
from ecodash.domain.dates import LAST_DAY
from ecodash.domain.vocabulary import Attended, Sector
from ecodash.language.text import name, t
from ecodash.recording import NOTHING_SEEN, Entry
from ecodash.ui.desk.drafts import kept_in_browser
from ecodash.ui.desk.fields import Answers, side_by_side
from ecodash.ui.desk.frame import begin_anew, done, form_key, recorded
from ecodash.ui.desk.values import literal
from ecodash.ui.page import Page
from ecodash.workbook.choices import choice
from ecodash.workbook.problems import Misread
from ecodash.workbook.sheets import SHEETS

Row = Mapping[str, Any]
# Pasted from a sheet, or typed; a comma only where nothing clearer is there.
_BETWEEN = ("\t", "|", ";", ",")
_TOLD = ("name", "post", "agency", "sector", "attended")
_MOST = 300


def attendance_form(page: Page, meeting: Row) -> None:
    """Everybody recorded, or called at the last meeting of the body, with what is known; and room to add people."""
    say, code = page.t, meeting["code"]
    form = f"attendance-{code}"
    key = form_key(form)
    people: list[dict[str, Any]] = st.session_state.setdefault(f"{key}-began", _people(page, meeting))
    count = sum("rev" in row for row in people)
    with (
        st.expander(say("minutes.attendance", count=count), key=f"{form}-open"),
        kept_in_browser(page, form),
        st.form(form, border=False),
    ):
        answers = Answers(page, key)
        st.caption(say("minutes.attendance_lead"))
        with side_by_side():
            told = [(row, _asked(answers, number, row)) for number, row in enumerate(people)]
        more = st.text_area(
            say("minutes.more_people"), max_chars=20_000, key=f"{key}-more", placeholder=say("minutes.people_help")
        )
        wanted = st.form_submit_button(say("minutes.save_attendance"))
    if not wanted or not answers.are_good():
        return
    entries = [entry for row, attended in told if attended for entry in _changed(row, code, attended)]
    for found in people_in(more, page.lang):
        if isinstance(found, str):
            st.error(found)
            return
        entries.append(Entry("attendance", {**found, "meeting": code}, seen=NOTHING_SEEN))
    if recorded(page, entries, stale="minutes.person_there"):
        begin_anew(page, form)
        done(page, "minutes.attendance_saved")
    else:
        st.session_state.pop(f"{key}-began")


def _people(page: Page, meeting: Row) -> list[dict[str, Any]]:
    """The rows that stand; where there are none, those of the last meeting of the body, not told yet."""
    rows = sorted(page.store.ask("latest_revisions", kind="attendance", keys=None), key=lambda row: int(row["rev"]))
    own = [row for row in rows if row["meeting"] == meeting["code"]]
    if own or not meeting["held_on"]:
        return own
    day = meeting["held_on"]
    earlier = [m for m in facts.meetings(page.store, LAST_DAY) if m["body"] == meeting["body"] and m["held_on"]]
    last = next((m["code"] for m in earlier if m["held_on"] < day and any(r["meeting"] == m["code"] for r in rows)), "")
    known = ("name", "post", "agency", "sector")
    return [{**{column: row[column] for column in known}, "attended": None} for row in rows if row["meeting"] == last]


def _asked(answers: Answers, number: int, row: Row) -> str | None:
    told = " · ".join(part for part in (row["name"], row["post"], row["agency"]) if part)
    words = {attended: answers.page.t(f"attended.{attended}") for attended in Attended}
    return answers.choice(
        f"person-{number}", _label(told[:150]), list(Attended), row["attended"], lambda code: words[code]
    )


def _label(text: str) -> str:
    """Text from people as a label; what means nothing within a line stays as it is."""
    return re.sub(r"\\([().-])", r"\1", literal(text))


def _changed(row: Row, meeting: str, attended: str) -> Iterator[Entry]:
    if "rev" not in row:
        yield Entry("attendance", {**row, "meeting": meeting, "attended": attended}, seen=NOTHING_SEEN)
    elif attended != row["attended"]:
        yield recording.revised("attendance", row, attended=attended)


def people_in(text: str, lang: str) -> list[dict[str, str | None] | str]:
    """One person a line, as typed or pasted from a sheet; a sentence where a line cannot be read."""
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1)]
    return [_person(number, line, lang) for number, line in lines if line]


def _person(number: int, line: str, lang: str) -> dict[str, str | None] | str:
    cells = [cell.strip() for cell in line.split(next((mark for mark in _BETWEEN if mark in line), "\t"))]
    told = dict(zip(_TOLD, cells, strict=False))
    row: dict[str, str | None] = {column: told.get(column) or None for column in _TOLD}
    if len(cells) > len(_TOLD) or row["name"] is None or len(row["name"]) > _MOST:
        return t(lang, "minutes.person_unread", number=number, line=line[:80])
    for column, codes in (("sector", Sector), ("attended", Attended)):
        found = choice(SHEETS["attendance"].by_stored[column], row[column]) if row[column] else None
        if isinstance(found, Misread):
            known = ", ".join(t(lang, f"{column}.{code}") for code in codes)
            return t(lang, "minutes.word_unread", number=number, word=row[column], known=known)
        row[column] = found
    row["attended"] = row["attended"] or Attended.PRESENT
    return row


def said_form(page: Page, meeting: Row, agenda: Sequence[Row]) -> None:
    """What was said under each item of the agenda; it becomes the body of the minutes."""
    form = f"said-{meeting['code']}"
    if not agenda:
        return
    keys = [f"{row['meeting']}|{row['number']}" for row in agenda]
    standing = {row["number"]: row for row in page.store.ask("latest_revisions", kind="agenda_item", keys=keys)}
    key = form_key(form)
    began: dict[str, Row] = st.session_state.setdefault(f"{key}-began", standing)
    with (
        st.expander(page.t("minutes.said"), key=f"{form}-open"),
        kept_in_browser(page, form),
        st.form(form, border=False),
    ):
        typed = {number: _typed(page, row, f"{key}-{number}") for number, row in began.items()}
        wanted = st.form_submit_button(page.t("minutes.save_said"))
    if not wanted:
        return
    changed = {number: row for number, row in began.items() if typed[number] != row["said"]}
    entries = [recording.revised("agenda_item", row, said=typed[number]) for number, row in changed.items()]
    if recorded(page, entries, stale="minutes.again"):
        begin_anew(page, form)
        done(page, "minutes.said_saved")
    else:
        st.session_state.pop(f"{key}-began")


def _typed(page: Page, row: Row, key: str) -> str | None:
    label = _label(f"{row['number']} {name(row, page.lang, 'heading')}")
    return st.text_area(label, row["said"] or "", max_chars=5000, key=key).strip() or None
