"""Several tables beneath each other on one sheet: each as a sheet of its own. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from ecodash.workbook.cells import Cell
from ecodash.workbook.incoming.furniture import heads_table
from ecodash.workbook.incoming.headings import columns_of
from ecodash.workbook.incoming.reading import RawSheet
from ecodash.workbook.incoming.recognition import header_of, known_sheet
from ecodash.workbook.sheets import SHEETS


def tables_of(raw: RawSheet) -> list[RawSheet]:
    """The tables of a sheet, each from its titles on; one that nobody knows stays with the one above it."""
    begins = [first for first, _ in _later_headings(raw)]
    if not begins:
        return [raw]
    end = max(number for number, _ in raw.rows) + 1
    known = [a for a, b in pairwise([*begins, end]) if known_sheet(replace(_part(raw, a, b), name=""))]
    return [_part(raw, a, b) for a, b in pairwise([0, *known, end])] if known else [raw]


def lacks_much(part: RawSheet) -> bool:
    """Whether one of several tables is called what it is not: it has not nearly the columns that its rows must have."""
    known = known_sheet(part)
    header = header_of(part, known) if known else None
    if known is None:
        return False
    named = columns_of(header[1], known).values() if header else ()
    return sum(column.required and column.name not in named for column in known.columns) > 1


def _later_headings(raw: RawSheet) -> Iterator[tuple[int, int]]:
    """The headings of every table but the first: the row in which it begins with its titles, and theirs."""
    above: Sequence[Cell] | None = None
    last = 0
    for place, (number, cells) in enumerate(raw.rows):
        if not heads_table(cells):
            continue
        # A second row of headings, or the same once more, heads no other table.
        if above is not None and number > last + 1 and not _are_the_same(above, cells):
            yield _beginning(raw, place), number
        above, last = cells, number


def _are_the_same(headings: Sequence[Cell], others: Sequence[Cell]) -> bool:
    return all(columns_of(headings, sheet) == columns_of(others, sheet) for sheet in SHEETS.values())


def _beginning(raw: RawSheet, place: int) -> int:
    """The first of the titles right above headings, each a text alone in its row."""
    while place and sum(cell not in (None, "") for cell in raw.rows[place - 1][1]) == 1:
        place -= 1
    return raw.rows[place][0]


def _part(raw: RawSheet, first: int, last: int) -> RawSheet:
    """The rows of a sheet from one up to another, with what is said of them; what is hidden is told of the first."""
    told = raw if first == 0 else replace(raw, is_hidden=False, hidden_rows=0, hidden_columns=0)
    return replace(
        told,
        rows=[(number, cells) for number, cells in raw.rows if first <= number < last],
        flaws=[flaw for flaw in raw.flaws if first <= int(flaw[1].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0) < last],
        merged=[area for area in raw.merged if first <= area[0] < last],
    )
