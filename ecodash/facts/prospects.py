"""Where an area is heading: what its open assignments promise, and the level it means to reach."""

from dataclasses import dataclass
from datetime import date

from ecodash.domain.dates import BUDDHIST_OFFSET
from ecodash.domain.outlook import Outlook, outlook
from ecodash.facts import lists
from ecodash.facts.cache import fact
from ecodash.facts.rows import AttainmentRow
from ecodash.facts.status import item_states
from ecodash.store.store import Store


@dataclass(frozen=True)
class Aim:
    """A level that an area intends and has not attained. ``outlook`` None: nobody recorded which items it wants.

    ``until`` is the last day of its year: whatever is due later is certainly too late.
    """

    row: AttainmentRow
    until: date
    outlook: Outlook | None
    is_past: bool

    @property
    def is_out_of_reach(self) -> bool:
        """What is planned, all of it closed on its day, is not enough in time."""
        return self.outlook is not None and self.outlook.met_by(self.until) < self.outlook.wanted


@dataclass(frozen=True)
class Prospects:
    """What comes of the framework's items in one area, and the nearest level it still means to reach, if any."""

    outlook: Outlook
    aim: Aim | None


@fact
def prospects(store: Store, area: str, framework: str, day: date) -> Prospects:
    """What is to come in one area, as it stands on a day."""
    return Prospects(outlook(item_states(store, area, framework, day), day), _aim(store, area, framework, day))


def _aim(store: Store, area: str, framework: str, day: date) -> Aim | None:
    """Of the framework shown, or else of another; the one of the earliest year."""
    mine = [row for row in lists.attainments(store, day) if row["area"] == area]
    open_ones = [row for row in mine if row["aim"] == "intended" and not _is_attained(store, row, mine, day)]
    order = sorted(open_ones, key=lambda row: (row["framework"] != framework, row["year"], row["level"] or ""))
    if not order:
        return None
    row = order[0]
    until = date(row["year"] - BUDDHIST_OFFSET, 12, 31)
    wanted = items_up_to(store, row["framework"], row["level"], day)
    states = [s for s in item_states(store, area, row["framework"], day) if s.item in wanted]
    return Aim(row, until, outlook(states, day) if states else None, is_past=until < day)


def _order(store: Store, framework: str, day: date) -> list[str]:
    return [row["level"] for row in lists.levels(store, day) if row["framework"] == framework]


def _is_attained(store: Store, aim: AttainmentRow, mine: list[AttainmentRow], day: date) -> bool:
    """Whether that level, or one above it, was attained."""
    order = _order(store, aim["framework"], day)
    enough = set(order[order.index(aim["level"]) :]) if aim["level"] in order else {aim["level"]}
    return any(
        row["aim"] == "attained" and row["framework"] == aim["framework"] and row["level"] in enough for row in mine
    )


def items_up_to(store: Store, framework: str, level: str | None, day: date) -> set[str]:
    """The items that the levels up to one want; empty where that is not recorded."""
    order = _order(store, framework, day)
    wanted = set(order[: order.index(level) + 1]) if level in order else set()
    return {row["item"] for row in lists.framework_items(store, framework, day) if row["level"] in wanted}
