"""Excel in and out: read what people write, say every problem by its cell, show what would change, record it."""

from ecodash.workbook.answering import Alike, alike, can_be_answered
from ecodash.workbook.importing import Outdated, Prepared, accepting, answering, confirm, prepare
from ecodash.workbook.marking import marked_copy
from ecodash.workbook.merging import Accept, Waiting, Why
from ecodash.workbook.planning import CellChange, RowChange
from ecodash.workbook.problems import Note, Problem
from ecodash.workbook.template import template

__all__ = [
    "Accept",
    "Alike",
    "CellChange",
    "Note",
    "Outdated",
    "Prepared",
    "Problem",
    "RowChange",
    "Waiting",
    "Why",
    "accepting",
    "alike",
    "answering",
    "can_be_answered",
    "confirm",
    "marked_copy",
    "prepare",
    "template",
]
