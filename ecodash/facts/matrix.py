"""Items × meetings: where every item of one area stood at each meeting and stands on the day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from ecodash.domain.progress import Counts, ItemState
from ecodash.domain.vocabulary import Result
from ecodash.facts.cache import fact
from ecodash.facts.lists import ALWAYS, meetings_of_area
from ecodash.facts.rows import MeetingRow
from ecodash.facts.status import Span, files_of_observations, item_states, named_pieces
from ecodash.store.store import Store

COLUMNS = 12


class _Survey(Span):
    who: str
    pieces: int


@dataclass(frozen=True)
class Column:
    """A day, the meeting held on it if any, and how many items stood at each result at its end."""

    day: date
    meeting: MeetingRow | None
    counts: Counts


@dataclass(frozen=True)
class Cell:
    """An item on the day of a column. ``result`` None: it was no item of the framework yet.

    ``since``, ``by`` and ``evidence`` (pieces) are of the survey that says so.
    """

    result: Result | None
    changed: bool = False
    since: date | None = None
    by: str | None = None
    evidence: int = 0


@dataclass(frozen=True)
class Line:
    """An item: its state on the day shown, and its cells in the order of the columns."""

    state: ItemState
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Matrix:
    """Columns oldest first, the day shown last. ``left_out`` is how many earlier meetings stand before them."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    left_out: int

    @property
    def is_told(self) -> bool:
        """Whether anything was surveyed by the day; else there is nothing to look at."""
        return any(column.counts.assessed for column in self.columns)


@fact
def matrix(store: Store, area: str, framework: str, day: date, most: int = COLUMNS) -> Matrix:
    """The area's items at its meetings up to a day, at most ``most`` columns, the newest kept.

    A cell is marked as changed when the item stood differently at the meeting before, shown or not.
    """
    held = {row["held_on"]: row for row in meetings_held(store, area, day) if row["held_on"]}
    days = sorted({*held, day})
    states = item_states(store, area, framework, day)
    starts = {row["item"]: row["starts_on"] for row in store.ask("item_starts", framework=framework, known=ALWAYS)}
    spans = _spans(store, area, framework, day)
    lines = tuple(Line(s, _cells(spans[s.item], starts.get(s.item), days)[-most:]) for s in states)
    columns = tuple(
        Column(when, held.get(when), _counts(line.cells[place] for line in lines))
        for place, when in enumerate(days[-most:])
    )
    return Matrix(columns, lines, left_out=max(0, len(days) - most))


@fact
def meetings_held(store: Store, area: str, day: date) -> tuple[MeetingRow, ...]:
    """The meetings that an area's progress is told by, up to a day, the oldest first, one for each day.

    They are those of its own body; where it has none, those of the bodies above it.
    """
    told = [row for row in meetings_of_area(store, area, day) if row["held_on"] and row["held_on"] <= day]
    own = [row for row in told if row["area"] == area]
    by_day = {row["held_on"]: row for row in own or told if row["held_on"]}
    return tuple(by_day[when] for when in sorted(by_day))


@dataclass(frozen=True)
class Neighbours:
    """The meetings before and after a day; ``is_past`` when a later day than the one shown can be looked at."""

    earlier: MeetingRow | None
    later: MeetingRow | None
    is_past: bool


@fact
def neighbours(store: Store, area: str, day: date) -> Neighbours:
    """Where one can go from a day: to the meeting before it, the one after it, or to today."""
    today = store.today()
    held = [(row["held_on"], row) for row in meetings_held(store, area, max(day, today))]
    return Neighbours(
        earlier=next((row for when, row in reversed(held) if when and when < day), None),
        later=next((row for when, row in held if when and day < when <= today), None),
        is_past=day < today,
    )


def _counts(cells: Iterable[Cell]) -> Counts:
    return Counts.of_results(cell.result for cell in cells if cell.result)


def _spans(store: Store, area: str, framework: str, day: date) -> dict[str, list[_Survey]]:
    """The surveys of every item, the oldest first, each with how many pieces of evidence it has."""
    files = files_of_observations(store, day)
    found: dict[str, list[_Survey]] = defaultdict(list)
    for row in store.ask("area_spans", area=area, framework=framework, day=day, known=ALWAYS):
        pieces = len(files.get(row["code"], ())) + len(named_pieces(row["evidence"]))
        found[row["item"]].append(cast(_Survey, row | {"pieces": pieces}))
    return found


def _cells(spans: list[_Survey], starts_on: date | None, days: list[date]) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for when in days:
        if starts_on and when < starts_on:
            cells.append(Cell(None))
            continue
        seen = next((row for row in reversed(spans) if row["starts_on"] <= when), None)
        result = Result(seen["result"]) if seen else Result.NOT_ASSESSED
        changed = bool(cells) and cells[-1].result not in (None, result)
        cells.append(
            Cell(result, changed, seen["starts_on"], seen["who"], seen["pieces"]) if seen else Cell(result, changed)
        )
    return tuple(cells)
