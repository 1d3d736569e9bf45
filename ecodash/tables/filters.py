"""Which rows of a table belong to a selection. What a table knows nothing of does not narrow it."""

from collections.abc import Callable
from typing import Any

from ecodash import facts
from ecodash.domain.dates import fiscal_year_bounds
from ecodash.facts.work import linked_items, partner_codes
from ecodash.store.store import Store

Row = dict[str, Any]
Test = Callable[[Row], bool]


def _always(row: Row) -> bool:
    return True


def _all(*tests: Test) -> Test:
    return lambda row: all(test(row) for test in tests)


def _equals(column: str, wanted: str | int | None) -> Test:
    return lambda row: wanted in (None, row[column])


def _within(store: Store, selection: facts.Selection, column: str = "area") -> Test:
    """Rows of the areas asked for; rows without an area belong to none of them."""
    if selection.area is selection.phase is selection.province is None:
        return _always
    codes = {row["code"] for row in facts.areas_selected(store, selection)}
    return lambda row: row[column] in codes


def _of_bodies(store: Store, selection: facts.Selection, meeting: str) -> Test:
    """Meetings about the areas asked for: with one area, those of the bodies above it as well."""
    if selection.area is not None:
        about = facts.meetings_of_area(store, selection.area, selection.as_of)
        codes = {row["code"] for row in about}
        return lambda row: row[meeting] in codes
    inside = _within(store, selection)
    if selection.phase is None and selection.province is not None:
        return lambda row: inside(row) or row["province"] == selection.province
    return inside


def _held(selection: facts.Selection) -> Test:
    """Held in the fiscal year and by the day asked for; with no day asked, meetings to come are there."""
    year = fiscal_year_bounds(selection.fy) if selection.fy else None
    last = selection.as_of if "as_of" in dict(selection.given) else None

    def held(row: Row) -> bool:
        day = row["held_on"]
        if day is None:
            return year is None
        return (year is None or year[0] <= day <= year[1]) and (last is None or day <= last)

    return held


def _framework_given(selection: facts.Selection) -> str | None:
    """The framework asked for; an item is always one of the selection's framework."""
    return selection.framework if selection.item else dict(selection.given).get("framework")


def _of_item(selection: facts.Selection) -> Test:
    return _all(_equals("framework", _framework_given(selection)), _equals("item", selection.item))


def _linked_to_item(selection: facts.Selection) -> Test:
    if _framework_given(selection) is None:
        return _always
    of_item = _of_item(selection)
    return lambda row: any(of_item({"framework": f, "item": i}) for f, i in linked_items(row))


def _done_by(agency: str | None) -> Test:
    return lambda row: agency in (None, row["lead_agency"], *partner_codes(row))


NARROWED: dict[str, Callable[[Store, facts.Selection], Test]] = {
    "areas": lambda store, asked: _within(store, asked, "code"),
    "phases": lambda store, asked: _equals("code", asked.phase),
    "frameworks": lambda store, asked: _equals("code", _framework_given(asked)),
    "items": lambda store, asked: _of_item(asked),
    "activities": lambda store, asked: _all(
        _within(store, asked),
        _equals("fiscal_year", asked.fy),
        _done_by(asked.agency),
        _linked_to_item(asked),
    ),
    "assignments": lambda store, asked: _all(_within(store, asked), _of_item(asked), _equals("agency", asked.agency)),
    "meetings": lambda store, asked: _all(_of_bodies(store, asked, "code"), _held(asked)),
    "resolutions": lambda store, asked: _all(
        _of_bodies(store, asked, "meeting"), _held(asked), _equals("agency", asked.agency)
    ),
    "plans": lambda store, asked: _within(store, asked),
    "plan_projects": lambda store, asked: _all(
        _within(store, asked),
        _equals("fiscal_year", asked.fy),
        _equals("lead_agency", asked.agency),
        _linked_to_item(asked),
    ),
    "auditors": lambda store, asked: _within(store, asked),
    "agencies": lambda store, asked: _equals("code", asked.agency),
}
