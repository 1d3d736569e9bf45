"""What is owed, once: an open assignment and the resolution that it carries out are one matter. Pure.

Owed are, on a day: every open assignment whose item is not settled; every gap that no open assignment is about; every
open resolution that none of those assignments carries out. An open assignment on a settled item is owed no more, unless
it repeats and the item is met: it waits to be closed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ecodash.domain.progress import ItemState, natural_order
from ecodash.domain.vocabulary import AssignmentStatus, Result

Row = Mapping[str, Any]
Place = tuple[str, str, str]


@dataclass(frozen=True)
class Matter:
    """One thing that is owed: about an item (``item`` and ``result`` told) or a resolution that stands alone.

    ``resolution`` is the code of the resolution, be it alone or carried out by an assignment, ``meeting`` that which
    made it. ``since`` is the day from which it is owed, None where no assignment was recorded. ``due_on`` is its due
    date or that of its resolution, whichever is earlier; ``days_late`` are the whole days past it.
    """

    agency: str | None
    task: str | None
    task_en: str | None
    since: date | None = None
    due_on: date | None = None
    days_late: int | None = None
    area: str | None = None
    framework: str | None = None
    item: str | None = None
    result: Result | None = None
    resolution: str | None = None
    meeting: str | None = None
    meeting_number: str | None = None
    repeats: str | None = None

    @property
    def is_late(self) -> bool:
        return self.days_late is not None

    @property
    def urgency(self) -> tuple[Any, ...]:
        """Sorts the longest late first, then what nobody has, then by due date, then the oldest."""
        return (
            -(self.days_late or 0),
            self.agency is not None,
            self.due_on or date.max,
            self.since or date.max,
            self.area or "",
            natural_order(self.item or ""),
            self.resolution or "",
            self.agency or "",
        )


def is_settled(result: Result) -> bool:
    """Whether nothing is owed of an item any more."""
    return result in (Result.MET, Result.NOT_APPLICABLE)


def is_owed(result: Result, repeats: str | None) -> bool:
    """Whether an open assignment is still to be done: what repeats also on an item that is met, to keep it so."""
    return not is_settled(result) or (result is Result.MET and repeats is not None)


def days_past(due_on: date | None, day: date) -> int | None:
    """Whole days past a due date; None before it and without one."""
    return (day - due_on).days if due_on is not None and day > due_on else None


def is_open(row: Row) -> bool:
    """Whether an assignment or a resolution is still to be carried out."""
    return bool(row["status"] == AssignmentStatus.OPEN)


def place_of(row: Row) -> Place:
    """The item of an area that an assignment is about."""
    return row["area"], row["framework"], row["item"]


def owed(
    assignments: Iterable[Row],
    resolutions: Iterable[Row],
    results: Mapping[Place, Result],
    gaps: Iterable[ItemState],
    day: date,
) -> list[Matter]:
    """All that is owed on a day, the most urgent first.

    ``results`` are how items stand, not assessed where they say nothing; of ``gaps`` those count that nobody has.
    """
    given = [row for row in assignments if is_open(row) and is_owed(_result(results, row), row["repeats"])]
    open_ones = {row["code"]: row for row in resolutions if is_open(row)}
    told = carried(given)
    alone = [row for row in open_ones.values() if (row["code"], row["agency"]) not in told]
    had = {place_of(row) for row in given}
    return sorted(
        [
            *(_assigned(row, open_ones.get(row["resolution"]), _result(results, row), day) for row in given),
            *(_unowned(state) for state in gaps if (state.area, state.framework, state.item) not in had),
            *(_resolved(row, day) for row in alone),
        ],
        key=lambda matter: matter.urgency,
    )


def carried(assignments: Iterable[Row]) -> set[tuple[str | None, str | None]]:
    """Resolution and agency of all that assignments carry out; a resolution that names no agency is anybody's."""
    return {(row["resolution"], agency) for row in assignments for agency in (row["agency"], None)}


def waiting(assignments: Iterable[Row], results: Mapping[Place, Result]) -> list[Row]:
    """Open assignments that are owed no more: they wait to be closed."""
    return [row for row in assignments if is_open(row) and not is_owed(_result(results, row), row["repeats"])]


def _result(results: Mapping[Place, Result], row: Row) -> Result:
    return results.get(place_of(row), Result.NOT_ASSESSED)


def _assigned(row: Row, resolution: Row | None, result: Result, day: date) -> Matter:
    dates = [due for due in (row["due_on"], resolution["due_on"] if resolution else None) if due]
    return Matter(
        agency=row["agency"],
        task=row["task"],
        task_en=row["task_en"],
        since=row["assigned_on"],
        due_on=min(dates, default=None),
        days_late=days_past(min(dates, default=None), day),
        area=row["area"],
        framework=row["framework"],
        item=row["item"],
        result=result,
        resolution=resolution["code"] if resolution else None,
        meeting=resolution["meeting"] if resolution else None,
        repeats=row["repeats"],
    )


def _unowned(state: ItemState) -> Matter:
    return Matter(None, None, None, area=state.area, framework=state.framework, item=state.item, result=state.result)


def _resolved(row: Row, day: date) -> Matter:
    return Matter(
        agency=row["agency"],
        task=row["text"],
        task_en=row["text_en"],
        since=row["held_on"],
        due_on=row["due_on"],
        days_late=days_past(row["due_on"], day),
        resolution=row["code"],
        meeting=row["meeting"],
        meeting_number=row["meeting_number"],
    )
