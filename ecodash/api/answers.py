"""The machine-readable answers, the same over HTTP and on the command line.

Every value is ready for JSON: ISO text for days, ISO text in UTC with a ``Z`` for moments.
"""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ecodash import facts
from ecodash.domain.kinds import KINDS
from ecodash.domain.progress import ItemState, count
from ecodash.facts.lists import ALWAYS
from ecodash.language.refusal import Refusal
from ecodash.store.store import Store
from ecodash.tables.filters import NARROWED

Answer = dict[str, Any]
Row = dict[str, Any]

# The columns of every table that can be asked for: the English names of the workbook where it has a sheet for it.
COLUMNS: dict[str, tuple[str, ...]] = {
    kind.plural: kind.api_columns for kind in KINDS.values() if kind.plural in NARROWED
}
# The question each table asks; whoever takes a name out of `facts` hears of it from mypy here.
_QUESTIONS: dict[str, Callable[[Store, date, datetime], tuple[Any, ...]]] = {
    "phases": facts.phases,
    "areas": facts.areas,
    "frameworks": facts.frameworks,
    "items": facts.items,
    "agencies": facts.agencies,
    "meetings": facts.meetings,
    "resolutions": facts.resolutions,
    "assignments": facts.assignments,
    "activities": facts.activities,
    "plans": facts.plans,
    "plan_projects": facts.plan_projects,
    "auditors": facts.auditors,
}


def status(store: Store, selection: facts.Selection, known: datetime | None = None) -> Answer:
    """Where every item of one area stands. ``item`` and ``agency`` narrow the items, never the counts."""
    area = _area(store, selection.area or selection.focus, selection.as_of)
    framework = _framework(store, selection.framework, selection.as_of)
    states = facts.item_states(store, area, framework, selection.as_of, known or ALWAYS)
    return {
        "area": area,
        "framework": framework,
        "as_of": json_value(selection.as_of),
        "known_at": json_value(known),
        "demo": store.is_demo,
        "counts": count(states).as_dict(),
        "items": [
            _item(state)
            for state in states
            if selection.item in (None, state.item) and selection.agency in (None, state.agency)
        ],
    }


def changes(
    store: Store,
    area: str | None,
    framework: str,
    start: date,
    end: date,
    item: str | None = None,
    agency: str | None = None,
) -> Answer:
    """What stands differently in one area on the later day; one row per item."""
    head = _span(store, area, framework, start, end)
    found = facts.changes_in_area(store, head["area"], framework, start, end)
    rows = [
        {
            "item": change.item,
            "from": str(change.before),
            "to": str(change.after),
            "effective_on": json_value(change.effective_on),
            "recorded_at": json_value(change.recorded_at),
            "by": change.state.by,
        }
        for change in found
        if item in (None, change.item) and agency in (None, change.state.agency)
    ]
    return {**head, "rows": rows}


def series(store: Store, area: str | None, framework: str, start: date, end: date) -> Answer:
    """How one area stood at every month end within the two days."""
    head = _span(store, area, framework, start, end)
    found = facts.series(store, head["area"], framework, start, end)
    rows = [{"month": json_value(month), **counts.as_dict()} for month, counts in found]
    return {**head, "rows": rows}


def table(store: Store, name: str, selection: facts.Selection, known: datetime | None = None) -> Answer:
    """The rows of one table within a selection, under the columns of ``COLUMNS``."""
    is_asked = NARROWED[name](store, selection)
    rows = [
        {column: json_value(_cell(name, column, row)) for column in COLUMNS[name]}
        for row in _QUESTIONS[name](store, selection.as_of, known or ALWAYS)
        if is_asked(row)
    ]
    return {"demo": store.is_demo, "as_of": json_value(selection.as_of), "rows": rows}


def json_value(value: Any) -> Any:
    """A value as JSON has it; a whole number stays whole."""
    if isinstance(value, datetime):
        return f"{value.isoformat()}Z"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _cell(name: str, column: str, row: Row) -> Any:
    # People write a province by its name, in the workbook as well.
    if (name, column) == ("areas", "province"):
        return row["province_th"] or row["province"]
    return row[column]


def _item(state: ItemState) -> Row:
    return {
        "item": state.item,
        "result": str(state.result),
        "effective_on": json_value(state.effective_on),
        "recorded_at": json_value(state.recorded_at),
        "evidence": state.evidence,
        "agency": state.agency,
        "due_on": json_value(state.due_on),
        "days_late": state.days_late,
    }


def _span(store: Store, area: str | None, framework: str, start: date, end: date) -> Answer:
    return {
        "demo": store.is_demo,
        "area": _area(store, area, end),
        "framework": _framework(store, framework, end),
        "from": json_value(start),
        "to": json_value(end),
    }


def _area(store: Store, code: str | None, day: date) -> str:
    if code is None:
        raise Refusal("api.no_area")
    if facts.area_row(store, code, day) is None:
        raise Refusal("api.misread", parameter="area", value=code)
    return code


def _framework(store: Store, code: str, day: date) -> str:
    if facts.framework_row(store, code, day) is None:
        raise Refusal("api.misread", parameter="framework", value=code)
    return code
