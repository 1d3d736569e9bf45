"""What stands in the store when a workbook is compared with it: rows by the key of their sheet."""

from collections.abc import Hashable, Iterable
from functools import cached_property
from typing import Any

from ecodash.store.store import Store
from ecodash.workbook.sheets import Sheet

# A workbook about more areas than this is compared with all of them at once.
_FEW_AREAS = 10

Row = dict[str, Any]
Key = tuple[Hashable, ...]


class Standing:
    """The rows of a store at one moment, each kind fetched once, when it is first asked for.

    ``change``: as the store was when the change of that number had just been recorded; None: as it is.
    """

    def __init__(self, store: Store, change: int | None = None) -> None:
        self.store = store
        self._change = change
        self._latest: dict[str, list[Row]] = {}
        self._by_key: dict[str, dict[Key, Row]] = {}
        self._surveyed: dict[Hashable, dict[Key, Row]] = {}
        self.today = store.today()

    def latest(self, kind: str) -> list[Row]:
        """The revision of every row of a kind that was recorded last and holds."""
        if kind not in self._latest:
            if self._change is None:
                self._latest[kind] = self.store.ask("latest_revisions", kind=kind, keys=None)
            else:
                self._latest[kind] = list({row["key"]: row for row in self._in_force(kind)}.values())
        return self._latest[kind]

    def rows(self, sheet: Sheet) -> dict[Key, Row]:
        """The rows that a sheet speaks of, under its key."""
        if sheet.name not in self._by_key:
            self._by_key[sheet.name] = _by_key(sheet, self._listed(sheet))
        return self._by_key[sheet.name]

    def find(self, sheet: Sheet, key: Key) -> Row | None:
        """The row of a sheet under its key; of observations only those of the areas asked for are fetched."""
        if sheet.kind != "observation" or sheet.name in self._by_key or len(self._surveyed) >= _FEW_AREAS:
            return self.rows(sheet).get(key)
        area = key[sheet.key.index("area")]
        if area not in self._surveyed:
            self._surveyed[area] = _by_key(sheet, self._accepted(str(area or "")))
        return self._surveyed[area].get(key)

    def _listed(self, sheet: Sheet) -> list[Row]:
        if sheet.kind == "observation":
            return self._accepted(None)
        return self.agency_names if sheet.kind == "agency" else self.latest(sheet.kind)

    def _accepted(self, area: str | None) -> list[Row]:
        if self._change is None:
            return self.store.ask("accepted_of_area", area=area)
        return self.store.ask("accepted_at", area=area, change=self._change)

    def _in_force(self, kind: str) -> list[Row]:
        """Every revision of a kind that holds, in the order of recording."""
        change = self.store.version if self._change is None else self._change
        return self.store.ask("revisions_in_force_at", kind=kind, change=change)

    @cached_property
    def agency_names(self) -> list[Row]:
        """Every dated name of every agency, in the order of recording: its latest revision of that day comes last."""
        return self._in_force("agency")

    @cached_property
    def latest_agency(self) -> dict[str, Row]:
        """The revision of every agency that was recorded last."""
        return {row["code"]: row for row in self.latest("agency")}


def _by_key(sheet: Sheet, rows: Iterable[Row]) -> dict[Key, Row]:
    return {tuple(row[column] for column in sheet.key): row for row in rows}
