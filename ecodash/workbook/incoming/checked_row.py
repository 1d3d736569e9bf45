"""One row of a workbook whose cells were read, with the row of the store that it speaks of."""

from dataclasses import dataclass, field
from typing import Any

from ecodash.recording import RowProblem
from ecodash.store.typed_row import plain_value
from ecodash.workbook.cells import shown
from ecodash.workbook.incoming.table import Table, TableRow
from ecodash.workbook.problems import Note, Problem
from ecodash.workbook.sheets import Sheet
from ecodash.workbook.stored_rows import Row

# What a person knows a row by.
_LABELS = ("title", "name_th", "name", "text", "text_th", "task")


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """One row as the workbook tells it: columns of the store → values, and the row that stands, if any.

    ``is_flawed``: some of its cells could not be read and say nothing.
    """

    table: Table
    source: TableRow
    values: dict[str, Any]
    stored: Row | None
    is_flawed: bool = False

    @property
    def sheet(self) -> Sheet:
        return self.table.sheet

    @property
    def number(self) -> int:
        """The number of the row in its sheet."""
        return self.source.number

    @property
    def told(self) -> dict[str, Any]:
        """Only what is told differently from what stands."""
        if self.stored is None:
            return self.values
        return {column: value for column, value in self.values.items() if value != self.stored[column]}

    @property
    def key(self) -> str:
        """What tells the row apart, as the command line says it."""
        named = (self.values.get(column) for column in self.sheet.key)
        return " ".join(str(plain_value(value)) for value in named if value)

    @property
    def label(self) -> str:
        """What a person knows the row by."""
        whole = {**(self.stored or {}), **self.values}
        return next((str(whole[name]) for name in _LABELS if whole.get(name)), self.key)

    def place(self, name: str) -> tuple[str, str]:
        """Sheet and cell of a column of the store; of the key where the sheet has no such column."""
        columns = (self.sheet.by_stored[name], *self.sheet.key_columns, *self.sheet.columns)
        column = next(c for c in columns if c.name in self.source.cells)
        return self.table.title, self.table.place(column.name, self.number)

    def problem(self, ruled: RowProblem) -> Problem:
        """A rule that the row breaks, at its cell and in the words of the sheet's headings."""
        sheet, cell = self.place(ruled.column)
        column = self.sheet.by_stored[ruled.column].name
        titles = {name: self.sheet.by_stored[stored].title for name, stored in ruled.columns.items()}
        return Problem(sheet, cell, shown(self.source.cells.get(column)), ruled.code, {**ruled.values, **titles})


@dataclass
class Checked:
    """The rows of all sheets. ``made`` is what they are the first to name: dimensions, aspects, levels, plans."""

    rows: list[CheckedRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    made: dict[tuple[str, str, str], Row] = field(default_factory=dict)
