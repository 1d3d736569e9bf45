"""Cells of a workbook that would take back somebody's work: each with who and when, and a box to tick."""

from collections.abc import Sequence

import streamlit as st

from ecodash.domain.dates import in_thailand, short_date
from ecodash.ui.desk.values import cell_in_words, literal
from ecodash.ui.page import Page
from ecodash.workbook import Accept, Prepared, Waiting, Why

# More boxes than this nobody ticks one by one; the rest are taken together or not at all.
_BOXES = 60


def accepted(page: Page, prepared: Prepared, key: str) -> Accept:
    """Draw the boxes of every cell that waits, none ticked; which of them are."""
    accept = Accept()
    for why, cells in ((Why.CONFLICT, prepared.conflicts), (Why.ERASE, prepared.erasures)):
        if cells:
            one = _group(page, why, cells, f"{key}-{why}")
            accept = Accept(accept.sorts, accept.places | one)
    return accept


def _group(page: Page, why: Why, cells: Sequence[Waiting], key: str) -> frozenset[tuple[str, str]]:
    t = page.t
    st.markdown(f"**{literal(t(f'intake.{why}', count=len(cells)))}**")
    st.caption(t(f"intake.{why}_line"))
    ticked = {cell.place for cell in cells[:_BOXES] if st.checkbox(_said(page, cell), key=f"{key}-{cell.place}")}
    if len(cells) > _BOXES:
        st.caption(t("intake.more_cells", count=len(cells) - _BOXES))
    if len(cells) > 1 and st.checkbox(t("intake.take_all", count=len(cells)), key=f"{key}-all"):
        ticked = {cell.place for cell in cells}
    return frozenset(ticked)


def _said(page: Page, cell: Waiting) -> str:
    """Where the cell is, what is in the file and what would be lost by it."""
    file, stands = (cell_in_words(page, cell.sheet, cell.column, value) for value in (cell.file, cell.store))
    when = ""
    if cell.at:
        moment = in_thailand(cell.at)
        when = f"{short_date(moment.date(), page.lang)} {moment:%H:%M}"
    words = page.t(f"intake.{cell.why}_cell", file=file, stands=stands, by=cell.by or "-", at=when)
    return literal(" · ".join((*cell.place, cell.label, f"{page.t(cell.title)}: {words}")))
