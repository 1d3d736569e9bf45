"""Cells merged over several rows: one value said once for all of them, where that can be meant. Pure."""

from ecodash.workbook.cells import Cell
from ecodash.workbook.incoming.reading import RawSheet
from ecodash.workbook.problems import Problem
from ecodash.workbook.sheets import Sheet

_SAID_ONCE = ("reference", "references", "items", "within", "fiscal_year", "day", "choice", "open_choice", "text")
# What a row is called is not what the next one is called.
_NAMES = ("title", "name_th", "name", "text", "text_th")


def letters(index: int) -> str:
    """0 → A, 26 → AA."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(65 + rest) + text
    return text


def filled(
    raw: RawSheet, header: int, places: dict[str, int], sheet: Sheet
) -> tuple[dict[tuple[int, int], Cell], list[Problem]]:
    """What merged areas say of their lower rows, as (row, column) → value, and those that cannot be meant so."""
    problems: list[Problem] = []
    cells = dict(raw.rows)
    by_place = {place: name for name, place in places.items()}
    values: dict[tuple[int, int], Cell] = {}
    for first_row, first_column, last_row, last_column in raw.merged:
        names = [by_place[place] for place in range(first_column, last_column + 1) if place in by_place]
        if last_row <= header or not names:
            continue
        same = len(names) == 1 and first_row > header and _is_said_once(names[0], sheet)
        top = cells.get(first_row, ())
        value = top[first_column] if first_column < len(top) else None
        if same and value is not None:
            values |= {(row, first_column): value for row in range(first_row + 1, last_row + 1)}
            continue
        area = f"{letters(first_column)}{first_row}:{letters(last_column)}{last_row}"
        at = f"{letters(first_column)}{first_row}"
        problems.append(Problem(raw.name, at, None, "merged", {"area": area}))
    return values, problems


def _is_said_once(name: str, sheet: Sheet) -> bool:
    """Whether one value of a column may hold for several rows: an area does, a code or an item does not."""
    column = next(column for column in sheet.columns if column.name == name)
    return column.reads in _SAID_ONCE and column.column not in _NAMES
