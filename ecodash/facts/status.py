"""Where items stand: as of a day, as known at a moment, month by month, and what changed between."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TypedDict, cast

from ecodash.domain import rules
from ecodash.domain.changes import StateChange, changes_between
from ecodash.domain.dates import month_ends
from ecodash.domain.progress import Counts, ItemState, Piece, count
from ecodash.domain.vocabulary import AssignmentStatus, ItemType, Result, Visibility
from ecodash.facts.cache import fact
from ecodash.facts.lists import ALWAYS, Rows, areas, assignments, evidence, framework_items
from ecodash.facts.rows import AssignmentRow, ItemRow
from ecodash.store.store import Store

States = tuple[ItemState, ...]


class Observed(TypedDict):
    """What an accepted survey says of an item of an area: a row of the queries of states."""

    area: str
    item: str
    result: str
    score: Decimal | None
    value: Decimal | None
    effective_on: date
    recorded_at: datetime
    evidence: str | None
    note: str | None
    code: str
    who: str


class Span(TypedDict):
    """From which day on an item of an area was what the survey says: what the queries of spans have in common."""

    result: str
    starts_on: date
    evidence: str | None
    code: str


@fact
def states_by_area(store: Store, framework: str, day: date, known: datetime = ALWAYS) -> dict[str, States]:
    """Every item of the framework for every area on a day: area code → its items in order.

    Items nobody surveyed are there as not assessed. The list of areas and items is today's
    knowledge; ``known`` limits observations, assignments and evidence.
    """
    observed = _observed(store, framework, day, known)
    return {area["code"]: _states(store, area["code"], framework, day, known, observed) for area in areas(store, day)}


@fact
def item_states(store: Store, area: str, framework: str, day: date, known: datetime = ALWAYS) -> States:
    """Every item of the framework for one area on a day."""
    if all(row["code"] != area for row in areas(store, day)):
        return ()
    return _states(store, area, framework, day, known, _observed(store, framework, day, known, area))


@fact
def counts_by_area(store: Store, framework: str, day: date) -> dict[str, Counts]:
    """How every area stands on a day."""
    return {area: count(states) for area, states in states_by_area(store, framework, day).items()}


@fact
def changes_in_area(store: Store, area: str, framework: str, start: date, end: date) -> list[StateChange]:
    """What stands differently in one area at the end of ``end`` than at the end of ``start``."""
    return changes_between(item_states(store, area, framework, start), item_states(store, area, framework, end))


@fact
def item_history(
    store: Store, area: str, framework: str, item: str, known: datetime = ALWAYS, reports: bool = False
) -> Rows:
    """All that was ever recorded about one item, the newest first.

    ``reports``: what agencies reported and nobody accepted too, which is for officers alone.
    """
    return tuple(store.ask("item_history", area=area, framework=framework, item=item, known=known, reports=reports))


@fact
def survey_history(store: Store, framework: str, day: date, area: str | None = None) -> Rows:
    """All that the accepted survey said up to a day, of one area or of all, from which day until which."""
    return tuple(store.ask("survey_history", framework=framework, day=day, area=area, known=ALWAYS))


@fact
def series(store: Store, area: str, framework: str, start: date, end: date) -> list[tuple[date, Counts]]:
    """One area's counts at every month end within the two days."""
    months = list(month_ends(start, end))
    if not months:
        return []
    found: dict[date, dict[str, int]] = {month: {} for month in months}
    for row in store.ask("month_counts", area=area, framework=framework, months=months, known=ALWAYS):
        found[row["month"]][row["result"]] = row["items"]
    return [(month, Counts(**counts)) for month, counts in found.items()]


@fact
def series_by_area(
    store: Store, areas: tuple[str, ...], framework: str, start: date, end: date
) -> dict[str, list[tuple[date, Counts]]]:
    """The same of many areas at once: area code → its counts at every month end."""
    months = list(month_ends(start, end))
    if not months or not areas:
        return {area: [] for area in areas}
    found: dict[str, dict[date, dict[str, int]]] = {area: {month: {} for month in months} for area in areas}
    params = {"areas": list(areas), "framework": framework, "months": months, "known": ALWAYS}
    for row in store.ask("month_counts_by_area", **params):
        found[row["area"]][row["month"]][row["result"]] = row["items"]
    return {area: [(month, Counts(**counts)) for month, counts in told.items()] for area, told in found.items()}


