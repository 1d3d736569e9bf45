"""Items × meetings as a document draws it: a mark in each cell that is read without colour, the newest meetings."""

from typing import Any

from ecodash import facts
from ecodash.domain.dates import short_date
from ecodash.domain.vocabulary import Result
from ecodash.language.item_names import item_called
from ecodash.language.text import t

Told = dict[str, Any]


def matrix_told(matrix: facts.Matrix | None, lang: str) -> Told | None:
    """Headings and cells, and in words what is not shown; None where nothing was surveyed at any meeting."""
    if matrix is None or not matrix.is_told:
        return None
    shown, total = len(matrix.columns), len(matrix.lines)
    return {
        "title": t(lang, "matrix.title"),
        "key": t(lang, "matrix.key"),
        "left_out": t(lang, "matrix.left_out", shown=shown, left_out=matrix.left_out) if matrix.left_out else "",
        "met": t(lang, "matrix.met", total=total),
        "columns": [
            {
                "day": short_date(column.day, lang),
                "number": (column.meeting["number"] or "") if column.meeting else t(lang, "matrix.day"),
                "met": column.counts.met,
            }
            for column in matrix.columns
        ],
        "lines": [
            {
                "item": line.state.item,
                "called": item_called(vars(line.state), lang),
                "cells": [{"result": cell.result, "changed": cell.changed} for cell in line.cells],
            }
            for line in matrix.lines
        ],
        "none": t(lang, "matrix.not_yet"),
        "marks": [result for result in Result if any(c.result is result for m in matrix.lines for c in m.cells)],
    }
