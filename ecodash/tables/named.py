"""What the codes in a row are called: areas, agencies, items and all that one row names of another."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from ecodash import facts
from ecodash.domain.kinds import Column
from ecodash.language.item_names import item_name, shortened
from ecodash.language.text import name, t, told
from ecodash.sentences import agency_name, meeting_label, short_name
from ecodash.store.store import Store
from ecodash.tables.table import Row, Table

NAME = "_name"


class Names:
    """The names of a store's rows on a day, in one language."""

    def __init__(self, store: Store, day: date, lang: str) -> None:
        self._store, self._day, self._lang = store, day, lang
        self._told: dict[tuple[str, Any, Any], str] = {}

    def of(self, column: Column, row: Row) -> str | None:
        """What the row's value is called; None where nothing is told, the code itself where nobody knows its name."""
        code = row.get(column.name)
        if code is None or code == "":
            return None
        # A long table names the same few things over and over.
        asked = (column.name, row.get("framework"), code)
        if asked not in self._told:
            self._told[asked] = self._of(column, row, code)
        return self._told[asked]

    def _of(self, column: Column, row: Row, code: Any) -> str:
        if column.all_codes:
            return t(self._lang, f"{column.words}.{code}") if code in column.all_codes else str(code)
        if column.is_list:
            return "; ".join(self._called(column.refers, str(part).strip(), row) for part in str(code).split(";"))
        return self._called(column.refers, str(code), row)

    def _called(self, kind: str, code: str, row: Row) -> str:
        if kind in ("item", "dimension", "aspect"):
            return self._of_framework(kind, str(row.get("framework") or ""), code)
        found = self._rows.get(kind, {}).get(code)
        return self._say[kind](found) if found is not None and kind in self._say else code

    def _of_framework(self, kind: str, framework: str, code: str) -> str:
        if kind == "item":
            inside, _, item = code.rpartition(":")
            return self._items.get((inside or framework, item)) or item
        return self._parts.get((kind, framework, code)) or code

    @cached_property
    def _say(self) -> dict[str, Callable[[Mapping[str, Any]], str]]:
        lang = self._lang
        return {
            "area": lambda row: short_name(row, lang) or row["code"],
            "framework": lambda row: short_name(row, lang) or row["code"],
            "phase": lambda row: name(row, lang) or row["code"],
            "province": lambda row: name(row, lang) or row["code"],
            "body": lambda row: name(row, lang) or row["code"],
            "agency": lambda row: agency_name({row["code"]: row}, row["code"], lang),
            "meeting": lambda row: meeting_label(row, lang) if row["held_on"] else row["code"],
            "resolution": lambda row: shortened(told(row, lang, "text"), 90) or row["code"],
        }

    @cached_property
    def _rows(self) -> dict[str, dict[str, Mapping[str, Any]]]:
        store, day = self._store, self._day
        lists: dict[str, Iterable[Any]] = {
            "area": facts.areas(store, day),
            "framework": facts.frameworks(store, day),
            "phase": facts.phases(store, day),
            "province": facts.provinces(store, day),
            "body": facts.bodies(store, day),
            "agency": facts.agencies(store, day),
            "meeting": facts.meetings(store, day),
            "resolution": facts.resolutions(store, day),
        }
        return {kind: {row["code"]: row for row in rows} for kind, rows in lists.items()}

    @cached_property
    def _items(self) -> dict[tuple[str, str], str]:
        rows = facts.items_by_code(self._store, self._day)
        return {place: item_name(row, self._lang) for place, row in rows.items()}

    @cached_property
    def _parts(self) -> dict[tuple[str, str, str], str]:
        """Dimensions and aspects of frameworks."""
        rows = facts.items(self._store, self._day)
        return {
            (part, row["framework"], str(row[part])): name(row, self._lang, part)
            for row in rows
            for part in ("dimension", "aspect")
        }


def has_names(column: Column) -> bool:
    return bool(column.refers) or bool(column.all_codes)


def columns_beside(table: Table) -> list[str]:
    """The columns of ``beside``, in their order."""
    return [n for c in table.columns for n in (c.name, *((c.name + NAME,) if c.refers else ()))]


def beside(store: Store, day: date, lang: str, table: Table, rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """The rows for programs: every code stays, and what names another row has that row's name beside it."""
    names = Names(store, day, lang)
    named = {column.name + NAME: column for column in table.columns if column.refers}
    order = [(key, named.get(key)) for key in columns_beside(table)]
    for row in rows:
        yield {key: names.of(column, row) if column else row[key] for key, column in order}
