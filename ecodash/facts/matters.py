"""What is owed, once: an open assignment and the resolution that it carries are one matter."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ecodash.domain import rules
from ecodash.domain.vocabulary import AssignmentStatus
from ecodash.facts.rows import AssignmentRow

Resolution = Mapping[str, Any]


def is_overdue(resolution: Resolution, day: date) -> bool:
    """Open and past its due date."""
    return days_overdue(resolution, day) is not None


def days_overdue(resolution: Resolution, day: date) -> int | None:
    """Whole days past the due date of an open resolution; None when it is not late."""
    return rules.days_overdue(resolution["status"], resolution["due_on"], day)


def carried(assignments: Iterable[AssignmentRow]) -> set[tuple[str | None, str | None]]:
    """The resolutions that open assignments carry out, each with the agency that does."""
    open_rows = (row for row in assignments if row["status"] == AssignmentStatus.OPEN)
    return {(row["resolution"], row["agency"]) for row in open_rows if row["resolution"]}


def matter(resolution: Resolution) -> tuple[str | None, str | None]:
    """How ``carried`` names a resolution."""
    return resolution["code"], resolution["agency"]
