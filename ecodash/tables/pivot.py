"""Rows counted, or a column of them added up, by one column and across another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ecodash.domain.dates import short_month, year_shown
from ecodash.domain.progress import natural_order
from ecodash.language.text import t
from ecodash.store.store import Store
from ecodash.tables.named import Names
from ecodash.tables.table import FISCAL_YEAR, MONTH, Row, Table

Amount = int | float | None
Key = tuple[Any, str]


@dataclass(frozen=True)
class Line:
    """One row of a pivot: its code and label, an amount for each column; None where nothing is told to be added."""

    code: str
    label: str
    amounts: tuple[Amount, ...]


@dataclass(frozen=True)
class Pivot:
    """``columns`` are (code, label); with nothing across there is one, whose code is empty.

    ``known`` of ``total`` rows say the amount that is added up; when rows are counted both are the same.
    """

    columns: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    known: int
    total: int


def counted(
    store: Store, day: date, lang: str, table: Table, rows: Iterable[Row], by: str, across: str = "", adds: str = ""
) -> Pivot:
    """Rows by ``by`` and across ``across``: how many, or the sum of ``adds`` over those that say it."""
    cells: dict[tuple[Key, Key], list[Any]] = {}
    known = total = 0
    label = _Labels(store, day, lang, table)
    for row in rows:
        total += 1
        place = label.key(by, row), label.key(across, row) if across else (("",), "")
        amount = row[adds] if adds else 1
        cells.setdefault(place, [])
        if amount is not None:
            known += 1
            cells[place].append(amount)
    columns = sorted({column for _, column in cells}, key=lambda key: key[0])
    lines = sorted({line for line, _ in cells}, key=lambda key: key[0])
    return Pivot(
        columns=tuple((str(column[0][-1]), column[1]) for column in columns),
        lines=tuple(
            Line(str(line[0][-1]), line[1], tuple(_sum(cells.get((line, column)), adds) for column in columns))
            for line in lines
        ),
        known=known,
        total=total,
    )


def _sum(amounts: Sequence[Any] | None, adds: str) -> Amount:
    """How many; a sum over what is told, None when nothing is."""
    if not adds:
        return len(amounts or ())
    if not amounts:
        return None
    return float(sum(amounts, Decimal(0))) if isinstance(amounts[0], Decimal) else int(sum(amounts))


class _Labels:
    """What a row is counted under: a key that sorts, and a label."""

    def __init__(self, store: Store, day: date, lang: str, table: Table) -> None:
        self._names = Names(store, day, lang)
        self._lang, self._table = lang, table
        self._known: dict[tuple[Any, ...], Key] = {}

    def key(self, column: str, row: Row) -> Key:
        """What is not told stands last, under a name of its own."""
        place = (column, row[column], row.get("framework"))
        if place not in self._known:
            self._known[place] = self._made(column, row)
        return self._known[place]

    def _made(self, column: str, row: Row) -> Key:
        value = row[column]
        if value is None or value == "":
            return (1, ("",), "-"), t(self._lang, "explore.not_told")
        described = self._table.by_name[column]
        if described.all_codes:
            codes = [str(code) for code in described.all_codes]
            rank: Any = (codes.index(value) if value in codes else len(codes),)
        else:
            rank = tuple(natural_order(str(value)))
        return (0, rank, str(value)), self._label(column, row)

    def _label(self, column: str, row: Row) -> str:
        value = row[column]
        if column == MONTH:
            return short_month(date.fromisoformat(f"{value}-01"), self._lang)
        if column == FISCAL_YEAR:
            return year_shown(value, self._lang)
        return self._names.of(self._table.by_name[column], row) or str(value)
