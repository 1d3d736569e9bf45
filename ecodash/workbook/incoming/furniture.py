"""What stands in a table and is no row of it: totals, headings of groups, remarks and signatures. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from ecodash.language.thai import digits, tidy
from ecodash.workbook.cells import Cell, loose
from ecodash.workbook.incoming.headings import columns_of, is_serial, known_headings
from ecodash.workbook.incoming.reading import RawRow
from ecodash.workbook.incoming.units import unit_above
from ecodash.workbook.sheets import SHEETS, Sheet

_TOTAL = re.compile(
    r"(?:ผล|ยอด)?รวม(?:ทั้งสิ้น|ทั้งหมด|ยอด|เงิน|เป็นเงิน|งบประมาณ|สุทธิ)*"
    r"|(?:grand |g\.? ?|sub[- ]?)?total|ยอดยก(?:มา|ไป)|เฉลี่ย|ค่าเฉลี่ย|average",
    re.IGNORECASE,
)
# Alone in its row: «รวม 5 โครงการ», «รวม (3 รายการ)».
_COUNTED_TOTAL = re.compile(rf"(?:{_TOTAL.pattern})\s*(?:\d|\().*", re.IGNORECASE)
_BEGINS_TOTAL = re.compile(r"(?:ผล|ยอด)?รวม|(?:grand |g\.? ?|sub[- ]?)?total", re.IGNORECASE)
_REMARK = re.compile(
    r"(?:หมายเหตุ|ลงชื่อ|ลงนาม|ผู้จัดทำ|ผู้รายงาน|ผู้ตรวจ(?:สอบ)?|ผู้รับรอง|ผู้อนุมัติ|ผู้เสนอ|ผู้เห็นชอบ|ผู้ให้ข้อมูล|ตำแหน่ง"
    r"|วันที่|ข้อมูล ณ|ที่มา|แหล่งที่มา|หน่วย|พิมพ์เมื่อ|โทร"
    r"|ติดต่อ|สอบถาม|ผู้ประสานงาน)(?:\W|\s|$)|^\(.{3,60}\)$|^[.…_ ]{5,}|^\*|^หน้า\s*\d|^จบราย(?:การ|งาน)"
)
_NUMBER = re.compile(r"[\d,.\s%฿-]+")
# (1) (2) (3) or 1 2 3: forms number their columns.
_COLUMN_NUMBER = re.compile(r"[(\[]?(\d{1,2})[)\]]?")
_FEWEST_NUMBERED = 3
# What the headings of groups within a table begin with.
_GROUP = re.compile(
    r"(?:มิติ|ด้าน|ยุทธศาสตร์|กลยุทธ์|แผนงาน|ส่วนที่|หมวด|กลุ่มที่|ตอนที่|ประเด็น|เป้าหมาย)\s*\S"
    r"|(?:[ก-ฮ]|[IVX]+|\d{1,2})[.)]\s*(?:มิติ|ด้าน|ยุทธศาสตร์|กลยุทธ์|แผนงาน|หมวด|ประเด็น)"
)
# Alone in its row it is a row that lacks the rest, and no heading of a group.
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
_MOST_CELLS = 2


def furniture(
    body: Sequence[RawRow], headings: Sequence[Cell], places: Mapping[str, int], sheet: Sheet
) -> Iterator[tuple[int, str]]:
    """The rows under the headings that are no rows of the table: row number, and the note that says what it is.

    ``places``: where the columns stand.
    """
    filled = [len(cells) - cells.count("") - cells.count(None) for _, cells in body]
    thin = min(_MOST_CELLS, len(places) - 1)
    last_row = max((at for (at, _), count in zip(body, filled, strict=True) if count > thin), default=0)
    amounts = {places[c.name] for c in sheet.columns if c.name in places and c.reads in ("money", "number")}
    codes = places.get("code")
    needed = {places[column.name] for column in sheet.columns if column.required and column.name in places}
    heading = next(iter(_told(headings).values()), None)
    is_below = False
    for (at, cells), count in zip(body, filled, strict=True):
        first = next((cell for cell in cells if cell not in (None, "")), None)
        if count > max(_MOST_CELLS, len(amounts)) and first != heading and not _may_begin_one(first, sheet.name):
            # Nearly every row of a long table, at the price of its first cell.
            continue
        told = _told(cells)
        if is_total(cells) or (told and amounts >= told.keys() and len(places) > len(amounts)):
            yield at, "totals_left_alone"
        elif is_remark(cells) or (is_below and at > last_row):
            # Under a signature or a remark stand its lines: a name, a post, a day.
            is_below = at > last_row
            yield at, "remarks_left_alone"
        elif _numbers_columns(told) or told == _told(headings) or _names_the_same(cells, places, sheet):
            yield at, "headings_repeated"
        elif len(told) == 1 and _heads_group(str(first), told.keys() == {codes}, needed <= told.keys()):
            yield at, "groups_left_alone"


def _heads_group(alone: str, is_code: bool, is_whole: bool) -> bool:
    """Whether a text alone in its row heads a group: no code, or what such headings begin with and rows lack more."""
    plain = tidy(alone)
    return not _CODE.fullmatch(plain) if is_code else not is_whole and bool(_GROUP.match(plain))


def another_table(body: Sequence[RawRow], places: Mapping[str, int], sheet: Sheet) -> int | None:
    """The row of the headings of another table beneath this one; None where there is none."""
    return next((at for at, cells in body if heads_table(cells) and not _names_the_same(cells, places, sheet)), None)


def heads_table(cells: Sequence[Cell]) -> bool:
    """Whether a row has the headings of some sheet of ours."""
    first = next((cell for cell in cells if cell not in (None, "")), None)
    if not isinstance(first, str) or not (is_serial(first) or loose(first) in _headings_of_all()):
        return False
    return any(len(columns_of(cells, sheet)) >= _FEWEST_NUMBERED for sheet in SHEETS.values())


@cache
def _headings_of_all() -> frozenset[str]:
    return frozenset(heading for name in SHEETS for heading in known_headings(name))


@lru_cache(maxsize=10_000)
def _may_begin_one(first: Cell, sheet_name: str) -> bool:
    """Whether a row whose first cell this is may be a sum, signatures, headings or the numbers of columns."""
    if isinstance(first, str) and (loose(first) in known_headings(sheet_name) or is_serial(first)):
        return True
    plain = digits(tidy(str(first)))
    number = _COLUMN_NUMBER.fullmatch(plain.removesuffix(".0"))
    return bool(_TOTAL.match(plain) or (number and int(number[1]) == 1) or _REMARK.match(plain))


def _told(cells: Sequence[Cell]) -> dict[int, Cell]:
    return {place: cell for place, cell in enumerate(cells) if cell not in (None, "")}


def is_total(cells: Sequence[Cell]) -> bool:
    """A row whose first text says รวม: a sum of others. Beside a longer text that begins so stand numbers alone."""
    told = list(_told(cells).values())
    if not told or not isinstance(told[0], str):
        return False
    first = digits(tidy(told[0])).rstrip(" :")
    if _TOTAL.fullmatch(first) or (len(told) == 1 and _COUNTED_TOTAL.fullmatch(first)):
        return True
    return len(told) > 1 and bool(_BEGINS_TOTAL.match(first)) and all(map(_is_number, told[1:]))


def _is_number(cell: Cell) -> bool:
    return not isinstance(cell, str) or bool(_NUMBER.fullmatch(digits(tidy(cell))))


def is_remark(cells: Sequence[Cell]) -> bool:
    """A row with one text or two, a remark, a signature, its dots, or the unit of the table; several signatures."""
    told = list(_told(cells).values())
    if not told or not all(isinstance(cell, str) for cell in told):
        return False
    if len(told) > _MOST_CELLS:
        return all(_REMARK.match(tidy(str(cell))) for cell in told)
    return bool(_REMARK.match(tidy(str(told[0]))) or unit_above([str(told[0])]))


def _names_the_same(cells: Sequence[Cell], places: Mapping[str, int], sheet: Sheet) -> bool:
    """Whether a row has the headings once more, perhaps in the other language."""
    named = columns_of(cells, sheet)
    return len(named) >= _FEWEST_NUMBERED and all(places.get(name) == place for place, name in named.items())


def _numbers_columns(told: Mapping[int, Cell]) -> bool:
    """Whether a row counts the columns of its table from 1 on."""
    found = [_COLUMN_NUMBER.fullmatch(digits(str(cell)).removesuffix(".0")) for cell in told.values()]
    counted = [int(number[1]) for number in found if number]
    return len(told) >= _FEWEST_NUMBERED and counted == list(range(1, len(told) + 1))