def _observed(
    store: Store, framework: str, day: date, known: datetime, area: str | None = None
) -> dict[tuple[str, str], Observed]:
    """What the accepted survey says of one area or of all, by area and item."""
    if area is not None:
        rows = store.ask("area_states", framework=framework, day=day, known=known, area=area)
    elif known == ALWAYS:
        rows = store.ask("span_states", framework=framework, day=day, known=known, area=None)
    else:
        rows = store.ask("item_states", framework=framework, day=day, known=known)
    return {(row["area"], row["item"]): cast(Observed, row) for row in rows}


def _states(
    store: Store,
    area: str,
    framework: str,
    day: date,
    known: datetime,
    observed: dict[tuple[str, str], Observed],
) -> States:
    owners = _owners(store, framework, day, known)
    files = files_of_observations(store, day, known)
    return tuple(
        _state(area, item, observed.get(place), owners.get(place), files, day)
        for item in framework_items(store, framework, day)
        for place in [(area, item["item"])]
    )


@fact
def files_of_observations(store: Store, day: date, known: datetime = ALWAYS) -> dict[str, list[Piece]]:
    """The files of every observation."""
    found: dict[str, list[Piece]] = defaultdict(list)
    for row in evidence(store, day, known):
        if row["observation"]:
            is_public = row["visibility"] == Visibility.PUBLIC
            found[row["observation"]].append(
                Piece(row["code"], row["title"] or row["file_name"] or row["code"], row["title_en"], is_public)
            )
    return found


@fact
def _owners(store: Store, framework: str, day: date, known: datetime) -> dict[tuple[str, str], AssignmentRow]:
    """The assignment that speaks for an item: an open one before a done one, the nearest due date first."""
    best: dict[tuple[str, str], AssignmentRow] = {}
    for row in assignments(store, day, known):
        if row["framework"] != framework or row["status"] == AssignmentStatus.CANCELLED:
            continue
        place = (row["area"], row["item"])
        if place not in best or _urgency(row) < _urgency(best[place]):
            best[place] = row
    return best


def _urgency(row: AssignmentRow) -> tuple[bool, date, int]:
    is_open = row["status"] == AssignmentStatus.OPEN
    newest_first = -row["assigned_on"].toordinal()
    return not is_open, (row["due_on"] or date.max) if is_open else date.max, newest_first


def _state(
    area: str,
    item: ItemRow,
    seen: Observed | None,
    owner: AssignmentRow | None,
    files: Mapping[str, list[Piece]],
    day: date,
) -> ItemState:
    is_open = owner is not None and owner["status"] == AssignmentStatus.OPEN
    result = Result(seen["result"]) if seen else Result.NOT_ASSESSED
    due_on = owner["due_on"] if owner and is_open else None
    return ItemState(
        area=area,
        framework=item["framework"],
        item=item["item"],
        text_th=item["text_th"],
        text_en=item["text_en"],
        short_th=item["short_th"],
        short_en=item["short_en"],
        type=ItemType(item["type"]) if item["type"] else None,
        unit=item["unit"],
        target=item["target"],
        dimension_th=item["dimension_th"],
        dimension_en=item["dimension_en"],
        result=result,
        score=seen["score"] if seen else None,
        value=seen["value"] if seen else None,
        effective_on=seen["effective_on"] if seen else None,
        recorded_at=seen["recorded_at"] if seen else None,
        by=seen["who"] if seen else None,
        note=seen["note"] if seen else None,
        pieces=(*files.get(seen["code"], ()), *named_pieces(seen["evidence"])) if seen else (),
        agency=owner["agency"] if owner else None,
        task=owner["task"] if owner else None,
        task_en=owner["task_en"] if owner else None,
        assigned_on=owner["assigned_on"] if owner else None,
        due_on=due_on,
        days_late=rules.days_late(due_on, result, day, owner["repeats"] if owner else None),
        has_owner=is_open,
    )


def named_pieces(evidence_text: str | None) -> list[Piece]:
    """The documents that a cell of evidence names: one per line or semicolon."""
    parts = (evidence_text or "").replace("\n", ";").split(";")
    return [Piece(None, part.strip()) for part in parts if part.strip()]
