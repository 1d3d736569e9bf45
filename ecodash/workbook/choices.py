"""Words of closed lists: those that the screens show, and those that people write for them."""

import re
from functools import cache

from ecodash.language.likeness import meant
from ecodash.language.thai import folded
from ecodash.workbook import cells
from ecodash.workbook.cells import Cell, loose
from ecodash.workbook.problems import Misread, Words
from ecodash.workbook.sheets import Column

# «(ผ่าน)», «• ผ่าน», «1. ผ่าน»: what stands around a word and says nothing.
_AROUND = re.compile(r"^(?:[•·–—(\[\s]+|\d{1,2}[.)]\s)|[)\]!\s]+$")


def choice(column: Column, cell: Cell) -> str | Misread | None:
    """The code that a word stands for; in an open list another word stands for itself."""
    # A box to tick beside a cell leaves TRUE or FALSE in it: what that means is asked.
    written = cells.text(str(cell).upper() if isinstance(cell, bool) else cell)
    if not isinstance(written, str):
        return written
    words = _choices(column)
    if loose(written) in words:
        return words[loose(written)]
    if column.reads == "open_choice":
        return written
    near = meant(folded(written), _spellings(column))
    code = words.get(loose(_AROUND.sub("", written))) or (_spellings(column)[near] if near else None)
    suggestion = column.word_for(code) if code else None
    return Misread("unknown_choice", {"allowed": Words(map(column.word_for, column.codes))}, suggestion, column)


@cache
def _choices(column: Column) -> dict[str, str]:
    return {loose(label): code for label, code in column.labels()}


@cache
def _spellings(column: Column) -> dict[str, str]:
    return {folded(label): code for label, code in column.labels()}
