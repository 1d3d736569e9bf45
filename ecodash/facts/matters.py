"""What is owed, once: an open assignment and the resolution that it carries are one matter."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from ecodash.model import AssignmentStatus

Row = dict[str, Any]


def is_overdue(resolution: Row, day: date) -> bool:
    """Open and past its due date."""
    return days_overdue(resolution, day) is not None


def days_overdue(resolution: Row, day: date) -> int | None:
    """Whole days past the due date of an open resolution; None when it is not late."""
    if resolution["status"] != AssignmentStatus.OPEN or resolution["due_on"] is None:
        return None
    days: int = (day - resolution["due_on"]).days
    return days if days > 0 else None


def carried(assignments: Iterable[Row]) -> set[tuple[str, str]]:
    """The resolutions that open assignments carry out, each with the agency that does."""
    open_rows = (row for row in assignments if row["status"] == AssignmentStatus.OPEN)
    return {(row["resolution"], row["agency"]) for row in open_rows if row["resolution"]}


def matter(resolution: Row) -> tuple[str, str]:
    """How ``carried`` names a resolution."""
    return resolution["code"], resolution["agency"]
