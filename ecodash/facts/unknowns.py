"""What nobody has recorded yet of the first things that people ask about: a line goes when its answer is recorded."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ecodash.domain.vocabulary import HOME_FRAMEWORK, AssignmentStatus, Result
from ecodash.facts import lists
from ecodash.facts.cache import fact
from ecodash.facts.declared import declared
from ecodash.facts.rows import AreaRow
from ecodash.facts.selection import Selection
from ecodash.facts.status import item_states
from ecodash.store.store import Store

_INDICATORS = "diw-eit-2560"
_REVISED = "diw-eit-2565"
# The paper of 2560 has so many; their names are not public.
_MOST_INDICATORS = 41
# What stands for a name that its source did not tell.
_NAMELESS = "ไม่ระบุชื่อ"


@dataclass(frozen=True)
class Unknown:
    """One of them: ``name`` names its words, ``count`` of ``total`` are not known; ``what`` says of which phase."""

    name: str
    count: int
    total: int
    what: str = ""


@fact
def unknowns(store: Store, selection: Selection) -> list[Unknown]:
    """Of the framework and the area in focus, of the programme, of the registers, in this order."""
    day = selection.as_of
    items = lists.framework_items(store, HOME_FRAMEWORK, day)
    areas = lists.areas(store, day)
    area = next((row for row in areas if row["code"] == selection.focus), None)
    found = [
        _of("texts", (bool(row["text_th"]) for row in items)),
        *(_of_area(store, selection, area) if area else ()),
        *_of_frameworks(store, selection),
        *_of_phases(store, selection),
        _of("auditors", (_NAMELESS not in (row["name"] or _NAMELESS) for row in lists.auditors(store, day))),
        _of("coordinates", (row["lat"] is not None and row["lon"] is not None for row in areas)),
    ]
    return [line for line in found if line.count]


def _of(name: str, known: Iterable[bool], what: str = "") -> Unknown:
    told = list(known)
    return Unknown(name, told.count(False), len(told), what)


def _of_area(store: Store, selection: Selection, area: AreaRow) -> Iterator[Unknown]:
    code, day = area["code"], selection.as_of
    states = item_states(store, code, HOME_FRAMEWORK, day)
    yield _of("survey", (state.result is not Result.NOT_ASSESSED for state in states))
    assigned = {
        row["item"]
        for row in lists.assignments(store, day)
        if (row["area"], row["framework"]) == (code, HOME_FRAMEWORK) and row["status"] != AssignmentStatus.CANCELLED
    }
    owed = (state for state in states if state.result not in (Result.MET, Result.NOT_APPLICABLE))
    yield _of("owners", (state.item in assigned for state in owed))
    yield _of("level", [any(row["area"] == code and row["level"] for row in lists.attainments(store, day))])
    mine = (row for row in lists.activities(store, day) if row["area"] == code)
    yield _of("money", (row["planned_baht"] is not None or row["allocated_baht"] is not None for row in mine))


def _of_frameworks(store: Store, selection: Selection) -> Iterator[Unknown]:
    there = len(lists.framework_items(store, _INDICATORS, selection.as_of))
    yield Unknown("indicators", max(_MOST_INDICATORS - there, 0), _MOST_INDICATORS)
    yield _of("revised", [bool(lists.framework_items(store, _REVISED, selection.as_of))])


def _of_phases(store: Store, selection: Selection) -> Iterator[Unknown]:
    day = selection.as_of
    for phase in lists.phases(store, day):
        said = declared(store, phase["code"], day)
        if said.is_denominator:
            yield Unknown("areas", said.numbers[0] - said.known, said.numbers[0], phase["code"])
    numbers = declared(store, None, day).numbers
    if len(numbers) > 1:
        yield Unknown("total", len(numbers), len(numbers), ", ".join(map(str, sorted(numbers))))
