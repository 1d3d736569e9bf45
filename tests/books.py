"""Workbooks for the tests: made in a line, read back in a line."""

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import xlsxwriter
from openpyxl import load_workbook

from copies import empty, store_as
from ecodash import stores
from ecodash.store.reference import sync_reference
from ecodash.store.store import Store
from ecodash.workbook.incoming.importing import Prepared, prepare

Rows = Sequence[Sequence[Any]]

CRITERIA = ("พื้นที่", "ชุดเกณฑ์", "ข้อ", "สถานะ", "วันที่มีผล")
ACTIVITIES = ("code", "title", "area", "fiscal_year", "status")
HOME = ("lamphun-ban-klang", "diw-eit-basic12")


def book(sheets: Mapping[str, Rows], touch: Callable[[Any], None] | None = None) -> bytes:
    """An .xlsx with these sheets; days become dates of Excel's, texts stay texts."""
    out = io.BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "default_date_format": "d/m/yyyy"}
    with xlsxwriter.Workbook(out, settings) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        if touch:
            touch(made)
    return out.getvalue()


def criteria(*rows: Sequence[Any]) -> bytes:
    """A workbook with the criteria sheet alone: item, result, day of the home area."""
    return book({"สถานะเกณฑ์": [CRITERIA, *((*HOME, *row) for row in rows)]})


def edited(data: bytes, edit: Callable[[Any], None]) -> bytes:
    """A workbook as somebody saves it after an edit."""
    opened = load_workbook(io.BytesIO(data))
    edit(opened)
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def found(prepared: Prepared) -> list[tuple[str | None, str]]:
    """The problems as cell and code."""
    return [(problem.cell, problem.code) for problem in prepared.problems]


def looked_at(store: Store, data: bytes, name: str = "file.xlsx") -> list[tuple[str | None, str]]:
    """The problems of a file, each of which can be said in both languages; nothing was recorded."""
    before = store.version
    prepared = prepare(store, data, name)
    for problem in prepared.problems:
        assert problem.sentence("th")
        assert problem.sentence("en")
    assert store.version == before
    return found(prepared)


def new_store(*, reference: bool = True) -> Store:
    """A store without a home, to write to: with the reference data or without a single row."""
    return store_as(_reference if reference else empty)


def _reference(store: Store) -> None:
    sync_reference(store, stores.DATA / "reference")
