"""Which rows go out in the workbook, and how a stored value looks in its cell."""

from collections.abc import Iterable
from typing import Any

from ecodash.domain.vocabulary import HOME_AREA, HOME_FRAMEWORK
from ecodash.workbook.register import Register
from ecodash.workbook.sheets import SHEETS, Column, Sheet
from ecodash.workbook.stored_rows import Key, Row, Standing


def outgoing_rows(sheet: Sheet, standing: Standing, agency: str | None = None) -> list[Row]:
    """Today's rows of one sheet; of an agency those that name it, and what is said of the items that it was given."""
    rows = _rows(sheet, standing)
    if agency is None:
        return rows
    names = [column.column for column in sheet.columns if column.refers == "agency"]
    given = {_item_of(row) for row in standing.latest("assignment") if row["agency"] == agency}
    return [row for row in rows if _names(row, names, agency) or (not names and _item_of(row) in given)]


def _names(row: Row, columns: Iterable[str], agency: str) -> bool:
    return any(agency in (row.get(column) or "").split(";") for column in columns)


def _item_of(row: Row) -> tuple[Any, ...]:
    return tuple(row.get(column) for column in ("area", "framework", "item"))


def _rows(sheet: Sheet, standing: Standing) -> list[Row]:
    if sheet.kind == "observation":
        return _criteria(standing)
    rows = list(standing.rows(sheet).values())
    if sheet.kind == "item":
        rows.sort(key=lambda row: (row["framework"], row["position"] is None, row["position"], row["item"]))
    elif sheet.kind == "activity":
        rows.sort(key=lambda row: (row["area"] or "", row["fiscal_year"] or 0, row["code"]))
    return rows


def _criteria(standing: Standing) -> list[Row]:
    """The state of every item that was ever assessed, and the others of the same area and framework to fill in."""
    latest: dict[Key, Row] = {}
    for row in standing.rows(SHEETS["criteria_status"]).values():
        place = (row["area"], row["framework"], row["item"])
        day = row["effective_on"]
        if day is None or day > standing.today:
            continue
        if place not in latest or latest[place]["effective_on"] <= day:
            latest[place] = row
    surveyed = {place[:2] for place in latest} | {(HOME_AREA, HOME_FRAMEWORK)}
    areas = {row["code"] for row in standing.latest("area")}
    rows = []
    for area, framework in sorted((str(area), str(framework)) for area, framework in surveyed):
        items = [row["item"] for row in outgoing_rows(SHEETS["items"], standing) if row["framework"] == framework]
        gone = [place[2] for place in latest if place[:2] == (area, framework) and place[2] not in items]
        for item in [*items, *gone]:
            pending = {"area": area, "framework": framework, "item": item}
            if (area, framework, item) in latest or area in areas:
                rows.append(latest.get((area, framework, item), pending))
    return rows


def cell_of(column: Column, value: Any, register: Register) -> Any:
    """A stored value as its cell shows it: words of closed lists in Thai, a province by its name."""
    if value is None:
        return None
    if column.codes:
        return column.label(value, "th")
    if column.refers == "province":
        known = register.known("province")
        name = known.codes.get(value)
        return name if name and known.find(name) == value else value
    return value
