"""The values of rows in words: days as people write them, codes by their words, agencies and areas by their names."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from ecodash.domain.dates import short_date
from ecodash.domain.kinds import KINDS
from ecodash.language.text import number
from ecodash.ui.desk.choices import named
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
# What the one column is called on a form depends on whose it is.
_TITLES = {"activity": "activity_title", "plan_project": "project_title", "evidence": "evidence_title"}


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
    declared = KINDS[kind].by_name[column]
    if not declared.refers or declared.within:
        return str(value)
    codes = listed(value) if declared.is_list else [str(value)]
    return "; ".join(named(page, declared.refers, code) for code in codes)


def listed(value: Any) -> list[str]:
    """The codes in a column that lists rows."""
    return [code.strip() for code in str(value or "").split(";") if code.strip()]


def field_words(page: Page, kind: str, column: str) -> str:
    """What a column is called on a form."""
    return page.t(f"field.{_TITLES.get(kind, column) if column == 'title' else column}")


def cell_in_words(page: Page, sheet: str, column: str, value: Any) -> str:
    """One cell of a workbook, named by its sheet and column."""
    where = SHEETS[sheet]
    stored = next((c.column for c in where.columns if c.name == column), column)
    return value_in_words(page, where.kind, stored, value)
