"""Tables → rows ready to plan, with every problem of every sheet at once."""

from typing import Any

from ecodash.domain.kinds import KINDS
from ecodash.workbook import cells
from ecodash.workbook.incoming.cell_reader import CellReader
from ecodash.workbook.incoming.checked_row import Checked, CheckedRow
from ecodash.workbook.incoming.reading import Progress
from ecodash.workbook.incoming.row_identity import Identities
from ecodash.workbook.incoming.table import Table, TableRow
from ecodash.workbook.item_spellings import bare_item
from ecodash.workbook.problems import Misread, Note, Problem
from ecodash.workbook.register import Register
from ecodash.workbook.stored_rows import Key, Row, Standing

_ROWS_AT_ONCE = 1_000
_NAMED_FIRST = ("agency", "area", "meeting", "resolution")
# An item is what it is only within its framework, a plan within its area; these cells are read first.
_WITHIN_ANOTHER = ("item", "within", "plan")
_LISTED = ("area", "framework", "item")


def check(tables: list[Table], standing: Standing, progress: Progress | None = None) -> Checked:
    """Read every cell and hold it against the store and against the rest of the workbook."""
    register = Register(standing)
    checked = Checked()
    for table in tables:
        _make_known(table, register, checked)
    total = sum(len(table.rows) for table in tables)
    done = 0
    rows: dict[str, list[CheckedRow]] = {table.sheet.name: [] for table in tables}
    kinds = {name: _Kind([t for t in tables if t.sheet.name == name], standing, register) for name in rows}
    # A meeting without a code has one before its resolutions name it.
    for table in sorted(tables, key=lambda table: _named_before(table.sheet.kind)):
        reader = _Reader(table, standing, register, checked, kinds[table.sheet.name])
        for row in table.rows:
            found = reader.read(row)
            if found is not None:
                rows[table.sheet.name].append(found)
            done += 1
            if progress and done % _ROWS_AT_ONCE == 0:
                progress(done, total)
        reader.tell()
    checked.rows = [row for read in rows.values() for row in read]
    return checked


def _named_before(kind: str) -> int:
    return _NAMED_FIRST.index(kind) if kind in _NAMED_FIRST else len(_NAMED_FIRST)


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
                told_of_it = {name: names.get(name) for name in ("text_th", "unit")}
                register.add("item", {"framework": framework, "item": known_as, **told_of_it})
        elif code := names.get("code"):
            known = register.known(table.sheet.kind).code(code)
            register.add(table.sheet.kind, {**names, "code": known if isinstance(known, str) else code})


class _Kind:
    """What the tables of one kind share: a file may have one for each year or area.

    ``first`` is where each key stands first; ``identities`` are of kinds whose rows have codes.
    """

    def __init__(self, tables: list[Table], standing: Standing, register: Register) -> None:
        sheet = tables[0].sheet
        is_coded = KINDS[sheet.kind].is_coded and sheet.key == ("code",)
        self.identities = Identities(tables, standing, register) if is_coded else None
        self.first: dict[Key, tuple[Table, int]] = {}


