"""«Did you mean …?» answered, or a word's meaning chosen: the cells say what is meant, without a way back to Excel."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ecodash.language.text import t
from ecodash.workbook.cells import Cell, text
from ecodash.workbook.incoming.merged_cells import letters
from ecodash.workbook.incoming.table import STRUCK_OUT, Shaped, Table, TableRow
from ecodash.workbook.item_spellings import listed, listed_items
from ecodash.workbook.problems import Problem, Word
from ecodash.workbook.sheets import Column, Sheet

Place = tuple[str, str]

# From so many values on, problems of one kind in one column are one line.
_MANY = 4


@dataclass(frozen=True)
class Alike:
    """Problems with one cause: the first of them, and the cells of all."""

    problem: Problem
    cells: tuple[str, ...]

    @property
    def places(self) -> frozenset[Place]:
        """The cells with their sheet."""
        return frozenset((self.problem.sheet or "", cell) for cell in self.cells)


def alike(problems: Iterable[Problem]) -> list[Alike]:
    """Problems of one sheet that say the same of the same value, as one; in the order of the first of each."""
    groups: dict[tuple[Any, ...], list[Problem]] = defaultdict(list)
    for problem in problems:
        groups[problem.sheet, problem.value, problem.sentence("th")].append(problem)
    return [Alike(those[0], tuple(p.cell for p in those if p.cell)) for those in groups.values()]


@dataclass(frozen=True)
class Cause:
    """Problems of one kind in one column, whose values may differ."""

    groups: tuple[Alike, ...]

    @property
    def problem(self) -> Problem:
        """The first of them."""
        return self.groups[0].problem

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of all, in the order of the first of each value."""
        return tuple(cell for group in self.groups for cell in group.cells)

    @property
    def places(self) -> frozenset[Place]:
        """The cells with their sheet."""
        return frozenset().union(*(group.places for group in self.groups))


def causes(problems: Iterable[Problem]) -> list[Cause]:
    """Like problems of one column as one, where there are more of them than a person reads one by one."""
    groups = alike(problems)
    by_column: dict[tuple[str | None, str | None, str, object], list[Alike]] = defaultdict(list)
    for group in groups:
        by_column[_column_of(group.problem)].append(group)
    found: list[Cause] = []
    for group in groups:
        those = by_column[_column_of(group.problem)]
        if len(those) < _MANY:
            found.append(Cause((group,)))
        elif group is those[0]:
            found.append(Cause(tuple(those)))
    return found


def _column_of(problem: Problem) -> tuple[str | None, str | None, str, object]:
    column = problem.cell.rstrip("0123456789") if problem.cell else None
    # A column that is not there is told at a cell of another.
    return problem.sheet, column, problem.code, problem.values.get("column")


def can_be_answered(shaped: Shaped, problem: Problem) -> bool:
    """Whether a suggestion is about a cell that is read, so that it can be taken as its answer; a heading's is not."""
    return problem.suggestion is not None and column_of(shaped, problem) is not None


def can_be_told(shaped: Shaped, problem: Problem) -> bool:
    """Whether somebody can say what a cell means that nothing was suggested for."""
    return problem.suggestion is None and problem.among is not None and column_of(shaped, problem) is not None


def column_of(shaped: Shaped, problem: Problem) -> tuple[Sheet, Column] | None:
    """The column that a problem's cell is in, with its sheet of the contract."""
    place = (problem.cell or "").rstrip("0123456789")
    return next(
        (
            (table.sheet, column)
            for table in shaped.tables
            for column in table.sheet.columns
            if table.title == problem.sheet and column.name in table.places
            if letters(table.places[column.name]) == place
        ),
        None,
    )


def answered(
    shaped: Shaped, problems: Sequence[Problem], places: frozenset[Place], meant: object | None = None
) -> Shaped:
    """The same tables with what was meant in place of these cells; None: what was suggested for each of them."""
    answers = {
        (problem.sheet, problem.cell): (problem, answer)
        for problem in problems
        if (problem.sheet, problem.cell) in places
        if (answer := problem.suggestion if meant is None else meant) is not None
    }
    open_still = [p for p in shaped.problems if p.code != STRUCK_OUT or (p.sheet, p.cell) not in answers]
    return replace(shaped, tables=[_answered(table, answers) for table in shaped.tables], problems=open_still)


def _answered(table: Table, answers: Mapping[tuple[str | None, str | None], tuple[Problem, object]]) -> Table:
    rows = []
    for row in table.rows:
        given = {
            name: _as_cell(row.cells[name], *answers[table.title, place])
            for name in row.cells
            if (table.title, place := table.place(name, row.number)) in answers
        }
        rows.append(TableRow(row.number, {**row.cells, **given}) if given else row)
    return replace(table, rows=rows)


def _as_cell(cell: Cell, problem: Problem, answer: object) -> Any:
    """What the cell says from now on; of several that it names only the part that was not known is another."""
    said = t("th", answer) if isinstance(answer, Word) else answer
    part = problem.values.get("part") if problem.code == "unknown_part" else None
    written = text(cell)
    if part is None or not isinstance(written, str):
        return said
    parts = listed(written) if part in listed(written) else listed_items(written)
    return "; ".join(str(said) if each == part else each for each in parts)
