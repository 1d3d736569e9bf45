"""Forms of an office's own: their headings matched to columns once by a person, and known again by them. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ecodash.workbook.cells import Cell, loose, shown
from ecodash.workbook.incoming.headings import column_named, columns_of
from ecodash.workbook.incoming.reading import RawRow, RawSheet
from ecodash.workbook.incoming.recognition import HEADINGS_WITHIN
from ecodash.workbook.said import said
from ecodash.workbook.sheets import SHEETS, Column, Sheet

# One text is a title; headings are more.
_FEWEST_HEADINGS = 2
# What all rows of one file share, and those of the next file do not.
_OF_ONE_FILE = ("day", "fiscal_year", "meeting_number")
_IN_TITLES = ("day", "fiscal_year", "area", "framework")


@dataclass(frozen=True)
class OwnForm:
    """What a row of headings means. ``headings`` are all of them, loosely spelt, in their order.

    ``sheet`` is the sheet of the contract; ``columns`` maps headings to names of its columns, those left out are not
    read; ``same`` holds what every row says in columns that the form does not have: name → text.
    """

    headings: tuple[str, ...]
    sheet: str
    columns: Mapping[str, str]
    same: Mapping[str, str] = field(default_factory=dict)

    def header_in(self, raw: RawSheet) -> RawRow | None:
        """The row of a sheet that has these headings; None where it is another form."""
        rows = (row for row in raw.rows[:HEADINGS_WITHIN] if headings_of(row[1]) == self.headings)
        return next(rows, None) if self.columns else None

    def places(self, headings: Sequence[Cell]) -> dict[str, int]:
        """Where each column stands; of two that were matched to one the first."""
        found: dict[str, int] = {}
        for place, cell in enumerate(headings):
            name = self.columns.get(loose(shown(cell) or ""))
            if name:
                found.setdefault(name, place)
        return found

    def lasting(self) -> "OwnForm":
        """The form as it holds for other files: without a day, a year or a meeting that was said of one of them."""
        columns = {column.name: column for column in SHEETS[self.sheet].columns}
        same = {name: text for name, text in self.same.items() if not _is_of_one_file(columns[name])}
        return replace(self, same=same)

    def lacking(self) -> list[Column]:
        """The required columns that it says nothing of."""
        told = {*self.columns.values(), *self.same}
        return [column for column in SHEETS[self.sheet].columns if column.required and column.name not in told]


def _is_of_one_file(column: Column) -> bool:
    return column.reads in _OF_ONE_FILE or column.refers == "meeting"


@dataclass(frozen=True)
class Unmatched:
    """A sheet whose headings are not, or not all, known: what may be its headings, as (row number, texts by place).

    ``form`` is how somebody matched it before, who may do so anew.
    """

    title: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    form: OwnForm | None = None

    def guess(self) -> tuple[int, str]:
        """The row that is likeliest to hold the headings, by its place in ``rows``, and the sheet they fit best."""
        if self.form:
            known = (n for n, (_, texts) in enumerate(self.rows) if headings_of(texts) == self.form.headings)
            return next(known, 0), self.form.sheet
        fits = {
            (number, name): guessed(texts, sheet)
            for number, (_, texts) in enumerate(self.rows)
            for name, sheet in SHEETS.items()
        }
        best = max(fits, key=lambda fit: len(fits[fit]) - _missing(fits[fit], SHEETS[fit[1]]))
        if fits[best]:
            return best
        widest = max(range(len(self.rows)), key=lambda number: sum(map(bool, self.rows[number][1])))
        return widest, next(iter(SHEETS))

    def likely(self, headings: Sequence[str], sheet: Sheet) -> dict[int, str]:
        """Which column each heading was, or may be: place → name."""
        if self.form and self.form.sheet == sheet.name and self.form.headings == headings_of(headings):
            return {place: name for name, place in self.form.places(headings).items()}
        return guessed(headings, sheet)


def unmatched(raw: RawSheet, form: OwnForm | None = None) -> Unmatched | None:
    """The rows of a sheet that may be its headings; None where there is none."""
    rows = tuple(
        (number, tuple(shown(cell) or "" for cell in cells))
        for number, cells in raw.rows[:HEADINGS_WITHIN]
        if len(headings_of(cells)) >= _FEWEST_HEADINGS
    )
    return Unmatched(raw.name, rows, form) if rows else None


def headings_of(cells: Sequence[Cell]) -> tuple[str, ...]:
    """The texts of a row, loosely spelt: what a form is known by."""
    return tuple(filter(None, (loose(shown(cell) or "") for cell in cells)))


def guessed(headings: Sequence[str], sheet: Sheet) -> dict[int, str]:
    """Which column each heading may be: place → name. Only to be offered; offices call many things alike."""
    known = columns_of(headings, sheet)
    words = {loose(word): name for name, told in said()["heading"].items() for word in told if _has(sheet, name)}
    for place, heading in enumerate(headings):
        name = column_named(heading, sheet) or words.get(loose(heading))
        if name and name not in known.values():
            known.setdefault(place, name)
    return known


def _missing(found: Mapping[int, str], sheet: Sheet) -> int:
    """How many required columns are not there, but for those that a form often says once in its title."""
    needed = (c for c in sheet.columns if c.required and c.reads not in _IN_TITLES and c.refers not in _IN_TITLES)
    return sum(column.name not in found.values() for column in needed)


def _has(sheet: Sheet, name: str) -> bool:
    return any(column.name == name for column in sheet.columns)
