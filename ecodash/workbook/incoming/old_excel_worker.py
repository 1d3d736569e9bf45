"""Runs in a process of its own: an .xls workbook on standard input, its cells as lines of JSON on standard output.

As ``xlsx_worker`` does for .xlsx, with the same lines and the same limits. xlrd tells what a cell shows as well as what
it holds: number formats, merged areas, hidden rows.
"""

import json
import os
import re
import sys
from contextlib import suppress
from typing import Any

import xlrd

MEMORY_BYTES = 1_000_000_000
MOST_COLUMNS = 100
_ROWS_AT_ONCE = 2_000
# As xlsx_worker has it: 35%, 0012 and 1.10.
_SHOWN = re.compile(r"0+(?:\.0+)?%|00+|0\.0+")
_FIRST_TIME, _FIRST_DAY = 0.0, 1.0


def main() -> None:
    """Read, tell, and never die without a word if it can be helped."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    try:
        _tell_workbook(sys.stdin.buffer.read())
    except MemoryError:
        _tell(refused="too_much")
    except xlrd.XLRDError as error:
        _tell(refused="password" if "encrypted" in str(error) else "broken")
    except Exception:
        # Whatever a damaged file makes of the reader: this is no sound workbook.
        _tell(refused="broken")


def _tell_workbook(data: bytes) -> None:
    with open(os.devnull, "w", encoding="utf-8") as log:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=log)
    _tell(sheets=book.nsheets)
    for sheet in book.sheets():
        _tell(
            sheet=sheet.name,
            hidden=bool(sheet.visibility),
            flaws=_flaws(sheet),
            hidden_rows=sum(bool(row.hidden) for row in sheet.rowinfo_map.values()),
            hidden_columns=sum(bool(column.hidden) for column in sheet.colinfo_map.values()),
        )
        merged = [(top + 1, left, end, right - 1) for top, end, left, right in sheet.merged_cells if end > top + 1]
        _tell(merged=merged, total=sheet.nrows)
        for first in range(0, sheet.nrows, _ROWS_AT_ONCE):
            last = min(first + _ROWS_AT_ONCE, sheet.nrows)
            rows = [(number + 1, [_value(book, cell) for cell in sheet.row(number)]) for number in range(first, last)]
            _tell(rows=[row for row in rows if any(cell != "" for cell in row[1])], done=last)
    _tell(end=True)


def _flaws(sheet: Any) -> list[tuple[str, str, str]]:
    """Errors, and values far outside: code, place, value."""
    found = []
    for number in range(sheet.nrows):
        for place, cell in enumerate(sheet.row(number)):
            at = f"{xlrd.colname(place)}{number + 1}"
            if cell.ctype == xlrd.XL_CELL_ERROR:
                found.append(("error_value", at, xlrd.error_text_from_code.get(cell.value, "")))
            elif place >= MOST_COLUMNS and cell.ctype not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                found.append(("far_away", at, str(cell.value)[:100]))
    return found


def _value(book: Any, cell: Any) -> Any:
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR):
        return ""
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_DATE:
        return _moment(cell.value, book.datemode)
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        look = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
        return _seen(cell.value, look) if _SHOWN.fullmatch(look) else cell.value
    return cell.value


def _seen(value: float, look: str) -> Any:
    """The number as its cell shows it, where that is another text than the number."""
    whole, _, decimals = look.rstrip("%").partition(".")
    if look.endswith("%"):
        return {"number": value, "shown": f"{value * 100:.{len(decimals)}f}%"}
    shown = f"{value:.{len(decimals)}f}"
    if abs(float(shown) - value) > 1e-9:
        # More digits than are shown: the number itself says more than its cell.
        return value
    shown = shown.zfill(len(whole) + len(decimals) + bool(decimals))
    return {"number": value, "shown": shown} if shown != f"{value:g}" else value


def _moment(value: float, datemode: int) -> Any:
    try:
        moment = xlrd.xldate.xldate_as_datetime(value, datemode)
    except (ValueError, OverflowError):
        return value
    if _FIRST_TIME <= value < _FIRST_DAY:
        return {"time": str(moment.time())}
    return {"day": moment.isoformat() if value % 1 else moment.date().isoformat()}


def _tell(**what: Any) -> None:
    line = json.dumps(what, ensure_ascii=False, separators=(",", ":"))
    sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")


if __name__ == "__main__":
    main()
