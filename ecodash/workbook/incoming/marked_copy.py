"""The workbook handed back with every problem marked where it stands: a colour, a comment, and a list in front."""

import io
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from ecodash.language.text import LANGUAGES, t
from ecodash.workbook.cells import Shown, shown
from ecodash.workbook.incoming.gate import kind_of
from ecodash.workbook.incoming.reading import read
from ecodash.workbook.problems import Problem

_AUTHOR = "ecodash"
_COLOUR = "FFFFC7A8"
_FILL = PatternFill("solid", start_color=_COLOUR, end_color=_COLOUR)
# Rewriting a larger one takes minutes; the list with its cells has to do.
_LARGEST_MARKED = 3_000_000
_MOST_LISTED = 5_000


def marked_copy(data: bytes, name: str, problems: Sequence[Problem], lang: str) -> bytes:
    """An .xlsx with the problems marked; of a file that cannot be opened, or is very large, the list alone."""
    book = _opened(data, name)
    for sheet in book.worksheets:
        _unmark(sheet)
    by_cell: dict[tuple[str, str], list[str]] = defaultdict(list)
    for problem in problems:
        if problem.sheet and problem.cell:
            by_cell[problem.sheet, problem.cell].append(problem.sentence(lang))
    for (sheet_name, place), sentences in by_cell.items():
        title = sheet_name if sheet_name in book.sheetnames else _title(sheet_name)
        if title in book.sheetnames:
            _mark(book[title][place], "\n".join(sentences))
    _list(book, problems, lang)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _opened(data: bytes, name: str) -> Workbook:
    kind = kind_of(data, name)
    try:
        if kind == "workbook" and len(data) <= _LARGEST_MARKED:
            return load_workbook(io.BytesIO(data))
        if isinstance(kind, str) and len(data) <= _LARGEST_MARKED:
            return _from_cells(data, name)
    except (InvalidFileException, KeyError, ValueError, TypeError, OSError):
        # A workbook that calamine reads may still be too odd for openpyxl.
        return _empty()
    return _empty()


def _empty() -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    return book


def _from_cells(data: bytes, name: str) -> Workbook:
    """What was read of a file that is no .xlsx, as one."""
    book = _empty()
    for raw in read(data, name).sheets:
        sheet = book.create_sheet(_title(raw.name))
        for number, cells in raw.rows:
            for place, value in enumerate(cells, start=1):
                if isinstance(value, date | float | int) and not isinstance(value, Shown):
                    sheet.cell(number, place, value)
                elif value not in (None, ""):
                    _put(sheet, number, place, shown(value) or "")
    return book


def _title(name: str) -> str:
    """A file's name as the name of a sheet: of 31 letters, without those that Excel does not take."""
    return "".join("_" if c in "[]:*?/\\" else c for c in name)[:31].strip("'") or "CSV"


def _put(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """Text stays text, whatever it begins with."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    cell.value = "".join(c for c in text if c.isprintable() or c == "\n")
    cell.data_type = "s"
    return cell


def _unmark(sheet: Worksheet) -> None:
    """A marked copy comes back with the marks of last time."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment and cell.comment.author == _AUTHOR:
                cell.comment = None
                cell.fill = PatternFill()


def _mark(cell: object, sentence: str) -> None:
    if isinstance(cell, Cell):
        cell.fill = _FILL
        cell.comment = Comment(sentence, _AUTHOR, width=360, height=120)


def _list(book: Workbook, problems: Sequence[Problem], lang: str) -> None:
    for known in LANGUAGES:
        if t(known, "workbook.to_put_right") in book.sheetnames:
            book.remove(book[t(known, "workbook.to_put_right")])
    sheet = book.create_sheet(t(lang, "workbook.to_put_right"), 0)
    for place, (word, width) in enumerate((("sheet", 20), ("cell", 10), ("value", 30), ("what", 90)), start=1):
        _put(sheet, 1, place, t(lang, f"workbook.{word}")).font = Font(bold=True)
        sheet.column_dimensions["ABCD"[place - 1]].width = width
    for number, problem in enumerate(problems[:_MOST_LISTED], start=2):
        told = (problem.sheet, problem.cell, problem.value, problem.sentence(lang))
        for place, value in enumerate(told, start=1):
            _put(sheet, number, place, value or "").alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    book.active = sheet
