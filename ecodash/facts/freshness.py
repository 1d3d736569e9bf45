"""How new the data are."""

from dataclasses import dataclass
from datetime import date, datetime

from ecodash.facts.cache import fact
from ecodash.facts.lists import ALWAYS
from ecodash.store.store import Store


@dataclass(frozen=True)
class Fresh:
    """The newest day that a kind of row speaks of, and when one was last recorded (UTC)."""

    effective_on: date | None
    recorded_at: datetime | None


@fact
def freshness(store: Store, day: date, area: str | None = None) -> dict[str, Fresh]:
    """How new observations, activities, assignments and meetings are, of one area or of all: kind → Fresh."""
    rows = store.ask("freshness", day=day, known=ALWAYS, area=area)
    return {row["kind"]: Fresh(row["effective_on"], row["recorded_at"]) for row in rows}
