"""The workbooks of older and of other programs: what is seen in a cell is what is read, as from .xlsx."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from books import ACTIVITIES, CRITERIA, HOME, found
from ecodash.store.store import Store
from ecodash.workbook import Prepared, marked_copy, prepare
from other_workbooks import Struck, looking, old_excel, open_document

DAY = date(2024, 2, 12)
HEADS = (*CRITERIA, "score", "value", "evidence")


def noted(prepared: Prepared) -> list[str]:
    for note in prepared.notes:
        assert note.sentence("th") != note.sentence("en")
    return [note.code for note in prepared.notes]


def _cell(shown: str, told: str) -> str:
    return f"<table:table-cell {told}><text:p>{shown}</text:p></table:table-cell>"


def test_an_old_workbook_is_read_as_it_is_seen(plain_store: Store) -> None:
    rows = [
        ("ผลสำรวจ ตำบลบ้านกลาง",),
        HEADS,
        (*HOME, 1, "ผ่าน", DAY, 80, looking(0.35, "0%"), looking(12, "0000")),
        ("", "", 2.0, "ไม่ผ่าน", "12 ก.พ. 2567", 1.5, looking(1.5, "0.00"), "ภาพถ่าย"),
    ]
    data = old_excel(rows, sheet="สำรวจ", merged=[(2, 3, 0, 0), (2, 3, 1, 1)], hidden_rows=[3])
    prepared = prepare(plain_store, data, "สำรวจ.xls")
    assert found(prepared) == []
    first, second = (entry.row for entry in prepared.entries)
    assert (first["item"], first["effective_on"], first["score"]) == ("1", DAY, 80)
    assert (first["value"], first["evidence"]) == (35, "0012")
    assert (second["area"], second["item"], second["result"], second["value"]) == (
        HOME[0],
        "2",
        "not_met",
        Decimal("1.5"),
    )
    assert noted(prepared) == ["old_excel_read", "sheet_by_headings", "hidden_rows", "merged_filled", "percent_read"]


def test_an_open_document_is_read_as_it_is_seen(plain_store: Store) -> None:
    share = _cell("35.4%", 'office:value-type="percentage" office:value="0.354"')
    padded = _cell("0012", 'office:value-type="float" office:value="12"')
    noted_cell = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>ความเห็น</text:p></office:annotation>'
        '<text:p>ผ่าน<text:s text:c="2"/></text:p></table:table-cell>'
    )
    over = _cell("{}", 'office:value-type="string" table:number-rows-spanned="2"')
    edge = '<table:table-cell table:number-columns-repeated="16384"/>'
    filler = f'<table:table-row table:number-rows-repeated="1048000">{edge}</table:table-row>'
    rows = [
        HEADS,
        (over.format(HOME[0]), over.format(HOME[1]), 1, noted_cell, DAY, 80, share, padded),
        ("<table:covered-table-cell/>", "<table:covered-table-cell/>", 2, "ไม่ผ่าน", "12 ก.พ. 2567", "", "", "ภาพ"),
    ]
    prepared = prepare(plain_store, open_document({"สถานะเกณฑ์": rows}, more=filler), "สำรวจ.ods")
    assert found(prepared) == []
    first, second = (entry.row for entry in prepared.entries)
    assert (first["item"], first["result"], first["effective_on"], first["score"]) == ("1", "met", DAY, 80)
    assert (first["value"], first["evidence"]) == (Decimal("35.4"), "0012")
    assert (second["area"], second["item"], second["result"]) == (HOME[0], "2", "not_met")
    assert noted(prepared) == ["open_document_read", "merged_filled", "percent_read"]


@pytest.mark.parametrize("name", ["x.xls", "x.ods"])
def test_units_and_months_that_cells_show_are_read_from_other_formats_too(plain_store: Store, name: str) -> None:
    heads = (*ACTIVITIES, "planned_baht", "planned_start")
    row = ("", "อบรม", HOME[0], 2567, "ยังไม่เริ่ม")
    if name == "x.xls":
        data = old_excel([heads, (*row, looking(2, '0" ล้านบาท"'), looking(45292, "mmm-yy"))], sheet="กิจกรรม")
    else:
        unit = _cell("2 ล้านบาท", 'office:value-type="float" office:value="2"')
        month = _cell("ม.ค.-67", 'office:value-type="date" office:date-value="2024-01-01"')
        data = open_document({"กิจกรรม": [heads, (*row, unit, month)]})
    assert found(prepare(plain_store, data, name)) == [("G2", "month_without_day")]
    with_day = (
        DAY if name == "x.xls" else _cell("12/02/2567", 'office:value-type="date" office:date-value="2024-02-12"')
    )
    rows = [heads, (*row, looking(2, '0" ล้านบาท"') if name == "x.xls" else unit, with_day)]
    data = old_excel(rows, sheet="กิจกรรม") if name == "x.xls" else open_document({"กิจกรรม": rows})
    (entry,) = prepare(plain_store, data, name).entries
    assert (entry.row["planned_baht"], entry.row["planned_start"]) == (2_000_000, DAY)


@pytest.mark.parametrize("encoding", ["cp874", "utf-16", "utf-8"])
def test_lines_with_tabs_that_are_called_excel_are_read(plain_store: Store, encoding: str) -> None:
    rows = [("รายงาน",), CRITERIA, (*HOME, "1", "ผ่าน", "12/2/2567"), (*HOME, "2", "แล้ว", "12/2/2567")]
    data = "\r\n".join("\t".join(row) for row in rows).encode(encoding)
    prepared = prepare(plain_store, data, "รายงาน.xls")
    assert found(prepared) == [("D4", "unknown_choice")]
    book = load_workbook(BytesIO(marked_copy(data, "รายงาน.xls", prepared.problems, "th")))
    assert book.worksheets[1]["D4"].comment is not None


def test_what_is_struck_out_in_an_old_workbook_is_asked_about(plain_store: Store) -> None:
    partly = Struck("ยกเลิก ใช้แผนใหม่")
    partly.from_letter = 7
    rows = [
        (*ACTIVITIES, "note"),
        ("", Struck("อบรม"), HOME[0], 2567, "ยังไม่เริ่ม", partly),
        ("", "ดูงาน", HOME[0], 2567, "ยังไม่เริ่ม", ""),
    ]
    prepared = prepare(plain_store, old_excel(rows, sheet="กิจกรรม"), "x.xls")
    assert found(prepared) == [("B2", "struck_out"), ("F2", "struck_out")]


def test_formulas_without_a_value_and_errors_are_pointed_out(plain_store: Store) -> None:
    empty = '<table:table-cell table:formula="of:=[.A1]"/>'
    error = (
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" calcext:value-type="error">'
        "<text:p>#DIV/0!</text:p></table:table-cell>"
    )
    data = open_document({"สถานะเกณฑ์": [CRITERIA, (*HOME, empty, "ผ่าน", error)]})
    assert found(prepare(plain_store, data, "x.ods")) == [("C2", "formula_without_value"), ("E2", "error_value")]


@pytest.mark.parametrize("name", ["x.xls", "x.ods"])
def test_its_marked_copy_is_a_workbook_of_today(plain_store: Store, name: str) -> None:
    rows = [ACTIVITIES, ("a-1", "อบรม", HOME[0], 2567, "ไม่รู้")]
    data = old_excel(rows, sheet="กิจกรรม") if name == "x.xls" else open_document({"กิจกรรม": rows})
    prepared = prepare(plain_store, data, name)
    assert found(prepared) == [("E2", "unknown_choice")]
    book = load_workbook(BytesIO(marked_copy(data, name, prepared.problems, "th")))
    assert book["กิจกรรม"]["E2"].comment is not None
    assert book["กิจกรรม"]["D2"].value == 2567


def test_rows_beyond_any_table_are_not_made_of_a_repetition(plain_store: Store) -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    many = f'<table:table-row table:number-rows-repeated="1048575">{cell}</table:table-row>'
    data = open_document({"สถานะเกณฑ์": [CRITERIA]}, more=many)
    assert found(prepare(plain_store, data, "x.ods")) == [("A200001", "far_away")]
