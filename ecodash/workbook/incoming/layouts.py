"""Sheets that say in several columns, or once for many rows, what ours say in one column: laid out as ours. Pure.

An area over ตำบล, อำเภอ and จังหวัด; a tick under ผ่าน or ไม่ผ่าน; an area in a row of its own above its items. What is
put together is written into one column of a copy, and what was found is said.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from ecodash.language.text import LANGUAGES
from ecodash.language.thai import folded
from ecodash.workbook.cells import Cell, loose
from ecodash.workbook.incoming.area_columns import AREA, areas_joined, reaching
from ecodash.workbook.incoming.furniture import is_remark, is_total
from ecodash.workbook.incoming.headings import columns_of
from ecodash.workbook.incoming.reading import RawRow, RawSheet
from ecodash.workbook.incoming.recognition import HEADINGS_WITHIN, header_of, known_sheet
from ecodash.workbook.name_forms import in_full
from ecodash.workbook.problems import Note
from ecodash.workbook.said import said
from ecodash.workbook.sheets import SHEETS, Column

_CHOICES = [column for sheet in SHEETS.values() for column in sheet.columns if column.reads == "choice"]
_IS_AREA = re.compile(r"(?:พื้นที่|ตำบล|อำเภอ|เทศบาล|นิคม|เขตประกอบการ|สวนอุตสาหกรรม).+")
# «1. ตำบลบ้านกลาง»: groups are counted.
_NUMBERED = re.compile(r"^[(\[]?\d{1,2}[.)\]]+\s*")
_FEWEST_TICKED = 2
_NOT = ("ไม่", "ยังไม่", "not")


@dataclass(frozen=True)
class _Laid:
    """A sheet laid out in one way, what was put together in it, and the columns that it then has to have."""

    sheet: RawSheet
    notes: tuple[Note, ...] = ()
    columns: tuple[Column, ...] = ()

    def is_known(self) -> bool:
        known = known_sheet(self.sheet)
        header = header_of(self.sheet, known) if known and known.kind != "area" else None
        if known is None or header is None:
            return False
        named = columns_of(header[1], known).values()
        return all(column in known.columns and column.name in named for column in self.columns)


def laid_out(raw: RawSheet) -> tuple[RawSheet, list[Note]]:
    """The sheet as ours are laid out, with what was put together; the same one where nothing has to be."""
    laid = next((way for way in _ways(_Laid(raw)) if way.is_known()), _Laid(raw))
    sheet, groups = _with_area_of_groups(laid.sheet)
    return sheet, [*laid.notes, *groups]


def _ways(plain: _Laid) -> Iterator[_Laid]:
    """Every way in which columns may have to be put together; none where they need not."""
    areas = [replace(plain, sheet=sheet, notes=(note,), columns=(AREA,)) for sheet, note in areas_joined(plain.sheet)]
    for laid in (*areas, plain):
        yield from _with_ticks(laid)
    yield from areas


def _with_ticks(laid: _Laid) -> Iterator[_Laid]:
    """Columns headed with the words of a closed list, of which each row ticks one."""
    raw = laid.sheet
    for number, cells in raw.rows[:HEADINGS_WITHIN]:
        for column in _CHOICES:
            places = _words_in(cells, column)
            if len(places) < _FEWEST_TICKED or not _are_ticked(raw, number, places):
                continue
            rows: list[RawRow] = [
                (
                    at,
                    _ticked(row, places, column, at == number) if at >= number else _without_group(row, places, column),
                )
                for at, row in raw.rows
            ]
            note = Note(raw.name, "ticks_read", {"column": column.title, "names": ", ".join(places.values())})
            yield _Laid(replace(raw, rows=rows), (*laid.notes, note), (*laid.columns, column))


def _words_in(cells: Sequence[Cell], column: Column) -> dict[int, str]:
    """Which headings are words of a closed list, each another code: place → heading."""
    codes = _codes(column)
    found = {place: cell for place, cell in enumerate(cells) if isinstance(cell, str) and loose(cell) in codes}
    return found if len({codes[loose(word)] for word in found.values()}) == len(found) else {}


@cache
def _codes(column: Column) -> Mapping[str, str]:
    return {loose(word): code for word, code in column.labels()}


def _are_ticked(raw: RawSheet, header: int, places: Mapping[int, str]) -> bool:
    """Whether a tick stands beneath them."""
    beneath = (row[place] for at, row in raw.rows if at > header for place in places if place < len(row))
    return any(isinstance(cell, str) and loose(cell) in _marks("tick") for cell in beneath)


def _ticked(row: Sequence[Cell], places: Mapping[int, str], column: Column, is_header: bool) -> list[Cell]:
    """One tick is its heading's word; several, or a cross under what is good, say both, which is then asked about."""
    cells: list[Cell] = list(row)
    told = {place: str(row[place]) for place in places if place < len(row) and row[place] not in (None, "")}
    for place in places:
        if place < len(cells):
            cells[place] = None
    first = min(places)
    if is_header:
        cells[first] = column.heading("th")
    elif told:
        word = places[next(iter(told))]
        # A cross says no, unless what it stands under says so itself.
        is_tick = loose(next(iter(told.values()))) in (
            _marks("tick") | (_marks("cross") if folded(word).startswith(_NOT) else set())
        )
        cells[first] = word if len(told) == 1 and is_tick else _all_of(told, places)
    return cells


