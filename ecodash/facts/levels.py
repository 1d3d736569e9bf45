"""Levels: where each area stands, what it intends, what the next level still wants."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ecodash.domain.progress import ItemState
from ecodash.domain.vocabulary import Result
from ecodash.facts import lists
from ecodash.facts.cache import fact
from ecodash.facts.selection import Selection, areas_selected
from ecodash.facts.status import states_by_area
from ecodash.store.store import Store


@dataclass(frozen=True)
class Standing:
    """One area in one framework. ``missing`` None: nobody recorded which items the next level wants."""

    area: Mapping[str, Any]
    attained: Mapping[str, Any] | None
    intended: Mapping[str, Any] | None
    missing: list[ItemState] | None


@fact
def standings(store: Store, selection: Selection) -> list[Standing]:
    """Areas of which a level is known or intended in the framework; empty for one without levels."""
    day, framework = selection.as_of, selection.framework
    levels = [row["level"] for row in lists.levels(store, day) if row["framework"] == framework]
    rows = [row for row in lists.attainments(store, day) if row["framework"] == framework]
    found = []
    for area in areas_selected(store, selection) if levels else ():
        mine = [row for row in rows if row["area"] == area["code"]]
        attained = max((r for r in mine if r["aim"] == "attained"), key=lambda r: r["year"], default=None)
        intended = max((r for r in mine if r["aim"] == "intended"), key=lambda r: r["year"], default=None)
        if mine:
            states = states_by_area(store, framework, day).get(area["code"], ())
            wanted = next_level(levels, attained["level"] if attained else None)
            found.append(Standing(area, attained, intended, _missing(store, selection, states, wanted)))
    return found


def attained_level(store: Store, area: str, framework: str, day: date) -> str | None:
    """The level of an area's latest award in a framework; None when none is recorded."""
    rows = [r for r in lists.attainments(store, day) if (r["area"], r["framework"]) == (area, framework)]
    attained = max((r for r in rows if r["aim"] == "attained"), key=lambda r: r["year"], default=None)
    return attained["level"] if attained else None


def next_level(levels: list[str], attained: str | None) -> str | None:
    """The level after the one attained, the first when there is none, None at the top."""
    if attained not in levels:
        return levels[0]
    place = levels.index(attained) + 1
    return levels[place] if place < len(levels) else None


def _missing(
    store: Store, selection: Selection, states: tuple[ItemState, ...], level: str | None
) -> list[ItemState] | None:
    items = lists.framework_items(store, selection.framework, selection.as_of)
    wanted = {row["item"] for row in items if level is not None and row["level"] == level}
    if not wanted:
        return None
    return [s for s in states if s.item in wanted and s.result not in (Result.MET, Result.NOT_APPLICABLE)]
