"""A form of the office's own: what each of its headings means, said once on screen and remembered by its headings."""

from collections.abc import Mapping

import streamlit as st

from ecodash.domain.vocabulary import HOME_FRAMEWORK
from ecodash.ui.desk.choices import choices_for
from ecodash.ui.desk.values import literal
from ecodash.ui.page import Page
from ecodash.workbook import OwnForm, Prepared, Unmatched, headings_of
from ecodash.workbook.cells import loose
from ecodash.workbook.sheets import SHEETS, Column, Sheet

_LONGEST_HEADING = 60
# Boxes beside each other; on a narrow screen they stand one beneath the other.
_ACROSS = 3


def match_headings(page: Page, prepared: Prepared) -> OwnForm | None:
    """Draw the boxes for a sheet whose headings are not known; the form when its button was pressed, else None."""
    sheets = prepared.shaped.unmatched
    if not sheets:
        return None
    t = page.t
    is_open = not prepared.shaped.tables
    with st.expander(t("match.title"), expanded=is_open):
        st.caption(t("match.lead"))
        key = f"match-{prepared.sha256[:12]}"
        asked = sheets[0]
        if len(sheets) > 1:
            asked = st.selectbox(t("match.which"), sheets, format_func=lambda sheet: sheet.title, key=f"{key}-which")
        return _matched(page, asked, f"{key}-{sheets.index(asked)}")


def _matched(page: Page, asked: Unmatched, key: str) -> OwnForm | None:
    t = page.t
    likely_row, likely_sheet = asked.guess()
    left, right = st.columns(2)
    name = left.selectbox(
        t("match.sheet"),
        list(SHEETS),
        index=list(SHEETS).index(likely_sheet),
        format_func=lambda sheet: t(f"sheet.{sheet}"),
        key=f"{key}-sheet",
    )
    place = right.selectbox(
        t("match.row"),
        range(len(asked.rows)),
        index=likely_row,
        format_func=lambda number: _said(page, *asked.rows[number]),
        key=f"{key}-row",
    )
    number, headings = asked.rows[place]
    sheet, key = SHEETS[name], f"{key}-{name}-{number}"
    columns = _columns(page, sheet, headings, asked.likely(headings, sheet), key)
    told = asked.form.same if asked.form and asked.form.sheet == name else {}
    same = _same(page, sheet, set(columns.values()), told, key)
    missing = [column for column in _required(sheet) if column.name not in {*columns.values(), *same}]
    if missing:
        st.caption(t("match.missing", columns=", ".join(t(column.title) for column in missing)))
    if st.button(t("match.use"), type="primary", key=f"{key}-use", disabled=bool(missing)):
        return OwnForm(headings_of(headings), name, columns, same)
    if asked.form and st.button(t("match.forget"), key=f"{key}-forget"):
        return OwnForm(headings_of(headings), name, {})
    return None


def _said(page: Page, number: int, headings: tuple[str, ...]) -> str:
    told = " · ".join(heading for heading in headings if heading)
    return f"{page.t('intake.row', row=number)}: {told[:_LONGEST_HEADING]}"


def _columns(
    page: Page, sheet: Sheet, headings: tuple[str, ...], likely: Mapping[int, str], key: str
) -> Mapping[str, str]:
    """A box for every heading, with what it may be chosen already; heading, loosely spelt → column."""
    t = page.t
    titles = {column.name: column.heading(page.lang) for column in sheet.columns}
    options = ["", *titles]
    found: dict[str, str] = {}
    told = [(place, heading) for place, heading in enumerate(headings) if loose(heading)]
    for first in range(0, len(told), _ACROSS):
        for box, (place, heading) in zip(st.columns(_ACROSS), told[first : first + _ACROSS], strict=False):
            chosen = box.selectbox(
                literal(heading[:_LONGEST_HEADING]),
                options,
                index=options.index(likely.get(place, "")),
                format_func=lambda name: titles.get(name, t("match.not_read")),
                key=f"{key}-{place}",
            )
            if chosen:
                found[loose(heading)] = chosen
    return found


def _same(page: Page, sheet: Sheet, there: set[str], before: Mapping[str, str], key: str) -> Mapping[str, str]:
    """What every row says in the required columns that the form does not have; column → text. ``before``: last time."""
    absent = [column for column in _required(sheet) if column.name not in there]
    if not absent:
        return {}
    st.markdown(f"**{literal(page.t('match.same'))}**")
    told = {
        column.name: _asked_once(page, sheet, column, before.get(column.name, ""), f"{key}-same-{column.name}")
        for column in absent
    }
    return {name: text for name, text in told.items() if text}


def _asked_once(page: Page, sheet: Sheet, column: Column, before: str, key: str) -> str:
    label = page.t(column.title)
    if column.codes:
        codes = ["", *column.codes]
        index = codes.index(before) if before in codes else 0
        words = {code: column.label(code, page.lang) if code else "-" for code in codes}
        return str(st.selectbox(label, codes, index=index, format_func=words.__getitem__, key=key))
    choices = choices_for(page, sheet.kind, column.column)
    if choices:
        options = ["", *map(str, choices)]
        usual = {"area": page.selection.focus or "", "framework": HOME_FRAMEWORK}
        likely = before or usual.get(column.name, "")
        index = options.index(likely) if likely in options else 0
        return str(
            st.selectbox(label, options, index=index, format_func=lambda code: choices.get(code, "-"), key=key) or ""
        )
    return str(st.text_input(label, before, placeholder=page.t("match.same_help"), key=key)).strip()


def _required(sheet: Sheet) -> list[Column]:
    return [column for column in sheet.columns if column.required]