def _all_of(told: Mapping[int, str], places: Mapping[int, str]) -> str:
    return ", ".join(f"{places[place]} {mark.strip()}" for place, mark in told.items())


@cache
def _marks(sort: str) -> frozenset[str]:
    return frozenset(map(loose, said()["marks"][sort]))


def _without_group(row: Sequence[Cell], places: Mapping[int, str], column: Column) -> Sequence[Cell]:
    """A row above the words without the heading of their group, which is that of the column."""
    group = min(places)
    is_group = group < len(row) and loose(str(row[group])) in {loose(column.heading(x)) for x in LANGUAGES}
    return [None if place == group else cell for place, cell in enumerate(row)] if is_group else row


def _with_area_of_groups(raw: RawSheet) -> tuple[RawSheet, list[Note]]:
    """An area in a row of its own is that of the rows beneath it."""
    known = known_sheet(raw)
    if known is None or AREA.name not in {column.name for column in known.columns} or known.kind == "area":
        return raw, []
    header = header_of(raw, known)
    place = next((p for p, name in columns_of(header[1], known).items() if name == AREA.name), None) if header else None
    groups = dict(_groups(raw, header, place)) if header else {}
    if header is None or not groups:
        return raw, []
    width = max(len(cells) for _, cells in raw.rows)
    at_place = width if place is None else place
    rows: list[RawRow] = []
    area: Cell = None
    for at, cells in raw.rows:
        whole = reaching(cells, at_place)
        if at == header[0]:
            whole[at_place] = AREA.heading("th")
        elif at in groups:
            area = groups[at]
            continue
        elif at > header[0] and whole[at_place] in (None, "") and _is_row(cells):
            whole[at_place] = area
        rows.append((at, whole))
    told = ", ".join(f"{name} ({at})" for at, name in groups.items())
    merged = [spread for spread in raw.merged if spread[0] not in groups]
    return replace(raw, rows=rows, merged=merged), [Note(raw.name, "area_of_groups", {"groups": told})]


def _groups(raw: RawSheet, header: RawRow, place: int | None) -> Iterator[tuple[int, str]]:
    """The rows under the headings that have nothing but the name of an area, above rows that have none of their own."""
    for (at, cells), (_, beneath) in pairwise(raw.rows):
        if at <= header[0] or len(cells) - cells.count(None) - cells.count("") != 1:
            continue
        column, told = next(iter(_told(cells).items()))
        if not isinstance(told, str) or place in _told(beneath) or not _is_row(beneath):
            continue
        name = _NUMBERED.sub("", told)
        if column == place or _IS_AREA.match(in_full(name)):
            yield at, name


def _is_row(cells: Sequence[Cell]) -> bool:
    return len(_told(cells)) > 1 and not is_total(cells) and not is_remark(cells)


def _told(cells: Sequence[Cell]) -> dict[int, Cell]:
    return {place: cell for place, cell in enumerate(cells) if cell not in (None, "")}
