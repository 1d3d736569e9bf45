"""What is owed on a day, in areas and by agencies: the one list that screens, documents and answers count from."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ecodash.domain import matters, rules
from ecodash.domain.matters import Matter, Place
from ecodash.domain.vocabulary import Result
from ecodash.facts import lists
from ecodash.facts.cache import fact
from ecodash.facts.rows import AssignmentRow
from ecodash.facts.status import States, states_by_area
from ecodash.store.store import Store


def days_overdue(resolution: Mapping[str, Any], day: date) -> int | None:
    """Whole days past the due date of an open resolution; None when it is not late."""
    return rules.days_overdue(resolution["status"], resolution["due_on"], day)


def is_overdue(resolution: Mapping[str, Any], day: date) -> bool:
    """Open and past its due date on that day."""
    return days_overdue(resolution, day) is not None


@fact
def matters_on(store: Store, framework: str, day: date) -> tuple[Matter, ...]:
    """All that is owed anywhere on a day, the most urgent first; gaps that nobody has are those of ``framework``."""
    states = states_by_area(store, framework, day)
    gaps = [s for area in states.values() for s in area if s.result.is_gap and not s.has_owner]
    given = lists.assignments(store, day)
    return tuple(matters.owed(given, lists.resolutions(store, day), _results(store, day), gaps, day))


def matters_in(store: Store, areas: Iterable[str], framework: str, day: date) -> tuple[Matter, ...]:
    """What is owed in some areas: about items of the framework, and by resolutions of the bodies of these areas."""
    wanted = frozenset(areas)
    meetings = frozenset(m["code"] for area in wanted for m in lists.meetings_of_area(store, area, day))
    return tuple(m for m in matters_on(store, framework, day) if _is_in(m, wanted, framework, meetings))


def _is_in(matter: Matter, areas: frozenset[str], framework: str, meetings: frozenset[str]) -> bool:
    if matter.item is None:
        return matter.meeting in meetings
    # What carries out a resolution is told with it, whatever framework its item is of.
    return matter.area in areas and (matter.framework == framework or matter.resolution is not None)


@fact
def late_by_area(store: Store, framework: str, day: date) -> dict[str, int]:
    """How many matters are late in each area."""
    return {
        row["code"]: sum(m.is_late for m in matters_in(store, (row["code"],), framework, day))
        for row in lists.areas(store, day)
    }


@fact
def waiting_to_be_closed(store: Store, day: date) -> tuple[AssignmentRow, ...]:
    """Open assignments whose item is met or does not apply."""
    return tuple(matters.waiting(lists.assignments(store, day), _results(store, day)))  # type: ignore[arg-type]


@fact
def records_about(store: Store, area: str, framework: str, day: date) -> int:
    """How many rows could show that something is owed in an area: results, assignments, resolutions of its bodies."""
    reach = {row["code"] for row in lists.meetings_of_area(store, area, day)}
    states: States = states_by_area(store, framework, day).get(area, ())
    return (
        sum(s.result is not Result.NOT_ASSESSED for s in states)
        + sum(row["area"] == area for row in lists.assignments(store, day))
        + sum(row["meeting"] in reach for row in lists.resolutions(store, day))
    )


@fact
def _results(store: Store, day: date) -> dict[Place, Result]:
    """How every item stands that an open assignment is about."""
    given = [row for row in lists.assignments(store, day) if matters.is_open(row)]
    found: dict[Place, Result] = {}
    for framework in {row["framework"] for row in given}:
        states = states_by_area(store, framework, day)
        for area in {row["area"] for row in given if row["framework"] == framework}:
            found |= {(s.area, s.framework, s.item): s.result for s in states.get(area, ())}
    return found
