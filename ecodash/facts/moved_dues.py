"""Due days that were moved: from when, how often, and why last."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

from ecodash.domain.kinds import KINDS
from ecodash.facts.cache import fact
from ecodash.facts.lists import ALWAYS
from ecodash.store.store import Store
from ecodash.store.typed_row import key_of


@dataclass(frozen=True)
class Moved:
    """The first due day, how often it was moved since, and the reason told for the last move."""

    first: date
    times: int
    reason: str | None


@fact
def moved_dues(store: Store, day: date) -> dict[tuple[str, str], Moved]:
    """Kind and key of every assignment and resolution whose due day was moved by a day."""
    found = {}
    for place, rows in groupby(store.ask("due_days", day=day, known=ALWAYS), key=itemgetter("kind", "key")):
        moves = [(was["due_on"], now["note"]) for was, now in pairwise(rows) if _is_moved(was, now)]
        if moves:
            found[place] = Moved(moves[0][0], len(moves), moves[-1][1])
    return found


def moved_due(store: Store, day: date, kind: str, row: Mapping[str, Any]) -> Moved | None:
    """How the due day of one assignment or resolution was moved; ``row`` has at least the columns of its key."""
    return moved_dues(store, day).get((kind, key_of(KINDS[kind], row)))


def _is_moved(was: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    return was["due_on"] is not None and was["due_on"] != now["due_on"]
