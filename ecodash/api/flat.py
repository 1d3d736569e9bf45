"""Status, changes and series of all areas as flat CSV: one fact a row, names beside codes."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from ecodash.facts.selection import Selection
from ecodash.language import csv_text
from ecodash.store.store import Store
from ecodash.tables import TABLES, beside, rows_of
from ecodash.tables.named import columns_beside
from ecodash.tables.table import Row
from ecodash.tables.these import changes_between_days, series_since

_SINCE: MappingProxyType[str, Callable[[Store, Selection, date], Iterable[Row]]] = MappingProxyType(
    {"changes": changes_between_days, "series": series_since}
)
FLAT = ("status", *_SINCE)


def columns(name: str) -> list[str]:
    """The columns of a flat file, in their order."""
    return columns_beside(TABLES[name])


def status_csv(store: Store, selection: Selection) -> str:
    """Where every item of every area stands."""
    return _csv(store, "status", selection)


def span_csv(store: Store, name: str, selection: Selection, start: date, end: date) -> str:
    """``changes`` or ``series`` between two days."""
    return _csv(store, name, replace(selection, as_of=end), start)


def _csv(store: Store, name: str, selection: Selection, start: date | None = None) -> str:
    table = TABLES[name]
    if start is not None:
        since = _SINCE[name]
        table = replace(table, ask=lambda store, s: since(store, s, start))
    rows = rows_of(store, table, selection)
    return csv_text.write(columns(name), beside(store, selection.as_of, selection.lang, table, rows))
