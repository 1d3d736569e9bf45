"""A workbook made to be read and printed: text is never a formula, days are days, numbers are numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import accumulate
from typing import Any

import xlsxwriter

from ecodash.documents import fitting
from ecodash.documents.lines import about, legal, result_words
from ecodash.domain.dates import short_date, thai_day
from ecodash.domain.vocabulary import Result
from ecodash.language.status_look import ACCENT, LOOKS
from ecodash.language.text import THAI_NUMBERS, in_thai_digits, t

Cell = str | int | Decimal | date | Result | None

_FONT = "TH Sarabun New"
# Excel shows Thai days in the Buddhist Era: Arabic digits (1) or Thai ones (D), Buddhist calendar (07), Thai months
# (041E). English days keep English months and the Gregorian calendar on a Thai machine too.
_DAY_FORMATS = {
    ("th", False): "[$-107041E]d mmm yyyy",
    ("th", True): "[$-D07041E]d mmm yyyy",
    ("en", False): "[$-409]d mmm yyyy",
    ("en", True): "[$-D000409]d mmm yyyy",
}
# Nil money is «-» to the eye and 0 to a sum.
_NUMBER_FORMATS = {
    "number": "#,##0",
    "fraction": "#,##0.00",
    "money": '#,##0;-#,##0;"-"',
    "cents": '#,##0.00;-#,##0.00;"-"',
}
_LONGEST = 32_767
_SIZE = 14
# Points that a column's unit of width takes at the least.
_CHARACTER = 5.25
_A4 = 9
# Characters that a printed page holds.
_PAGE = 168
# Per cent at which 14 points are printed as 12, and the characters that lead the rows of a page at the most.
_PRINT_SCALE, _LEADING = 86, 52
_LINE = "#d5dbe1"


@dataclass(frozen=True)
class Column:
    """``kind``: text, number, money, day or result. ``width`` in characters."""

    heading: str
    width: int
    kind: str


@dataclass(frozen=True)
class Sheet:
    """One table. ``notes`` stand between what the sheet is about and the table."""

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    notes: Sequence[str] = field(default=())


class Workbook:
    """Sheets that share what they say above their tables."""

    def __init__(
        self,
        lang: str,
        head: Sequence[str],
        title: str,
        demo: bool,
        made_at: datetime,
        mark: str,
        thai_digits: bool = False,
    ) -> None:
        self.lang, self.head, self.demo, self._thai_digits = lang, head, demo, thai_digits
        self.made = t(lang, "figures.made", day=short_date(thai_day(made_at), lang), mark=mark)
        self._file = BytesIO()
        self._book: Any = xlsxwriter.Workbook(
            self._file,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                # With a scheme, Excel takes the theme's font instead of the one that is named.
                "default_format_properties": {"font_name": _FONT, "font_size": _SIZE, "font_scheme": "none"},
            },
        )
        demo_words = t(lang, "figures.demo") if demo else ""
        self._book.set_properties(
            {"title": about(title), "author": "ecodash", "created": made_at, "keywords": demo_words}
        )
        self._formats: dict[tuple[str, str], Any] = {}

    def add(self, sheet: Sheet) -> None:
        """One more sheet, ready to print."""
        page = self._book.add_worksheet(sheet.name)
        row = self._write_head(page, sheet)
        for number, column in enumerate(sheet.columns):
            page.set_column(number, number, column.width)
            self._text(page, row, number, column.heading, self._format("heading", column.kind))
        page.set_row(row, 42)
        for offset, cells in enumerate(sheet.rows, start=row + 1):
            for number, (cell, column) in enumerate(zip(cells, sheet.columns, strict=True)):
                self._write(page, offset, number, cell, column.kind)
            page.set_row(offset, _height(cells, sheet.columns))
        if not sheet.rows:
            self._text(page, row + 1, 0, t(self.lang, "figures.nothing"), self._format("quiet", "text"))
        self._set_up(page, sheet, row)

    def saved(self) -> bytes:
        self._book.close()
        return self._file.getvalue()

    def _write_head(self, page: Any, sheet: Sheet) -> int:
        """Title and what the table is about; says in which row the table begins."""
        first, last, wide = _head_room(sheet.columns)
        self._text(page, 0, first, sheet.title, self._format("title", "text"))
        page.set_row(0, 30)
        lines = [*self.head[:2], self.made, *self.head[2:], *sheet.notes]
        if self.demo:
            lines.insert(0, t(self.lang, "figures.demo_note"))
        for number, line in enumerate((line for line in lines if line), start=1):
            is_demo = self.demo and number == 1
            form = self._format("demo" if is_demo else "quiet", "text")
            page.set_row(number, _height([line], [Column("", wide, "text")]))
            page.merge_range(number, first, number, last, "", form)
            self._text(page, number, first, line, form)
        return len([line for line in lines if line]) + 2

    def _write(self, page: Any, row: int, column: int, cell: Cell, kind: str) -> None:
        if cell is None or cell == "":
            page.write_blank(row, column, None, self._format("cell", "text"))
        elif isinstance(cell, Result):
            self._text(page, row, column, result_words(cell, self.lang), self._format(f"result.{cell}", "text"))
        elif isinstance(cell, date):
            page.write_datetime(row, column, datetime(cell.year, cell.month, cell.day), self._format("cell", "day"))
        elif isinstance(cell, (int, Decimal)):
            whole = cell == int(cell)
            is_money = kind == "money" and isinstance(cell, Decimal)
            form = ("money" if whole else "cents") if is_money else ("number" if whole else "fraction")
            page.write_number(row, column, int(cell) if whole else float(cell), self._format("cell", form))
        else:
            self._text(page, row, column, cell, self._format("cell", "text"))

    def _text(self, page: Any, row: int, column: int, words: str, form: Any) -> None:
        page.write_string(row, column, _fitting(self._shown(words)), form)

    def _shown(self, words: str) -> str:
        """The words with the digits of this workbook."""
        return in_thai_digits(words) if self._thai_digits else words

    def _set_up(self, page: Any, sheet: Sheet, row: int) -> None:
        """How the sheet opens and how it prints: A4 across, its heading on each page, pages numbered."""
        last = len(sheet.columns) - 1
        page.freeze_panes(row + 1, 0)
        page.autofilter(row, 0, row + max(1, len(sheet.rows)), last)
        page.hide_gridlines(2)
        page.set_landscape()
        page.set_paper(_A4)
        # What is too wide for one page goes on beside it, behind what its rows are about, rather than become small.
        page.set_print_scale(_PRINT_SCALE)
        page.print_across()
        page.repeat_columns(0, _leading(sheet.columns))
        page.repeat_rows(row)
        page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        demo = f" · {t(self.lang, 'figures.demo')}" if self.demo else ""
        day = self._shown(self.head[1].replace("&", "&&")[:100])
        # Excel counts pages in Arabic digits only.
        page.set_footer(f"&L&12{sheet.name}{demo} · {day}&R&12{t(self.lang, 'figures.page', page='&P', pages='&N')}")

    def _format(self, part: str, kind: str) -> Any:
        if (part, kind) not in self._formats:
            self._formats[part, kind] = self._book.add_format(self._look(part, kind))
        return self._formats[part, kind]

    def _look(self, part: str, kind: str) -> dict[str, Any]:
        if part == "title":
            return {"bold": True, "font_size": 20, "font_color": ACCENT}
        if part == "quiet":
            return {"font_color": "#52606d", "text_wrap": True, "valign": "top"}
        if part == "demo":
            return {"bold": True, "font_color": "#7a4d00", "valign": "top"}
        right = kind not in ("text", "result")
        look: dict[str, Any] = {
            "valign": "top",
            "align": "right" if right else "left",
            "bottom": 1,
            "bottom_color": _LINE,
        }
        if part == "heading":
            heavy = {"bold": True, "bottom": 2, "bottom_color": ACCENT, "valign": "bottom", "bg_color": "#eef4f5"}
            heavy |= {} if right else {"indent": 1}
            return look | heavy | {"text_wrap": True}
        if part.startswith("result."):
            colours = LOOKS[Result(part.removeprefix("result."))]
            return look | {"font_color": colours.ink, "bg_color": colours.tint, "bold": True, "indent": 1}
        if kind == "text":
            return look | {"text_wrap": True, "indent": 1}
        # A sum that is wider than its column is shown smaller, not as ####.
        return look | {"num_format": self._figures(kind), "shrink": True}

    def _figures(self, kind: str) -> str:
        """How days or numbers of a kind are shown; they stay days and numbers."""
        if kind == "day":
            return _DAY_FORMATS[self.lang, self._thai_digits]
        form = _NUMBER_FORMATS[kind]
        return ";".join(f"{THAI_NUMBERS}{part}" for part in form.split(";")) if self._thai_digits else form


def _height(cells: Sequence[Cell], columns: Sequence[Column]) -> float:
    """Points of a row in which every text shows whole; not every program works it out by itself. Excel allows 409."""
    most = max(
        fitting.lines(cell, _SIZE, column.width * _CHARACTER - 10) if isinstance(cell, str) else 1
        for cell, column in zip(cells, columns, strict=True)
    )
    return min(409.0, most * _SIZE * fitting.LINE + 3)


def _head_room(columns: Sequence[Column]) -> tuple[int, int, int]:
    """The first and last column that lines above a table have on the first printed page, and the characters of a line.

    Of a table that goes on beside it they stand behind the columns that are printed again, else they would be printed
    again with these, cut to their width.
    """
    widths = list(accumulate(column.width for column in columns))
    first = _leading(columns) + 1 if widths[-1] > _PAGE else 0
    last = max(first + 1, sum(width <= _PAGE for width in widths) - 1)
    return first, last, widths[last] - (widths[first - 1] if first else 0)


def _leading(columns: Sequence[Column]) -> int:
    """The last of the columns that say what a row is about, so far as they leave room for others."""
    widths = accumulate(column.width for column in columns)
    return max(0, sum(width <= _LEADING for width in widths) - 1)


def _fitting(text: str) -> str:
    """A cell holds so much and no more; Excel would refuse the file."""
    text = legal(text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
