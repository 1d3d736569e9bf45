"""An area's profile in a framework of several dimensions: how each stands, a year ago, and for the level aimed at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from ecodash.domain.dates import a_year_before
from ecodash.domain.progress import Counts, count
from ecodash.facts import lists
from ecodash.facts.cache import fact
from ecodash.facts.prospects import items_up_to, prospects
from ecodash.facts.rows import AttainmentRow, ItemRow
from ecodash.facts.status import item_states
from ecodash.store.store import Store


@dataclass(frozen=True)
class Part:
    """One dimension or aspect. ``before`` is a year earlier; None when nothing was surveyed by then.

    ``wanted`` is how many of its items the level aimed at wants; None: that is not recorded.
    """

    names: Mapping[str, Any]
    now: Counts
    before: Counts | None
    wanted: int | None
    aspects: tuple["Part", ...] = ()


@dataclass(frozen=True)
class Profile:
    """The dimensions in their order; ``aim`` is the level that ``wanted`` of the parts speaks of."""

    parts: tuple[Part, ...]
    year_before: date
    aim: AttainmentRow | None


@fact
def profile(store: Store, area: str, framework: str, day: date) -> Profile | None:
    """One area by dimension and aspect; None for a framework of which no dimension is recorded with its items."""
    items = lists.framework_items(store, framework, day)
    if not any(item["dimension"] for item in items):
        return None
    earlier = a_year_before(day)
    told = prospects(store, area, framework, day).aim
    aim = told.row if told and told.row["framework"] == framework else None
    wanted = items_up_to(store, framework, aim["level"], day) if aim else set()
    now = {state.item: state for state in item_states(store, area, framework, day)}
    before = {state.item: state for state in item_states(store, area, framework, earlier)}
    if not count(before.values()).assessed:
        before = {}

    def part(those: Iterable[ItemRow], column: str, aspects: tuple[Part, ...] = ()) -> Part:
        rows = list(those)
        codes = [row["item"] for row in rows]
        return Part(
            {"name_th": rows[0][f"{column}_th"], "name_en": rows[0][f"{column}_en"]},  # type: ignore[literal-required]
            count(now[code] for code in codes if code in now),
            count(before[code] for code in codes if code in before) if before else None,
            len(wanted.intersection(codes)) if wanted else None,
            aspects,
        )

    def aspects_of(those: list[ItemRow]) -> tuple[Part, ...]:
        named = [row for row in those if row["aspect"]]
        return tuple(part(rows, "aspect") for _, rows in groupby(named, key=lambda row: row["aspect"]))

    dimensions = [list(rows) for _, rows in groupby(items, key=lambda row: row["dimension"])]
    return Profile(tuple(part(rows, "dimension", aspects_of(rows)) for rows in dimensions), earlier, aim)
