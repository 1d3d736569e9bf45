"""What a store begins with: what is known so far, day by day with its source."""

from dataclasses import dataclass
from datetime import date

from ecodash.domain.dates import fiscal_year_bounds
from ecodash.facts import lists
from ecodash.facts.cache import fact
from ecodash.facts.rows import MeetingRow
from ecodash.store.store import Store


@dataclass(frozen=True)
class Known:
    """One thing known: a meeting, or how many activities, auditors or budget lines of one source and year."""

    kind: str
    source: str | None
    held_on: date | None = None
    meeting: MeetingRow | None = None
    year: int | None = None
    count: int = 0


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
