"""Raw sheets → tables: which sheet of the contract it is, where its headings are, which cell is which column."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ecodash.workbook.cells import Cell, is_dash, loose, shown
from ecodash.workbook.garbled import is_garbled
from ecodash.workbook.incoming.flaws import cannot_be_read, strays, tell_flaws, tell_hidden
from ecodash.workbook.incoming.furniture import another_table, furniture
from ecodash.workbook.incoming.headings import columns_of, is_serial, suggested, year_behind
from ecodash.workbook.incoming.layouts import laid_out
from ecodash.workbook.incoming.merged_cells import filled, letters
from ecodash.workbook.incoming.own_forms import OwnForm, unmatched
from ecodash.workbook.incoming.reading import Raw, RawRow, RawSheet
from ecodash.workbook.incoming.recognition import (
    HEADINGS_WITHIN,
    header_of,
    instructions,
    is_named,
    known_sheet,
    own_sheets,
)
from ecodash.workbook.incoming.stacked import lacks_much, tables_of
from ecodash.workbook.incoming.table import Shaped, Table, TableRow
from ecodash.workbook.incoming.units import other_unit, stated_units, unknown_unit
from ecodash.workbook.instructions import STAMP
from ecodash.workbook.problems import Note, Problem, Word, Words
from ecodash.workbook.shares import says_per_cent
from ecodash.workbook.sheets import SHEETS, Sheet

# Problems that end when somebody says which heading means what.
_OF_HEADINGS = ("unknown_column", "column_missing", "no_headings")
_CONVERTED = ("old_excel", "open_document")
_STAMP = re.compile(rf"{STAMP}(\d+-[0-9a-f]{{8,64}})")


def shape(raw: Raw, forms: Sequence[OwnForm] = ()) -> Shaped:
    """Find the tables; every problem of form of every sheet at once. ``forms``: what offices matched before."""
    shaped = Shaped(problems=list(raw.problems), created=raw.created, modified=raw.modified)
    if raw.sheets and raw.kind in _CONVERTED:
        shaped.notes.append(Note(None, f"{raw.kind}_read"))
    for whole in raw.sheets:
        if loose(whole.name) in instructions():
            shaped.is_template, shaped.stamp = True, _stamp(whole)
        is_own = any(form.header_in(whole) for form in forms)
        for sheet in [whole] if is_own else tables_of(whole):
            values = {"sheet": sheet.name, "row": sheet.rows[0][0] if sheet.rows else 1}
            left = Note(sheet.name, "sheet_left_alone" if sheet is whole else "table_left_alone", values)
            if sheet is not whole and lacks_much(sheet):
                # A summary above the table, or a list of something else.
                shaped.notes.append(left)
                continue
            laid, found = (sheet, []) if is_own else laid_out(sheet)
            shaped.notes += found
            _shape(laid, forms, None if raw.is_text else left, shaped)
    if not raw.problems and not shaped.tables and not shaped.problems:
        shaped.problems.append(_nothing_known(raw))
    return shaped


def _shape(sheet: RawSheet, forms: Sequence[OwnForm], left: Note | None, shaped: Shaped) -> None:
    """Add what one table is. ``left``: what to say where nobody knows it; None: its sheet has no name of its own."""
    if matched := [form for form in forms if form.header_in(sheet)]:
        tell_hidden(sheet, shaped)
        for form in matched:
            _shape_own(sheet, form, shaped)
        asked = next((form for form in matched if form.lacking()), matched[-1])
        shaped.unmatched += filter(None, [unmatched(sheet, asked)])
        return
    known = known_sheet(sheet)
    if known and left and not is_named(sheet, known):
        values = {"sheet": sheet.name, "known": Word(f"sheet.{known.name}")}
        shaped.notes.append(Note(sheet.name, "sheet_by_headings", values))
    if known is None:
        if left and sheet.rows and loose(sheet.name) not in own_sheets():
            shaped.notes.append(left)
        if loose(sheet.name) not in own_sheets():
            shaped.unmatched += filter(None, [unmatched(sheet)])
        return
    tell_hidden(sheet, shaped)
    before = len(shaped.problems)
    _shape_sheet(sheet, known, shaped)
    if any(problem.code in _OF_HEADINGS for problem in shaped.problems[before:]):
        shaped.unmatched += filter(None, [unmatched(sheet)])


def _nothing_known(raw: Raw) -> Problem:
    names = ", ".join(sheet.name for sheet in raw.sheets)
    texts = (cell for sheet in raw.sheets for _, cells in sheet.rows[:HEADINGS_WITHIN] for cell in cells)
    if any(isinstance(cell, str) and is_garbled(cell) for cell in texts):
        return Problem(None, None, names or None, "garbled_file")
    code = "no_known_headings" if raw.is_text else "no_known_sheet"
    return Problem(None, None, names or None, code, {"sheets": Words(Word(f"sheet.{name}") for name in SHEETS)})


def _stamp(raw: RawSheet) -> str:
    texts = (cell for _, cells in raw.rows for cell in cells if isinstance(cell, str))
    found = next(filter(None, map(_STAMP.search, texts)), None)
    return found[1] if found else ""


def _shape_sheet(raw: RawSheet, sheet: Sheet, shaped: Shaped) -> None:
    if cannot_be_read(raw, shaped):
        return
    header = header_of(raw, sheet)
    number, headings = header or (0, ())
    places = _places(raw.name, number, headings, sheet, shaped) if header else {}
    if not places:
        if raw.rows:
            shaped.problems.append(Problem(raw.name, f"A{number or raw.rows[0][0]}", None, "no_headings"))
        return
    table = _table(raw, sheet, number, headings, places, shaped)
    if not any(column.required and column.name not in places for column in sheet.key_columns):
        shaped.tables.append(table)


def _shape_own(raw: RawSheet, form: OwnForm, shaped: Shaped) -> None:
    """A sheet whose headings somebody matched: those that were left out are not read, what all rows share is added."""
    sheet = SHEETS[form.sheet]
    if lacking := form.lacking():
        columns = Words(column.title for column in lacking)
        shaped.problems.append(Problem(raw.name, None, None, "form_asks", {"columns": columns}))
        return
    header = form.header_in(raw)
    if header is None or cannot_be_read(raw, shaped):
        return
    number, headings = header
    places = form.places(headings)
    shaped.notes.append(Note(raw.name, "own_form", {"sheet": raw.name, "known": Word(f"sheet.{sheet.name}")}))
    left = [shown(cell) or "" for place, cell in enumerate(headings) if shown(cell) and place not in places.values()]
    if left:
        shaped.notes.append(Note(raw.name, "headings_left_alone", {"names": ", ".join(left)}))
    # Behind the last column, where no cell of the file stands.
    width = max(len(cells) for _, cells in raw.rows)
    shared = {name: width + place for place, name in enumerate(form.same) if name not in places}
    table = _table(raw, sheet, number, headings, places, shaped)
    rows = [TableRow(row.number, {**row.cells, **{name: form.same[name] for name in shared}}) for row in table.rows]
    shaped.tables.append(replace(table, places={**places, **shared}, rows=rows))


def _table(
    raw: RawSheet, sheet: Sheet, number: int, headings: Sequence[Cell], places: dict[str, int], shaped: Shaped
) -> Table:
    body = _without_furniture(raw, number, headings, places, sheet, shaped)
    merged, flaws = filled(raw, number, places, sheet)
    shaped.problems += flaws
    if merged:
        shaped.notes.append(Note(raw.name, "merged_filled", {"sheet": raw.name, "count": len(merged)}))
    tell_flaws(raw, number, places, shaped)
    shaped.problems += strays(raw.name, places, headings, body)
    kept = {at for at, _ in body}
    around = [(at, cells) for at, cells in raw.rows if at not in kept and at != number]
    times: dict[str, int] = {}
    has_money = any(column.reads == "money" and column.name in places for column in sheet.columns)
    if has_money and (unknown := unknown_unit(around)):
        shaped.problems.append(Problem(raw.name, f"A{unknown[0]}", unknown[1], "unit_unknown", {"scale": unknown[1]}))
    for column, unit, baht in stated_units(raw.name, sheet, places, headings, around, number):
        times[column.name] = baht
        if baht != 1:
            shaped.notes.append(Note(raw.name, "unit_applied", {"column": column.title, "scale": unit}))
    per_cents = frozenset(name for name, place in places.items() if says_per_cent(headings[place]))
    return Table(sheet, raw.name, places, list(_rows(sheet, places, body, merged)), times, per_cents)


def _without_furniture(
    raw: RawSheet, header: int, headings: Sequence[Cell], places: dict[str, int], sheet: Sheet, shaped: Shaped
) -> list[RawRow]:
    """The rows under the headings but for totals, remarks and signatures, which are said to be left alone."""
    body = [(at, cells) for at, cells in raw.rows if at > header]
    if other := another_table(body, places, sheet):
        shaped.problems.append(Problem(raw.name, f"A{other}", None, "another_table"))
        body = [(at, cells) for at, cells in body if at < other]
    found = dict(furniture(body, headings, places, sheet))
    for code in dict.fromkeys(found.values()):
        left = [at for at in found if found[at] == code]
        told = ", ".join(map(str, left[:10])) + (" …" if len(left) > 10 else "")
        shaped.notes.append(Note(raw.name, code, {"sheet": raw.name, "rows": told}))
    return [(at, cells) for at, cells in body if at not in found]


def _places(title: str, number: int, headings: Sequence[Cell], sheet: Sheet, shaped: Shaped) -> dict[str, int]:
    """Where every column of the sheet stands; strangers, doubles and missing ones are problems."""
    found = columns_of(headings, sheet)
    amounts = {column.name for column in sheet.columns if column.reads == "money"}
    places: dict[str, int] = {}
    for place, cell in enumerate(headings):
        told = shown(cell)
        at = f"{letters(place)}{number}"
        name = found.get(place)
        if name is None and told and is_serial(told):
            shaped.notes.append(Note(title, "serial_left_alone", {"column": told}))
        elif name is None and told and loose(told):
            values = {"name": told}
            shaped.problems.append(Problem(title, at, told, "unknown_column", values, suggested(told, sheet)))
        elif name in places:
            first = f"{letters(places[name])}{number}"
            shaped.problems.append(Problem(title, at, told, "column_twice", {"name": told, "first": first}))
        elif name is not None:
            places[name] = place
            if remark := year_behind(str(cell)):
                shaped.notes.append(Note(title, "year_left_alone", {"name": told, "remark": remark}))
            if name in amounts and (unit := other_unit(str(cell))):
                shaped.problems.append(Problem(title, at, told, "unit_unknown", {"scale": unit}))
    for column in sheet.columns:
        # Without a key no row can be told from another; of the others it depends on whether the row is new.
        if column.name not in places and column in sheet.key_columns and column.required:
            shaped.problems.append(Problem(title, f"A{number}", None, "column_missing", {"column": column.title}))
    return places


def _rows(
    sheet: Sheet,
    places: dict[str, int],
    body: Sequence[tuple[int, Sequence[Cell]]],
    merged: dict[tuple[int, int], Cell],
) -> Iterator[TableRow]:
    # A dash says nothing where it is not nil, and is a text among texts.
    dashed = {column.name for column in sheet.columns if column.reads not in ("money", "text", "meeting_number")}
    dashing = [(name, place, name in dashed) for name, place in places.items()]
    width = max(places.values(), default=-1) + 1
    for number, cells in body:
        if len(cells) < width:
            cells = [*cells, *[None] * (width - len(cells))]
        if any(cells[place] not in (None, "") for place in places.values()):
            own = {
                name: None if (cell := cells[place]) == "" or (is_dashed and is_dash(cell)) else cell
                for name, place, is_dashed in dashing
            }
            if merged:
                own = {name: merged.get((number, places[name]), cell) for name, cell in own.items()}
            yield TableRow(number, own)
