"""What is to be said of a sheet's cells before they are read: hidden, crossed out, broken, far away, nameless."""

from collections.abc import Iterator, Sequence

from ecodash.workbook.cells import Cell, loose, shown
from ecodash.workbook.incoming.merged_cells import letters
from ecodash.workbook.incoming.reading import RawSheet
from ecodash.workbook.incoming.table import STRUCK_OUT, Shaped
from ecodash.workbook.problems import Note, Problem


def tell_hidden(raw: RawSheet, shaped: Shaped) -> None:
    if raw.is_hidden:
        shaped.notes.append(Note(raw.name, "hidden_sheet", {"sheet": raw.name}))
    if raw.hidden_rows:
        shaped.notes.append(Note(raw.name, "hidden_rows", {"sheet": raw.name, "count": raw.hidden_rows}))
    if raw.hidden_columns:
        shaped.notes.append(Note(raw.name, "hidden_columns", {"sheet": raw.name, "count": raw.hidden_columns}))


def cannot_be_read(raw: RawSheet, shaped: Shaped) -> bool:
    """Whether cells far outside keep a sheet from being read, which is then said."""
    far = [flaw for flaw in raw.flaws if flaw[0] == "far_away"]
    shaped.problems += [Problem(raw.name, place, value or None, code) for code, place, value in far[:10]]
    return bool(far)


def tell_flaws(raw: RawSheet, header: int, places: dict[str, int], shaped: Shaped) -> None:
    read = {letters(place): place for place in places.values()}
    cells = dict(raw.rows) if any(code == STRUCK_OUT for code, _, _ in raw.flaws) else {}
    for code, place, value in raw.flaws:
        column, row = place.rstrip("0123456789"), place[len(place.rstrip("0123456789")) :]
        if column not in read or not row or int(row) < header:
            continue
        if code != STRUCK_OUT:
            shaped.problems.append(Problem(raw.name, place, value or None, code))
        elif told := _at(cells.get(int(row), ()), read[column]):
            # What is crossed out is asked about: it may hold all the same.
            shaped.problems.append(Problem(raw.name, place, shown(told), code, {}, shown(told)))


def _at(cells: Sequence[Cell], place: int) -> Cell:
    return cells[place] if place < len(cells) else None


def strays(
    title: str, places: dict[str, int], headings: Sequence[Cell], body: Sequence[tuple[int, Sequence[Cell]]]
) -> Iterator[Problem]:
    """Cells under no heading: nobody would read them, so somebody has to say what they are."""
    named = set(places.values()) | {place for place, cell in enumerate(headings) if shown(cell)}
    nameless = [place for place in range(max((len(cells) for _, cells in body), default=0)) if place not in named]
    told = 0
    for number, cells in body:
        for place in nameless:
            if place < len(cells) and shown(cell := cells[place]) and loose(str(cell)):
                yield Problem(title, f"{letters(place)}{number}", shown(cell), "no_heading_above")
                told += 1
        if told > 10:
            return
