"""A workbook for programs and pivots: real tables with their heading in row 1, and nothing above, beside or merged.

Text is never a formula; days, moments and figures are those of Excel; an empty cell was not told.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any, Protocol

from ecodash.documents.lines import about, legal
from ecodash.documents.making import MEDIA_TYPES, Document
from ecodash.domain.dates import utc_now
from ecodash.facts.selection import Selection
from ecodash.language.text import t

_LONGEST = 32_767
# Excel's own limit, the heading included.
_ROWS = 1_048_575
_STYLE = "Table Style Light 1"


class Flat(Protocol):
    """One table: every row has a value, or None, for every column."""

    @property
    def name(self) -> str: ...
    @property
    def columns(self) -> Sequence[str]: ...
    @property
    def rows(self) -> Sequence[Sequence[Any]]: ...


def data_workbook(tables: Iterable[Flat], selection: Selection) -> Document:
    """The tables as an Excel file, a sheet and a table of that name for each; its name says demonstration data."""
    kind = "-demo" if selection.demo else ""
    title = t(selection.lang, "data.title") + (f" · {t(selection.lang, 'filter.demo')}" if selection.demo else "")
    name = f"ecodash-data-{selection.as_of.isoformat()}{kind}.xlsx"
    return Document(name, MEDIA_TYPES["xlsx"], _written(tables, title))


def _written(tables: Iterable[Flat], title: str) -> bytes:
    # Needed only when somebody takes a workbook away.
    import xlsxwriter

    file = BytesIO()
    book: Any = xlsxwriter.Workbook(
        file,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "remove_timezone": True,
        },
    )
    book.set_properties({"title": about(title), "author": "ecodash", "created": utc_now()})
    forms = {
        datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        date: book.add_format({"num_format": "yyyy-mm-dd"}),
    }
    for table in tables:
        _add(book, table, forms)
    book.close()
    return file.getvalue()


def _add(book: Any, table: Flat, forms: dict[type[date], Any]) -> None:
    page = book.add_worksheet(table.name)
    rows = table.rows[:_ROWS]
    for number, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if cell is not None:
                _write(page, number, place, cell, forms)
    page.add_table(
        0,
        0,
        # A table has at least one row.
        max(1, len(rows)),
        len(table.columns) - 1,
        {"name": table.name, "style": _STYLE, "columns": [{"header": column} for column in table.columns]},
    )
    page.freeze_panes(1, 0)
    for place, column in enumerate(table.columns):
        page.set_column(place, place, _width(column, [row[place] for row in rows[:100]]))


def _write(page: Any, row: int, column: int, cell: Any, forms: dict[type[date], Any]) -> None:
    if isinstance(cell, str):
        page.write_string(row, column, legal(cell)[:_LONGEST])
    elif isinstance(cell, date):
        page.write_datetime(row, column, cell, forms[type(cell)])
    elif isinstance(cell, Decimal):
        page.write_number(row, column, float(cell))
    else:
        page.write_number(row, column, cell)


def _width(heading: str, cells: Sequence[Any]) -> int:
    """Characters: of the heading with its arrow and of the first cells, within reason."""
    return min(40, max(len(heading) + 4, *(len(str(cell)) for cell in cells), 8) + 1)
