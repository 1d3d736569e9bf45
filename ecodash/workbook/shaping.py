"""Raw sheets → tables: which sheet of the contract it is, where its headings are, which cell is which column."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ecodash.language.likeness import meant
from ecodash.text import LANGUAGES, t
from ecodash.workbook.cells import Cell, loose, shown
from ecodash.workbook.instructions import STAMP
from ecodash.workbook.problems import Note, Problem
from ecodash.workbook.reading import Raw, RawSheet
from ecodash.workbook.sheets import SHEETS, Column, Sheet

# Titles and remarks may stand above the headings.
_HEADINGS_WITHIN = 20
_STAMP = re.compile(rf"{STAMP}(\d+-[0-9a-f]{{8,64}})")


@dataclass(frozen=True)
class TableRow:
    """One row with anything in it: its number in the sheet and its cells by English column name."""

    number: int
    cells: dict[str, Cell]


@dataclass(frozen=True)
class Table:
    """A sheet of the contract as it was filled in. ``title`` is its name in the file."""

    sheet: Sheet
    title: str
    places: dict[str, int]
    rows: list[TableRow]

    def place(self, column: str, number: int) -> str:
        """D7, for a problem to point at."""
        return f"{letters(self.places[column])}{number}"


@dataclass
class Shaped:
    """All tables of a file, with what is wrong about their form and what is worth saying.

    ``stamp`` says from which change a template was made (empty: none); ``is_template`` whether it is one, and
    ``created`` and ``modified`` (UTC) when the file was made and last saved, as it says itself.
    """

    tables: list[Table] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    stamp: str = ""
    is_template: bool = False
    created: datetime | None = None
    modified: datetime | None = None


def shape(raw: Raw) -> Shaped:
    """Find the tables; every problem of form of every sheet at once."""
    shaped = Shaped(problems=list(raw.problems), created=raw.created, modified=raw.modified)
    for sheet in raw.sheets:
        if loose(sheet.name) in _instructions():
            shaped.is_template, shaped.stamp = True, _stamp(sheet)
        known = _known(sheet, raw.is_text)
        if known is None:
            if not raw.is_text and sheet.rows and loose(sheet.name) not in _own_sheets():
                shaped.notes.append(Note(sheet.name, "sheet_left_alone", {"sheet": sheet.name}))
            continue
        _tell_hidden(sheet, shaped)
        _shape_sheet(sheet, known, shaped)
    if not raw.problems and not shaped.tables and not shaped.problems:
        names = ", ".join(sheet.name for sheet in raw.sheets)
        shaped.problems.append(Problem(None, None, names or None, "no_known_sheet"))
    return shaped


def _instructions() -> set[str]:
    return {loose(t(lang, "workbook.instructions")) for lang in LANGUAGES}


def _stamp(raw: RawSheet) -> str:
    texts = (cell for _, cells in raw.rows for cell in cells if isinstance(cell, str))
    found = next(filter(None, map(_STAMP.search, texts)), None)
    return found[1] if found else ""


def _own_sheets() -> set[str]:
    """What the template and the marked copy bring along beside the sheets."""
    keys = ("workbook.instructions", "workbook.lists", "workbook.to_put_right")
    return {loose(t(lang, key)) for key in keys for lang in LANGUAGES}


def letters(index: int) -> str:
    """0 → A, 26 → AA."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(65 + rest) + text
    return text


def _known(raw: RawSheet, is_text: bool) -> Sheet | None:
    by_name = {loose(sheet.title(lang)): sheet for sheet in SHEETS.values() for lang in ("th", "en")}
    found = by_name.get(loose(raw.name))
    if found or not is_text or not raw.rows:
        return found
    # A CSV file may be called anything; its headings tell.
    fits = {sheet.name: len(_matches(raw.rows[0][1], sheet)) for sheet in SHEETS.values()}
    best = max(fits, key=lambda name: fits[name])
    required = {column.name for column in SHEETS[best].columns if column.required}
    return SHEETS[best] if required <= set(_matches(raw.rows[0][1], SHEETS[best]).values()) else None


def _tell_hidden(raw: RawSheet, shaped: Shaped) -> None:
    if raw.is_hidden:
        shaped.notes.append(Note(raw.name, "hidden_sheet", {"sheet": raw.name}))
    if raw.hidden_rows:
        shaped.notes.append(Note(raw.name, "hidden_rows", {"sheet": raw.name, "count": raw.hidden_rows}))
    if raw.hidden_columns:
        shaped.notes.append(Note(raw.name, "hidden_columns", {"sheet": raw.name, "count": raw.hidden_columns}))


