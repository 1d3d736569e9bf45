"""Checked rows → what to record, and what a person is shown before it is: every cell that will change.

An empty cell of a column that is there means «not told»; a column that is not there is left as it stands. What the
rules of a row are asked about is the row as it would stand.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ecodash.domain.kinds import KINDS
from ecodash.recording import (
    NOTHING_SEEN,
    Entry,
    RowProblem,
    changed_on,
    completed,
    problems_of,
    row_problems,
    with_next,
)
from ecodash.store.typed_row import plain_value, typed
from ecodash.workbook.incoming.checked_row import Checked, CheckedRow
from ecodash.workbook.incoming.three_way import Accept, Asked, Base, Waiting, merged, waiting
from ecodash.workbook.problems import Problem, Word
from ecodash.workbook.stored_rows import Row, Standing

# What rows of a kind may be the first to name, and the column within which that has its code.
_MADE_BEFORE = {"item": ("framework", ("dimension", "aspect", "level")), "plan_project": ("area", ("plan",))}


@dataclass(frozen=True)
class CellChange:
    """One cell that will say something else. ``title`` is the key of its heading's words."""

    column: str
    title: Word
    before: str | int | None
    after: str | int | None


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that will be new or different: ``told`` are the columns of the store that say something else."""

    source: CheckedRow
    told: dict[str, Any]

    @property
    def sheet(self) -> str:
        """The sheet of the contract."""
        return self.source.sheet.name

    @property
    def title(self) -> str:
        """What its sheet is called in the file, which may have several of one kind."""
        return self.source.table.title

    @property
    def row(self) -> int:
        """Its number in the sheet."""
        return self.source.number

    @property
    def key(self) -> str:
        """What tells it apart, as the command line says it."""
        return self.source.key

    @property
    def label(self) -> str:
        """What a person knows it by."""
        return self.source.label

    @property
    def is_new(self) -> bool:
        return self.source.stored is None

    @property
    def cells(self) -> tuple[CellChange, ...]:
        """Every cell of it that will say something else, in the order of the columns."""
        # Made when somebody looks: an import may have a million of them.
        stored, told = self.source.stored or {}, self.told
        return tuple(
            CellChange(column.name, column.title, plain_value(stored.get(name)), plain_value(told[name]))
            for name, column in self.source.sheet.by_stored.items()
            if name in told and told[name] != stored.get(name)
        )

    def value(self, name: str) -> Any:
        """What a column of the store will say."""
        return self.told.get(name, (self.source.stored or {}).get(name))

    def as_dict(self) -> dict[str, Any]:
        """As the command line tells it."""
        told = [{"column": cell.column, "from": cell.before, "to": cell.after} for cell in self.cells]
        return {"sheet": self.sheet, "row": self.row, "key": self.key, "new": self.is_new, "cells": told}


@dataclass
class Plan:
    """What to record, and what waits to be accepted; ``accepted`` and ``unchanged`` count rows of the workbook.

    ``opens`` is how many assignments are opened because others that repeat are done.
    """

    entries: list[Entry] = field(default_factory=list)
    changes: list[RowChange] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unchanged: int = 0
    opens: int = 0

    @property
    def accepted(self) -> int:
        return len(self.changes)


def plan(checked: Checked, standing: Standing, base: Base, accept: Accept) -> Plan:
    """What the rows would change in the store as it stands. ``accept``: which cells that wait are recorded too."""
    planner = _Planner(checked, standing, base, accept)
    for row in checked.rows:
        planner.add(row)
    return planner.finished()


class _Planner:
    def __init__(self, checked: Checked, standing: Standing, base: Base, accept: Accept) -> None:
        self.plan = Plan()
        self._standing = standing
        self._source = base
        self._accept = accept
        self._asked: list[Asked] = []
        self._made = dict(checked.made)
        # Beside each entry, the row that it comes from; of flawed rows what their good cells say of each other.
        self._sources: list[CheckedRow] = []
        self._flawed: list[tuple[CheckedRow, Row]] = []

    def add(self, row: CheckedRow) -> None:
        if row.stored is not None and not row.told:
            self.plan.unchanged += 1
            return
        if row.is_flawed:
            self._flawed.append(
                (row, {**(row.stored or dict.fromkeys(KINDS[row.sheet.kind].all_columns)), **row.values})
            )
            return
        merge = merged(row, self._source, self._accept)
        self._asked += merge.asked
        if not merge.told:
            self.plan.unchanged += not merge.asked
            return
        if row.sheet.kind in _MADE_BEFORE:
            self._add_entries(row, self._makings(row))
        self._add_entries(row, [Entry(row.sheet.kind, self._row(row, merge.told), self._seen(row))])
        self.plan.changes.append(RowChange(row, merge.told))

    def finished(self) -> Plan:
        """The plan, with what the program adds to its rows and every rule that they break."""
        store = self._standing.store
        self.plan.waiting = waiting(self._asked, self._source)
        stored = {entry.place: before for entry, before in self._stood()}
        self.plan.entries = completed(store, self._given_up(), stored)
        self.plan.opens = len(with_next(store, self.plan.entries, stored)) - len(self.plan.entries)
        ruled = problems_of(store, self.plan.entries, stored)
        for row, problems in zip(self._sources, ruled, strict=True):
            self._point_at(row, problems)
        for row, whole in self._flawed:
            self._point_at(row, row_problems(row.sheet.kind, row.key, whole, row.stored, store.today()))
        return self.plan

    def _given_up(self) -> list[Entry]:
        """The entries, which nobody else keeps: a hundred thousand rows are not there twice."""
        entries, self.plan.entries = self.plan.entries, []
        return entries

    def _add_entries(self, row: CheckedRow, entries: Iterable[Entry]) -> None:
        for entry in entries:
            self.plan.entries.append(entry)
            self._sources.append(row)

    def _stood(self) -> Iterator[tuple[Entry, Row]]:
        """The entries of rows that are there already, with what stands."""
        for entry, row in zip(self.plan.entries, self._sources, strict=True):
            if entry.kind != row.sheet.kind:
                continue
            before = self._standing.latest_agency.get(row.values["code"]) if entry.kind == "agency" else row.stored
            if before is not None:
                yield entry, before

    def _point_at(self, row: CheckedRow, problems: Iterable[RowProblem]) -> None:
        """What is missing was said of its cell when that was read."""
        self.plan.problems += (row.problem(problem) for problem in problems if problem.code != "required")

    def _row(self, row: CheckedRow, told: dict[str, Any]) -> Mapping[str, Any]:
        kind = KINDS[row.sheet.kind]
        base = self._base(row)
        if not base:
            return typed(kind, told)
        full = {column: base.get(column) for column in kind.all_columns} | told
        if row.stored is not None and kind.has_course:
            full["effective_on"] = changed_on(row.stored, self._standing.today)
        return typed(kind, full)

    def _base(self, row: CheckedRow) -> Row:
        """What holds where the workbook says nothing."""
        if row.stored is None and row.sheet.kind == "agency":
            # A new name of an agency leaves the rest as it is.
            return {**self._standing.latest_agency.get(row.values["code"], {}), "source": None, "mark": None}
        return row.stored or {}

    def _seen(self, row: CheckedRow) -> int:
        if row.sheet.kind == "agency":
            latest = self._standing.latest_agency.get(row.values["code"])
            return latest["rev"] if latest else NOTHING_SEEN
        return row.stored["rev"] if row.stored else NOTHING_SEEN

    def _makings(self, row: CheckedRow) -> Iterator[Entry]:
        """What this row is the first to name: of an item its dimension, aspect and level, of a project its plan."""
        within, kinds = _MADE_BEFORE[row.sheet.kind]
        named = ((kind, row.values.get(kind)) for kind in kinds)
        for kind, code in named:
            made = self._made.pop((kind, str(row.values.get(within)), str(code)), None)
            if made is not None:
                full = {column: made.get(column) for column in KINDS[kind].all_columns}
                yield Entry(kind, typed(KINDS[kind], {**full, "source": row.values.get("source")}), NOTHING_SEEN)
