"""The workbook that goes out: today's rows under the headings that reading knows, ready to be edited."""

import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ecodash.language.text import LANGUAGES, t
from ecodash.store.store import Store
from ecodash.workbook.instructions import write_instructions
from ecodash.workbook.outgoing.lists import LISTED, Lists
from ecodash.workbook.outgoing.rows import cell_of, outgoing_rows
from ecodash.workbook.register import Register
from ecodash.workbook.sheets import SHEETS, Column, Sheet
from ecodash.workbook.stored_rows import Row, Standing

_DAY_FORMAT = "[$-107041E]d mmm yyyy"
_WHOLE_BAHT = '#,##0;-#,##0;"-"'
_BAHT = "#,##0.00"
_TEXT = "@"
_FORMATS = {"day": _DAY_FORMAT, "money": _WHOLE_BAHT, "fiscal_year": "0", "number": "General", "latitude": "General",
            "longitude": "General"}  # fmt: skip
_WIDTHS = {"day": 14, "money": 16, "fiscal_year": 12, "number": 11, "latitude": 11, "longitude": 11, "choice": 20,
           "open_choice": 20, "item": 8, "reference": 22, "references": 28, "items": 28, "within": 18, "code": 30,
           "meeting_number": 12, "clock": 10, "plan": 28}  # fmt: skip
_LONG = {"title", "task", "text", "text_th", "text_en", "note", "evidence", "name_th", "name_en", "name"}
_WIDTH, _LONG_WIDTH = 20, 44
_LINE_HEIGHT = 17
_MOST_LINES = 20
# Room for new rows below what is there.
_MORE_ROWS = 1_000
# What Excel calls a list of words may not be longer.
_LONGEST_LIST = 255
# Earlier days Excel counts differently from everybody else.
_FIRST_EXCEL_DAY = date(1901, 1, 1)
_DARK, _LIGHT, _INK = "#1F4E5F", "#DCE9EC", "#14323D"


def template(store: Store, blank: bool = False, agency: str | None = None) -> bytes:
    """The workbook as it would be sent out today. ``blank``: headings and lists only; ``agency``: its rows alone."""
    # Before the rows: what is recorded while they are read is newer than the stamp, and is asked about.
    stamp = store.stamp
    standing = Standing(store)
    out = io.BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, settings) as book:
        writer = _Writer(book, standing, is_demo=store.is_demo)
        write_instructions(book, standing.today, stamp, is_demo=store.is_demo)
        for sheet in SHEETS.values():
            writer.write_sheet(sheet, [] if blank else outgoing_rows(sheet, standing, agency))
        writer.write_lists()
    return out.getvalue()


