"""A table's rows as files to take away: CSV and a workbook as people read them."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from ecodash.language import csv_text

_WIDEST, _NARROWEST = 50, 9
# So long Excel lets the name of a sheet be.
_NAME_LETTERS = 31
# A day of the Buddhist calendar, shown by Excel of a day that stays one.
_DAY_FORMATS = {"th": "[$-107041E]d mmm yyyy", "en": "d mmm yyyy"}


def csv_file(headings: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> str:
    """With the mark by which Excel knows Thai; days as ISO; no text is run as a formula."""
    return csv_text.write(headings, rows)


def workbook(
    lang: str, title: str, headings: Sequence[str], rows: Sequence[Mapping[str, Any]], about: Sequence[tuple[str, str]]
) -> bytes:
    """One sheet with a filter, days as Excel's own, and one that says what was asked (``about``)."""
    # Needed only when somebody takes a workbook away.
    import xlsxwriter

    out = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "default_date_format": _DAY_FORMATS[lang]}
    with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as book:
        sheet = book.add_worksheet(title[:_NAME_LETTERS])
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        sheet.write_row(0, 0, headings, bold)
        for number, row in enumerate(rows, start=1):
            for place, heading in enumerate(headings):
                _write(sheet, number, place, row[heading])
        for place, heading in enumerate(headings):
            longest = max([len(heading), *(len(str(row[heading] or "")) for row in rows[:200])])
            sheet.set_column(place, place, min(_WIDEST, max(_NARROWEST, longest + 2)))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), max(0, len(headings) - 1))
        told = book.add_worksheet(title[: _NAME_LETTERS - 4] + " (i)")
        told.set_column(0, 0, 24)
        told.set_column(1, 1, 80)
        for number, pair in enumerate(about):
            told.write_row(number, 0, pair)
    return out.getvalue()


def _write(sheet: Any, row: int, column: int, value: Any) -> None:
    if value is None:
        return
    if isinstance(value, date):
        sheet.write_datetime(row, column, value)
    elif isinstance(value, (int, float)):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, str(value))
