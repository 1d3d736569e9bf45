"""Cells as people write them: text, codes, numbers and money. Pure; a cell that cannot be read is a ``Misread``."""

import math
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache

from ecodash.language.thai import folded, plain_number, tidy
from ecodash.workbook.garbled import is_garbled
from ecodash.workbook.problems import Misread
from ecodash.workbook.said import said

Cell = str | int | float | bool | date | datetime | time | timedelta | None


class Shown(float):
    """A number whose cell shows another text than the number itself: ``0012``, ``1.10``, ``35%``."""

    shown: str

    @classmethod
    def of(cls, value: float, shown: str) -> "Shown":
        """The number with what its cell shows."""
        made = cls(value)
        made.shown = shown
        return made

    @property
    def is_percent(self) -> bool:
        return self.shown.endswith("%")


class MonthShown(date):
    """The first of a month whose cell shows the month alone: «ม.ค.-67» was typed, a spreadsheet made a day of it."""


_LOOSE = frozenset("*_-.")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s._-]+(?=\d)")
_NUMBER = re.compile(r"[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?|[+-]?\.\d+")
# 1,900,000.- is how Thai offices write an even amount; ลบ. and มบ. are ล้านบาท.
_MONEY = re.compile(
    r"(?:฿|thb|baht)?\s*(?P<number>.*?)\s*(?:\.-+)?\s*(?P<times>ล้าน|แสน|หมื่น|พัน|million|mil|mb|m|k)?\s*"
    r"(?:บาท|บ\.?|baht|thb|฿)?(?:ถ้วน)?\s*(?:[.,]?-+|\.)?",
    re.IGNORECASE | re.DOTALL,
)
_SHORT_MILLIONS = re.compile(r"(?:ล\.?บ|ม\.?บ|ล้านบ)\.?$")
# 2 ล้าน 5 แสน: the parts of one amount, the larger first.
_PARTS = re.compile(r"([\d.,]+)\s*(ล้าน|แสน|หมื่น|พัน)")
_TIMES = {"ล้าน": 1_000_000, "แสน": 100_000, "หมื่น": 10_000, "พัน": 1_000, "k": 1_000}
_TIMES |= dict.fromkeys(("million", "mil", "mb", "m"), 1_000_000)
# Accountants write what is less than nil in brackets.
_NEGATIVE = re.compile(r"\([\d,.\s]+\)")
# What stands around an amount and does not change it, or says how often it is due.
_AROUND = re.compile(r"^(?:จำนวน|วงเงิน|เป็นเงิน|งบประมาณ|งบ)\s*|\s*(?:/|ต่อ)\s*ปี$")
_PERCENT = re.compile(r"(?:ร้อยละ|percent|%)?\s*(?P<number>.*?)\s*(?:%|เปอร์เซ็นต์|percent)?", re.I | re.DOTALL)
# What a spreadsheet writes where it cannot work a formula out, and where a column is too narrow for its number.
_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)|#{3,}", re.IGNORECASE)
# «100 คน»: a number with the unit that has a column of its own.
_WITH_UNIT = re.compile(r"(?:จำนวน\s*)?((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*\(?[^\W\d_][^\d]{0,20}")
_REMARK = re.compile(r"\s*\([^()]*\)$")
# A spreadsheet's short form of a long number: 1.23E+11 no longer tells its digits.
_DIGITS_LOST = re.compile(r"\d(?:\.\d+)?E\+\d+")
_DOTTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
# More digits than this the database does not keep; no amount of this programme comes near.
_MOST = Decimal(10) ** 12
_SMALLEST = Decimal("0.000001")
_SATANG = Decimal("0.01")
# A dash with blanks around it; longer texts need not be looked at.
_LONGEST_DASH = 8
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
        if is_garbled(found):
            return Misread("garbled")
        if _ERROR.fullmatch(found):
            return Misread("error_value")
        if _DIGITS_LOST.fullmatch(found):
            return Misread("digits_lost")
        return (found or None) if len(found) <= LONGEST_TEXT else Misread("too_long", {"most": LONGEST_TEXT})
    if isinstance(cell, Shown):
        # A code or a number of a document is what people see.
        return cell.shown
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return Misread("not_a_text")
    return _plain(cell)


def is_dash(cell: Cell) -> bool:
    """Whether a cell holds a dash alone, which says nothing but in a column of money."""
    return isinstance(cell, str) and len(cell) < _LONGEST_DASH and plain_number(cell) == "-"


def code(cell: Cell) -> str | Misread | None:
    """A code that may be new."""
    found = text(cell)
    if not isinstance(found, str):
        return found
    if len(found) > LONGEST_CODE or _NOT_IN_CODES & set(found):
        return Misread("bad_code", {"most": LONGEST_CODE})
    return found


