"""Which areas met one item, how long it took them and on what evidence, so that one office can ask another."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import cast

from ecodash.domain.progress import Piece
from ecodash.domain.vocabulary import Result
from ecodash.facts.cache import fact
from ecodash.facts.lists import ALWAYS, areas
from ecodash.facts.rows import AreaRow
from ecodash.facts.status import Span, files_of_observations, named_pieces
from ecodash.store.store import Store


@dataclass(frozen=True)
class Passing:
    """An area that meets an item on the day: since when, how many days after its first survey, on what evidence."""

    area: AreaRow
    met_on: date
    days: int
    pieces: tuple[Piece, ...]


@fact
def passing(store: Store, framework: str, item: str, day: date) -> tuple[Passing, ...]:
    """The areas that meet the item on the day, the quickest first; one that lost it again is not among them."""
    spans: dict[str, list[Span]] = defaultdict(list)
    for row in store.ask("item_spans", framework=framework, item=item, day=day, known=ALWAYS):
        spans[row["area"]].append(cast(Span, row))
    files = files_of_observations(store, day)
    found = []
    for area in areas(store, day):
        mine = spans.get(area["code"], [])
        if not mine or mine[-1]["result"] != Result.MET:
            continue
        since = _since(mine)
        pieces = (*files.get(mine[-1]["code"], ()), *named_pieces(mine[-1]["evidence"]))
        found.append(Passing(area, since, (since - mine[0]["starts_on"]).days, pieces))
    return tuple(sorted(found, key=lambda one: (one.days, one.area["code"])))


def _since(spans: list[Span]) -> date:
    """The day from which on the item has been met without a break."""
    since = spans[-1]["starts_on"]
    for row in reversed(spans):
        if row["result"] != Result.MET:
            break
        since = row["starts_on"]
    return since
