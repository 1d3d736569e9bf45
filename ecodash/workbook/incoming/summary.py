"""What a file would change, counted: by sheet, and within it by what people judge it by. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ecodash.workbook.incoming.plan import RowChange
from ecodash.workbook.problems import Word
from ecodash.workbook.sheets import SHEETS, Column, Sheet

_JUDGED_BY = ("reference", "item", "choice", "fiscal_year", "day")
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True)
class Facet:
    """How many rows say what in one column: (value, rows), in the order in which people look for them."""

    column: str
    title: Word
    counts: tuple[tuple[Any, int], ...]
    is_day: bool


@dataclass(frozen=True)
class SheetSummary:
    """One sheet: how many rows are new and changed, what they say, and which cells change of those that were there."""

    sheet: str
    new: int
    changed: int
    facets: tuple[Facet, ...]
    cells: tuple[tuple[Word, int], ...]


def summary(changes: Iterable[RowChange]) -> tuple[SheetSummary, ...]:
    """The changes sheet by sheet, in the order of the workbook's contract."""
    by_sheet: dict[str, list[RowChange]] = {}
    for change in changes:
        by_sheet.setdefault(change.sheet, []).append(change)
    return tuple(_summed(SHEETS[name], by_sheet[name]) for name in SHEETS if name in by_sheet)


def _summed(sheet: Sheet, changes: Sequence[RowChange]) -> SheetSummary:
    new = sum(change.is_new for change in changes)
    judged = [c for c in sheet.columns if c.reads in _JUDGED_BY and (c.required or c.words in ("assignment", "result"))]
    counted = ((column, Counter(change.value(column.column) for change in changes)) for column in judged)
    facets = (_facet(column, counts) for column, counts in counted if set(counts) - {None})
    touched = Counter(title for change in changes if not change.is_new for title in _touched(change))
    return SheetSummary(sheet.name, new, len(changes) - new, tuple(facets), tuple(touched.most_common()))


def _facet(column: Column, counts: Counter[Any]) -> Facet:
    if column.reads == "choice":
        ranked = [(code, counts[code]) for code in (*column.codes, None) if counts[code]]
    elif column.reads in ("day", "fiscal_year", "item"):
        ranked = sorted(counts.items(), key=lambda told: _in_order(told[0]))
    else:
        ranked = counts.most_common()
    return Facet(column.name, column.title, tuple(ranked), column.reads == "day")


def _in_order(value: Any) -> tuple[bool, list[tuple[bool, Any]]]:
    """2 before 10, 1.2 before 1.10; what is not told comes last."""
    parts = _DIGITS.split(value) if isinstance(value, str) else [value]
    told = [(place % 2 == 1, int(part) if place % 2 == 1 else part) for place, part in enumerate(parts)]
    return value is None, told


def _touched(change: RowChange) -> Iterable[Word]:
    stored = change.source.stored or {}
    columns = change.source.sheet.by_stored
    return (columns[name].title for name, value in change.told.items() if name in columns and value != stored.get(name))
