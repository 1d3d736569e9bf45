"""One cell of a table → what it says, as the store keeps it, or what is wrong with it."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from ecodash.domain.vocabulary import HOME_FRAMEWORK
from ecodash.language.thai import folded, tidy
from ecodash.workbook import cells, days, fiscal_years, meeting_numbers
from ecodash.workbook.cells import Cell, Shown, shown
from ecodash.workbook.choices import choice
from ecodash.workbook.incoming.checked_row import Checked
from ecodash.workbook.incoming.plausibility import plausible
from ecodash.workbook.incoming.table import Table, TableRow
from ecodash.workbook.problems import Misread, Note, Problem
from ecodash.workbook.register import Register
from ecodash.workbook.said import said
from ecodash.workbook.shares import may_be_share, says_per_cent, share_asked
from ecodash.workbook.sheets import Column
from ecodash.workbook.stored_rows import Row, Standing

_PLAIN: dict[str, Callable[[Cell], Any]] = {
    "text": cells.text,
    "code": cells.code,
    "number": cells.number,
    "latitude": cells.latitude,
    "longitude": cells.longitude,
    "meeting_number": meeting_numbers.meeting_number,
    "clock": days.clock,
    "day": days.day,
    "fiscal_year": fiscal_years.fiscal_year,
}
# Where a word may say that nobody knows, and what one row may say for those beneath it.
_UNTOLD = ("day", "number", "money", "latitude", "longitude")
# What a cell of these says depends on nothing else in its row.
_BY_ITSELF = ("reference", "choice", "open_choice", "day", "fiscal_year", "number", "items")
_SAID_ONCE = ("reference", "fiscal_year", "day")
# Less than this is hardly anybody's budget: the table may be in millions and not say so.
_SMALL_BAHT = 100


class CellReader:
    """Reads the cells of one table."""

    def __init__(self, table: Table, standing: Standing, register: Register, checked: Checked) -> None:
        self._table = table
        self._sheet = table.sheet
        self._standing = standing
        self._register = register
        self._checked = checked
        # What was said once of a column.
        self._noted: set[tuple[str, ...]] = set()
        # What the rows above say.
        self._above: dict[str, Any] = {}
        # What cells were found to say before.
        self._known: dict[tuple[str, type, Cell], tuple[Any, Any]] = {}
        # Of those in new rows what they say, where nothing is wrong with it: nine in ten cells of a long workbook.
        self._good: dict[tuple[str, type, Cell], Any] = {}

    def value(self, row: TableRow, column: Column, values: dict[str, Any], stored: Row | None) -> Any:
        """What a cell says, as the store keeps it; what is wrong with it is added to what was checked.

        ``values``: what was read of the row so far; ``stored``: the row that stands.
        """
        cell = row.cells[column.name]
        told = stored[column.column] if stored else None
        if cell is None:
            # Work that nobody says anything about is open.
            return told or "open" if column.words == "assignment" else None
        if stored is None and (known := self._good.get((column.name, type(cell), cell))) is not None:
            self._above[column.name] = known
            return known
        if isinstance(told, str) and isinstance(cell, str) and (cell == told or tidy(cell) == tidy(told)):
            # What the template wrote comes back as it was, whatever was once allowed in it.
            return told
        if isinstance(cell, str) and cell.strip() in said()["ditto"]:
            return self.problem(row, column, Misread("ditto"))
        if column.reads == "code":
            found = meant = self._code(row, cell)
        else:
            found, meant = self._read_once(column, cell, values)
        if stored is None or found != told:
            is_share = column.reads == "number" and may_be_share(meant)
            found = self._share(row, column, meant, values) if is_share else meant
            if not is_share and self._says_it_itself(column, cell) and not isinstance(found, Misread):
                self._good[column.name, type(cell), cell] = found
        if isinstance(found, Misread):
            self.problem(row, column, found)
            return None
        if column.reads == "number" and isinstance(cell, Shown) and cell.is_percent:
            self._note_once(column, "percent_read", cell)
        if column.reads == "money" and found:
            self._note_amount(row, column, found)
        if found is not None:
            self._above[column.name] = found
        return found

    def _note_amount(self, row: TableRow, column: Column, baht: Decimal) -> None:
        """What seems to be in another unit than baht, without its table saying so."""
        cell = row.cells[column.name]
        if said()["unit"].get(folded(str(row.cells.get("unit"))), 1) != 1:
            self._note_once(column, "unit_beside_amount", row.cells["unit"])
        elif baht < _SMALL_BAHT and column.name not in self._table.times and "บาท" not in str(cell):
            self._note_once(column, "amount_small", cell)

    def _share(self, row: TableRow, column: Column, number: Decimal, values: dict[str, Any]) -> Decimal | Misread:
        """A number up to one, which among per cents may be a hundredth of what is meant."""
        item = (values.get("framework"), values.get("item"))
        unit = row.cells.get("unit") if "unit" in self._sheet.by_stored else self._register.unit(*item)
        is_among = column.name in self._table.per_cents or says_per_cent(unit)
        return (share_asked(row.cells[column.name], number) if is_among else None) or number

    def peeked(self, row: TableRow, columns: Iterable[Column], names: frozenset[str]) -> dict[str, Any]:
        """What some cells say; what is wrong with them is said when the row is read as a whole."""
        told: dict[str, Any] = {}
        for column in columns:
            if column.column in names:
                found = self._read(column, row.cells[column.name], told)
                told[column.column] = None if isinstance(found, Misread) else found
        return told

    def problem(self, row: TableRow, column: Column, misread: Misread) -> None:
        """Add what is wrong with a cell; of an empty one or a ditto, what the rows above may have said for it."""
        suggestion, above = misread.suggestion, self._above.get(column.name)
        may_repeat = misread.code == "ditto" or (misread.code == "required" and column.reads in _SAID_ONCE)
        if may_repeat and above is not None:
            suggestion = self._repeated(column, above)
        at, told = self._table.place(column.name, row.number), shown(row.cells[column.name])
        problem = Problem(self._table.title, at, told, misread.code, misread.values, suggestion, misread.among)
        self._checked.problems.append(problem)

    def _repeated(self, column: Column, above: Any) -> Any:
        """What a row above says, as a cell says it; None where that is no one word."""
        if column.reads in ("reference", "choice"):
            return column.word_for(above) if column.codes else self._register.said(column.refers, above)
        return above if column.reads in (*_SAID_ONCE, "text", "open_choice") else None

    def _note_once(self, column: Column, code: str, cell: Cell, **more: str) -> None:
        what = (column.name, code, *more.values())
        if what not in self._noted:
            self._noted.add(what)
            told = {"column": column.title, "value": shown(cell), **more}
            self._checked.notes.append(Note(self._table.title, code, told))

    def _read_once(self, column: Column, cell: Cell, values: dict[str, Any]) -> tuple[Any, Any]:
        """What a cell says, and that if it is plausible; one that says it by itself is read once for all its like."""
        if not self._says_it_itself(column, cell):
            found = self._read(column, cell, values)
            return found, plausible(self._sheet.kind, column, cell, found, self._standing.today)
        key = (column.name, type(cell), cell)
        if key not in self._known:
            found = self._read(column, cell, values)
            self._known[key] = found, plausible(self._sheet.kind, column, cell, found, self._standing.today)
        return self._known[key]

    @staticmethod
    def _says_it_itself(column: Column, cell: Cell) -> bool:
        return column.reads in _BY_ITSELF and column.refers != "agency" and not isinstance(cell, Shown)

    def _read(self, column: Column, cell: Cell, values: dict[str, Any]) -> Any:
        if cell is None:
            return None
        if column.reads in _UNTOLD and isinstance(cell, str):
            if not column.required and folded(cell) in said()["untold"]:
                self._note_once(column, "read_as_untold", cell)
                return None
            # Typed so that a spreadsheet leaves it as it is.
            cell = cell.removeprefix("'")
        if column.reads == "money":
            return cells.money(cell, self._table.times.get(column.name, 1))
        if column.reads in _PLAIN:
            return _PLAIN[column.reads](cell)
        if column.reads == "choice" or column.reads == "open_choice":
            return choice(column, cell)
        places = self._register.places(values) if column.refers == "agency" else ()
        if column.reads == "reference":
            found = self._register.reference(column.refers, cell, places)
            is_area = column.refers == "area" and isinstance(found, Misread)
            return self._governed(column, cell) or found if is_area else found
        if column.reads == "references":
            return self._register.references(column.refers, cell, places)
        if column.reads == "items":
            return self._register.items(cell, HOME_FRAMEWORK)
        if column.reads == "plan":
            return self._plan(cell, values)
        return self._of_framework(column, cell, values)

    def _governed(self, column: Column, cell: Cell) -> str | None:
        """The area whose local government a cell names, which is said."""
        written = cells.text(cell)
        area = self._register.governed(written) if isinstance(written, str) else None
        if area is not None:
            self._note_once(column, "area_by_local_government", cell, area=self._register.said("area", area))
        return area

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
        # An item may stand with its text.
        written = cells.text(cell) if column.reads == "item" else cells.code(cell)
        if not isinstance(written, str) or framework is None:
            # Without its framework nothing can be said; that is a problem of its own.
            return written
        if column.reads == "item":
            return self._register.item(framework, written)
        found = self._register.known(column.refers, framework).find(written)
        if isinstance(found, Misread) and found.code == "unknown_code":
            return self._made(column.refers, framework, written, values)
        return found

    def _plan(self, cell: Cell, values: dict[str, Any]) -> Any:
        """The code of an area's plan; one that nothing is called like is a new one."""
        written, area = cells.text(cell), values.get("area")
        if not isinstance(written, str) or area is None:
            # Without its area nothing can be said; that is a problem of its own.
            return written
        found = self._register.plan(area, written)
        if not isinstance(found, Misread) or found.code != "unknown_code" or found.suggestion:
            return found
        row: Row = {"area": area, "code": self._register.free_code("plan", {"area": area}), "name_th": written}
        self._checked.made["plan", area, row["code"]] = row
        self._register.add("plan", row)
        told = {"plan": written, "area": self._register.said("area", area)}
        self._checked.notes.append(Note(self._table.title, "plan_made", told))
        return row["code"]

    def _made(self, kind: str, framework: str, name: str, values: dict[str, Any]) -> str:
        row: Row = {"framework": framework, "code": name, "level": name, "name_th": name}
        if kind == "aspect":
            row["dimension"] = values.get("dimension")
        self._checked.made[kind, framework, name] = row
        self._register.add(kind, row)
        return name
