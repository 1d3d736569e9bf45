"""What a store begins with: what is known so far, day by day with its source, and what is awaited, step by step."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ecodash.domain.dates import fiscal_year_bounds
from ecodash.domain.matters import Matter
from ecodash.domain.progress import Counts
from ecodash.facts import lists
from ecodash.facts.brief import Brief
from ecodash.facts.cache import fact
from ecodash.facts.rows import MeetingRow
from ecodash.store.store import Store


class Step(StrEnum):
    """What is to be brought into the system, in this order."""

    TEXTS = "texts"
    RESULTS = "results"
    OWNERS = "owners"
    MEETING = "meeting"


@dataclass(frozen=True)
class Awaited:
    """One step: how much of it is there, of how much. ``whole`` 0: nothing that could be counted is there yet."""

    step: Step
    there: int
    whole: int

    @property
    def is_done(self) -> bool:
        return 0 < self.whole <= self.there


@dataclass(frozen=True)
class Known:
    """One thing known: a meeting, or how many activities, auditors or budget lines of one source and year."""

    kind: str
    source: str | None
    held_on: date | None = None
    meeting: MeetingRow | None = None
    year: int | None = None
    count: int = 0


def awaited(store: Store, brief: Brief) -> list[Awaited]:
    """The steps from texts to the next meeting, as they stand for the area of a brief."""
    counts: Counts = brief.counts
    owed: list[Matter] = brief.owed
    texts = sum(state.text_th is not None for state in brief.states)
    meetings = lists.meetings_of_area(store, brief.area["code"], brief.day)
    ahead = sum(row["held_on"] is not None and row["held_on"] > brief.day for row in meetings)
    return [
        Awaited(Step.TEXTS, texts, counts.total),
        Awaited(Step.RESULTS, counts.assessed, counts.total),
        Awaited(Step.OWNERS, sum(matter.agency is not None for matter in owed), len(owed)),
        Awaited(Step.MEETING, min(ahead, 1), 1),
    ]


@fact
def known_so_far(store: Store, area: str, day: date) -> list[Known]:
    """What is recorded about an area and its bodies, the oldest first; what has no day stands with its fiscal year."""
    held = [row for row in lists.meetings_of_area(store, area, day) if row["held_on"] and row["held_on"] <= day]
    told = [Known("meeting", row["source"], row["held_on"], row) for row in reversed(held)]
    rows = [row for row in lists.activities(store, day) if row["area"] == area]
    for year in sorted({row["fiscal_year"] for row in rows if row["fiscal_year"]}):
        those = [row for row in rows if row["fiscal_year"] == year]
        told.append(Known("activities", those[0]["source"], year=year, count=len(those)))
    if auditors := [row for row in lists.auditors(store, day) if row["area"] == area]:
        told.append(Known("auditors", auditors[0]["source"], auditors[0]["effective_on"], count=len(auditors)))
    return sorted(told, key=lambda known: (known.held_on or fiscal_year_bounds(known.year or 0)[1], known.kind))
