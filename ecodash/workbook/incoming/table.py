"""A sheet of the contract as it was filled in, and all that was found in one file."""

from dataclasses import dataclass, field
from datetime import datetime

from ecodash.workbook.cells import Cell
from ecodash.workbook.incoming.merged_cells import letters
from ecodash.workbook.incoming.own_forms import Unmatched
from ecodash.workbook.problems import Note, Problem
from ecodash.workbook.sheets import Sheet

STRUCK_OUT = "struck_out"
"""The one problem of form that an answer ends: that a cell is crossed out."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row with anything in it: its number in the sheet and its cells by English column name."""

    number: int
    cells: dict[str, Cell]


@dataclass(frozen=True)
class Table:
    """A sheet of the contract as it was filled in. ``title`` is its name in the file.

    ``times`` holds columns of money whose unit is stated: name → baht of one;
    ``per_cents`` the columns whose headings speak of per cents.
    """

    sheet: Sheet
    title: str
    places: dict[str, int]
    rows: list[TableRow]
    times: dict[str, int] = field(default_factory=dict)
    per_cents: frozenset[str] = frozenset()

    def place(self, column: str, number: int) -> str:
        """D7, for a problem to point at."""
        return f"{letters(self.places[column])}{number}"


@dataclass
class Shaped:
    """All tables of a file, with what is wrong about their form and what is worth saying.

    ``stamp`` says from which change a template was made (empty: none); ``is_template`` whether it is one, and
    ``created`` and ``modified`` (UTC) when the file was made and last saved, as it says itself. ``answers`` counts
    cells whose suggestion somebody took for them.
    """

    tables: list[Table] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    stamp: str = ""
    is_template: bool = False
    created: datetime | None = None
    modified: datetime | None = None
    answers: int = 0
    unmatched: list[Unmatched] = field(default_factory=list)
