"""What stands in the store when a workbook is compared with it: rows by the key of their sheet."""

from collections.abc import Hashable
from functools import cached_property
from typing import Any

from ecodash.model import Review
from ecodash.store.store import Store
from ecodash.workbook.sheets import Sheet

Row = dict[str, Any]
Key = tuple[Hashable, ...]


class Standing:
    """The rows of a store at one moment, each kind fetched once, when it is first asked for.

    ``change``: as the store was when the change of that number had just been recorded; None: as it is.
    """

    def __init__(self, store: Store, change: int | None = None) -> None:
        self._store = store
        self._change = change
        self._latest: dict[str, list[Row]] = {}
        self._by_key: dict[str, dict[Key, Row]] = {}
        self.today = store.today()

    def latest(self, kind: str) -> list[Row]:
        """The revision of every row of a kind that was recorded last and holds."""
        if kind not in self._latest:
            if self._change is None:
                self._latest[kind] = self._store.ask("latest_revisions", kind=kind, keys=None)
            else:
                self._latest[kind] = list({row["key"]: row for row in self._in_force(kind)}.values())
        return self._latest[kind]

    def rows(self, sheet: Sheet) -> dict[Key, Row]:
        """The rows that a sheet speaks of, under its key."""
        if sheet.name not in self._by_key:
            found = self._listed(sheet)
            self._by_key[sheet.name] = {tuple(row[column] for column in sheet.key): row for row in found}
        return self._by_key[sheet.name]

    def _listed(self, sheet: Sheet) -> list[Row]:
        if sheet.kind == "observation":
            accepted = (row for row in self.latest("observation") if row["review"] == Review.ACCEPTED)
            return sorted(accepted, key=lambda row: row["rev"])
        return self.agency_names if sheet.kind == "agency" else self.latest(sheet.kind)

    def _in_force(self, kind: str) -> list[Row]:
        """Every revision of a kind that holds, in the order of recording."""
        change = self._store.version if self._change is None else self._change
        return self._store.ask("revisions_in_force_at", kind=kind, change=change)

    @cached_property
    def agency_names(self) -> list[Row]:
        """Every dated name of every agency, in the order of recording: its latest revision of that day comes last."""
        return self._in_force("agency")

    @cached_property
    def latest_agency(self) -> dict[str, Row]:
        """The revision of every agency that was recorded last."""
        return {row["code"]: row for row in self.latest("agency")}

    @cached_property
    def observation_codes(self) -> set[str]:
        """Every code in use, of reports that wait or were returned too."""
        return {row["code"] for row in self.latest("observation")}

    @cached_property
    def held_on(self) -> dict[str, Any]:
        """The day of every meeting."""
        return {row["code"]: row["held_on"] for row in self.latest("meeting")}

    def next_position(self, kind: str, framework: str) -> int:
        """The place after the last one of a framework."""
        taken = [row["position"] or 0 for row in self.latest(kind) if row["framework"] == framework]
        return max(taken, default=0) + 1
