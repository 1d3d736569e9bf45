"""One row of any kind, looked at and recorded: a new one, a correction, or how things stand from a day on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import streamlit as st

from ecodash import recording
from ecodash.domain.dates import short_date
from ecodash.domain.kinds import Column, Kind
from ecodash.domain.vocabulary import Means, Visibility
from ecodash.recording import NOTHING_SEEN, Recorded, changed_on
from ecodash.recording.field_merge import Merge, merge
from ecodash.store.typed_row import Value
from ecodash.ui.desk.chosen_row import asked_place, chosen_row
from ecodash.ui.desk.conflicts import recorder_of, say_stale, show_conflict
from ecodash.ui.desk.drafts import forget_draft, kept_in_browser
from ecodash.ui.desk.due import say_due_of_resolutions
from ecodash.ui.desk.entries import entry_of, evidence_of
from ecodash.ui.desk.evidence_files import announced, attached, file_box, kept, let_go
from ecodash.ui.desk.far_off import changed_value_is_meant
from ecodash.ui.desk.fields import Answers, side_by_side
from ecodash.ui.desk.frame import done, recording_problems
from ecodash.ui.desk.new_meeting import is_number_free
from ecodash.ui.desk.opened_row import OpenedRow, close_row, shown_before
from ecodash.ui.page import Page

Row = dict[str, Value]


@dataclass(frozen=True)
class _Told:
    """What was filled in: the row, files and who may see them, the day from which a change holds, and why."""

    row: Row
    files: Sequence[Any]
    is_public: bool
    moves: date | None
    why: str


def record_form(page: Page) -> None:
    """Choose kind and row, change it, save it."""
    opened, key = chosen_row(page)
    place = asked_place(page, opened)
    about = "|".join(str(value) for value in place.values()) if opened.began is None else ""
    draft = (f"record-{opened.kind.name}-{key}", about)
    with kept_in_browser(page, *draft), st.form(opened.form, border=True):
        answers = Answers(page, opened.form)
        told = _told(answers, opened, place)
        row, is_meant = _is_meant(page, opened, told.row)
    if not (is_meant and answers.are_good() and _is_plausible(page, opened, row)):
        return
    if made := _save(page, opened, replace(told, row=row)):
        forget_draft(page, *draft)
        if opened.kind.name == "assignment" and opened.began and row["due_on"] != opened.began["due_on"]:
            say_due_of_resolutions(page, [row])
        _say_done(page, opened, made)


def _told(answers: Answers, opened: OpenedRow, place: Row) -> _Told:
    """The fields of the form; what is missing among them, and beside it, is told together."""
    page, kind, began, form = answers.page, opened.kind, opened.began, opened.form
    if place and place["item"] is None and kind.by_name["item"].is_required:
        answers.missing(page.t("field.item"))
    with side_by_side():
        row = place | {
            name: answers.of(kind.name, name, _begins(page, kind, name, began), column.is_required)
            for name, column in kind.by_name.items()
            if name not in place and _is_asked(kind, column, began)
        }
    files, is_public = _files(page, kind, form)
    moves = _moves(page, opened)
    why = st.text_input(page.t("record.why"), max_chars=300, key=f"{form}-why")
    return _Told(row, files, is_public, moves, why.strip())


def _is_meant(page: Page, opened: OpenedRow, row: Row) -> tuple[Row, bool]:
    """The row as it is recorded, put together with what others changed; and whether a button was pressed for it."""
    began, standing = opened.began, opened.standing
    merged: Merge | None = merge(began, row, standing or began) if began else None
    asks = merged is not None and bool(merged.both or standing is None)
    shown = shown_before(opened, asks)
    # Where the buttons are, so that whoever pressed one sees it.
    if asks and merged and began:
        show_conflict(page, opened.kind, began, row, standing, merged)
    saved = st.form_submit_button(page.t("record.save"), type="primary")
    over = st.form_submit_button(page.t("record.save_over")) if asks else False
    # What came after the question was asked is asked about anew.
    return merged.row if merged else row, (over and shown == standing) or (saved and not asks)


def _is_plausible(page: Page, opened: OpenedRow, row: Row) -> bool:
    """Whether nothing has to be asked about the row first: a value far off, the number of another meeting."""
    began = opened.began
    if opened.kind.name == "observation":
        return changed_value_is_meant(page, opened.form, row, began)
    numbered = ("number", "body", "held_on")
    if opened.kind.name == "meeting" and any(row.get(column) != (began or {}).get(column) for column in numbered):
        return is_number_free(page, {"code": None, **row})
    return True


def _begins(page: Page, kind: Kind, column: str, began: dict[str, Any] | None) -> Value:
    """What a field holds at first: what stands, or what the address and the day suggest."""
    if began is not None:
        value: Value = began[column]
        return value
    if column == "area" and column in kind.columns:
        return page.selection.area or page.selection.focus
    if column == "agency":
        return page.selection.agency
    if column in ("assigned_on", "held_on") or (kind.name == "observation" and column == "effective_on"):
        return page.store.today()
    if column == "visibility":
        return Visibility.PUBLIC
    return kind.by_name["status"].all_codes[0] if column == "status" else None


def _is_asked(kind: Kind, column: Column, began: dict[str, Any] | None) -> bool:
    """Not what the program fills in, nor the identity of a row that is there already."""
    return column.is_asked and (began is None or column.name not in kind.key)


def _files(page: Page, kind: Kind, form_key: str) -> tuple[Sequence[Any], bool]:
    """Files to attach, and whether every reader may see them; nothing for kinds that have none."""
    if not kind.takes_files:
        return [], False
    files = file_box(page, form_key, several=kind.name != "evidence")
    if kind.name == "evidence":
        return files, False
    return files, st.checkbox(page.t("record.files_public"), key=f"{form_key}-public")


def _moves(page: Page, opened: OpenedRow) -> date | None:
    """From which day a change holds; None: it corrects what stands, from the day on which that holds."""
    began = opened.began
    if began is None or not opened.kind.has_course:
        return None
    today = changed_on(began, page.store.today())
    labels = {True: page.t("record.from_today", day=short_date(today, page.lang)), False: page.t("record.correct")}
    key = f"{opened.form}-moves"
    changed = st.radio(page.t("record.holds"), [True, False], format_func=labels.__getitem__, key=key)
    return today if changed else None


def _save(page: Page, opened: OpenedRow, told: _Told) -> Recorded | None:
    """What was recorded; None when it was not, which is said."""
    kind, began, standing, files = opened.kind, opened.began, opened.standing, told.files
    entry = entry_of(kind, told.row, began, opened.code, told.moves)
    entry = replace(entry, seen=standing["rev"] if began and standing else NOTHING_SEEN)
    with recording_problems(page):
        try:
            (entry,) = recording.completed(page.store, [entry])
            shown = evidence_of(page, entry, files, told.is_public, announced)
            recording.check(page.store, page.principal, [entry, *shown])
            if kind.name == "evidence" and files:
                entry = replace(entry, row={**entry.row, **kept(page, files[0])})
            entries = [entry, *evidence_of(page, entry, files, told.is_public, attached)]
            made = recording.record(page.store, page.principal, entries, Means.EDIT, note=told.why or None)
        except recording.Stale as stale:
            say_stale(page, kind, began, stale.revisions[0][1])
            return None
        let_go(files)
        return made
    return None


def _say_done(page: Page, opened: OpenedRow, made: Recorded) -> None:
    """Begin the form anew with what became of it on top."""
    began, standing = opened.began, opened.standing
    close_row()
    if made.change is None:
        done(page, "record.unchanged")
    elif began and standing and standing["rev"] != began["rev"]:
        done(page, "record.merged", change=made.change.id, who=recorder_of(page, standing)["who"])
    else:
        done(page, "record.saved", change=made.change.id)
