"""The next level of an area: which items it still wants, by dimension and by owner, the least work left first."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from ecodash.domain.progress import ItemState
from ecodash.domain.vocabulary import ActivityStatus, Result
from ecodash.facts import lists
from ecodash.facts.cache import fact
from ecodash.facts.levels import attained_level, next_level
from ecodash.facts.rows import LevelRow
from ecodash.facts.status import item_states
from ecodash.facts.work import activities_where, linked_items
from ecodash.store.store import Store

_OPEN = (ActivityStatus.PLANNED, ActivityStatus.IN_PROGRESS)
_NEAREST = (Result.PARTLY_MET, Result.NOT_MET, Result.NOT_ASSESSED)


@dataclass(frozen=True)
class Missing:
    """An item that the level wants. ``open_work``: its open assignment and activities; 0: none recorded, not none."""

    state: ItemState
    open_work: int


@dataclass(frozen=True)
class Ladder:
    """The levels in their order, the one attained (None: none recorded) and the next (None: at the top).

    ``missing`` None: nobody recorded which items the next level wants; ``wanted`` is how many it wants.
    ``owners``: how many of the missing items each agency is to close; None for those that nobody owes.
    """

    levels: tuple[LevelRow, ...]
    attained: str | None
    next: LevelRow | None
    wanted: int
    missing: tuple[Missing, ...] | None
    owners: tuple[tuple[str | None, int], ...]


@fact
def ladder(store: Store, area: str, framework: str, day: date) -> Ladder | None:
    """Where one area stands on the levels of a framework; None for a framework without levels."""
    levels = tuple(row for row in lists.levels(store, day) if row["framework"] == framework)
    if not levels:
        return None
    codes = [row["level"] for row in levels]
    attained = attained_level(store, area, framework, day)
    following = next_level(codes, attained)
    row = next((level for level in levels if level["level"] == following), None)
    items = {item["item"] for item in lists.framework_items(store, framework, day) if item["level"] == following}
    if following is None or not items:
        return Ladder(levels, attained, row, 0, None, ())
    work = _open_work(store, area, framework, day)
    states = [s for s in item_states(store, area, framework, day) if s.item in items]
    applying = [s for s in states if s.result is not Result.NOT_APPLICABLE]
    missing = [Missing(s, work[s.item] + s.has_owner) for s in applying if s.result is not Result.MET]
    owners = Counter(m.state.agency if m.state.has_owner else None for m in missing)
    return Ladder(
        levels,
        attained,
        row,
        len(applying),
        _in_order(missing, [s.dimension_th for s in states]),
        tuple(sorted(owners.items(), key=lambda each: (each[0] is None, -each[1], each[0] or ""))),
    )


def _in_order(missing: list[Missing], dimensions: list[str | None]) -> tuple[Missing, ...]:
    """By dimension in the framework's order; within one what has the least work left, what has none recorded last."""

    def place(one: Missing) -> tuple[int, bool, int, int, date]:
        state = one.state
        return (
            dimensions.index(state.dimension_th),
            one.open_work == 0,
            one.open_work,
            _NEAREST.index(state.result),
            state.due_on or date.max,
        )

    return tuple(sorted(missing, key=place))


def _open_work(store: Store, area: str, framework: str, day: date) -> Counter[str]:
    rows = activities_where(store, day, frozenset((area,)))
    pairs = [pair for row in rows if row["status"] in _OPEN for pair in linked_items(row)]
    return Counter(item for of, item in pairs if of == framework)
