"""In what unit the amounts of a table are, as its headings or a line beside it state it. Pure.

The units themselves stand in ``said.toml``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from ecodash.language.thai import tidy
from ecodash.workbook.cells import Cell
from ecodash.workbook.incoming.reading import RawRow
from ecodash.workbook.said import said
from ecodash.workbook.sheets import Column, Sheet

_REMARK = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
# What a remark behind a heading says of its numbers where it is no unit that is known.
_OTHER_UNIT = re.compile(
    r"000|ล้าน|พัน|แสน|หมื่น|million|thousand|\b[km]\s*(?:baht|thb|บาท|฿|\W*$)"
    r"|เหรียญ|ดอลลาร์|usd|[$€¥%]|ร้อยละ|เปอร์เซ็น|per ?cent|ยูโร|เยน|หยวน",
    re.IGNORECASE,
)
_STATES_UNIT = re.compile(r"[(\[]?\s*(?:หน่วย(?:นับ|เงิน)?|unit)\s*(?:เป็น)?\s*[:=]", re.IGNORECASE)


def stated_units(
    title: str, sheet: Sheet, places: Mapping[str, int], headings: Sequence[Cell], around: Sequence[RawRow], header: int
) -> Iterator[tuple[Column, str, int]]:
    """Every column of money whose unit is stated, with that and how many baht it is.

    ``title``: what the sheet is called; ``around``: the rows that are no rows of the table; ``header``: the number of
    the row with the headings.
    """
    lines = (cell for _, cells in around for cell in cells if isinstance(cell, str))
    beside = unit_above(lines) or unit_of(title)
    for column in sheet.columns:
        if column.reads == "money" and column.name in places:
            place = places[column.name]
            stated = unit_of(str(headings[place])) or _unit_of_group(around, header, place) or beside
            if stated:
                yield column, *stated


def unknown_unit(around: Sequence[RawRow]) -> tuple[int, str] | None:
    """A line beside the table that states a unit which is not known: the number of its row, and the line."""
    lines = ((at, tidy(str(cell)).strip("* .")) for at, cells in around for cell in cells if isinstance(cell, str))
    stated = ((at, line) for at, line in lines if _STATES_UNIT.match(line) and _OTHER_UNIT.search(line))
    return next(((at, line) for at, line in stated if unit_above([line]) is None), None)


def _unit_of_group(around: Sequence[RawRow], header: int, place: int) -> tuple[str, int] | None:
    """The unit that the heading of a group of columns states, right above theirs."""
    above = next((cells for at, cells in around if at == header - 1), ())
    group = next((cell for cell in reversed(above[: place + 1]) if cell not in (None, "")), None)
    return unit_above([group]) if isinstance(group, str) else None


def unit_of(heading: str) -> tuple[str, int] | None:
    """The unit that a heading states of its amounts, and how many baht it is."""
    return _stated(_unit_behind().search(tidy(heading).replace("\n", " ")))


def other_unit(heading: str) -> str | None:
    """What stands in brackets behind a heading and speaks of a unit that is not known."""
    remark = _REMARK.search(tidy(heading).replace("\n", " "))
    is_one = remark and unit_of(heading) is None and _OTHER_UNIT.search(remark[0])
    return remark[0].strip() if remark and is_one else None


def _stated(found: re.Match[str] | None) -> tuple[str, int] | None:
    unit = next(filter(None, found.groups()), None) if found else None
    return (unit, said()["unit"][unit.casefold()]) if unit else None


def unit_above(texts: Iterable[str]) -> tuple[str, int] | None:
    """The unit that a line beside the table states: «หน่วย : ล้านบาท»."""
    return next(filter(None, (_stated(_unit_line().fullmatch(tidy(text).strip("* ."))) for text in texts)), None)


def without_unit(heading: str) -> str:
    """A heading without the unit behind it."""
    return _unit_behind().sub("", heading.replace("\n", " "))


@cache
def _unit_behind() -> re.Pattern[str]:
    """A unit at the end: in brackets, behind a colon or stroke, or a word of its own."""
    said_as = r"(?:หน่วย(?:นับ|เงิน)?|unit)?\s*(?:เป็น)?\s*[:=]?\s*"
    return re.compile(
        rf"\s*(?:[(\[]\s*{said_as}({_units()})\s*[)\]]|[:/]\s*({_units()})|\s({_units()}))\s*$", re.IGNORECASE
    )


@cache
def _unit_line() -> re.Pattern[str]:
    """A text that states a unit: «หน่วย : ล้านบาท», «(พันบาท)», «งบ (ล้านบาท)», «ตัวเลขเป็นพันบาท»."""
    said_as = r"(?:หน่วย(?:นับ|เงิน)?|unit)\s*(?:เป็น)?\s*[:=]?\s*\(?\s*"
    return re.compile(
        rf".*?{said_as}({_units()})\s*\)?|.*[(\[]\s*({_units()})\s*[)\]]|\D{{0,40}}:\s*({_units()})"
        rf"|.*(?:เป็น|\bin)\s*({_units()})|({_units()})",
        re.IGNORECASE,
    )


@cache
def _units() -> str:
    return "|".join(map(re.escape, sorted(said()["unit"], key=len, reverse=True)))
