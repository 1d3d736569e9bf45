"""Which sheet of the contract a sheet of a file is, and where its headings stand. Pure."""

from collections.abc import Sequence
from functools import cache

from ecodash.language.text import LANGUAGES, t
from ecodash.workbook.cells import Cell, loose
from ecodash.workbook.incoming.headings import columns_of
from ecodash.workbook.incoming.reading import RawSheet
from ecodash.workbook.sheets import SHEETS, Sheet

# Titles and remarks may stand above the headings.
HEADINGS_WITHIN = 60


def instructions() -> set[str]:
    return {loose(t(lang, "workbook.instructions")) for lang in LANGUAGES}


def own_sheets() -> set[str]:
    """What the template and the marked copy bring along beside the sheets."""
    keys = ("workbook.instructions", "workbook.lists", "workbook.to_put_right")
    return {loose(t(lang, key)) for key in keys for lang in LANGUAGES}


def known_sheet(raw: RawSheet) -> Sheet | None:
    """Which sheet of the contract it is: by its name, else by its headings, whatever it is called."""
    found = _by_name().get(loose(raw.name))
    if not raw.rows or loose(raw.name) in own_sheets() or (found and _has_keys(raw, found)):
        return found
    fits = {sheet.name: _best(raw, sheet) for sheet in SHEETS.values()}
    best = max(fits, key=lambda name: fits[name])
    required = {column.name for column in SHEETS[best].columns if column.required}
    if len(required) == 1:
        # A name alone is a column of many a list.
        required.add("code")
    header = header_of(raw, SHEETS[best])
    if header is None or not required <= set(columns_of(header[1], SHEETS[best]).values()):
        return found
    return SHEETS[best]


def _has_keys(raw: RawSheet, sheet: Sheet) -> bool:
    """Whether a sheet has the columns that tell its rows apart, and some that they must have."""
    header = header_of(raw, sheet)
    named = columns_of(header[1], sheet).values() if header else ()
    has_keys = all(column.name in named for column in sheet.key_columns if column.required)
    return has_keys and any(column.name in named for column in sheet.columns if column.required)


def is_named(raw: RawSheet, sheet: Sheet) -> bool:
    """Whether a sheet is called what it is."""
    return _by_name().get(loose(raw.name)) is sheet


@cache
def _by_name() -> dict[str, Sheet]:
    return {loose(sheet.title(lang)): sheet for sheet in SHEETS.values() for lang in LANGUAGES}


def _best(raw: RawSheet, sheet: Sheet) -> int:
    return max(len(columns_of(cells, sheet)) for _, cells in raw.rows[:HEADINGS_WITHIN])


def _completes(headings: Sequence[Cell], beneath: Sequence[Cell], sheet: Sheet) -> bool:
    """Whether a row has nothing but more headings, beneath those of groups: «งบประมาณ», and under it its columns."""
    told = {place for place, cell in enumerate(beneath) if cell not in (None, "")}
    known = columns_of(headings, sheet)
    return bool(told) and told == columns_of(beneath, sheet).keys() and not told & known.keys()


def _is_completed(headings: Sequence[Cell], above: Sequence[Cell], sheet: Sheet) -> bool:
    """Whether the row above has the headings of columns that have none here, and else names of groups over these."""
    known, more = columns_of(headings, sheet), columns_of(above, sheet)
    told = {place for place, cell in enumerate(above) if cell not in (None, "")}
    is_free = not {place for place, cell in enumerate(headings) if cell not in (None, "")} & more.keys()
    return (
        is_free and bool(more) and told - more.keys() <= known.keys() and not set(more.values()) & set(known.values())
    )


def header_of(raw: RawSheet, sheet: Sheet) -> tuple[int, Sequence[Cell]] | None:
    """The row with the headings. Where headings are merged over several rows, what stands lowest is the heading."""
    candidates = raw.rows[:HEADINGS_WITHIN]
    found = max(candidates, key=lambda row: len(columns_of(row[1], sheet)), default=None)
    if found is None or not columns_of(found[1], sheet):
        return None
    zone = [area for area in raw.merged if area[0] <= found[0] <= area[2] and area[0] < area[2]]
    last = max((area[2] for area in zone), default=found[0])
    beneath = next((cells for at, cells in candidates if at == found[0] + 1), ())
    if _completes(found[1], beneath, sheet):
        last = max(last, found[0] + 1)
    above = next((cells for at, cells in candidates if at == found[0] - 1), ())
    first = min((area[0] for area in zone), default=found[0])
    if _is_completed(found[1], above, sheet):
        first = min(first, found[0] - 1)
    if first == last == found[0]:
        return found
    rows = [(number, cells) for number, cells in raw.rows if first <= number <= last]
    width = max(len(cells) for _, cells in rows)
    lowest: list[Cell] = [None] * width
    for _, cells in rows:
        for place, cell in enumerate(cells):
            lowest[place] = cell if cell not in (None, "") else lowest[place]
    return last, lowest
