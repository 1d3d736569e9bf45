"""Two to five areas beside each other: what is met now and a year ago, what moved, what is owed, item by item."""

from dataclasses import dataclass
from datetime import date

from ecodash.domain.progress import Counts, ItemState, count
from ecodash.domain.vocabulary import Result
from ecodash.facts import lists
from ecodash.facts.cache import fact
from ecodash.facts.courses import Step, steps_by_area
from ecodash.facts.matters import matters_in
from ecodash.facts.rows import AreaRow
from ecodash.facts.selection import Selection
from ecodash.facts.status import changes_in_area, item_states
from ecodash.store.store import Store

FEWEST, MOST = 2, 5


@dataclass(frozen=True)
class Side:
    """One area. ``before`` is how it stood a year ago, None where no result is of that time.

    ``gained`` and ``lost`` are items since then, ``since`` the day of its first result.
    """

    area: AreaRow
    counts: Counts
    before: Counts | None
    gained: int
    lost: int
    owed: int
    late: int
    since: date | None
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class ItemBeside:
    """An item in every area, in their order; ``differs`` where those with a result do not all stand the same."""

    states: tuple[ItemState, ...]
    differs: bool


@dataclass(frozen=True)
class Comparison:
    """Areas in the order in which they were asked for, on a day and a year before it."""

    sides: tuple[Side, ...]
    lines: tuple[ItemBeside, ...]
    year_ago: date

    @property
    def differing(self) -> int:
        """Items that do not stand the same everywhere."""
        return sum(line.differs for line in self.lines)


@fact
def comparison(store: Store, selection: Selection, codes: tuple[str, ...]) -> Comparison:
    """Some areas beside each other; a code that is no area on the day is left out."""
    day, framework = selection.as_of, selection.framework
    areas = {row["code"]: row for row in lists.areas(store, day)}
    known = [code for code in dict.fromkeys(codes) if code in areas][:MOST]
    ago = year_before(day)
    items = zip(*(item_states(store, code, framework, day) for code in known), strict=True)
    return Comparison(
        tuple(_side(store, framework, areas[code], day, ago) for code in known),
        tuple(ItemBeside(those, _differ(those)) for those in items),
        ago,
    )


def year_before(day: date) -> date:
    """The same day a year earlier; 28 February for the 29th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def months_between(first: date, last: date) -> int:
    """Whole months from one day to another."""
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def _differ(states: tuple[ItemState, ...]) -> bool:
    """Whether areas that have a result of an item stand differently; of the others nothing is known."""
    return len({state.result for state in states} - {Result.NOT_ASSESSED}) > 1


def _side(store: Store, framework: str, area: AreaRow, day: date, ago: date) -> Side:
    code = area["code"]
    spans = store.ask("area_spans", area=code, framework=framework, day=day, known=lists.ALWAYS)
    told = [row["starts_on"] for row in spans if row["result"] != Result.NOT_ASSESSED]
    before = count(item_states(store, code, framework, ago))
    changes = changes_in_area(store, code, framework, ago, day)
    owed = matters_in(store, (code,), framework, day)
    return Side(
        area,
        count(item_states(store, code, framework, day)),
        before if before.assessed else None,
        sum(change.gained for change in changes),
        sum(change.lost for change in changes),
        len(owed),
        sum(matter.is_late for matter in owed),
        min(told, default=None),
        steps_by_area(store, framework, day, code).get(code, ()),
    )
