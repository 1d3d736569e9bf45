"""The workbook out, and in again: nothing is recorded before its officer has seen what would change."""

from collections.abc import Sequence
from functools import partial
from pathlib import PurePath
from typing import Any

import streamlit as st

from ecodash import workbook
from ecodash.ui.desk.evidence_files import let_go
from ecodash.ui.desk.frame import recording_problems
from ecodash.ui.desk.values import cell_in_words, literal
from ecodash.ui.desk.workbook_conflicts import accepted
from ecodash.ui.draw import draw
from ecodash.ui.page import Page
from ecodash.workbook.problems import spoken

_HELD = "intake"
_DONE = "intake-done"
_SHOWN = 200
# More questions than this are quicker answered in Excel.
_ASKED = 20
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TYPES = ["xlsx", "csv", "txt", "tsv", "xls", "xlsm", "ods"]


def workbook_out(page: Page) -> None:
    """Today's rows in a workbook, or an empty one."""
    t = page.t
    suffix = "-demo" if page.store.is_demo else ""
    day = page.store.today().isoformat()
    st.subheader(t("intake.out"), anchor=False)
    with st.container(horizontal=True):
        for blank, words, name in ((False, "intake.filled", "ecodash"), (True, "intake.blank", "ecodash-blank")):
            st.download_button(
                t(words),
                # Made on the click, not while the screen is drawn.
                partial(workbook.template, page.store, blank),
                f"{name}{suffix}-{day}.xlsx",
                _XLSX,
                on_click="ignore",
                type="secondary" if blank else "primary",
            )
    st.caption(t("intake.out_line"))


def workbook_in(page: Page) -> None:
    """A file, what is wrong with it or what it would change, and its confirmation."""
    t = page.t
    st.subheader(t("intake.in"), anchor=False)
    _say_done(page)
    file = st.file_uploader(t("intake.choose"), type=_TYPES, key=f"intake-{st.session_state.get(_DONE, 0)}")
    if file is None:
        st.session_state.pop(_HELD, None)
        return
    prepared = _prepared(page, file)
    if prepared.problems:
        _show_problems(page, prepared)
    else:
        _show_changes(page, prepared, file)


def _prepared(page: Page, file: Any) -> workbook.Prepared:
    """What the file says, read once and not on every click."""
    held = st.session_state.get(_HELD)
    place = (page.store.serial, file.file_id)
    if held is None or held[0] != place:
        bar = st.progress(0.0, page.t("intake.reading"))

        def tell(done: int, total: int) -> None:
            bar.progress(
                min(done / total, 1.0) if total else 0.0, page.t("intake.reading_rows", done=done, total=total)
            )

        held = st.session_state[_HELD] = (place, workbook.prepare(page.store, file.getvalue(), file.name, tell))
        bar.empty()
    prepared: workbook.Prepared = held[1]
    return prepared


def _show_problems(page: Page, prepared: workbook.Prepared) -> None:
    groups = workbook.alike(prepared.problems)
    draw(page, "intake_problems.html", prepared=prepared, groups=groups, shown=_SHOWN)
    _ask(page, prepared, groups)
    st.download_button(
        page.t("intake.marked"),
        lambda: workbook.marked_copy(prepared.data, prepared.name, prepared.problems, page.lang),
        f"{PurePath(prepared.name).stem}-{page.t('intake.marked_suffix')}.xlsx",
        _XLSX,
        on_click="ignore",
        type="primary",
    )


def _ask(page: Page, prepared: workbook.Prepared, groups: Sequence[workbook.Alike]) -> None:
    """A button for every suggestion, which takes it for all the cells it is about."""
    asked = [group for group in groups if workbook.can_be_answered(prepared.shaped, group.problem)][:_ASKED]
    if not asked:
        return
    st.markdown(f"**{literal(page.t('intake.answers'))}**")
    for group in asked:
        meant = spoken(page.lang, {"meant": group.problem.suggestion})["meant"]
        values = {"value": group.problem.value or "", "meant": meant, "count": len(group.cells)}
        question = "intake.answer" if group.problem.value else "intake.answer_empty"
        if st.button(literal(page.t(question, **values)), key=f"intake-yes-{group.cells[0]}-{group.problem.sheet}"):
            place = st.session_state[_HELD][0]
            st.session_state[_HELD] = (place, workbook.answering(page.store, prepared, group.places))
            st.rerun()


def _show_changes(page: Page, prepared: workbook.Prepared, file: Any) -> None:
    draw(page, "intake_changes.html", prepared=prepared, shown=_SHOWN, said=partial(cell_in_words, page))
    if not prepared.changes and not prepared.waiting:
        return
    with st.form("intake-confirm", border=bool(prepared.waiting)):
        accept = accepted(page, prepared, f"intake-{prepared.sha256[:12]}")
        label = "intake.confirm" if prepared.changes else "intake.confirm_ticked"
        pressed = st.form_submit_button(page.t(label, count=prepared.accepted), type="primary")
    if not pressed:
        return
    if accept.places:
        prepared = workbook.accepting(page.store, prepared, accept)
    if prepared.problems:
        draw(page, "intake_problems.html", prepared=prepared, groups=workbook.alike(prepared.problems), shown=_SHOWN)
    elif not prepared.changes:
        st.warning(page.t("intake.none_ticked"))
    else:
        _confirm(page, prepared, file)


def _confirm(page: Page, prepared: workbook.Prepared, file: Any) -> None:
    with recording_problems(page):
        try:
            made = workbook.confirm(page.store, page.principal, prepared)
        except workbook.Outdated as outdated:
            st.session_state[_HELD] = (st.session_state[_HELD][0], outdated.prepared)
            st.session_state["intake-outdated"] = True
            st.rerun()
        except OSError as error:
            st.error(page.t("intake.not_kept", reason=error.strerror or error))
            return
        let_go([file])
        st.session_state[_DONE] = st.session_state.get(_DONE, 0) + 1
        st.session_state["intake-said"] = (made.change.id if made.change else None, made.accepted)
        st.session_state.pop(_HELD, None)
        st.rerun()


def _say_done(page: Page) -> None:
    """What came of the file before this one."""
    if st.session_state.pop("intake-outdated", False):
        st.warning(page.t("intake.outdated"))
    said = st.session_state.get("intake-said")
    if said and said[0] is not None:
        draw(page, "intake_done.html", change=said[0])
