"""What is wrong about a row whose every cell could be read: days in the wrong order, years that do not fit. Pure."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from ecodash.workbook.days import falls_in
from ecodash.workbook.problems import Misread
from ecodash.workbook.sheets import Sheet

_IN_ORDER: dict[str, tuple[tuple[str, str], ...]] = {
    "activity": (("planned_start", "planned_end"), ("actual_start", "actual_end")),
    "assignment": (("assigned_on", "due_on"),),
    "auditor": (("registered_on", "expires_on"),),
}
_SPANS = (("planned_start", "planned_end"), ("actual_start", "actual_end"))


def row_problems(sheet: Sheet, row: dict[str, Any], today: date) -> Iterator[tuple[str, Misread]]:
    """The column of the store to point at, and why."""
    for first, last in _IN_ORDER.get(sheet.kind, ()):
        if row[first] and row[last] and row[first] > row[last]:
            values = {"first": sheet.by_stored[first].title, "first_day": row[first], "last_day": row[last]}
            yield last, Misread("ends_before_it_starts", values)
    if sheet.kind == "activity":
        yield from _fiscal_year(row)
    if sheet.kind == "observation" and row["effective_on"] and row["effective_on"] > today:
        yield "effective_on", Misread("in_the_future", {"today": today})


def _fiscal_year(row: dict[str, Any]) -> Iterator[tuple[str, Misread]]:
    spans = [[row[name] for name in span if row[name]] for span in _SPANS]
    told = [span for span in spans if span]
    if row["fiscal_year"] and told and not any(falls_in(row["fiscal_year"], span) for span in told):
        yield "fiscal_year", Misread("fiscal_year_without_days", {"year": row["fiscal_year"]})
