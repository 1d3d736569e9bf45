"""Cells as people write them: text, codes, numbers and money. Pure; a cell that cannot be read is a ``Misread``."""

import math
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache

from ecodash.language.thai import digits, folded, tidy
from ecodash.workbook.problems import Misread

Cell = str | int | float | bool | date | datetime | time | timedelta | None

_DASHES = frozenset({"-", "–", "—", "−", "‐"})
_LOOSE = frozenset("*_-.")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s._-]+(?=\d)")
_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?|[+-]?\.\d+")
_MONEY = re.compile(
    r"(?P<number>.*?)\s*(?P<times>ล้าน|แสน|หมื่น|พัน|million)?\s*(บาท|baht|thb)?\.?", re.IGNORECASE | re.DOTALL
)
_TIMES = {"ล้าน": 1_000_000, "million": 1_000_000, "แสน": 100_000, "หมื่น": 10_000, "พัน": 1_000}
# More digits than this the database does not keep; no amount of this programme comes near.
_MOST = Decimal(10) ** 12
_SMALLEST = Decimal("0.000001")
LONGEST_TEXT = 10_000
LONGEST_CODE = 100
# These join codes to keys and lists.
_NOT_IN_CODES = frozenset("|;,:\n")


def text(cell: Cell) -> str | Misread | None:
    """What is written, tidied; None where nothing is told. A whole number loses its «.0»."""
    if cell is None:
        return None
    if isinstance(cell, str):
        found = tidy(cell)
        return (found or None) if len(found) <= LONGEST_TEXT else Misread("too_long", {"most": LONGEST_TEXT})
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return Misread("not_a_text")
    return _plain(cell)


def code(cell: Cell) -> str | Misread | None:
    """A code that may be new."""
    found = text(cell)
    if not isinstance(found, str):
        return found
    if len(found) > LONGEST_CODE or _NOT_IN_CODES & set(found):
        return Misread("bad_code", {"most": LONGEST_CODE})
    return found


def number(cell: Cell) -> Decimal | Misread | None:
    """A decimal number, with or without thousands commas, in Thai digits too."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        return Misread("not_a_number")
    if not isinstance(cell, str):
        return _within(_exact(cell))
    written = digits(tidy(cell)).replace(" ", "")
    if not written:
        return None
    if not _NUMBER.fullmatch(written):
        return Misread("not_a_number")
    return _within(Decimal(written.replace(",", "")))


def money(cell: Cell) -> Decimal | Misread | None:
    """Baht: ``1,900,000``, ``1.9 ล้านบาท``; ``-`` is nil, an empty cell is not told."""
    if not isinstance(cell, str):
        found = number(cell)
    else:
        written = digits(tidy(cell))
        if written in _DASHES:
            return Decimal(0)
        parts = _MONEY.fullmatch(written)
        assert parts is not None, "every text fits, if only as its number"
        found = number(parts["number"])
        if isinstance(found, Decimal):
            found = _within(found * _TIMES.get((parts["times"] or "").casefold(), 1))
        elif found is None and written:
            found = Misread("not_money")
    if isinstance(found, Misread):
        return found if found.code == "out_of_range" else Misread("not_money")
    if found is not None and found < 0:
        return Misread("negative")
    return None if found is None else found.quantize(Decimal("0.01"))


def latitude(cell: Cell) -> Decimal | Misread | None:
    """Degrees north; Thailand lies between 5 and 21."""
    return _between(number(cell), 5, 21)


def longitude(cell: Cell) -> Decimal | Misread | None:
    """Degrees east; Thailand lies between 97 and 106."""
    return _between(number(cell), 97, 106)


def meeting_number(cell: Cell) -> str | Misread | None:
    """``1/2567``, also where Excel made a date of it."""
    if isinstance(cell, date) and cell.day == 1:
        return f"{cell.month}/{cell.year}"
    found = text(cell)
    return digits(found) if isinstance(found, str) else found


@lru_cache(maxsize=50_000)
def loose(written: str) -> str:
    """What two spellings of the same *name* have in common: no spaces, case, stars or dashes, one kind of digit.

    Between digits a dot, dash or blank stays: ข้อ 1.2 is not ข้อ 12. Codes are never compared like this.
    """
    plain = _BETWEEN_DIGITS.sub("·", folded(written))
    return "".join(c for c in plain if not c.isspace() and c not in _LOOSE)


def shown(cell: Cell) -> str | None:
    """A cell as a problem quotes it."""
    if cell is None:
        return None
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _plain(cell)
    return str(cell)[:200]


def _plain(value: int | float) -> str:
    if math.isfinite(value) and value == int(value):
        return str(int(value))
    return format(_exact(value), "f") if math.isfinite(value) else str(value)


def _exact(value: int | float) -> Decimal:
    """The number as Excel shows it: fifteen digits, the rest is binary dust."""
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")


def _within(value: Decimal) -> Decimal | Misread:
    if not value.is_finite() or abs(value) >= _MOST:
        return Misread("out_of_range", {"least": f"-{_MOST:,}", "most": f"{_MOST:,}"})
    return value.quantize(_SMALLEST)


def _between(value: Decimal | Misread | None, least: int, most: int) -> Decimal | Misread | None:
    if isinstance(value, Decimal) and not least <= value <= most:
        return Misread("out_of_range", {"least": least, "most": most})
    return value
