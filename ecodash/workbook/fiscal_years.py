"""Fiscal years as people write them: the Buddhist year in which they end. Pure."""

import re
from datetime import date, datetime

from ecodash.domain.dates import (
    BUDDHIST_OFFSET,
    LAST_DAY,
    fiscal_year_bounds,
    fiscal_year_of,
    is_fiscal_year,
    is_plausible,
)
from ecodash.language.thai import digits, tidy
from ecodash.workbook.cells import Cell
from ecodash.workbook.days import FIRST_SERIAL, day, with_digits_swapped
from ecodash.workbook.problems import Misread

_FISCAL_YEAR = re.compile(
    r"(?:ประจำ)?(?:ปี)?(?:งบประมาณ|งบฯ?|งปม\.?|ง\.?ป\.?)?(?:ประจำ)?(?:ปี)?\(?(?:พ\.?ศ\.?)?\)?(?:fy)?'?"
    r"(\d{4}|\d{2}|\d,\d{3})(?:\.0+)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:20|25)\d{2}(?!\d)")
# «2566/67» may be either.
_TWO_YEARS = re.compile(r"\d{4}[/–—-]\d{2}(?!\d)")
_TO = re.compile(r"\s*(?:[–—]|-|ถึง)\s*")
# The programme is younger than this: «24» is 2567 counted the Christian way, not 2524.
_EARLIEST_SHORT = 40


def fiscal_year(cell: Cell) -> int | Misread | None:
    """``2566``, ``๒๕๖๖``, ``ปีงบประมาณ พ.ศ. 2566``: a Buddhist year."""
    if cell is None:
        return None
    if isinstance(cell, date):
        return Misread("not_a_fiscal_year", {}, _of_day(cell))
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return Misread("not_a_fiscal_year")
    written = "".join(digits(tidy(cell)).split()).rstrip("*.") if isinstance(cell, str) else f"{cell:g}"
    if not written:
        return None
    found = _FISCAL_YEAR.fullmatch(written)
    if not found:
        return Misread("not_a_fiscal_year", {}, _meant(written))
    number = int(found[1].replace(",", ""))
    if len(found[1]) == 2 and number < _EARLIEST_SHORT:
        return Misread("short_fiscal_year", {"year": found[1]}, 2000 + number + BUDDHIST_OFFSET)
    year = number if len(found[1]) > 2 else 2500 + number
    if is_fiscal_year(year):
        return year
    if is_fiscal_year(year + BUDDHIST_OFFSET):
        return Misread("fiscal_year_era", {"year": year}, year + BUDDHIST_OFFSET)
    return Misread("not_a_fiscal_year")


def _of_day(cell: date) -> int:
    """What a day in place of a fiscal year seems to mean: 2567 shown as a day is of 1907."""
    counted = (cell.date() if isinstance(cell, datetime) else cell) - FIRST_SERIAL
    if is_fiscal_year(counted.days):
        return counted.days
    return cell.year if cell.year > LAST_DAY.year else fiscal_year_of(cell)


def _meant(written: str) -> int | None:
    """The only year that a text names, or that of the days between which it lies."""
    if _TWO_YEARS.search(written):
        return None
    named = {int(year) for year in _YEAR.findall(written)}
    if len(named) == 1:
        year = named.pop()
        return year if year > LAST_DAY.year else year + BUDDHIST_OFFSET
    between = [day(part) for part in _TO.split(written)]
    years = {fiscal_year_of(found) if isinstance(found, date) else None for found in between}
    return years.pop() if len(between) == 2 and len(years) == 1 else None


def plausible(found: int, today: date) -> int | Misread:
    """The fiscal year if the programme can speak of it."""
    meant = (year for year in (found, with_digits_swapped(found)) if is_plausible(fiscal_year_bounds(year)[0], today))
    year = next(meant, None)
    return found if year == found else Misread("implausible_fiscal_year", {"year": found}, year)
