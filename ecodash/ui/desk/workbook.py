"""The workbook out, and in again: nothing is recorded before its officer has seen what would change."""

from functools import partial
from pathlib import PurePath
from typing import Any

import streamlit as st

from ecodash import workbook
from ecodash.stores import home
from ecodash.ui.desk.choices import choices_for
from ecodash.ui.desk.evidence_files import let_go
from ecodash.ui.desk.frame import recording_problems
from ecodash.ui.desk.heading_match import match_headings
from ecodash.ui.desk.workbook_answers import ask, meant
from ecodash.ui.desk.workbook_preview import SHOWN, show_changes, where_to_look
from ecodash.ui.draw import draw
from ecodash.ui.page import Page
from ecodash.ui.select_boxes import choose_one

_HELD = "intake"
_DONE = "intake-done"
_FORMS = "intake-forms"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_out(page: Page) -> None:
    """Today's rows in a workbook, all or those of one agency, or an empty one."""
    t = page.t
    suffix = "-demo" if page.store.is_demo else ""
    day = page.store.today().isoformat()
    st.subheader(t("intake.out"), anchor=False)
    agencies = choices_for(page, "assignment", "agency") or {}
    agency = choose_one(
        page,
        t("intake.of_agency"),
        ["", *agencies],
        words=lambda code: agencies.get(code) or t("term.all_agencies"),
        begins="",
        key="intake-agency",
    )
    rows = f"ecodash-{agency}" if agency else "ecodash"
    with st.container(horizontal=True):
        for blank, words, name in ((False, "intake.filled", rows), (True, "intake.blank", "ecodash-blank")):
            st.download_button(
                t(words),
                # Made on the click, not while the screen is drawn.
                partial(workbook.template, page.store, blank, None if blank else agency or None),
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
    # Of any type: a wrong one is refused in our own words, where the box would only show a sign.
    file = st.file_uploader(t("intake.choose"), key=f"intake-{st.session_state.get(_DONE, 0)}")
    if file is None:
        st.session_state.pop(_HELD, None)
        return
    prepared = _prepared(page, file)
    form = match_headings(page, prepared)
    if form is not None:
        _use_form(page, file.file_id, form)
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

        forms = _forms(page, file.file_id)
        prepared = workbook.prepare(page.store, file.getvalue(), file.name, tell, forms=forms)
        held = st.session_state[_HELD] = (place, prepared)
        bar.empty()
    found: workbook.Prepared = held[1]
    return found


def _forms(page: Page, file: str) -> list[workbook.OwnForm]:
    """How a file is read: as it was matched just now, else as forms like it are remembered."""
    matched = st.session_state.get(_forms_of(page), ())
    here = [form for of, form in matched if of == file]
    before = [form.lasting() for _, form in matched] if page.store.is_demo else workbook.remembered(home())
    # Of two the later holds.
    latest = {(form.headings, form.sheet): form for form in (*before, *here)}
    return list(latest.values())


def _forms_of(page: Page) -> str:
    return f"{_FORMS}-{page.store.serial}"


def _use_form(page: Page, file: str, form: workbook.OwnForm) -> None:
    """Read the file again by the form, and know it from now on; a demonstration knows it as long as it is looked at."""
    if not page.store.is_demo:
        try:
            workbook.remember(home(), form)
        except OSError as error:
            st.error(page.t("intake.not_kept", reason=error.strerror or error))
            return
    st.session_state[_forms_of(page)] = (*st.session_state.get(_forms_of(page), ()), (file, form))
    st.session_state.pop(_HELD, None)
    st.rerun()


def _draw_problems(page: Page, prepared: workbook.Prepared) -> list[workbook.Cause]:
    causes = workbook.causes(prepared.problems)
    draw(page, "intake_problems.html", prepared=prepared, causes=causes, shown=SHOWN, meant=partial(meant, page))
    return causes


def _show_problems(page: Page, prepared: workbook.Prepared) -> None:
    causes = _draw_problems(page, prepared)
    answered = ask(page, prepared, causes)
    if answered is not None:
        st.session_state[_HELD] = (st.session_state[_HELD][0], answered)
        st.rerun()
    if not any(problem.cell for problem in prepared.problems):
        # There would be nothing to see in a marked copy.
        return
    st.download_button(
        page.t("intake.marked"),
        lambda: workbook.marked_copy(prepared.data, prepared.name, prepared.problems, page.lang),
        f"{PurePath(prepared.name).stem}-{page.t('intake.marked_suffix')}.xlsx",
        _XLSX,
        on_click="ignore",
        type="primary",
    )


def _show_changes(page: Page, prepared: workbook.Prepared, file: Any) -> None:
    accept = show_changes(page, prepared)
    if accept is None:
        return
    if accept.places:
        prepared = workbook.accepting(page.store, prepared, accept)
    if prepared.problems:
        _draw_problems(page, prepared)
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
        st.session_state["intake-said"] = (made.change.id if made.change else None, where_to_look(prepared))
        st.session_state.pop(_HELD, None)
        st.rerun()


def _say_done(page: Page) -> None:
    """What came of the file before this one."""
    if st.session_state.pop("intake-outdated", False):
        st.warning(page.t("intake.outdated"))
    said = st.session_state.get("intake-said")
    if said and said[0] is not None:
        draw(page, "intake_done.html", change=said[0], places=said[1])
