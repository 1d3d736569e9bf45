"""Days and times as people write them. Pure; the Buddhist Era itself is known to ``dates`` alone.

A four-digit year in a Thai date is Buddhist, in an ISO date or an Excel date Christian. English months take
both, because their writers use both. Two digits are the end of a Buddhist year: 67 is 2567.
"""

import math
import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from ecodash.domain.clock import clock_of
from ecodash.domain.dates import (
    BUDDHIST_OFFSET,
    FIRST_DAY,
    FIRST_PLAUSIBLE,
    LAST_DAY,
    be_year,
    is_plausible,
    month_named,
    weekday_named,
)
from ecodash.language.thai import digits, tidy
from ecodash.workbook.cells import Cell, MonthShown
from ecodash.workbook.problems import Misread

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?")
_NUMBERS = re.compile(r"(\d{1,2})\s*[/.–-]\s*(\d{1,2})\s*[/.–-]\s*(\d{4}|\d{2})")
_NAMED = re.compile(r"(\d{1,2})[\s/-]*([^\W\d_][^\d,]*?)[\s,/-]*(\d{4}|\d{2})")
# English screens say a day with both years: 1 March 2024 (2567).
_BUDDHIST_YEAR_BESIDE = re.compile(r"\s*\((\d{4})\)$")
_WEEKDAY = re.compile(
    r"^(?:วัน(\S*?)ที่|ที่|([ก-ฮ]{1,2}า?\.)|(?:วัน)?(จันทร์|อังคาร|พุธ|พฤหัส(?:บดี)?|ศุกร์|เสาร์|อาทิตย์)(?:ที่)?)\s*(?=\d)"
)
_WEEKDAY_BEHIND = re.compile(r"\s*\((?:วัน)?([^\W\d]\S*)\)$")
_ERA = re.compile(
    r"(ปี\s*(?=\d)|พ\.?\s?ศ\.?|พุทธศักราช|ค\.?\s?ศ\.?|คริสต์?ศักราช|\bB\.?E\.?|\bA\.?D\.?|\bC\.?E\.?)\s*(?=\d+$)|\s*(B\.?E\.?|A\.?D\.?|C\.?E\.?)$"
)
# A spreadsheet counts days from here; more than this is no day that anybody plans for.
FIRST_SERIAL = date(1899, 12, 30)
_LAST_SERIAL = 60_000
# The same of a Buddhist year that was typed as if it were Christian.
_BUDDHIST_SERIALS = range(230_000, 256_000)
_SERIAL = re.compile(r"\d{5,6}(?:\.\d+)?")
_MONTH_ALONE = re.compile(
    r"(?:(?:ต้น|กลาง|ปลาย|สิ้น|ภายใน)?เดือน)?\s*([^\W\d_][^\d,]*?)[\s,/-]*(?:พ\.?ศ\.?\s*)?(?:\d{4}|\d{2})"
)
_PERIOD = re.compile(r"(?:ไตรมาส(?:ที่)?|Q)\s*\d.*|(?:ปี.*|พ\.?ศ\.?\s*|\d{1,2}\s*/\s*)?\d{4}", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"([^\W\d_]+\.?(?:[^\W\d_]+\.)*)\s*(\d{1,2})(?:st|nd|rd|th)?\s*,?\s*(\d{4})", re.IGNORECASE)
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
# Two days, or days of one month: the first of them and the last are asked for apart.
_RANGE = re.compile(
    r"\d.*(?:\s[-–—]\s?|[-–—]\s|ถึง).*\d|\d{1,2}\s?(?:[-–—,&]|และ)\s?\d{1,2}\s+[^\W\d_].*\d|(?:\d+/){2}\d+[-–—]\d.*"
)
# What stands around a day and does not say which it is.
_AROUND = re.compile(
    r"^(?:ภายใน|ไม่เกิน|ประมาณ|ราว|เริ่ม(?:ตั้งแต่)?|ตั้งแต่|(?:ข้อมูล\s*)?ณ|[ก-๙]{0,10}เมื่อ|\(|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?)\s*(?:วันที่)?\s*"
    r"|\s*(?:\([^()]*\)|เป็นต้นไป|น\.|[)*]+)$",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_TIME_OF_DAY = re.compile(r"[\s,]*(?:เวลา\s*|(?<=\d)T)?\d{1,2}[.:]\d{2}(?:[.:]\d{2})?\s*(?:น\.?|[ap]m|\+07:00)?$", re.I)
# 12 2 2567, 12,2,67: what parts a day, a month and a year and is nobody's custom.
_PARTED = re.compile(r"(?<=\d)[\s,|\\]+(?=\d)")
# The programme is younger than this: «24» is 2567 counted the Christian way, not 2524.
_EARLIEST_SHORT = 40
# Two digits that a spreadsheet read as a year of the last century: 67 → 1967.
_PIVOT = 1900


def day(cell: Cell) -> date | Misread | None:
    """``12 ก.พ. 2567``, ``12/02/2567``, ``12/2/67``, ``2024-02-12`` or a date of Excel's."""
    if cell is None:
        return None
    if isinstance(cell, MonthShown):
        return Misread("month_without_day", {}, date(cell.year, cell.month, 1))
    if isinstance(cell, date):
        # A datetime is a date too; its time of day says nothing here.
        return _christian(cell.year, cell.month, cell.day)
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _may_mean(f"{cell:.15g}", Misread("not_a_date"))
    if not isinstance(cell, str):
        return Misread("not_a_date")
    written, weekday = _without_weekday(digits(tidy(cell)).strip("., "))
    found = _read(_BUDDHIST_YEAR_BESIDE.sub("", written)) if written else None
    if (
        (beside := _BUDDHIST_YEAR_BESIDE.search(written))
        and isinstance(found, date)
        and be_year(found) != int(beside[1])
    ):
        return Misread("not_a_date")
    if isinstance(found, date) and weekday not in (None, found.weekday()):
        return Misread("other_weekday", {"day": found}, found)
    return _may_mean(written, found) if isinstance(found, Misread) and found.suggestion is None else found


def _without_weekday(written: str) -> tuple[str, int | None]:
    """A day without its day of the week, and that, before or in brackets behind it."""
    behind = _WEEKDAY_BEHIND.search(written)
    if behind and (named := weekday_named(behind[1])) is not None:
        return written[: behind.start()], named
    before = _WEEKDAY.match(written)
    return _WEEKDAY.sub("", written), weekday_named(next(filter(None, before.groups()), "")) if before else None


def _may_mean(written: str, found: Misread) -> Misread:
    """The same misreading with the day that seems to be meant: behind a time of day, month first, a bare serial."""
    meant: date | Misread | None = None
    if _RANGE.fullmatch(written):
        return Misread("days_of_a_range")
    if numbers := _NUMBERS.fullmatch(written):
        month, d, year = numbers.groups()
        meant = _named_day(int(d), int(month), year, False, either=False)
    elif _SERIAL.fullmatch(written):
        meant = of_serial(int(written.partition(".")[0]))
    elif _PERIOD.fullmatch(written) or ((alone := _MONTH_ALONE.fullmatch(written)) and month_named(alone[1])):
        return Misread("month_without_day")
    elif (named := _MONTH_FIRST.fullmatch(written)) and (month_number := month_named(named[1])):
        meant = _named_day(int(named[2]), month_number, named[3], False, either=True)
    elif compact := _COMPACT.fullmatch(written):
        meant = _named_day(int(compact[3]), int(compact[2]), compact[1], False, either=True)
    elif (plain := _AROUND.sub("", written)) != written or (plain := _TIME_OF_DAY.sub("", written)) != written:
        meant = _read(plain)
    elif (parted := _PARTED.sub("/", written)) != written and _NUMBERS.fullmatch(parted):
        meant = _read(parted)
    return replace(found, suggestion=meant) if isinstance(meant, date) else found


def of_serial(number: int) -> date | None:
    """The day that a spreadsheet counts by this number, if the programme can speak of it."""
    if number in _BUDDHIST_SERIALS and not 1 <= number // 100 % 100 <= 12:
        # A day, a month and a year without dashes would look the same.
        buddhist = FIRST_SERIAL + timedelta(days=number)
        return _day(buddhist.year - BUDDHIST_OFFSET, buddhist.month, buddhist.day)
    found = FIRST_SERIAL + timedelta(days=number) if 0 < number < _LAST_SERIAL else None
    return found if found and found >= FIRST_PLAUSIBLE else None


def plausible(found: date, today: date, cell: Cell) -> date | Misread:
    """The day if the programme can speak of it; else what seems to be meant by its cell."""
    if is_plausible(found, today):
        return found
    # A spreadsheet makes 1967 of 67; people turn 2567 into 2657.
    by_spreadsheet = isinstance(cell, date) or str(found.year) in str(cell)
    swapped = with_digits_swapped(be_year(found)) - BUDDHIST_OFFSET
    guesses = (
        (2500 + found.year - _PIVOT - BUDDHIST_OFFSET,) if by_spreadsheet and found < FIRST_PLAUSIBLE else (swapped,)
    )
    days = (_day(year, found.month, found.day) for year in guesses if year > 0)
    meant = next((day for day in days if day and is_plausible(day, today)), None)
    return Misread("implausible_day", {"day": found}, meant)


def with_digits_swapped(year: int) -> int:
    """2657 → 2567: the slip of a hand."""
    told = f"{year:04d}"
    return int(told[0] + told[2] + told[1] + told[3])


def _read(written: str) -> date | Misread:
    iso = _ISO.fullmatch(written)
    if iso:
        return _christian(*map(int, iso.groups()))
    era = _ERA.search(written)
    is_christian = bool(era and era[0].strip()[0] in "คAC")
    plain = _ERA.sub("", written).strip()
    numbers = _NUMBERS.fullmatch(plain)
    if numbers:
        d, month, year = numbers.groups()
        return _named_day(int(d), int(month), year, is_christian, either=False)
    named = _NAMED.fullmatch(_ORDINAL.sub("", plain))
    month_number = month_named(named[2]) if named else None
    if not named or month_number is None:
        return Misread("not_a_date")
    return _named_day(int(named[1]), month_number, named[3], is_christian, either=named[2].isascii())


def _named_day(d: int, month: int, year: str, is_christian: bool, *, either: bool) -> date | Misread:
    """``either``: a year of either era is plain from its number."""
    number = int(year)
    if len(year) == 2:
        if number < _EARLIEST_SHORT and not is_christian:
            return Misread("short_year_era", {"year": year}, _day(2000 + number, month, d))
        return _checked(2000 + number if is_christian else 2500 + number - BUDDHIST_OFFSET, month, d)
    if is_christian or (either and number <= LAST_DAY.year):
        return _christian(number, month, d)
    buddhist = _checked(number - BUDDHIST_OFFSET, month, d)
    if isinstance(buddhist, Misread) and FIRST_DAY.year <= number <= LAST_DAY.year:
        return Misread("read_as_buddhist", {"year": number}, _day(number, month, d))
    return buddhist


def _christian(year: int, month: int, d: int) -> date | Misread:
    if year > LAST_DAY.year:
        return Misread("read_as_christian", {"year": year}, _day(year - BUDDHIST_OFFSET, month, d))
    return _checked(year, month, d)


def _checked(year: int, month: int, d: int) -> date | Misread:
    found = _day(year, month, d)
    if found is None:
        return Misread("no_such_day" if FIRST_DAY.year <= year <= LAST_DAY.year else "day_out_of_range")
    return found if FIRST_DAY <= found <= LAST_DAY else Misread("day_out_of_range")


def _day(year: int, month: int, d: int) -> date | None:
    try:
        return date(year, month, d)
    except ValueError:
        return None


def clock(cell: Cell) -> str | Misread | None:
    """A time of day as HH:MM; 13.30 typed as a number is half past one."""
    if cell is None or (isinstance(cell, str) and not tidy(cell)):
        return None
    if isinstance(cell, datetime | time):
        return f"{cell.hour:02d}:{cell.minute:02d}"
    if isinstance(cell, timedelta):
        minutes = int(cell.total_seconds()) // 60
        return clock_of(f"{minutes // 60}:{minutes % 60:02d}") or Misread("not_a_time")
    if isinstance(cell, int | float) and not isinstance(cell, bool) and math.isfinite(cell):
        # Below one it is a part of the day, as a spreadsheet keeps a time.
        minutes = round(cell * 1440)
        written = f"{minutes // 60}:{minutes % 60:02d}" if 0 < cell < 1 else f"{cell:.2f}"
        return clock_of(written) or Misread("not_a_time")
    return (clock_of(digits(tidy(cell))) if isinstance(cell, str) else None) or Misread("not_a_time")
