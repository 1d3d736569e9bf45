"""What a cell means, said on screen: a button for what was suggested, a list where nothing was."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from ecodash import workbook
from ecodash.ui.desk.choices import choices_for, item_choices
from ecodash.ui.desk.values import literal
from ecodash.ui.page import Page
from ecodash.ui.select_boxes import choose_one
from ecodash.workbook import Alike, Cause, Prepared, Problem
from ecodash.workbook.incoming.table import STRUCK_OUT, Shaped
from ecodash.workbook.known_codes import Items
from ecodash.workbook.problems import Word, spoken

# More questions than this are quicker answered in Excel.
_ASKED = 20
_CELLS_NAMED = 6


def ask(page: Page, prepared: Prepared, causes: Sequence[Cause]) -> Prepared | None:
    """The questions about a file; the file as it was answered just now, or None."""
    yes = [cause for cause in _questions(causes) if _all(prepared, cause, workbook.can_be_answered)]
    open_ones = [cause for cause in _words(causes) if _all(prepared, cause, workbook.can_be_told)]
    if yes or open_ones:
        st.markdown(f"**{literal(page.t('intake.answers'))}**")
    for cause in yes[:_ASKED]:
        if st.button(literal(_question(page, cause)), key=f"intake-yes-{_place(cause)}"):
            return workbook.answering(page.store, prepared, cause.places)
    for cause in open_ones[:_ASKED]:
        answer = _chosen(page, prepared, cause)
        if answer is not None:
            return workbook.answering(page.store, prepared, cause.places, answer)
    return None


def meant(page: Page, problem: Problem) -> object:
    """What was suggested, in words."""
    return spoken(page.lang, {"meant": problem.suggestion})["meant"]


def _questions(causes: Sequence[Cause]) -> list[Cause]:
    """Of words each has a meaning of its own; of days and numbers it is one rule that was not kept."""
    return [*(cause for cause in causes if not _is_word(cause)), *_words(causes)]


def _words(causes: Sequence[Cause]) -> list[Cause]:
    """Each word with what is asked about it once, on however many sheets it stands."""
    asked: dict[tuple[str | None, str], list[Alike]] = defaultdict(list)
    for group in (group for cause in causes if _is_word(cause) for group in cause.groups):
        asked[group.problem.value, group.problem.sentence("th")].append(group)
    return [Cause(tuple(groups)) for groups in asked.values()]


def _is_word(cause: Cause) -> bool:
    return cause.problem.among is not None or cause.problem.code.startswith("unknown")


def _all(prepared: Prepared, cause: Cause, is_so: Callable[[Shaped, Problem], bool]) -> bool:
    return all(is_so(prepared.shaped, group.problem) for group in cause.groups)


def _place(cause: Cause) -> str:
    return f"{cause.cells[0]}-{cause.problem.sheet}"


def _question(page: Page, cause: Cause) -> str:
    values = {"value": _value(cause.problem), "meant": meant(page, cause.problem), "count": len(cause.cells)}
    if cause.problem.code == STRUCK_OUT:
        return page.t("intake.answer_struck", **values)
    if more := len({group.problem.value for group in cause.groups}) - 1:
        return page.t("intake.answer_like", **values, more=more)
    return page.t("intake.answer" if values["value"] else "intake.answer_empty", **values)


def _value(problem: Problem) -> str:
    """The word that is asked about; of a list the one of its parts."""
    return str(problem.values["part"] if problem.code == "unknown_part" else problem.value or "")


def _chosen(page: Page, prepared: Prepared, cause: Cause) -> object | None:
    """What somebody chose for a word, for all the cells that say it; None as long as nobody has."""
    assert cause.problem.among is not None
    answers = cause.problem.among.answers()
    names = _names(page, prepared, cause.problem)
    key = f"intake-means-{_place(cause)}"
    with st.form(key, border=False):
        box, button = st.columns([3, 1], vertical_alignment="bottom")
        with box:
            code = choose_one(
                page,
                literal(page.t("intake.means", value=_value(cause.problem), cells=_cells(cause))),
                list(answers),
                key=f"{key}-code",
                words=lambda code: names.get(code) or _said(page, answers[code]),
            )
        pressed = button.form_submit_button(page.t("intake.use_everywhere", count=len(cause.cells)))
    return answers[code] if pressed and code is not None else None


def _names(page: Page, prepared: Prepared, problem: Problem) -> Mapping[str, str]:
    """What the forms call the codes of a column that names rows."""
    if isinstance(problem.among, Items):
        return item_choices(page, problem.among.framework)
    found = workbook.column_of(prepared.shaped, problem)
    return (choices_for(page, found[0].kind, found[1].column) or {}) if found else {}


def _said(page: Page, answer: object) -> str:
    return page.t(answer) if isinstance(answer, Word) else str(answer)


def _cells(cause: Cause) -> str:
    """D2, D7, D9 +5; of several sheets ม.ค. D2, ก.พ. D2."""
    has_several = len({group.problem.sheet for group in cause.groups}) > 1
    named = [f"{group.problem.sheet} {cell}" if has_several else cell for group in cause.groups for cell in group.cells]
    rest = len(named) - _CELLS_NAMED
    return ", ".join(named[:_CELLS_NAMED]) + (f" +{rest}" if rest > 0 else "")