def number(cell: Cell) -> Decimal | Misread | None:
    """A decimal number, with or without thousands commas, in Thai digits too; «35%» and «ร้อยละ 35» are 35."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        return Misread("not_a_number")
    if isinstance(cell, Shown) and cell.is_percent:
        return _within(_exact(round(cell * 100, 10)))
    if not isinstance(cell, str):
        return _within(_exact(cell))
    plain = _PERCENT.fullmatch(plain_number(cell))
    assert plain is not None, "every text fits, if only as its number"
    written = plain["number"].replace(" ", "")
    if not written:
        return Misread("not_a_number") if tidy(cell) else None
    if not _NUMBER.fullmatch(written):
        with_unit = _WITH_UNIT.fullmatch(plain["number"])
        return Misread("not_a_number", {}, with_unit[1] if with_unit else None)
    return _within(Decimal(written.replace(",", "")))


def money(cell: Cell, times: int = 1) -> Decimal | Misread | None:
    """Baht: ``1,900,000``, ``1.9 ล้านบาท``, ``1,900,000.-``; ``-`` is nil, an empty cell is not told.

    ``times``: the unit that the table states for its numbers (1,000 for พันบาท); a cell with a unit of its own has it.
    """
    if isinstance(cell, str):
        found = _written_money(plain_number(cell), times)
    elif isinstance(cell, Shown):
        found = _written_money(cell.shown, times)
    else:
        found = number(cell)
        if isinstance(found, Decimal):
            found = _within(found * times)
    if isinstance(cell, str) and _NEGATIVE.fullmatch(plain_number(cell)):
        return Misread("negative")
    if isinstance(found, Misread):
        return found if found.code == "out_of_range" else Misread("not_money", {}, _money_meant(shown(cell) or ""))
    if found is not None and found < 0:
        return Misread("negative")
    return None if found is None else found.quantize(_SATANG)


def _money_meant(written: str) -> str | None:
    """The amount that seems to be meant where a remark stands behind it, dots part its thousands or it says none."""
    plain = _AROUND.sub("", _REMARK.sub("", plain_number(written)))
    if _DOTTED.fullmatch(plain):
        return plain.replace(".", ",")
    if plain == "ไม่มี":
        return "-"
    return plain if plain != written and isinstance(_written_money(plain, 1), Decimal) else None


def _written_money(written: str, times: int) -> Decimal | Misread | None:
    if written == "-" or written in said()["nil"]:
        return Decimal(0)
    parts = _MONEY.fullmatch(_SHORT_MILLIONS.sub("ล้านบาท", written))
    assert parts is not None, "every text fits, if only as its number"
    found = number(_together(parts["number"], parts["times"] or ""))
    if found is None and written:
        return Misread("not_money")
    if not isinstance(found, Decimal) or "%" in written or "ร้อยละ" in written:
        return found if found is None else Misread("not_money")
    has_unit = parts["times"] or "บาท" in written or _PARTS.search(parts["number"])
    baht = found * _TIMES.get((parts["times"] or "").casefold(), 1 if has_unit else times)
    # Nothing is a part of a satang; 1.900 is 1,900 to whoever parts thousands by dots.
    is_dotted = not has_unit and times == 1 and _DOTTED.fullmatch(parts["number"])
    return Misread("not_money") if is_dotted or baht != baht.quantize(_SATANG) else _within(baht)


def _together(written: str, last: str) -> str:
    """«2 ล้าน 5» before «แสน» → 25: the parts of one amount in its smallest unit; anything else as it is."""
    parts = _PARTS.findall(f"{written}{last}")
    whole = _PARTS.sub("", f"{written}{last}").strip()
    if len(parts) < 2 or whole or not last:
        return written
    amounts = [number(amount) for amount, _ in parts]
    units = [_TIMES[unit] for _, unit in parts]
    if units != sorted(set(units), reverse=True) or not all(isinstance(amount, Decimal) for amount in amounts):
        return written
    total = sum(amount * unit for amount, unit in zip(amounts, units, strict=True) if isinstance(amount, Decimal))
    return format(Decimal(total) / units[-1], "f")


def latitude(cell: Cell) -> Decimal | Misread | None:
    """Degrees north; Thailand lies between 5 and 21."""
    return _between(number(cell), 5, 21)


def longitude(cell: Cell) -> Decimal | Misread | None:
    """Degrees east; Thailand lies between 97 and 106."""
    return _between(number(cell), 97, 106)


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
    if isinstance(cell, Shown):
        return cell.shown
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
