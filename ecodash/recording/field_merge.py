"""What two people changed in one row, put together field by field."""

from collections.abc import Mapping
from dataclasses import dataclass

from ecodash.store.typed_row import Value

Row = Mapping[str, Value]


@dataclass(frozen=True)
class Merge:
    """``row`` is what stands with what I changed; ``both`` the fields that both changed, and not alike."""

    row: dict[str, Value]
    mine: frozenset[str]
    theirs: frozenset[str]
    both: frozenset[str]


def merge(began: Row, mine: Row, now: Row) -> Merge:
    """Put my fields on top of what stands now; ``began`` is what both began with.

    ``mine`` holds the fields of my form, which may be fewer than those of the row. Only those that I changed are
    taken from it.
    """
    changed = {column for column, value in mine.items() if value != began.get(column)}
    theirs = {column for column, value in now.items() if value != began.get(column)}
    both = {column for column in changed & theirs if mine[column] != now[column]}
    return Merge(
        {**now, **{column: mine[column] for column in changed}}, frozenset(changed), frozenset(theirs), frozenset(both)
    )
