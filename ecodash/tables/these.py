"""The tables there are: those of the kinds that people know, and those that are worked out."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from ecodash import facts
from ecodash.domain.changes import changes_between
from ecodash.domain.kinds import KINDS, Column, Kind
from ecodash.domain.kinds.column import day, names, number, one_of, text, whole
from ecodash.domain.matters import days_past, is_open
from ecodash.domain.vocabulary import Result, Visibility
from ecodash.facts.lists import budgets
from ecodash.facts.selection import Selection
from ecodash.store.store import Store
from ecodash.tables.filters import NARROWED
from ecodash.tables.table import FISCAL_YEAR, MONTH, Ask, Row, Table

_AREA, _PHASE, _PROVINCE = names("area", "area"), names("phase", "phase"), names("province", "province")
_ITEM = (names("framework", "framework"), names("item", "item", "framework"), names("dimension", "dimension"))
_AGENCY = names("agency", "agency")
_RESULT = one_of("result", Result, "result")
_DUE = (day("due_on"), whole("days_late"))
_TIMES = (whole(FISCAL_YEAR), text(MONTH))
_RECORDED_AT = Column("recorded_at", "moment")
_PLACE = (_AREA, _PHASE, _PROVINCE)
# So far back the month ends of a series go.
_SERIES_DAYS = 3 * 366


def _status(store: Store, s: Selection) -> Iterator[Row]:
    states = facts.states_by_area(store, s.framework, s.as_of)
    for area in facts.areas_selected(store, s):
        for state in states[area["code"]]:
            if s.item in (None, state.item) and s.agency in (None, state.agency):
                yield {**vars(state), "evidence_files": state.evidence}


def _history(store: Store, s: Selection) -> Iterator[Row]:
    codes = {area["code"] for area in facts.areas_selected(store, s)}
    for row in facts.survey_history(store, s.framework, s.as_of, s.area):
        if row["area"] in codes and s.item in (None, row["item"]):
            yield {**row, "framework": s.framework}


def _changes(store: Store, s: Selection) -> Iterator[Row]:
    return changes_between_days(store, s, s.vs or s.as_of - timedelta(days=365))


def changes_between_days(store: Store, s: Selection, start: date) -> Iterator[Row]:
    """What stands differently on the day looked at than on ``start``, in every area of the selection."""
    # Of all areas at once, which is two questions instead of two for each of them.
    before, after = (facts.states_by_area(store, s.framework, day) for day in (start, s.as_of))
    for area in facts.areas_selected(store, s):
        for change in changes_between(before.get(area["code"], ()), after[area["code"]]):
            if s.item in (None, change.item) and s.agency in (None, change.state.agency):
                told = {"result_before": change.before, "result": change.after, "effective_on": change.effective_on}
                yield {**told, "area": area["code"], "framework": s.framework, "item": change.item} | {
                    "recorded_at": change.recorded_at,
                    "agency": change.state.agency,
                }


def _series(store: Store, s: Selection) -> Iterator[Row]:
    return series_since(store, s, s.as_of - timedelta(days=_SERIES_DAYS))


def series_since(store: Store, s: Selection, start: date) -> Iterator[Row]:
    """How many items stood at each result at every month end from ``start`` to the day looked at, area by area."""
    areas = tuple(area["code"] for area in facts.areas_selected(store, s))
    # Of all at once: asked area by area, sixty of them took seconds.
    told = facts.series_by_area(store, areas, s.framework, start, s.as_of)
    for area in areas:
        for month, counts in told[area]:
            for result in Result:
                place = {"area": area, "framework": s.framework, "month_end": month}
                yield {**place, "result": result, "items_counted": counts.of(result)}


def _owed(store: Store, s: Selection) -> Iterator[Row]:
    codes = [area["code"] for area in facts.areas_selected(store, s)]
    for matter in facts.matters_in(store, codes, s.framework, s.as_of):
        if s.agency in (None, matter.agency) and s.item in (None, matter.item):
            yield vars(matter)


def _listed(plural: str, question: Callable[[Store, date], tuple[Any, ...]]) -> Ask:
    """The rows of a kind within the selection, with how late what is open is."""

    def ask(store: Store, s: Selection) -> Iterator[Row]:
        is_asked = NARROWED[plural](store, s)
        for row in question(store, s.as_of):
            if is_asked(row):
                late = days_past(row["due_on"], s.as_of) if "due_on" in row and is_open(row) else None
                yield {**row, "days_late": late}

    return ask


def _budgets(store: Store, s: Selection) -> Iterable[Row]:
    return (row for row in budgets(store, s.as_of) if s.fy in (None, row["fiscal_year"]))


def _evidence(store: Store, s: Selection) -> Iterator[Row]:
    codes = {area["code"] for area in facts.areas_selected(store, s)}
    for row in facts.evidence(store, s.as_of):
        is_here = row["area"] in codes or (row["area"] is None and not s.is_narrowed)
        if row["visibility"] == Visibility.PUBLIC and is_here and s.item in (None, row["item"]):
            yield row


def _kind(plural: str, question: Callable[[Store, date], tuple[Any, ...]], *more: Column, day: str = "") -> Table:
    kind = next(kind for kind in KINDS.values() if kind.plural == plural)
    left_out = {column.name for column in more}
    columns = [_column(kind, name) for name in kind.api_columns if name not in left_out]
    money = tuple(column.name for column in columns if column.type == "money")
    return Table(plural, (*columns, *more), _listed(plural, question), day, money)


def _column(kind: Kind, name: str) -> Column:
    return kind.sheet_columns.get(name) or kind.by_name.get(name) or Column(name, "int")


_BUDGET = KINDS["budget"].by_name
_EVIDENCE = KINDS["evidence"].by_name

_OF = {
    "status": (
        *(*_PLACE, *_ITEM, _RESULT, number("score"), number("value"), text("unit"), day("effective_on")),
        *(_RECORDED_AT, whole("evidence_files"), _AGENCY, text("task"), *_DUE, *_TIMES),
    ),
    "history": (
        *(*_PLACE, *_ITEM, _RESULT, number("score"), number("value"), day("effective_on"), day("holds_until")),
        *(_RECORDED_AT, text("evidence"), text("note"), *_TIMES),
    ),
    "changes": (
        *(*_PLACE, *_ITEM, one_of("result_before", Result, "result"), _RESULT, day("effective_on")),
        *(_RECORDED_AT, _AGENCY, *_TIMES),
    ),
    "series": (*_PLACE, _ITEM[0], day("month_end"), _RESULT, whole("items_counted"), *_TIMES),
    "owed": (
        *(*_PLACE, *_ITEM, _RESULT, _AGENCY, text("task"), day("since"), *_DUE),
        *(names("resolution", "resolution"), names("meeting", "meeting"), *_TIMES),
    ),
    "evidence": (
        *(*_PLACE, *_ITEM),
        *(_EVIDENCE[name] for name in ["title", "evidence_on", "valid_until", "media_type", "size_bytes"]),
        *_TIMES,
    ),
    "budgets": tuple(_BUDGET[name] for name in (*KINDS["budget"].columns, "source")),
}

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table("status", _OF["status"], _status, "effective_on", ("evidence_files", "days_late")),
        Table("history", _OF["history"], _history, "effective_on", of_years=True),
        Table("changes", _OF["changes"], _changes, "effective_on"),
        Table("series", _OF["series"], _series, "month_end", ("items_counted",), of_years=True),
        Table("owed", _OF["owed"], _owed, "due_on", ("days_late",)),
        _kind("activities", facts.activities, _PHASE, _PROVINCE, text(MONTH), day="planned_start"),
        _kind("plan_projects", facts.plan_projects, _PHASE, _PROVINCE),
        _kind("assignments", facts.assignments, _PHASE, _PROVINCE, _ITEM[2], _DUE[1], *_TIMES, day="assigned_on"),
        _kind("meetings", facts.meetings, _AREA, _PROVINCE, *_TIMES, day="held_on"),
        _kind("resolutions", facts.resolutions, _AREA, _PROVINCE, day("held_on"), _DUE[1], *_TIMES, day="held_on"),
        _kind("areas", facts.areas),
        _kind("agencies", facts.agencies),
        _kind("items", facts.items),
        _kind("auditors", facts.auditors, _PHASE, _PROVINCE),
        Table("evidence", _OF["evidence"], _evidence, "evidence_on", ("size_bytes",), of_years=True),
        Table("budgets", _OF["budgets"], _budgets, sums=("amount_baht",)),
    )
}
