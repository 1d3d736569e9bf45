"""An area over several columns: ตำบล, เทศบาล, อำเภอ and จังหวัด side by side, or beside the area itself. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from ecodash.workbook.cells import Cell, loose, shown
from ecodash.workbook.incoming.headings import columns_of, known_headings
from ecodash.workbook.incoming.reading import RawRow, RawSheet
from ecodash.workbook.incoming.recognition import HEADINGS_WITHIN
from ecodash.workbook.name_forms import in_full, is_local_government
from ecodash.workbook.problems import Note
from ecodash.workbook.said import said
from ecodash.workbook.sheets import SHEETS

AREA = SHEETS["criteria_status"].by_stored["area"]
# An area and, from the smallest to the largest, the units in which it lies; what each is called in a name.
_UNITS = {
    AREA.name: "",
    "subdistrict": "ตำบล",
    "local_government": "เทศบาล",
    "district": "อำเภอ",
    "province": "จังหวัด",
}
# One of these alone is an area with a heading of its own, or no area.
_NOT_ALONE = ({AREA.name}, {"province"})


def areas_joined(raw: RawSheet) -> Iterator[tuple[RawSheet, Note]]:
    """The sheet with those columns as one, for every row that may be its headings, and what to say of it."""
    for number, cells in raw.rows[:HEADINGS_WITHIN]:
        units = _units_in(cells)
        if units and set(units) not in _NOT_ALONE and (len(units) > 1 or _heads_more(cells)):
            rows: list[RawRow] = [
                (at, _headed(row, units) if at <= number or _units_in(row) == units else _joined(row, units))
                for at, row in raw.rows
            ]
            names = ", ".join(shown(cells[place]) or "" for place in units.values())
            yield replace(raw, rows=rows), Note(raw.name, "area_of_columns", {"names": names})


def _heads_more(cells: Sequence[Cell]) -> bool:
    """Whether a row has headings of ours; one that says «เทศบาล» alone may be a row of a table."""
    return any(columns_of(cells, sheet) for sheet in SHEETS.values())


def _units_in(cells: Sequence[Cell]) -> dict[str, int]:
    """Which cells head a unit of administration: unit → place, the smallest first."""
    words = _words_of_units()
    found = {
        words[loose(cell)]: place for place, cell in enumerate(cells) if isinstance(cell, str) and loose(cell) in words
    }
    return {unit: found[unit] for unit in _UNITS if unit in found}


@cache
def _words_of_units() -> Mapping[str, str]:
    areas = [heading for heading, name in known_headings("criteria_status").items() if name == AREA.name]
    return dict.fromkeys(areas, AREA.name) | {
        loose(word): unit for unit, thai in _UNITS.items() if thai for word in (thai, unit, *said()["place"][unit])
    }


def _headed(row: Sequence[Cell], units: Mapping[str, int]) -> list[Cell]:
    """A row at or above the headings, the first of these columns headed as the area."""
    cells: list[Cell] = list(row)
    if _units_in(row) == units:
        for place in units.values():
            cells[place] = None
        cells[next(iter(units.values()))] = AREA.heading("th")
    return cells


def reaching(row: Sequence[Cell], place: int) -> list[Cell]:
    """A row with a cell at ``place``: a CSV's rows end where their last value stands."""
    return [*row, *[None] * (place + 1 - len(row))]


def _joined(row: Sequence[Cell], units: Mapping[str, int]) -> list[Cell]:
    cells = reaching(row, max(units.values()))
    told = {unit: cells[place] for unit, place in units.items()}
    named = [_with_unit(str(cell), _UNITS[unit]) for unit, cell in told.items() if cell not in (None, "")]
    for unit in told:
        cells[units[unit]] = None
    if any(told[unit] not in (None, "") for unit in told if unit != "province"):
        cells[next(iter(units.values()))] = " ".join(named)
    return cells


def _with_unit(name: str, unit: str) -> str:
    full = in_full(name)
    return full if full.startswith(unit) or is_local_government(full) else f"{unit}{full}"
