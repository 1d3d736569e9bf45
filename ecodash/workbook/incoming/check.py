"""Tables → rows ready to plan, with every problem of every sheet at once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ecodash.domain.vocabulary import HOME_FRAMEWORK
from ecodash.language.thai import tidy
from ecodash.workbook import cells, days
from ecodash.workbook.cells import Cell, Shown, shown
from ecodash.workbook.choices import choice
from ecodash.workbook.incoming.checked_row import CheckedRow
from ecodash.workbook.incoming.reading import Progress
from ecodash.workbook.incoming.tables import Table, TableRow
from ecodash.workbook.item_spellings import bare_item
from ecodash.workbook.problems import Misread, Note, Problem
from ecodash.workbook.register import Register
from ecodash.workbook.sheets import Column
from ecodash.workbook.stored_rows import Row, Standing

_ROWS_AT_ONCE = 1_000
_PLAIN: dict[str, Callable[[Cell], Any]] = {
    "text": cells.text,
    "code": cells.code,
    "number": cells.number,
    "latitude": cells.latitude,
    "longitude": cells.longitude,
    "meeting_number": cells.meeting_number,
    "day": days.day,
    "fiscal_year": days.fiscal_year,
}
# An item is what it is only within its framework; the framework's cell is read first.
_WITHIN_FRAMEWORK = ("item", "within")


@dataclass
class Checked:
    """The rows of all sheets. ``made`` are dimensions, aspects and levels that items name for the first time."""

    rows: list[CheckedRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    made: dict[tuple[str, str, str], Row] = field(default_factory=dict)


def check(tables: list[Table], standing: Standing, progress: Progress | None = None) -> Checked:
    """Read every cell and hold it against the store and against the rest of the workbook."""
    register = Register(standing)
    checked = Checked()
    for table in tables:
        _make_known(table, register, checked)
    total = sum(len(table.rows) for table in tables)
    done = 0
    for table in tables:
        reader = _Reader(table, standing, register, checked)
        for row in table.rows:
            reader.read(row)
            done += 1
            if progress and done % _ROWS_AT_ONCE == 0:
                progress(done, total)
    return checked


def _make_known(table: Table, register: Register, checked: Checked) -> None:
    """Rows of the workbook may name each other, whatever the order of the sheets."""
    if table.sheet.kind not in ("agency", "area", "meeting", "resolution", "item"):
        return
    for row in table.rows:
        told = {name: cells.text(cell) for name, cell in row.cells.items() if isinstance(cell, str | float | int)}
        names = {name: value for name, value in told.items() if isinstance(value, str)}
        if table.sheet.kind == "item":
            framework = register.reference("framework", names.get("framework"))
            label = names.get("item")
            if isinstance(framework, str) and label:
                # «๓» and «ข้อ 3» are item 3 where there is one.
                item = register.item(framework, label)
                known_as = item if isinstance(item, str) else bare_item(label)
                register.add("item", {"framework": framework, "item": known_as, "text_th": names.get("text_th")})
        elif code := names.get("code"):
            known = register.known(table.sheet.kind).code(code)
            register.add(table.sheet.kind, {**names, "code": known if isinstance(known, str) else code})


class _Reader:
    """Reads the rows of one table, one after the other."""

    def __init__(self, table: Table, standing: Standing, register: Register, checked: Checked) -> None:
        self._table = table
        self._sheet = table.sheet
        self._standing = standing
        self._register = register
        self._checked = checked
        present = [column for column in self._sheet.columns if column.name in table.places]
        in_order = sorted(present, key=lambda column: column.reads in _WITHIN_FRAMEWORK)
        self._keys = [column for column in in_order if column in self._sheet.key_columns]
        self._others = [column for column in in_order if column not in self._sheet.key_columns]
        self._absent = [c for c in self._sheet.columns if c.name not in table.places and c.required]
        self._seen: dict[tuple[Any, ...], int] = {}
        self._told_absent: set[str] = set()
        # Columns of which it was said how their percentages are read.
        self._shares: set[str] = set()

    def read(self, row: TableRow) -> None:
        """Add the row, or what is wrong with it, to what was checked."""
        if self._is_not_filled_in(row):
            return
        before = len(self._checked.problems)
        values: dict[str, Any] = {}
        for column in self._keys:
            values[column.column] = self._value(row, column, values, None)
        key_is_read = len(self._checked.problems) == before
        stored = self._find(values) if key_is_read else None
        for column in self._keys:
            if values[column.column] is None and column.required and key_is_read:
                self._problem(row, column, Misread("required", {"column": column.title}))
        for column in self._others:
            values[column.column] = self._value(row, column, values, stored)
        if key_is_read:
            self._check_required(row, values, stored)
            self._check_once(row, values)
        is_flawed = len(self._checked.problems) > before
        self._checked.rows.append(CheckedRow(self._table, row, values, stored, is_flawed))

    def _is_not_filled_in(self, row: TableRow) -> bool:
        """The template lists every item of an area; those nobody has assessed yet are left as they are."""
        given = {name for name, cell in row.cells.items() if cell is not None}
        return self._sheet.kind == "observation" and given <= {"area", "framework", "item"}

    def _find(self, values: dict[str, Any]) -> Row | None:
        if self._sheet.kind == "agency" and "effective_on" not in values:
            return self._standing.latest_agency.get(values["code"])
        return self._standing.find(self._sheet, tuple(values.get(column) for column in self._sheet.key))

    def _value(self, row: TableRow, column: Column, values: dict[str, Any], stored: Row | None) -> Any:
        cell = row.cells[column.name]
        told = stored[column.column] if stored else None
        if isinstance(told, str) and isinstance(cell, str) and (cell == told or tidy(cell) == tidy(told)):
            # What the template wrote comes back as it was, whatever was once allowed in it.
            return told
        if cell is None and column.words == "assignment":
            # Work that nobody says anything about is open.
            return told or "open"
        found = self._code(row, cell) if column.reads == "code" else self._read(column, cell, values)
        if stored is None or found != told:
            found = self._plausible(column, cell, found)
        if isinstance(found, Misread):
            self._problem(row, column, found)
            return None
        if isinstance(cell, Shown) and cell.is_percent and column.reads == "number" and column.name not in self._shares:
            self._shares.add(column.name)
            self._checked.notes.append(Note(self._table.title, "percent_read", {"column": column.title}))
        return found

    def _plausible(self, column: Column, cell: Cell, found: Any) -> Any:
        """What was read, if the programme can speak of it."""
        today = self._standing.today
        if column.reads == "fiscal_year" and isinstance(found, int):
            return days.plausible_fiscal_year(found, today)
        # An agency may have had its name for a century, but a spreadsheet's own 1967 is 2567 all the same.
        is_of_age = self._sheet.kind == "agency" and isinstance(cell, str)
        is_day = column.reads == "day" and isinstance(found, date)
        return days.plausible(found, today, cell) if is_day and not is_of_age else found

    def _read(self, column: Column, cell: Cell, values: dict[str, Any]) -> Any:
        if cell is None:
            return None
        if column.reads == "money":
            return cells.money(cell, self._table.times.get(column.name, 1))
        if column.reads in _PLAIN:
            return _PLAIN[column.reads](cell)
        if column.reads == "choice" or column.reads == "open_choice":
            return choice(column, cell)
        places = self._register.places(values) if column.refers == "agency" else ()
        if column.reads == "reference":
            return self._register.reference(column.refers, cell, places)
        if column.reads == "references":
            return self._register.references(column.refers, cell, places)
        if column.reads == "items":
            return self._register.items(cell, HOME_FRAMEWORK)
        return self._of_framework(column, cell, values)

    def _code(self, row: TableRow, cell: Cell) -> Any:
        """A code that is a known one but for case, outer blanks, digits and dashes is that one; another is new."""
        written = cells.code(cell)
        if not isinstance(written, str):
            return written
        known = self._register.known(self._sheet.kind)
        found = known.code(written)
        if found is None and (other := known.like(written)):
            at = {"cell": self._table.place("code", row.number), "code": written, "other": other}
            self._checked.notes.append(Note(self._table.title, "code_like_another", at))
        return found or written

    def _of_framework(self, column: Column, cell: Cell, values: dict[str, Any]) -> Any:
        framework = values.get("framework")
        written = cells.code(cell)
        if not isinstance(written, str) or framework is None:
            # Without its framework nothing can be said; that is a problem of its own.
            return written
        if column.reads == "item":
            return self._register.item(framework, written)
        found = self._register.known(column.refers, framework).find(written)
        if isinstance(found, Misread) and found.code == "unknown_code":
            return self._made(column.refers, framework, written, values)
        return found

    def _made(self, kind: str, framework: str, name: str, values: dict[str, Any]) -> str:
        row: Row = {"framework": framework, "code": name, "level": name, "name_th": name}
        if kind == "aspect":
            row["dimension"] = values.get("dimension")
        self._checked.made[kind, framework, name] = row
        self._register.add(kind, row)
        return name

    def _check_required(self, row: TableRow, values: dict[str, Any], stored: Row | None) -> None:
        for column in self._others:
            unknown_before = stored is not None and stored[column.column] is None
            is_empty = row.cells[column.name] is None
            if column.required and is_empty and not unknown_before:
                self._problem(row, column, Misread("required", {"column": column.title}))
        for column in self._absent:
            if stored is None and column.name not in self._told_absent:
                self._told_absent.add(column.name)
                at = self._table.place(self._keys[0].name, row.number)
                problem = Problem(self._table.title, at, None, "column_missing", {"column": column.title})
                self._checked.problems.append(problem)

    def _check_once(self, row: TableRow, values: dict[str, Any]) -> None:
        key = tuple(values.get(column) for column in self._sheet.key)
        first = self._seen.setdefault(key, row.number)
        if first != row.number:
            at = self._table.place(self._keys[0].name, first)
            self._problem(row, self._keys[0], Misread("duplicate", {"first": at, "row": first}))

    def _problem(self, row: TableRow, column: Column, misread: Misread) -> None:
        at = self._table.place(column.name, row.number)
        told = shown(row.cells[column.name])
        problem = Problem(self._table.title, at, told, misread.code, misread.values, misread.suggestion)
        self._checked.problems.append(problem)
