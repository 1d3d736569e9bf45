"""Rows whose values are of the types of their kind: the one way a value is written in journal, hash and database."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from ecodash.domain.kinds import Kind
from ecodash.store.problem import StoreProblem

Value = str | int | Decimal | date | None
Row = Mapping[str, Value]
Number = TypeVar("Number", int, Decimal)

# What the database keeps; more places would make journal and database differ.
_DECIMALS = {"number": Decimal("0.000001"), "money": Decimal("0.01")}
_LONGEST_SHOWN = 40
# The columns are decimal(18, 6), decimal(18, 2) and integer.
_MOST = {"number": 10**12 - 1, "money": 10**16 - 1, "int": 2**31 - 1}


def plain_value(value: Value) -> str | int | None:
    """The one way a value is written in journal and hash: 6.200000 and 6.2 are the same."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date):
        return value.isoformat()
    return value


class TypedRow(dict[str, Value]):
    """A row whose values are of the types of its kind; nobody changes one."""

    __slots__ = ("kind",)

    def __init__(self, kind: Kind, values: Mapping[str, Value]) -> None:
        super().__init__(values)
        self.kind = kind


def typed(kind: Kind, row: Mapping[str, Any]) -> TypedRow:
    """Every column of the kind, read from plain text or JSON values; ValueError names the column.

    StoreProblem for a number that the column cannot hold.
    """
    if isinstance(row, TypedRow) and row.kind is kind:
        return row
    columns = kind.all_columns
    if not row.keys() <= columns.keys():
        raise ValueError(f"{kind.name}: unknown columns {sorted(row.keys() - columns.keys())}")
    # Most values are texts or nothing: asked about here, which costs a third of asking a function.
    return TypedRow(
        kind,
        {
            column: None
            if (value := row.get(column)) is None
            else value
            if value and type(value) is str and expected == "text"
            else _typed_value(kind, column, value)
            for column, expected in columns.items()
        },
    )


def _typed_value(kind: Kind, column: str, value: Any) -> Value:
    if value is None or value == "":
        return None
    expected = kind.all_columns[column]
    if expected == "text":
        return str(value)
    if expected == "date" and type(value) is date:
        return value
    try:
        if isinstance(expected, type) and issubclass(expected, StrEnum):
            return str(expected(value))
        if expected == "int":
            return _within(kind, column, int(value))
        if isinstance(expected, str) and expected in _DECIMALS:
            number = value if isinstance(value, Decimal) else Decimal(str(value))
            if not number.is_finite():
                raise ValueError
            # The database knows no -0.
            return _within(kind, column, number).quantize(_DECIMALS[expected]) + 0
        if expected == "date":
            return value if isinstance(value, date) else date.fromisoformat(value)
    except (ValueError, ArithmeticError) as error:
        raise ValueError(f"{kind.name}.{column}: {value!r}") from error
    return str(value)


def _within(kind: Kind, column: str, value: Number) -> Number:
    most = _MOST[str(kind.all_columns[column])]
    if abs(value) > most:
        shown = str(value) if len(str(value)) <= _LONGEST_SHOWN else f"{Decimal(value):.3e}"
        raise StoreProblem("out_of_range", column=f"{kind.name}.{column}", value=shown, most=f"{most:,}")
    return value


def key_of(kind: Kind, row: Row) -> str:
    """The identity of a row: ``lamphun-ban-klang|diw-eit-basic12|6``."""
    values = [row[column] for column in kind.key]
    return "|".join([value if isinstance(value, str) else str(plain_value(value)) for value in values])
