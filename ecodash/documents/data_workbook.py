"""A workbook for programs and pivots: real tables with their heading in row 1, and nothing above, beside or merged.

Text is never a formula; days, moments and figures are those of Excel; an empty cell was not told.

A country has millions of cells and says few things in them, so the rows go straight into the file, a table at a time,
as XML of our own, in which a text is told by its number in the workbook's list of texts; whatever else a workbook
consists of is xlsxwriter's, which is given the headings and a single row.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
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
_TEXTS = "xl/sharedStrings.xml"
_OURS = re.compile(rf"xl/worksheets/sheet\d+\.xml|{_TEXTS}")
_TABLE = re.compile(r"xl/tables/table(\d+)\.xml")
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><dimension ref={size}/>'
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft"'
    ' state="frozen"/></sheetView></sheetViews><cols>{columns}</cols><sheetData>'
)
_TEXTS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
)
# Packing harder takes longer than it saves.
_PACKED = 3
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

    def size(self, rows: int) -> str:
        """Where so many rows lie with their heading; a table has at least one."""
        from xlsxwriter.utility import xl_col_to_name

        return f'"A1:{xl_col_to_name(len(self.columns) - 1)}{max(1, rows) + 1}"'


def data_workbook(tables: Iterable[Flat], selection: Selection) -> Document:
    """The tables as an Excel file, a sheet and a table of that name for each; its name says demonstration data."""
    kind = "-demo" if selection.demo else ""
    title = t(selection.lang, "data.title") + (f" · {t(selection.lang, 'filter.demo')}" if selection.demo else "")
    name = f"ecodash-data-{selection.as_of.isoformat()}{kind}.xlsx"
    return Document(name, MEDIA_TYPES["xlsx"], _workbook(tables, title))


class _Cells(dict[Any, str]):
    """What follows the place of a cell, by its value; ``texts`` are the texts that were asked for, in XML."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def __missing__(self, value: Any) -> str:
        self[value] = told = self._told(value)
        return told

    def _told(self, value: Any) -> str:
        if isinstance(value, str):
            self.texts.append(f'<si><t xml:space="preserve">{_text(value)}</t></si>')
            return f'" t="s"><v>{len(self.texts) - 1}</v></c>'
        if isinstance(value, date):
            return f'" s="{_STYLES[type(value)]}"><v>{_day(value)}</v></c>'
        return f'"><v>{float(value) if isinstance(value, Decimal) else +value}</v></c>'


def _workbook(tables: Iterable[Flat], title: str) -> bytes:
    file, cells = BytesIO(), _Cells()
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=_PACKED) as parts:
        written = [_write_sheet(parts, number, table, cells) for number, table in enumerate(tables, start=1)]
        parts.writestr(_TEXTS, f"{_TEXTS_HEAD}{''.join(cells.texts)}</sst>")
        with ZipFile(BytesIO(_around(written, title))) as rest:
            for part in rest.namelist():
                if not _OURS.fullmatch(part):
                    parts.writestr(part, _in_full(part, rest.read(part), written))
    return file.getvalue()


def _in_full(part: str, content: bytes, written: Sequence[_Written]) -> bytes:
    """A table's description over all of its rows, of which xlsxwriter, going through each cell, was given one."""
    found = _TABLE.fullmatch(part)
    if found is None:
        return content
    table = written[int(found[1]) - 1]
    return content.replace(table.size(1).encode(), table.size(table.count).encode())


def _around(tables: Iterable[_Written], title: str) -> bytes:
    """A workbook whose sheets have their tables and one row."""
    # Needed only when somebody takes a workbook away.
    import xlsxwriter

    file = BytesIO()
    book: Any = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"title": about(title), "author": "ecodash", "created": utc_now()})
    forms = [book.add_format({"num_format": form}) for form in _FORMS.values()]
    for table in tables:
        page = book.add_worksheet(table.name)
        heads = [{"header": column} for column in table.columns]
        page.add_table(0, 0, 1, len(heads) - 1, {"name": table.name, "style": _STYLE, "columns": heads})
        for place, form in enumerate(forms):
            # A form is in the file once something is written in it.
            page.write_blank(1, place, None, form)
    book.close()
    return file.getvalue()


def _write_sheet(parts: ZipFile, number: int, table: Flat, cells: _Cells) -> _Written:
    from xlsxwriter.utility import xl_col_to_name

    rows = table.rows[:_ROWS]
    written = _Written(table.name, table.columns, len(rows))
    widths = (_width(column, [row[place] for row in rows[:100]]) for place, column in enumerate(table.columns))
    columns = "".join(f'<col min="{n}" max="{n}" width="{w}" customWidth="1"/>' for n, w in enumerate(widths, start=1))
    begun = [f'<c r="{xl_col_to_name(place)}' for place in range(len(table.columns))]
    with parts.open(f"xl/worksheets/sheet{number}.xml", "w") as sheet:
        sheet.write(_HEAD.format(size=written.size(len(rows)), columns=columns).encode())
        for line, row in enumerate((table.columns, *rows), start=1):
            at = str(line)
            told = "".join([
                begin + at + cells[cell] for begin, cell in zip(begun, row, strict=True) if cell is not None
            ])  # fmt: skip
            sheet.write(f'<row r="{at}">{told}</row>'.encode())
        sheet.write(_FOOT.encode())
    return written


def _text(cell: str) -> str:
    return escape(_NUMBERED.sub("_x005F_", legal(cell)[:_LONGEST]))


def _day(day: date) -> float:
    """Days since Excel's first, a moment as a part of one."""
    moment = day.replace(tzinfo=None) if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
    return (moment - _EPOCH).total_seconds() / 86_400


def _width(heading: str, cells: Sequence[Any]) -> int:
    """Characters: of the heading with its arrow and of the first cells, within reason."""
    return min(40, max(len(heading) + 4, *(len(str(cell)) for cell in cells), 8) + 1)
