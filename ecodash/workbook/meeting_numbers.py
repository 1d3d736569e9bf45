"""Numbers of meetings as people write them, and as a spreadsheet takes them for days. Pure."""

import re
from datetime import date

from ecodash.domain.dates import BUDDHIST_OFFSET, FIRST_PLAUSIBLE, LAST_DAY, be_year, month_named
from ecodash.language.thai import plain_number
from ecodash.workbook import cells
from ecodash.workbook.days import of_serial
from ecodash.workbook.problems import Misread

# The words before the number of a meeting; the screens say them themselves.
_TIME = re.compile(r"^(?:การประชุม)?\s*(?:ครั้ง)?ที่\s*(?=\d)")
# 1/2567, also with blanks, a dash or «ปี» between: the number within the year and the year.
_OF_YEAR = re.compile(r"(\d{1,2})\s*(?:[/⁄-]|ปี|พ\.?ศ\.?)+\s*(\d{4}|\d{2})")
_MONTH_AND_YEAR = re.compile(r"([^\W\d_][^\d]*?)[\s./-]*(\d{4}|\d{2})")
_FULL_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{1,2}-\d{1,2}")
# 45292: a spreadsheet's count of a day of this century.
_SERIAL = re.compile(r"([34]\d{4})(?:\.\d+)?")


def meeting_number(cell: cells.Cell) -> str | Misread | None:
    """``1/2567``, also where Excel made a date of it and kept the year; another year is asked about."""
    if isinstance(cell, date) and cell.day == 1:
        if cell.year > LAST_DAY.year:
            return f"{cell.month}/{cell.year}"
        # 2/67 becomes 1967 in an English Excel; a Thai one keeps 1/2567 as a day of 2024 and shows ม.ค.-67.
        year = 2500 + cell.year % 100 if cell.year < FIRST_PLAUSIBLE.year else be_year(cell)
        return Misread("number_became_date", {}, f"{cell.month}/{year}")
    found = cells.text(cell)
    if not isinstance(found, str):
        return found
    written = _TIME.sub("", plain_number(found))
    if (serial := _SERIAL.fullmatch(written)) and (counted := of_serial(int(serial[1]))):
        return meeting_number(counted)
    named = _MONTH_AND_YEAR.fullmatch(written)
    if _FULL_DAY.fullmatch(written) or (named and month_named(named[1])):
        meant = f"{month_named(named[1])}/{_year(named[2])}" if named else None
        return Misread("number_became_date", {}, meant)
    of_year = _OF_YEAR.fullmatch(written)
    if of_year is None:
        return written
    number = f"{int(of_year[1])}/{_year(of_year[2])}"
    return Misread("meeting_year_era", {}, number) if of_year[2].startswith("20") else number


def _year(written: str) -> int:
    """The Buddhist year of the number of a meeting: of 67, 2567 and 2024."""
    year = int(written)
    return year + (2500 if year < 100 else BUDDHIST_OFFSET if year < LAST_DAY.year else 0)
