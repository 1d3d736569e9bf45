"""An .xls workbook. xlrd tells what a cell shows as well as what it holds: formats, merged areas, hidden rows."""

import os
from typing import Any

import xlrd

from ecodash.parsers.number_formats import seen, telling_format
from ecodash.parsers.protocol import MOST_COLUMNS, MOST_FLAWS, Flaw, Refused, parse, tell, tell_rows

_FIRST_TIME, _FIRST_DAY = 0.0, 1.0
_NUMBERS = (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE)


def _tell_workbook(data: bytes) -> None:
    with open(os.devnull, "w", encoding="utf-8") as log:
        try:
            book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=log)
        except xlrd.XLRDError as error:
            raise Refused("password" if "encrypted" in str(error) else "broken") from error
    tell(sheets=book.nsheets)
    for sheet in book.sheets():
        tell(
            sheet=sheet.name,
            hidden=bool(sheet.visibility),
            flaws=_flaws(sheet),
            hidden_rows=sum(bool(row.hidden) for row in sheet.rowinfo_map.values()),
            hidden_columns=sum(bool(column.hidden) for column in sheet.colinfo_map.values()),
        )
        merged = [(top + 1, left, end, right - 1) for top, end, left, right in sheet.merged_cells if end > top + 1]
        tell(merged=merged, total=sheet.nrows)
        tell_rows((at + 1, [_value(book, cell) for cell in sheet.row(at)]) for at in range(sheet.nrows))


def _flaws(sheet: Any) -> list[Flaw]:
    """Errors, values far outside and what is struck out: code, place, value."""
    found: list[Flaw] = []
    struck: list[Flaw] = []
    for number in range(sheet.nrows):
        for place, cell in enumerate(sheet.row(number)):
            at = f"{xlrd.colname(place)}{number + 1}"
            if cell.ctype == xlrd.XL_CELL_ERROR:
                found.append(("error_value", at, xlrd.error_text_from_code.get(cell.value, "")))
            elif place >= MOST_COLUMNS and cell.ctype not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                found.append(("far_away", at, str(cell.value)[:100]))
            elif cell.ctype == xlrd.XL_CELL_TEXT or cell.ctype in _NUMBERS:
                struck += [("struck_out", at, "")] * _is_struck(sheet, number, place, cell)
    return found + struck[:MOST_FLAWS]


def _is_struck(sheet: Any, row: int, column: int, cell: Any) -> bool:
    """Whether a line goes through what a cell says, or through a part of it."""
    runs = sheet.rich_text_runlist_map.get((row, column), ())
    fonts = {sheet.book.xf_list[cell.xf_index].font_index, *(font for _, font in runs)}
    return any(font.struck_out for number, font in enumerate(sheet.book.font_list) if number in fonts)


def _value(book: Any, cell: Any) -> Any:
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR):
        return ""
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    value = _moment(cell.value, book.datemode) if cell.ctype == xlrd.XL_CELL_DATE else cell.value
    if cell.ctype in _NUMBERS:
        look = telling_format(book.format_map[book.xf_list[cell.xf_index].format_key].format_str)
        return seen(value, look) if look else value
    return value


def _moment(value: float, datemode: int) -> Any:
    try:
        moment = xlrd.xldate.xldate_as_datetime(value, datemode)
    except (ValueError, OverflowError):
        return value
    if _FIRST_TIME <= value < _FIRST_DAY:
        return moment.time()
    return moment if value % 1 else moment.date()


if __name__ == "__main__":
    parse(_tell_workbook)
