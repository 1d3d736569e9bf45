"""Whether what a cell says is something that the programme can speak of. Pure."""

from dataclasses import replace
from datetime import date
from typing import Any

from ecodash.workbook import days, fiscal_years
from ecodash.workbook.cells import Cell
from ecodash.workbook.problems import Misread
from ecodash.workbook.sheets import Column


def plausible(kind: str, column: Column, cell: Cell, found: Any, today: date) -> Any:
    """What was read of a cell in a row of a kind, or what seems to be meant."""
    if column.reads == "fiscal_year" and isinstance(found, int):
        return fiscal_years.plausible(found, today)
    # An agency may have had its name for a century, but a spreadsheet's own 1967 is 2567 all the same.
    is_of_age = kind == "agency" and isinstance(cell, str)
    if column.reads != "day" or is_of_age:
        return found
    if isinstance(found, Misread) and isinstance(found.suggestion, date):
        # What cannot be is not suggested either.
        meant = days.plausible(found.suggestion, today, cell)
        return replace(found, suggestion=meant.suggestion if isinstance(meant, Misread) else meant)
    return days.plausible(found, today, cell) if isinstance(found, date) else found
