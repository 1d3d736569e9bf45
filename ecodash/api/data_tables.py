"""All that is known of a selection as one set of flat tables: facts, and dimensions that they join by code."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any

from ecodash import facts
from ecodash.domain.vocabulary import Result
from ecodash.language.text import t
from ecodash.store.store import Store
from ecodash.tables import TABLES, Table, beside, rows_of
from ecodash.tables.named import columns_beside
from ecodash.tables.table import Row
from ecodash.tables.these import changes_between_days, series_since

# Under which name a table's own code joins it to the others; a program that looks for relations finds it by that.
_KEYS = {"areas": "area", "agencies": "agency", "meetings": "meeting", "resolutions": "resolution"}
_DIMENSIONS = {"areas": "dim_area", "agencies": "dim_agency", "items": "dim_item"}
_SINCE: MappingProxyType[str, Callable[[Store, facts.Selection, date], Iterable[Row]]] = MappingProxyType(
    {"changes": changes_between_days, "series": series_since}
)
_KEY = "item_key"


@dataclass(frozen=True)
class FlatTable:
    """``columns`` head the cells of every row."""

    name: str
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def data_tables(store: Store, selection: facts.Selection, start: date, end: date) -> Iterator[FlatTable]:
    """What the data workbook holds, in its order. ``start`` and ``end`` are those of changes and months."""
    yield _about(store, selection, start, end)
    for name, table in TABLES.items():
        asked = selection
        if since := _SINCE.get(name):
            table = replace(table, ask=partial(_from, since, start))
            asked = replace(selection, as_of=end)
        yield _flat(store, asked, name, table)
    results = [(str(r), t("th", f"result.{r}"), t("en", f"result.{r}"), n) for n, r in enumerate(Result, start=1)]
    yield FlatTable("dim_result", ("result", "name_th", "name_en", "position"), results)


def _from(
    since: Callable[[Store, facts.Selection, date], Iterable[Row]], start: date, store: Store, asked: facts.Selection
) -> Iterable[Row]:
    return since(store, asked, start)


def _about(store: Store, selection: facts.Selection, start: date, end: date) -> FlatTable:
    told = {
        "as_of": selection.as_of.isoformat(),
        "from": start.isoformat(),
        "to": end.isoformat(),
        "framework": selection.framework,
        "language": selection.lang,
        "mark": store.mark,
        "demo": t(selection.lang, "filter.demo") if store.is_demo else "false",
    }
    return FlatTable("about", ("name", "value"), list(told.items()))


def _flat(store: Store, selection: facts.Selection, name: str, table: Table) -> FlatTable:
    """The rows with names beside codes, and an item of any framework under one key."""
    found = beside(store, selection.as_of, selection.lang, table, rows_of(store, table, selection))
    columns = columns_beside(table)
    headings = [_KEYS.get(name, "code") if column == "code" else column for column in columns]
    has_item = {"framework", "item"} <= set(columns)
    rows = [(*(row[column] for column in columns), *((_item_key(row),) if has_item else ())) for row in found]
    called = _DIMENSIONS.get(name, f"fact_{name}")
    return FlatTable(called, (*headings, *((_KEY,) if has_item else ())), rows)


def _item_key(row: dict[str, Any]) -> str | None:
    return f"{row['framework']}:{row['item']}" if row["item"] else None
