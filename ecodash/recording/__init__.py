"""The one way in for everything people record: who may, against what they saw, by the rules of a row, one change.

A way in (form, workbook, agency's report, command line) brings rows as they were told. ``completed`` adds what the
program knows, ``row_rules`` says what is wrong, and ``record`` does both, so that no way in can leave them out.
"""

from ecodash.recording.completion import codes_for, completed
from ecodash.recording.entries import NOTHING_SEEN, Entry, Recorded, Revision, Stale, revised, standing
from ecodash.recording.record import check, own_items, problems_of, record, take_over
from ecodash.recording.repetition import with_next
from ecodash.recording.reversal import CannotUndo, redo, undo, what_stops_redoing, what_stops_undoing
from ecodash.recording.row_rules import RowProblem, RowProblems, changed_on, is_of_its_year, row_problems
from ecodash.recording.values_had import Had, far_off_row, values_had

__all__ = [
    "NOTHING_SEEN",
    "CannotUndo",
    "Entry",
    "Had",
    "Recorded",
    "Revision",
    "RowProblem",
    "RowProblems",
    "Stale",
    "changed_on",
    "check",
    "codes_for",
    "completed",
    "far_off_row",
    "is_of_its_year",
    "own_items",
    "problems_of",
    "record",
    "redo",
    "revised",
    "row_problems",
    "standing",
    "take_over",
    "undo",
    "values_had",
    "what_stops_redoing",
    "what_stops_undoing",
    "with_next",
]
