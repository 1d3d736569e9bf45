"""Excel in and out: read what people write, say every problem by its cell, show what would change, record it."""

from collections.abc import Sequence

from ecodash.store.store import Store
from ecodash.workbook.incoming.form_memory import remember, remembered
from ecodash.workbook.incoming.importing import Outdated, Prepared, accepting, answering, confirm, prepare
from ecodash.workbook.incoming.own_forms import OwnForm, Unmatched, guessed, headings_of
from ecodash.workbook.incoming.plan import CellChange, RowChange
from ecodash.workbook.incoming.received_files import received
from ecodash.workbook.incoming.suggestions import Alike, Cause, alike, can_be_answered, can_be_told, causes, column_of
from ecodash.workbook.incoming.summary import Facet, SheetSummary, summary
from ecodash.workbook.incoming.three_way import Accept, Waiting, Why
from ecodash.workbook.problems import Note, Problem

__all__ = [
    "Accept",
    "Alike",
    "Cause",
    "CellChange",
    "Facet",
    "Note",
    "Outdated",
    "OwnForm",
    "Prepared",
    "Problem",
    "RowChange",
    "SheetSummary",
    "Unmatched",
    "Waiting",
    "Why",
    "accepting",
    "alike",
    "answering",
    "can_be_answered",
    "can_be_told",
    "causes",
    "column_of",
    "confirm",
    "guessed",
    "headings_of",
    "marked_copy",
    "prepare",
    "received",
    "remember",
    "remembered",
    "summary",
    "template",
]


# openpyxl and xlsxwriter take as long to load as a screen to draw: whoever takes a workbook away waits for them.
def marked_copy(data: bytes, name: str, problems: Sequence[Problem], lang: str) -> bytes:
    """See ``ecodash.workbook.incoming.marked_copy``."""
    from ecodash.workbook.incoming import marked_copy as writer

    return writer.marked_copy(data, name, problems, lang)


def template(store: Store, blank: bool = False, agency: str | None = None) -> bytes:
    """See ``ecodash.workbook.outgoing.template``."""
    from ecodash.workbook.outgoing import template as writer

    return writer.template(store, blank, agency)
