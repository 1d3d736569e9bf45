"""Rows to CSV text and back, safe to open in a spreadsheet.

A text that a spreadsheet would run as a formula gets a leading apostrophe; numbers stay numbers.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

Value = str | int | float | Decimal | date | None

# The apostrophe itself is guarded too, so that reading back takes away exactly what was put in front.
_MARK = "\ufeff"
_GUARDED = ("=", "+", "-", "@", "\t", "\r", "'")


def write(columns: Sequence[str], rows: Iterable[Mapping[str, Value]]) -> str:
    """A header line and one record per row, behind the mark by which Excel knows UTF-8."""
    out = io.StringIO()
    out.write(_MARK)
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([_cell(row[column]) for column in columns] for row in rows)
    return out.getvalue()


def read(text: str) -> list[dict[str, str]]:
    """The rows as text, without the guards; an empty cell is an empty text."""
    rows = csv.reader(io.StringIO(text.removeprefix(_MARK), newline=""))
    columns = next(rows, [])
    return [dict(zip(columns, map(_unguarded, row), strict=True)) for row in rows]


def head(text: str) -> list[str]:
    """The columns of a CSV text, in their order."""
    return next(csv.reader(io.StringIO(text.removeprefix(_MARK), newline="")), [])


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_GUARDED) else value
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else str(value)


def _unguarded(cell: str) -> str:
    return cell.removeprefix("'")
