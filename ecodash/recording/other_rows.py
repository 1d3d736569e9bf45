"""What must hold between a row and others: what a list names is there, a project fits the plan that it is of."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ecodash.domain.kinds import KINDS, Column
from ecodash.recording.entries import Entry
from ecodash.recording.row_rules import RowProblem
from ecodash.store.store import Store

Row = Mapping[str, Any]


class OtherRows:
    """The rows that some entries name, as they will stand; those of a kind are fetched when it is first named."""

    def __init__(self, store: Store, entries: Sequence[Entry]) -> None:
        self._store = store
        self._entries = entries
        self._known: dict[str, dict[str, Row]] = {}

    def problems(self, kind: str, key: str, row: Row, before: Row | None) -> Iterator[RowProblem]:
        """What a row breaks; asked where it is new, or where its revision changes one of the columns."""

        def is_asked(*columns: str) -> bool:
            return before is None or any(row[column] != before[column] for column in columns)

        for column in KINDS[kind].lists:
            if row[column.name] and is_asked(column.name):
                for part in self._missing(column, row[column.name]):
                    yield RowProblem(kind, key, column.name, "unknown_part", {"part": part})
        if kind == "plan_project" and is_asked("plan", "area", "fiscal_year"):
            yield from self._beside_its_plan(key, row)

    def _beside_its_plan(self, key: str, row: Row) -> Iterator[RowProblem]:
        plan = self._row("plan", row["plan"]) if row["plan"] else None
        if plan is None:
            return
        if row["area"] and plan["area"] != row["area"]:
            told = {"plan": plan["name_th"] or plan["code"], "area": plan["area"]}
            yield RowProblem("plan_project", key, "plan", "plan_of_another_area", told)
        first, last, year = plan["first_year"], plan["last_year"], row["fiscal_year"]
        if year and ((first and year < first) or (last and year > last)):
            told = {"year": year, "first": first or "…", "last": last or "…"}
            yield RowProblem("plan_project", key, "fiscal_year", "fiscal_year_outside_plan", told)

    def _missing(self, column: Column, told: str) -> Iterator[str]:
        """The parts of a list that name nothing that is there."""
        for part in filter(None, (part.strip() for part in told.split(";"))):
            # An item is named with its framework: diw-eit-basic12:6.
            key = "|".join(part.rpartition(":")[::2]) if column.refers == "item" else part
            if self._row(column.refers, key) is None:
                yield part

    def _row(self, kind: str, key: str) -> Row | None:
        if kind not in self._known:
            stored = {row["key"]: row for row in self._store.ask("latest_revisions", kind=kind, keys=None)}
            told = {entry.place[1]: entry.row for entry in self._entries if entry.kind == kind}
            self._known[kind] = {**stored, **told}
        return self._known[kind].get(key)