def _shape_sheet(raw: RawSheet, sheet: Sheet, shaped: Shaped) -> None:
    far = [flaw for flaw in raw.flaws if flaw[0] == "far_away"]
    if far:
        shaped.problems += [Problem(raw.name, place, value or None, code) for code, place, value in far[:10]]
        return
    if any(table.sheet is sheet for table in shaped.tables):
        shaped.problems.append(Problem(raw.name, None, None, "sheet_twice"))
        return
    candidates = raw.rows[:_HEADINGS_WITHIN]
    header = max(candidates, key=lambda row: len(_matches(row[1], sheet)), default=None)
    if header is None or not _matches(header[1], sheet):
        if raw.rows:
            shaped.problems.append(Problem(raw.name, f"A{raw.rows[0][0]}", None, "no_headings"))
        return
    number, headings = header
    places = _places(raw.name, number, headings, sheet, shaped)
    body = [(at, cells) for at, cells in raw.rows if at > number]
    _tell_flaws(raw, number, places, shaped)
    shaped.problems += _strays(raw.name, places, headings, body)
    if any(column.required and column.name not in places for column in sheet.key_columns):
        return
    shaped.tables.append(Table(sheet, raw.name, places, list(_rows(places, body))))


def _matches(headings: Sequence[Cell], sheet: Sheet) -> dict[int, str]:
    """Which cells are headings of the sheet: place → English name."""
    names = _headings(sheet)
    return {
        place: names[loose(cell)]
        for place, cell in enumerate(headings)
        if isinstance(cell, str) and loose(cell) in names
    }


def _headings(sheet: Sheet) -> dict[str, str]:
    return {loose(column.heading(lang)): column.name for column in sheet.columns for lang in ("th", "en")}


def _places(title: str, number: int, headings: Sequence[Cell], sheet: Sheet, shaped: Shaped) -> dict[str, int]:
    """Where every column of the sheet stands; strangers, doubles and missing ones are problems."""
    found = _matches(headings, sheet)
    places: dict[str, int] = {}
    for place, cell in enumerate(headings):
        told = shown(cell)
        at = f"{letters(place)}{number}"
        name = found.get(place)
        if name is None and told and loose(told):
            near = meant(loose(told), _headings(sheet))
            suggestion = _column(sheet, _headings(sheet)[near]).title if near else None
            shaped.problems.append(Problem(title, at, told, "unknown_column", {"name": told}, suggestion))
        elif name in places:
            first = f"{letters(places[name])}{number}"
            shaped.problems.append(Problem(title, at, told, "column_twice", {"name": told, "first": first}))
        elif name is not None:
            places[name] = place
    for column in sheet.columns:
        # Without a key no row can be told from another; of the others it depends on whether the row is new.
        if column.name not in places and column in sheet.key_columns and column.required:
            shaped.problems.append(Problem(title, f"A{number}", None, "column_missing", {"column": column.title}))
    return places


def _column(sheet: Sheet, name: str) -> Column:
    return next(column for column in sheet.columns if column.name == name)


def _tell_flaws(raw: RawSheet, header: int, places: dict[str, int], shaped: Shaped) -> None:
    read = {letters(place) for place in places.values()}
    for code, place, value in raw.flaws:
        column, row = place.rstrip("0123456789"), place[len(place.rstrip("0123456789")) :]
        if column in read and row and int(row) >= header:
            shaped.problems.append(Problem(raw.name, place, value or None, code))
    for first_row, first_column, last_row, last_column in raw.merged:
        touches = any(first_column <= place <= last_column for place in places.values())
        if last_row > header and touches:
            area = f"{letters(first_column)}{first_row}:{letters(last_column)}{last_row}"
            at = f"{letters(first_column)}{first_row}"
            shaped.problems.append(Problem(raw.name, at, None, "merged", {"area": area}))


def _strays(
    title: str, places: dict[str, int], headings: Sequence[Cell], body: Sequence[tuple[int, Sequence[Cell]]]
) -> Iterator[Problem]:
    """Cells under no heading: nobody would read them, so somebody has to say what they are."""
    named = set(places.values()) | {place for place, cell in enumerate(headings) if shown(cell)}
    told = 0
    for number, cells in body:
        for place, cell in enumerate(cells):
            if place not in named and shown(cell) and loose(str(cell)):
                yield Problem(title, f"{letters(place)}{number}", shown(cell), "no_heading_above")
                told += 1
        if told > 10:
            return


def _rows(places: dict[str, int], body: Sequence[tuple[int, Sequence[Cell]]]) -> Iterator[TableRow]:
    for number, cells in body:
        named = {name: cells[place] if place < len(cells) else None for name, place in places.items()}
        if any(cell not in (None, "") for cell in named.values()):
            yield TableRow(number, {name: None if cell == "" else cell for name, cell in named.items()})
