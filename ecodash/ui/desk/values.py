"""The values of rows in words: days as people write them, codes by their words, agencies and areas by their names."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from ecodash import sentences
from ecodash.domain.dates import short_date
from ecodash.domain.kinds import KINDS
from ecodash.language.text import name, number
from ecodash.ui.page import Page
from ecodash.workbook.sheets import SHEETS

# Columns of codes that are no vocabulary of their own: the section of their words, and the codes.
CODES: dict[tuple[str, str], tuple[str, Sequence[str]]] = {
    (kind.name, column.name): (column.words, column.codes)
    for kind in KINDS.values()
    for column in kind.declared
    if column.codes
}
_MARKDOWN = re.compile(r"[\\`*_{}\[\]()#+\-.!|<>~$:&^=]")
_BODIES = ("body", "sent_up_to", "reports_to")


def literal(text: str) -> str:
    """Text from people for a label that Streamlit reads as Markdown: shown as it is, on one line."""
    return _MARKDOWN.sub(r"\\\g<0>", " ".join(text.split()))


def word_of(page: Page, kind: str, column: str, code: str) -> str:
    """The word for a code of a closed list."""
    return page.t(f"{KINDS[kind].by_name[column].words}.{code}")


def value_in_words(page: Page, kind: str, column: str, value: Any) -> str:
    """One value of a row, as stored or as it stands in a file; what is not told is «-»."""
    if value is None or value == "":
        return "-"
    expected = KINDS[kind].all_columns[column]
    if isinstance(expected, type):
        return word_of(page, kind, column, str(value))
    if (kind, column) in CODES and value in CODES[kind, column][1]:
        return page.t(f"{CODES[kind, column][0]}.{value}")
    if expected == "date":
        return short_date(value if isinstance(value, date) else date.fromisoformat(value), page.lang)
    if expected in ("number", "money"):
        return number(Decimal(str(value)))
    if KINDS[kind].by_name[column].refers == "agency" and not KINDS[kind].by_name[column].is_list:
        return sentences.agency_name(page.agencies(), value, page.lang)
    if column in _BODIES and value in page.bodies():
        return name(page.bodies()[value], page.lang)
    if column == "area" and value in page.area_names():
        return sentences.short_name(page.area_names()[value], page.lang)
    if column == "framework" and (named := page.framework_names().get(value)):
        return sentences.short_name(named, page.lang)
    if column == "meeting" and (held := page.meetings().get(value)):
        return sentences.meeting_label(held, page.lang)
    return str(value)


def cell_in_words(page: Page, sheet: str, column: str, value: Any) -> str:
    """One cell of a workbook, named by its sheet and column."""
    where = SHEETS[sheet]
    stored = next((c.column for c in where.columns if c.name == column), column)
    return value_in_words(page, where.kind, stored, value)