class _Writer:
    def __init__(self, book: xlsxwriter.Workbook, standing: Standing, *, is_demo: bool) -> None:
        self._book = book
        self._register = Register(standing)
        self._lists = Lists(standing)
        self._is_demo = is_demo
        self._formats: dict[str, Format] = {}
        head = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "border_color": "#FFFFFF"}
        self._required = book.add_format({**head, "bg_color": _DARK, "font_color": "#FFFFFF"})
        self._optional = book.add_format({**head, "bg_color": _LIGHT, "font_color": _INK})

    def write_sheet(self, sheet: Sheet, rows: list[Row]) -> None:
        page = self._book.add_worksheet(sheet.title("th"))
        for place, column in enumerate(sheet.columns):
            self._write_column(page, place, column, rows)
        page.set_row(0, 32)
        for number, row in enumerate(rows, start=1):
            page.set_row(number, _LINE_HEIGHT * max(lines_of(row.get(name)) for name in (*_LONG, "source")))
        page.freeze_panes(1, 1)
        page.autofilter(0, 0, max(len(rows), 1), len(sheet.columns) - 1)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        demo = t("th", "workbook.demo") if self._is_demo else ""
        page.set_header(f"&L{sheet.title('th')}&C&B{demo}")
        page.set_footer(f"&L{demo}&R{t('th', 'workbook.footer')} &P/&N")

    def write_lists(self) -> None:
        page = self._book.add_worksheet(t("th", "workbook.lists"))
        bold = self._book.add_format({"bold": True, "bg_color": _LIGHT, "font_color": _INK})
        self._lists.write(page, bold, self._format(_TEXT))

    def _write_column(self, page: Worksheet, place: int, column: Column, rows: list[Row]) -> None:
        plain = self._format(_FORMATS.get(column.reads, _TEXT))
        width = _width(column, rows)
        page.set_column(place, place, width, plain)
        page.write_string(0, place, column.heading("th"), self._required if column.required else self._optional)
        page.write_comment(0, place, _comment(column), {"x_scale": 1.6, "y_scale": 0.9})
        for number, row in enumerate(rows, start=1):
            self._write_cell(page, number, place, cell_of(column, row.get(column.column), self._register), plain)
        self._offer(page, place, column, len(rows) + _MORE_ROWS)

    def _write_cell(self, page: Worksheet, number: int, place: int, value: Any, plain: Format) -> None:
        if value is None:
            return
        if isinstance(value, date) and value >= _FIRST_EXCEL_DAY:
            page.write_datetime(number, place, value, plain)
        elif isinstance(value, int):
            page.write_number(number, place, value, plain)
        elif isinstance(value, Decimal) and Decimal(f"{float(value):.15g}") == value:
            is_part = plain is self._format(_WHOLE_BAHT) and value != value.to_integral_value()
            page.write_number(number, place, float(value), self._format(_BAHT) if is_part else plain)
        else:
            page.write_string(number, place, str(value), plain)

    def _offer(self, page: Worksheet, place: int, column: Column, last: int) -> None:
        """A list to choose from, where there is one; a name or a new code may still be typed."""
        source: Any = None
        labels = [column.label(code, "th") for code in column.codes]
        if labels and len(",".join(labels)) <= _LONGEST_LIST:
            source = labels
        elif column.reads in ("reference", "plan") and column.refers in LISTED:
            source = self._lists.range_of(column.refers)
        if source:
            options = {"validate": "list", "source": source, "error_type": "warning", "show_error": bool(labels)}
            page.data_validation(1, place, last, place, options)

    def _format(self, number_format: str) -> Format:
        if number_format not in self._formats:
            told = {"num_format": number_format, "valign": "top", "text_wrap": number_format == _TEXT}
            self._formats[number_format] = self._book.add_format(told)
        return self._formats[number_format]


_NOTES = {"day": "day", "money": "money", "number": "number", "latitude": "number", "longitude": "number",
          "fiscal_year": "fiscal_year", "choice": "list", "open_choice": "list", "reference": "reference",
          "within": "reference", "references": "references", "items": "items", "code": "code",
          "plan": "reference"}  # fmt: skip


def _note(column: Column) -> str:
    return "code_made" if column.reads == "code" and not column.required else _NOTES.get(column.reads, "text")


def _width(column: Column, rows: list[Row]) -> int:
    """Wide enough for every code, so that only long texts wrap."""
    if column.name in _LONG or column.name == "source":
        return _LONG_WIDTH
    told = max((len(str(row.get(column.column) or "")) for row in rows), default=0)
    return min(max(_WIDTHS.get(column.reads, _WIDTH), told + 2), 2 * _LONG_WIDTH)


def lines_of(value: object) -> int:
    """How many lines a long text takes in its column."""
    told = str(value or "").split("\n")
    return min(sum(1 + len(line) // _LONG_WIDTH for line in told), _MOST_LINES)


def _comment(column: Column) -> str:
    """What belongs in the column, in both languages."""
    return "\n".join(_told(column, lang) for lang in LANGUAGES)


def _told(column: Column, lang: str) -> str:
    parts: Iterable[str] = (
        column.heading(lang),
        *([t(lang, "workbook.note_required")] if column.required else []),
        t(lang, f"workbook.note_{_note(column)}"),
    )
    return " · ".join(parts)