class _Reader:
    """Reads the rows of one table, one after the other."""

    def __init__(self, table: Table, standing: Standing, register: Register, checked: Checked, kind: _Kind) -> None:
        self._table = table
        self._sheet = table.sheet
        self._standing = standing
        self._register = register
        self._checked = checked
        present = [column for column in self._sheet.columns if column.name in table.places]
        in_order = sorted(present, key=lambda column: column.reads in _WITHIN_ANOTHER)
        self._keys = [column for column in in_order if column in self._sheet.key_columns]
        # Where a problem of the whole row is shown.
        self._first = (self._keys or in_order)[0]
        self._kind = kind
        self._identities = kind.identities
        self._others = [column for column in in_order if column not in self._sheet.key_columns]
        self._required = [column for column in self._others if column.required]
        self._absent = [c for c in self._sheet.columns if c.name not in table.places and c.required]
        self._told_absent: set[str] = set()
        self._cells = CellReader(table, standing, register, checked)
        self._codes_told: list[str] = []

    def read(self, row: TableRow) -> CheckedRow | None:
        """The row as it was read; what is wrong with it is added to what was checked. None: it is not filled in."""
        if self._is_not_filled_in(row):
            return None
        before = len(self._checked.problems)
        values: dict[str, Any] = {}
        for column in self._keys:
            values[column.column] = self._cells.value(row, column, values, None)
        if self._identities and len(self._checked.problems) == before:
            self._identify(row, values)
        key_is_read = len(self._checked.problems) == before
        key = tuple([values.get(column) for column in self._sheet.key])
        stored = self._find(values, key) if key_is_read else None
        for column in self._keys:
            if values[column.column] is None and column.required and key_is_read:
                self._cells.problem(row, column, Misread("required", {"column": column.title}))
            elif stored is None and key_is_read and self._sheet.kind == "evidence":
                self._cells.problem(row, column, Misread("evidence_without_file"))
        for column in self._others:
            values[column.column] = self._cells.value(row, column, values, stored)
        if key_is_read:
            self._check_required(row, values, stored)
            self._check_once(row, key)
        is_flawed = len(self._checked.problems) > before
        if self._identities and stored is None and values.get("code") is not None:
            self._register.add(self._sheet.kind, values)
        return CheckedRow(self._table, row, values, stored, is_flawed)

    def tell(self) -> None:
        """Add what is worth saying of the whole table."""
        for code, count in self._counted().items():
            if count:
                self._checked.notes.append(Note(self._table.title, code, {"count": count}))

    def _counted(self) -> dict[str, int]:
        identities = self._identities
        if identities is None:
            return {}
        is_serial = len(self._codes_told) > 1 and self._codes_told == [
            str(number) for number, _ in enumerate(self._codes_told, start=1)
        ]
        serial = len(self._codes_told) if is_serial else 0
        recognised, made = identities.recognised, identities.made
        # The next table of the kind counts its own.
        identities.recognised = identities.made = 0
        return {"rows_recognised": recognised, "codes_made": made, "codes_are_serial": serial}

    def _identify(self, row: TableRow, values: dict[str, Any]) -> None:
        """The code of a row that has none, as its other cells say; the twin of a new one is pointed out."""
        assert self._identities is not None
        if values.get("code") is not None:
            self._codes_told.append(values["code"])
            if self._find(values, tuple([values.get(column) for column in self._sheet.key])) is not None:
                return
        told = self._cells.peeked(row, self._others, self._identities.columns)
        if values.get("code") is None:
            found = self._identities.code(told)
            if isinstance(found, Misread):
                self._cells.problem(row, self._first, found)
            values["code"] = None if isinstance(found, Misread) else found
        elif twin := self._identities.twin({**told, **values}):
            at = {"row": row.number, "code": values["code"], "other": twin}
            self._checked.notes.append(Note(self._table.title, "row_like_another", at))

    def _is_not_filled_in(self, row: TableRow) -> bool:
        """The template lists every item of an area; those nobody has assessed yet are left as they are."""
        return self._sheet.kind == "observation" and all(
            cell is None or name in _LISTED for name, cell in row.cells.items()
        )

    def _find(self, values: dict[str, Any], key: Key) -> Row | None:
        if self._sheet.kind == "agency" and "effective_on" not in values:
            return self._standing.latest_agency.get(values["code"])
        return self._standing.find(self._sheet, key)

    def _check_required(self, row: TableRow, values: dict[str, Any], stored: Row | None) -> None:
        for column in self._required:
            unknown_before = stored is not None and stored[column.column] is None
            is_empty = row.cells[column.name] is None
            if is_empty and not unknown_before:
                self._cells.problem(row, column, Misread("required", {"column": column.title}))
        for column in self._absent:
            if stored is None and column.name not in self._told_absent:
                self._told_absent.add(column.name)
                at = self._table.place(self._first.name, row.number)
                problem = Problem(self._table.title, at, None, "column_missing", {"column": column.title})
                self._checked.problems.append(problem)

    def _check_once(self, row: TableRow, key: Key) -> None:
        table, number = self._kind.first.setdefault(key, (self._table, row.number))
        at = table.place(self._first.name if self._first.name in table.places else next(iter(table.places)), number)
        if table is not self._table:
            values = {"first": at, "sheet": table.title}
            self._cells.problem(row, self._first, Misread("duplicate_elsewhere", values))
        elif number != row.number:
            self._cells.problem(row, self._first, Misread("duplicate", {"first": at, "row": number}))
