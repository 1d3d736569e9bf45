"""How the number of items met went over time: of every area, and of areas together."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ecodash.domain.dates import fiscal_year_of
from ecodash.domain.progress import Counts
from ecodash.facts.cache import fact
from ecodash.facts.lists import ALWAYS
from ecodash.facts.rows import AreaRow
from ecodash.facts.selection import Selection, areas_selected
from ecodash.facts.status import counts_by_area
from ecodash.facts.work import comparison_days
from ecodash.store.store import Store


@dataclass(frozen=True)
class Step:
    """How many items were met and assessed from a month end on, until the next step."""

    day: date
    met: int
    assessed: int


@dataclass(frozen=True)
class Course:
    """One area's way up to a day. ``gain`` is how many more items are met than when the fiscal year began."""

    area: AreaRow
    counts: Counts
    steps: tuple[Step, ...]
    gain: int

    @property
    def is_complete(self) -> bool:
        """Every item that applies is met."""
        return 0 < self.counts.met == self.counts.total - self.counts.not_applicable


@fact
def courses(store: Store, selection: Selection) -> tuple[Course, ...]:
    """The course of every selected area that has a result by the day; of the others nothing can be drawn."""
    day = selection.as_of
    steps = steps_by_area(store, selection.framework, day)
    counts = counts_by_area(store, selection.framework, day)
    eve, _ = comparison_days(fiscal_year_of(day), day)
    before = counts_by_area(store, selection.framework, eve)
    return tuple(
        Course(
            row, now, steps.get(row["code"], ()), now.met - (before[row["code"]].met if row["code"] in before else 0)
        )
        for row in areas_selected(store, selection)
        if (now := counts[row["code"]]).assessed
    )


@fact
def steps_by_area(store: Store, framework: str, day: date, area: str | None = None) -> dict[str, tuple[Step, ...]]:
    """Month by month what was met and assessed in every area, or in one; only months in which that changed."""
    found: dict[str, list[Step]] = defaultdict(list)
    for row in store.ask("area_steps", framework=framework, day=day, known=ALWAYS, area=area):
        found[row["area"]].append(Step(row["day"], row["met"], row["assessed"]))
    return {code: tuple(steps) for code, steps in found.items()}


def together(several: Iterable[Course]) -> tuple[Step, ...]:
    """The sum of some courses over time."""
    lines = [course.steps for course in several]
    days = sorted({step.day for steps in lines for step in steps})
    return tuple(
        Step(day, sum(at(steps, day).met for steps in lines), sum(at(steps, day).assessed for steps in lines))
        for day in days
    )


def at(steps: Sequence[Step], day: date) -> Step:
    """Where a course stood on a day; nothing met or assessed before its first step."""
    place = bisect_right(steps, day, key=lambda step: step.day)
    return steps[place - 1] if place else Step(day, 0, 0)
