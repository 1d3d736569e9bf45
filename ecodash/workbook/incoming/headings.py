"""Headings as offices write them: which column of a sheet each is. Pure."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from ecodash.language.likeness import meant
from ecodash.language.text import LANGUAGES, t
from ecodash.language.thai import digits, folded, tidy
from ecodash.workbook.cells import Cell, loose
from ecodash.workbook.incoming.units import without_unit
from ecodash.workbook.problems import Word
from ecodash.workbook.sheets import SHEETS, Sheet

# A number of the row and nothing more: it says nothing of the row.
_SERIAL = frozenset(loose(word) for word in ("ลำดับ", "ลำดับที่", "ที่", "No.", "#", "เลขที่ลำดับ"))
_REMARK = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
# «สถานะ (เป้าหมาย)», «งบตามแผน (เดิม)»: what stands beneath is another matter than the heading alone says.
_OTHER_MATTER = re.compile(
    r"ก่อน|เดิม|เก่า|เป้า|คาด|ประมาณการ|ที่ขอ|ปรับ|target|before|previous|old\b|expected|forecast", re.I
)
_YEAR = re.compile(r"(?<!\d)(?:20|25)\d{2}(?!\d)")
# «(1) พื้นที่», «1. พื้นที่», «สถานะ:»: what stands around a heading.
_AROUND = re.compile(r"^[(\[]?\d{1,2}[)\].]+\s*|\s*:$")
# «พื้นที่ / Area»: one heading in two languages, in either order.
_TWO_LANGUAGES = re.compile(
    r"([^a-z]*[ก-๙])[\s/|(–-]*([a-z][^ก-๙]*)|([a-z][^ก-๙]*?)[\s/|(–-]*([ก-๙][^a-z]*)", re.IGNORECASE
)


@cache
def known_headings(sheet_name: str) -> Mapping[str, str]:
    """Every heading of a sheet, loosely spelt → the English name of its column; forms may call a column otherwise."""
    columns = SHEETS[sheet_name].columns
    on_forms = {loose(t(lang, f"field.{column.column}")): column.name for column in columns for lang in LANGUAGES}
    return on_forms | {loose(column.heading(lang)): column.name for column in columns for lang in LANGUAGES}


def columns_of(headings: Sequence[Cell], sheet: Sheet) -> dict[int, str]:
    """Which cells are headings of the sheet: place → English name. A remark in brackets behind one is left aside."""
    found: dict[int, str] = {}
    for place, cell in enumerate(headings):
        if isinstance(cell, str):
            name = column_named(cell, sheet)
            if name:
                found[place] = name
    return found


def column_named(written: str, sheet: Sheet) -> str | None:
    """The column that a heading names: with a remark or unit behind it or without, numbered, in two languages."""
    return _column_named(written, sheet.name)


@lru_cache(maxsize=20_000)
def _column_named(written: str, sheet_name: str) -> str | None:
    names = known_headings(sheet_name)
    plain = _AROUND.sub("", tidy(written).replace("\n", ""))
    name = names.get(loose(plain)) or names.get(loose(_bare(plain)))
    if name or not (both := _TWO_LANGUAGES.fullmatch(tidy(written))):
        return name
    found = {names.get(loose(part)) for part in both.groups() if part} - {None}
    return found.pop() if len(found) == 1 else None


def _bare(written: str) -> str:
    plain = without_unit(written)
    remark = _REMARK.search(plain)
    return plain if remark and _OTHER_MATTER.search(remark[0]) else _REMARK.sub("", plain)


def year_behind(written: str) -> str | None:
    """A remark behind a heading that names a year, which is not that of every row beneath."""
    remark = _REMARK.search(digits(tidy(written)))
    return remark[0].strip() if remark and _YEAR.search(remark[0]) else None


def suggested(written: str, sheet: Sheet) -> Word | None:
    """The heading that may have been meant."""
    columns = {folded(c.heading(lang)).rstrip("*"): c for c in sheet.columns for lang in ("th", "en")}
    near = meant(folded(written), columns)
    return columns[near].title if near else None


def is_serial(written: str) -> bool:
    """Whether a heading is that of a running number, which nobody needs."""
    return loose(written) in _SERIAL
