"""What a flat table is, and its rows within a selection."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any

from ecodash import facts
from ecodash.domain.dates import fiscal_year_of, thai_day
from ecodash.domain.kinds import Column
from ecodash.facts.selection import Selection
from ecodash.store.store import Store

Row = Mapping[str, Any]
Ask = Callable[[Store, Selection], Iterable[Row]]

MONTH, FISCAL_YEAR = "month", "fiscal_year"
_DAYS = ("date", "moment")
# What is worked out of other columns of the row, so that everything can be counted by it.
_OF_AREA = ("phase", "province")


@dataclass(frozen=True)
class Table:
    """One question whose answer is flat. ``columns`` are described as those of kinds are; ``moment`` is a type more.

    ``day`` is the column that ``month`` and, where a row does not say its own, ``fiscal_year`` are worked out of.
    ``sums`` are the columns that may be added up. ``of_years``: its rows belong to fiscal years, of which one can be
    asked for; what stands on a day does not.
    """

    name: str
    columns: tuple[Column, ...]
    ask: Ask
    day: str = ""
    sums: tuple[str, ...] = ()
    of_years: bool = False

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The columns by which rows can be counted: names of other rows, codes of lists, years and months."""
        return tuple(c.name for c in self.columns if is_group(c))


def is_group(column: Column) -> bool:
    return bool((column.refers and not column.is_list) or column.all_codes or column.name in (MONTH, FISCAL_YEAR))


def rows_of(store: Store, table: Table, selection: Selection) -> list[dict[str, Any]]:
    """The rows, each with exactly the table's columns, codes as codes and days as days."""
    areas = {row["code"]: row for row in facts.areas(store, selection.as_of)}
    items = facts.items_by_code(store, selection.as_of)
    names = [column.name for column in table.columns]

    def whole(row: Row) -> dict[str, Any]:
        area: Row = areas.get(row.get("area") or "", {})
        item: Row = items.get((row.get("framework") or "", row.get("item") or ""), {})
        told = {**{name: area.get(name) for name in _OF_AREA}, "dimension": item.get("dimension"), **row}
        return {name: told.get(name) for name in names} | _times(table, told)

    rows = [whole(row) for row in table.ask(store, selection)]
    year = selection.fy if table.of_years else None
    return [row for row in rows if year is None or row[FISCAL_YEAR] == year]


def _times(table: Table, row: Row) -> dict[str, Any]:
    """The month («2024-02») and the fiscal year of the row's day."""
    if not table.day:
        return {}
    month, year = _month_and_year(row.get(table.day))
    return {MONTH: month, FISCAL_YEAR: row.get(FISCAL_YEAR) or year}


# A long table has a few thousand days.
@lru_cache(maxsize=8_192)
def _month_and_year(value: Any) -> tuple[str | None, int | None]:
    day = as_day(value)
    return (f"{day:%Y-%m}", fiscal_year_of(day)) if day else (None, None)


def as_day(value: Any) -> date | None:
    """A day; of a moment, its day in Thailand."""
    if isinstance(value, datetime):
        return thai_day(value)
    return value if isinstance(value, date) else None
