"""A table's rows as people read them: headings and codes in words, days that still sort."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from ecodash.domain.dates import sortable_day, sortable_month, year_shown
from ecodash.domain.kinds import Column
from ecodash.language.text import t
from ecodash.store.store import Store
from ecodash.tables.named import Names, has_names
from ecodash.tables.table import FISCAL_YEAR, MONTH, Row, Table, as_day


def heading(lang: str, column: str) -> str:
    """What a column is called."""
    return t(lang, f"field.{column}")


def in_words(
    store: Store, day: date, lang: str, table: Table, rows: Iterable[Row], *, sortable: bool = True
) -> list[dict[str, Any]]:
    """The rows under their headings. Days are texts that sort where ``sortable``, else days; numbers stay numbers."""
    names = Names(store, day, lang)
    headings = [(column, heading(lang, column.name)) for column in table.columns]
    return [{head: _said(names, column, row, lang, sortable) for column, head in headings} for row in rows]


def _said(names: Names, column: Column, row: Row, lang: str, sortable: bool) -> Any:
    value = row[column.name]
    if value is None:
        return None
    if has_names(column):
        return names.of(column, row)
    if column.name == FISCAL_YEAR:
        return year_shown(value, lang)
    if column.name == MONTH:
        return sortable_month(value, lang)
    if column.type in ("date", "moment"):
        day = as_day(value)
        return sortable_day(day, lang) if sortable and day else day
    return float(value) if column.type in ("number", "money") else value
