"""Checked rows → what to record, and what a person is shown before it is: every cell that will change.

An empty cell of a column that is there means «not told»; a column that is not there is left as it stands. What the
rules of a row are asked about is the row as it would stand.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ecodash.kinds import KINDS
from ecodash.model import Mark, Review
from ecodash.recording import NOTHING_SEEN, Entry
from ecodash.store.change import plain_value
from ecodash.workbook.checked import CheckedRow
from ecodash.workbook.checking import Checked
from ecodash.workbook.merging import Accept, Base, Waiting, merged
from ecodash.workbook.problems import Problem, Word
from ecodash.workbook.rows import row_problems
from ecodash.workbook.standing import Row, Standing

# What happens over time keeps its past: a change holds from the day it is made.
_WITH_A_COURSE = ("activity", "assignment", "resolution")
_MADE_BEFORE = {"dimension": 0, "aspect": 1, "level": 2}


@dataclass(frozen=True)
class CellChange:
    """One cell that will say something else. ``title`` is the key of its heading's words."""

    column: str
    title: Word
    before: str | int | None
    after: str | int | None


@dataclass(frozen=True)
class RowChange:
    """One row that will be new or different. ``label`` is what a person knows it by."""

    sheet: str
    row: int
    key: str
    label: str
    is_new: bool
    source: CheckedRow
    told: dict[str, Any]

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

    def as_dict(self) -> dict[str, Any]:
        """As the command line tells it."""
        told = [{"column": cell.column, "from": cell.before, "to": cell.after} for cell in self.cells]
        return {"sheet": self.sheet, "row": self.row, "key": self.key, "new": self.is_new, "cells": told}


@dataclass
class Plan:
    """What to record, and what waits to be accepted; ``accepted`` and ``unchanged`` count rows of the workbook."""

    entries: list[Entry] = field(default_factory=list)
    changes: list[RowChange] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unchanged: int = 0

    @property
    def accepted(self) -> int:
        return len(self.changes)


def plan(checked: Checked, standing: Standing, base: Base, accept: Accept) -> Plan:
    """What the rows would change in the store as it stands. ``accept``: which cells that wait are recorded too."""
    planner = _Planner(checked, standing, base, accept)
    for row in checked.rows:
        planner.add(row)
    return planner.plan


class _Planner:
    def __init__(self, checked: Checked, standing: Standing, base: Base, accept: Accept) -> None:
        self.plan = Plan()
        self._standing = standing
        self._source = base
        self._accept = accept
        surveyed = [r for r in checked.rows if r.sheet.kind == "observation" and r.stored is None and not r.is_flawed]
        self._taken = standing.codes_taken(_plain_code(r.values) for r in surveyed) if surveyed else set()
        self._made = dict(checked.made)
        self._positions: dict[tuple[str, str], int] = {}
        meetings = (row for row in checked.rows if row.sheet.kind == "meeting")
        self._held_on = {row.values["code"]: row.values.get("held_on") for row in meetings}

    def add(self, row: CheckedRow) -> None:
        if row.stored is not None and not row.told:
            self.plan.unchanged += 1
            return
        if row.is_flawed:
            # What its cells that could be read say of each other; it is not recorded.
            self._rule(row, {**(row.stored or dict.fromkeys(KINDS[row.sheet.kind].all_columns)), **row.values})
            return
        merge = merged(row, self._source, self._accept)
        self.plan.waiting += merge.waiting
        if not merge.told:
            self.plan.unchanged += not merge.waiting
            return
        if row.sheet.kind == "item":
            self.plan.entries += self._makings(row)
        full = self._row(row, merge.told)
        self._rule(row, full)
        self.plan.entries.append(Entry(row.sheet.kind, full, self._seen(row)))
        label, is_new = row.label, row.stored is None
        self.plan.changes.append(RowChange(row.sheet.name, row.number, row.key, label, is_new, row, merge.told))

    def _rule(self, row: CheckedRow, whole: Row) -> None:
        ruled = row_problems(row.sheet, whole, self._standing.today)
        self.plan.problems += (row.problem(name, misread) for name, misread in ruled)

    def _row(self, row: CheckedRow, told: dict[str, Any]) -> Row:
        kind = KINDS[row.sheet.kind]
        base = self._base(row)
        full = {column: base.get(column) for column in kind.all_columns}
        full |= told
        if row.stored is None:
            full |= self._for_new(row, full)
        elif kind.name in _WITH_A_COURSE:
            full["effective_on"] = max(self._standing.today, row.stored["effective_on"] or self._standing.today)
        if kind.name == "item" and full["mark"] == Mark.UNKNOWN and full["text_th"]:
            full["mark"] = Mark.ATTESTED
        return full

    def _base(self, row: CheckedRow) -> Row:
        """What holds where the workbook says nothing."""
        if row.stored is None and row.sheet.kind == "agency":
            # A new name of an agency leaves the rest as it is.
            return {**self._standing.latest_agency.get(row.values["code"], {}), "source": None, "mark": None}
        return row.stored or {}

    def _for_new(self, row: CheckedRow, full: Row) -> Row:
        more: Row = {"mark": Mark.ATTESTED if full["source"] else None}
        kind = row.sheet.kind
        if kind == "observation":
            more |= {"code": self._new_code(full), "review": Review.ACCEPTED}
        elif kind == "assignment":
            more["effective_on"] = full["assigned_on"]
        elif kind == "resolution":
            day = self._held_on.get(full["meeting"]) or self._standing.held_on.get(full["meeting"])
            more["effective_on"] = day
        elif kind == "auditor":
            more["effective_on"] = full["registered_on"]
        elif kind == "item":
            more["position"] = self._next_position("item", full["framework"])
        if kind in ("assignment", "resolution"):
            more["status"] = full["status"] or "open"
        return more

    def _new_code(self, row: Row) -> str:
        """Readable, and not in use for another observation."""
        plain = _plain_code(row)
        code, number = plain, 1
        while code in self._taken:
            number += 1
            code = f"{plain}-{number}"
        self._taken.add(code)
        return code

    def _seen(self, row: CheckedRow) -> int:
        if row.sheet.kind == "agency":
            latest = self._standing.latest_agency.get(row.values["code"])
            return latest["rev"] if latest else NOTHING_SEEN
        return row.stored["rev"] if row.stored else NOTHING_SEEN

    def _makings(self, row: CheckedRow) -> Iterator[Entry]:
        """The dimension, aspect and level that this item is the first to name."""
        framework = row.values.get("framework")
        named = ((kind, row.values.get(kind)) for kind in _MADE_BEFORE)
        for kind, code in named:
            made = self._made.pop((kind, str(framework), str(code)), None)
            if made is None:
                continue
            full = {column: made.get(column) for column in KINDS[kind].all_columns}
            if "position" in full:
                full["position"] = self._next_position(kind, str(framework))
            full |= {"source": row.values.get("source"), "mark": Mark.ATTESTED if row.values.get("source") else None}
            yield Entry(kind, full, NOTHING_SEEN)

    def _next_position(self, kind: str, framework: str) -> int:
        place = (kind, framework)
        if place not in self._positions:
            self._positions[place] = self._standing.next_position(kind, framework)
        self._positions[place] += 1
        return self._positions[place] - 1


def _plain_code(row: Row) -> str:
    return f"{row['area']}.{row['framework']}.{row['item']}.{row['effective_on'].isoformat()}"
