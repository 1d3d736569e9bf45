"""«Did you mean …?» answered with yes: the cells say what was suggested, without a way back to Excel."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ecodash.language.text import t
from ecodash.workbook.incoming.merged_cells import letters
from ecodash.workbook.incoming.table import Shaped, Table, TableRow
from ecodash.workbook.problems import Problem, Word

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
    by_column: dict[tuple[str | None, str | None, str], list[Alike]] = defaultdict(list)
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


def _column_of(problem: Problem) -> tuple[str | None, str | None, str]:
    column = problem.cell.rstrip("0123456789") if problem.cell else None
    return problem.sheet, column, problem.code


def can_be_answered(shaped: Shaped, problem: Problem) -> bool:
    """Whether a suggestion is about a cell that is read, so that it can be taken as its answer; a heading's is not."""
    if problem.cell is None or problem.suggestion is None:
        return False
    places = (place for table in shaped.tables if table.title == problem.sheet for place in table.places.values())
    return problem.cell.rstrip("0123456789") in map(letters, places)


def answered(shaped: Shaped, problems: Sequence[Problem], places: frozenset[Place]) -> Shaped:
    """The same tables with the suggestions of these cells in their place."""
    meant = {
        (problem.sheet, problem.cell): problem.suggestion
        for problem in problems
        if problem.suggestion is not None and (problem.sheet, problem.cell) in places
    }
    return replace(shaped, tables=[_answered(table, meant) for table in shaped.tables])


def _answered(table: Table, meant: dict[tuple[str | None, str | None], object]) -> Table:
    rows = []
    for row in table.rows:
        given = {
            name: _as_cell(meant[table.title, place])
            for name in row.cells
            if (table.title, place := table.place(name, row.number)) in meant
        }
        rows.append(TableRow(row.number, {**row.cells, **given}) if given else row)
    return replace(table, rows=rows)


def _as_cell(suggestion: Any) -> Any:
    return t("th", suggestion) if isinstance(suggestion, Word) else suggestion
