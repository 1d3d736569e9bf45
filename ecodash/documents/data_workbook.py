"""A workbook for programs and pivots: real tables with their heading in row 1, and nothing above, beside or merged.

Text is never a formula; days, moments and figures are those of Excel; an empty cell was not told.

A country has a million cells, so the rows go straight into the file, a table at a time, as XML of our own; whatever
else a workbook consists of is xlsxwriter's, which is given the headings and how many rows there are.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from typing import Any, Protocol
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from ecodash.documents.lines import about, legal
from ecodash.documents.making import MEDIA_TYPES, Document
from ecodash.domain.dates import utc_now
from ecodash.facts.selection import Selection
from ecodash.language.text import t

_LONGEST = 32_767
# Excel's own limit, the heading included.
_ROWS = 1_048_575
_STYLE = "Table Style Light 1"
_FORMS = {datetime: "yyyy-mm-dd hh:mm:ss", date: "yyyy-mm-dd"}
# The numbers that the file's styles get, in the order of the forms; 0 has none.
_STYLES = {kind: number for number, kind in enumerate(_FORMS, start=1)}
_EPOCH = datetime(1899, 12, 30)
# What Excel takes for a character written as its number.
_NUMBERED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><dimension ref="{size}"/>'
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft"'
    ' state="frozen"/></sheetView></sheetViews><cols>{columns}</cols><sheetData>'
)
_FOOT = '</sheetData><tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>'


class Flat(Protocol):
    """One table: every row has a value, or None, for every column."""

    @property
    def name(self) -> str: ...
    @property
    def columns(self) -> Sequence[str]: ...
    @property
    def rows(self) -> Sequence[Sequence[Any]]: ...


@dataclass(frozen=True)
class _Written:
    """A table whose rows are in the file."""

    name: str
    columns: Sequence[str]
    count: int


def data_workbook(tables: Iterable[Flat], selection: Selection) -> Document:
    """The tables as an Excel file, a sheet and a table of that name for each; its name says demonstration data."""
    kind = "-demo" if selection.demo else ""
    title = t(selection.lang, "data.title") + (f" · {t(selection.lang, 'filter.demo')}" if selection.demo else "")
    name = f"ecodash-data-{selection.as_of.isoformat()}{kind}.xlsx"
    return Document(name, MEDIA_TYPES["xlsx"], _workbook(tables, title))


def _workbook(tables: Iterable[Flat], title: str) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=4) as parts:
        written = [_write_sheet(parts, number, table) for number, table in enumerate(tables, start=1)]
        with ZipFile(BytesIO(_around(written, title))) as rest:
            for part in rest.namelist():
                if not _SHEET.fullmatch(part):
                    parts.writestr(part, rest.read(part))
    return file.getvalue()


def _around(tables: Iterable[_Written], title: str) -> bytes:
    """A workbook whose sheets have their tables and no rows."""
    # Needed only when somebody takes a workbook away.
    import xlsxwriter

    file = BytesIO()
    book: Any = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"title": about(title), "author": "ecodash", "created": utc_now()})
    forms = [book.add_format({"num_format": form}) for form in _FORMS.values()]
    for table in tables:
        page = book.add_worksheet(table.name)
        # A table has at least one row.
        size = (max(1, table.count), len(table.columns) - 1)
        heads = [{"header": column} for column in table.columns]
        page.add_table(0, 0, *size, {"name": table.name, "style": _STYLE, "columns": heads})
        for place, form in enumerate(forms):
            # A form is in the file once something is written in it.
            page.write_blank(1, place, None, form)
    book.close()
    return file.getvalue()


def _write_sheet(parts: ZipFile, number: int, table: Flat) -> _Written:
    from xlsxwriter.utility import xl_col_to_name

    rows = table.rows[:_ROWS]
    letters = [xl_col_to_name(place) for place in range(len(table.columns))]
    widths = (_width(column, [row[place] for row in rows[:100]]) for place, column in enumerate(table.columns))
    columns = "".join(f'<col min="{n}" max="{n}" width="{w}" customWidth="1"/>' for n, w in enumerate(widths, start=1))
    with parts.open(f"xl/worksheets/sheet{number}.xml", "w") as sheet:
        sheet.write(_HEAD.format(size=f"A1:{letters[-1]}{len(rows) + 1}", columns=columns).encode())
        for line, row in enumerate((table.columns, *rows), start=1):
            sheet.write(f'<row r="{line}">{"".join(_cells(line, letters, row))}</row>'.encode())
        sheet.write(_FOOT.encode())
    return _Written(table.name, table.columns, len(rows))


def _cells(line: int, letters: Sequence[str], row: Sequence[Any]) -> Iterator[str]:
    for letter, cell in zip(letters, row, strict=True):
        if isinstance(cell, str):
            yield f'<c r="{letter}{line}" t="inlineStr"><is><t xml:space="preserve">{_text(cell)}</t></is></c>'
        elif isinstance(cell, date):
            yield f'<c r="{letter}{line}" s="{_STYLES[type(cell)]}"><v>{_day(cell)}</v></c>'
        elif cell is not None:
            yield f'<c r="{letter}{line}"><v>{float(cell) if isinstance(cell, Decimal) else +cell}</v></c>'


@lru_cache(maxsize=20_000)
def _text(cell: str) -> str:
    return escape(_NUMBERED.sub("_x005F_", legal(cell)[:_LONGEST]))


@lru_cache(maxsize=20_000)
def _day(day: date) -> float:
    """Days since Excel's first, a moment as a part of one."""
    moment = day.replace(tzinfo=None) if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
    return (moment - _EPOCH).total_seconds() / 86_400


def _width(heading: str, cells: Sequence[Any]) -> int:
    """Characters: of the heading with its arrow and of the first cells, within reason."""
    return min(40, max(len(heading) + 4, *(len(str(cell)) for cell in cells), 8) + 1)
