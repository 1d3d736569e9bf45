"""The results of every item of one area on one screen, recorded as one change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from ecodash import facts, recording
from ecodash.domain.kinds import KINDS
from ecodash.domain.progress import ItemState
from ecodash.domain.vocabulary import ItemType, Means, Result
from ecodash.facts.lists import ALWAYS
from ecodash.language.text import name
from ecodash.recording import NOTHING_SEEN, Entry
from ecodash.recording.field_merge import Merge, merge
from ecodash.ui.desk.drafts import kept_in_browser
from ecodash.ui.desk.far_off import values_are_meant
from ecodash.ui.desk.fields import Answers, side_by_side
from ecodash.ui.desk.frame import begin_anew, done, form_key, recording_problems
from ecodash.ui.draw import draw
from ecodash.ui.page import Page
from ecodash.ui.select_boxes import choose_one

Row = Mapping[str, Any]
_RESULTS = (Result.MET, Result.PARTLY_MET, Result.NOT_MET, Result.NOT_APPLICABLE)
_ASKED = ("result", "value", "note")
# What a new round takes over from the last one.
_COPIED = ("result", "score", "value", "evidence", "note")
_NOTHING: Row = dict.fromkeys(KINDS["observation"].all_columns)


@dataclass(frozen=True)
class _Told:
    """What was filled in for one item: its fields, the day of its own, and what both changed meanwhile."""

    item: str
    fields: dict[str, Any]
    day: date | None
    merged: Merge


def survey_form(page: Page) -> None:
    """Area and framework, then every item with result, day and note, and one button."""
    t = page.t
    area, framework = _place(page)
    states = facts.item_states(page.store, area, framework, page.store.today()) if area else ()
    if not area or not states:
        draw(page, "nothing.html", title=t("survey.no_items"), next="")
        return
    form = f"survey-{area}-{framework}"
    key = form_key(form)
    standing = _standing(page, area, framework)
    began: dict[str, Row] = st.session_state.setdefault(f"{key}-began", standing)
    with kept_in_browser(page, form), st.form(key, border=False):
        answers = Answers(page, key)
        with side_by_side():
            day = answers.day("day", page.store.today(), t("survey.day") + " *")
        told = [_asked(answers, state, began.get(state.item, _NOTHING), standing) for state in states]
        copies = st.checkbox(t("survey.copy"), key=f"{key}-copy")
        clashes = [each for each in told if each.merged.both]
        shown, st.session_state[f"{key}-shown"] = st.session_state.get(f"{key}-shown"), _revisions(clashes, standing)
        if clashes:
            draw(page, "survey_clash.html", rows=[(each.item, standing[each.item], each.fields) for each in clashes])
        saved = st.form_submit_button(t("survey.save"), type="primary")
        over = st.form_submit_button(t("record.save_over")) if clashes else False
    # What came after the question was asked is asked about anew.
    is_meant = (over and shown == _revisions(clashes, standing)) or (saved and not clashes)
    if is_meant and answers.are_good() and day:
        place = {"area": area, "framework": framework}
        entries = list(_entries(told, standing, place, day, copies))
        if values_are_meant(page, key, [entry.row for entry in entries]):
            _record(page, form, entries)


def _place(page: Page) -> tuple[str | None, str]:
    """Area and framework, which stand in the address."""
    areas, s = page.area_names(), page.selection
    with side_by_side():
        area = choose_one(
            page, page.t("field.area"), list(areas), begins=s.area or s.focus,
            words=lambda code: name(areas[code], page.lang), key="survey-area",
        )  # fmt: skip
        frameworks = {row["code"]: row for row in page.store.ask("latest_revisions", kind="framework", keys=None)}
        framework = choose_one(
            page, page.t("field.framework"), list(frameworks), begins=s.framework,
            words=lambda code: name(frameworks[code], page.lang) or code, key="survey-framework",
        )  # fmt: skip
    framework = framework or s.framework
    if area and (area, framework) != (s.area, s.framework):
        st.query_params.update(area=area, framework=framework)
    return area, framework


def _standing(page: Page, area: str, framework: str) -> dict[str, Row]:
    """The observation that speaks for every item today, as it is stored."""
    told = page.store.ask("area_states", framework=framework, day=page.store.today(), known=ALWAYS, area=area)
    codes = [row["code"] for row in told]
    return {row["item"]: row for row in page.store.ask("latest_revisions", kind="observation", keys=codes)}


def _asked(answers: Answers, state: ItemState, began: Row, standing: Mapping[str, Row]) -> _Told:
    """The fields of one item beside each other, one below the other on a phone."""
    page, t, item = answers.page, answers.page.t, state.item
    with st.container(border=True, key=f"{answers.key}-row_{item}"):
        draw(page, "survey_item.html", state=state, began=began)
        result, note, own_day = st.columns([5, 4, 3])
        with result:
            fields: dict[str, Any] = {
                "result": st.pills(
                    t("survey.result_of", item=item), _RESULTS, default=began["result"],
                    format_func=lambda r: t(f"result.{r}"), key=f"{answers.key}-result_{item}",
                    label_visibility="collapsed",
                )
            }  # fmt: skip
            if state.type is ItemType.MEASURED:
                fields["value"] = answers.number(f"value_{item}", began["value"], t("survey.value_of", item=item))
        with note:
            fields["note"] = answers.text(f"note_{item}", began["note"] or "", t("survey.note_of", item=item), False)
        with own_day:
            day = answers.day(f"day_{item}", None, t("survey.day_of", item=item), optional=True)
    now = standing.get(item, _NOTHING)
    return _Told(item, fields, day, merge(began, fields, now))


def _revisions(clashes: list[_Told], standing: Mapping[str, Row]) -> list[tuple[str, int]]:
    return [(each.item, standing[each.item]["rev"]) for each in clashes if each.item in standing]


def _entries(told: list[_Told], standing: Mapping[str, Row], place: Row, day: date, copies: bool) -> Iterator[Entry]:
    """One observation for every item that was changed, or (a new round) that has a result at all."""
    for each in told:
        now = standing.get(each.item, _NOTHING)
        is_told = bool(each.merged.mine) or each.day is not None
        if each.merged.row["result"] is None or not (is_told or copies):
            continue
        on = each.day or day
        changed = {column: each.merged.row[column] for column in each.fields}
        if now["effective_on"] == on:
            # The same day's result was wrong.
            yield recording.revised("observation", now, **changed)
        else:
            kept = {column: now[column] for column in _COPIED} if not is_told else {}
            row = {**place, "item": each.item, "effective_on": on, **kept, **changed}
            yield Entry("observation", row, seen=NOTHING_SEEN)


def _record(page: Page, form: str, entries: list[Entry]) -> None:
    if not entries:
        st.info(page.t("survey.unchanged"))
        return
    with recording_problems(page):
        entries = recording.completed(page.store, entries)
        try:
            made = recording.record(page.store, page.principal, entries, Means.EDIT)
        except recording.RowProblems as problems:
            items = {entry.place[1]: page.t("criteria.item_title", item=entry.row["item"]) for entry in entries}
            st.error("\n\n".join(f"{items[each.key]} · {each.sentence(page.lang)}" for each in problems.problems))
            return
        except recording.Stale:
            st.error(page.t("record.stale_now"))
            return
        begin_anew(page, form)
        if made.change is None:
            done(page, "record.unchanged")
        else:
            done(page, "survey.saved", count=made.accepted, change=made.change.id)
