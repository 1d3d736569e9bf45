"""Setting up: what is to be recorded, in which order, and how much of it is there."""

from dataclasses import dataclass

from ecodash.facts import lists
from ecodash.facts.cache import fact
from ecodash.facts.desk import agency_links
from ecodash.facts.matters import matters_in
from ecodash.facts.selection import Selection
from ecodash.facts.status import item_states
from ecodash.store.store import Store


@dataclass(frozen=True)
class Step:
    """``name`` names its words and the screen it leads to; ``done`` of ``total`` are there."""

    name: str
    done: int
    total: int

    @property
    def is_done(self) -> bool:
        return self.total > 0 and self.done >= self.total


@fact
def first_steps(store: Store, selection: Selection) -> list[Step]:
    """Texts of the items, their results, owners of what is owed, the next meeting, a link for an agency."""
    day, area = selection.as_of, selection.focus
    items = lists.framework_items(store, selection.framework, day)
    states = item_states(store, area, selection.framework, day) if area else ()
    meetings = lists.meetings_of_area(store, area, day) if area else lists.meetings(store, day)
    owed = matters_in(store, (area,), selection.framework, day) if area else ()
    assessed = sum(state.recorded_at is not None for state in states)
    coming = any(row["held_on"] and row["held_on"] >= day for row in meetings)
    linked = any(row["withdrawn_on"] is None and (row["ends_on"] or day) >= day for row in agency_links(store))
    return [
        Step("texts", sum(bool(row["text_th"]) for row in items), len(items)),
        Step("results", assessed, len(states)),
        # Where nothing is recorded that could be owed, nobody knows who has to do what.
        Step("owners", sum(m.agency is not None for m in owed), len(owed))
        if owed or assessed
        else Step("owners", 0, 1),
        Step("meeting", int(coming), 1),
        Step("link", int(linked), 1),
    ]
