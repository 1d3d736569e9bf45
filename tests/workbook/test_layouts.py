"""Sheets laid out as offices lay them out: areas over columns and rows, ticks, tables beneath each other."""

from collections.abc import Sequence
from typing import Any

import pytest

from books import ACTIVITIES, CRITERIA, HOME, book, edited, found
from ecodash.store.store import Store
from ecodash.workbook import Prepared, prepare

AREA, FRAMEWORK = HOME
DAY = "12 ก.พ. 2567"
SHEET = "สถานะเกณฑ์"
ROW = ("a-1", "อบรม", AREA, "2567", "แล้วเสร็จ")
UNITS = ("ตำบล", "อำเภอ", "จังหวัด", "ชุดเกณฑ์", "ข้อ", "สถานะ", "วันที่มีผล")
TICKED = ("พื้นที่", "ชุดเกณฑ์", "ข้อ", "ผ่าน", "ไม่ผ่าน", "วันที่มีผล")


def read(store: Store, sheets: dict[str, Sequence[Sequence[Any]]], merged: tuple[str, ...] = ()) -> Prepared:
    def merge(opened: Any) -> None:
        for area in merged:
            opened[SHEET].merge_cells(area)

    data = book(sheets)
    return prepare(store, edited(data, merge) if merged else data, "x.xlsx")


def results(prepared: Prepared) -> list[tuple[str, str, str]]:
    return [(e.row["area"], e.row["item"], e.row["result"]) for e in prepared.entries if e.kind == "observation"]


def noted(prepared: Prepared) -> set[str]:
    assert all(note.sentence(lang) for note in prepared.notes for lang in ("th", "en"))
    return {note.code for note in prepared.notes}


@pytest.mark.parametrize(
    ("heads", "area"),
    [(UNITS, ("บ้านกลาง", "เมืองลำพูน", "ลำพูน")), (UNITS, ("ต.บ้านกลาง", "เมือง", "")),
     (UNITS[:2] + UNITS[3:], ("บ้านกลาง", "อ.เมืองลำพูน"))],
)  # fmt: skip
def test_an_area_over_several_columns_is_one_area(
    plain_store: Store, heads: tuple[str, ...], area: tuple[str, ...]
) -> None:
    prepared = read(plain_store, {"Sheet1": [("แบบรายงาน",), heads, (*area, FRAMEWORK, "1", "ผ่าน", DAY)]})
    assert (found(prepared), results(prepared)) == ([], [(AREA, "1", "met")])
    assert "area_of_columns" in noted(prepared)


def test_an_area_over_several_columns_that_is_not_known_is_asked_about(plain_store: Store) -> None:
    prepared = read(plain_store, {SHEET: [UNITS, ("บ้านเหนือ", "เมืองลำพูน", "", FRAMEWORK, "1", "ผ่าน", DAY)]})
    assert found(prepared) == [("A2", "unknown_code")]
    assert prepared.problems[0].value == "ตำบลบ้านเหนือ อำเภอเมืองลำพูน"


@pytest.mark.parametrize(
    ("heads", "area", "problems"),
    [(("จังหวัด", "พื้นที่"), ("ลำพูน", "ต.บ้านกลาง"), []), (("พื้นที่", "อำเภอ", "จังหวัด"), (AREA, "เมือง", "จ.ลำพูน"), []),
     (("พื้นที่*", "ตำบล", "จังหวัด"), ("นิคมอุตสาหกรรมภาคเหนือ", "บ้านกลาง", "ลำพูน"), []),
     (("เทศบาล",), ("บ้านกลาง",), []), (("ตำบล/แขวง", "อปท.", "อำเภอ/เขต"), ("", "อบต.บ้านกลาง", "เมือง"), []),
     (("พื้นที่", "เทศบาล"), (AREA, "ทต.บ้านกลาง"), []), (("พื้นที่", "เทศบาล"), (AREA, "ทต.เวียงยอง"), [("A2", "unknown_code")]),
     (("จังหวัด", "พื้นที่"), ("ลำปาง", "บ้านกลาง"), [("B2", "unknown_code")]),
     (("จังหวัด", "พื้นที่"), ("ลำพูน", ""), [("B2", "required")])],
)  # fmt: skip
def test_the_units_beside_an_area_must_be_those_in_which_it_lies(
    plain_store: Store, heads: tuple[str, ...], area: tuple[str, ...], problems: list[tuple[str, str]]
) -> None:
    rows = [(*heads, *UNITS[3:]), (*area, FRAMEWORK, "1", "ผ่าน", DAY), (*heads, *UNITS[3:])]
    prepared = read(plain_store, {"Sheet1": rows})
    assert (found(prepared), len(results(prepared))) == (problems, 0 if problems else 1)
    assert {"area_of_columns", "headings_repeated"} <= noted(prepared)


def test_cells_merged_over_the_headings_that_hide_them_are_pointed_out(plain_store: Store) -> None:
    data = edited(
        book({"ผู้ตรวจประเมิน": [("ชื่อ", "เลขทะเบียน"), ("ก", "ข")]}),
        lambda opened: opened.worksheets[0].merge_cells("C1:C2"),
    )
    assert ("A2", "no_headings") in found(prepare(plain_store, data, "x.xlsx"))


def test_headings_in_the_row_above_those_of_a_group_are_headings_too(plain_store: Store) -> None:
    above = ("รายงาน", "", "รายละเอียด", "", "", "หมายเหตุ")
    heads = ("พื้นที่", "ชุดเกณฑ์", "ข้อ", "สถานะ", "วันที่มีผล", "")
    prepared = read(plain_store, {SHEET: [("แบบ",), above, heads, (*HOME, "1", "ผ่าน", DAY, "ดี")]})
    assert (found(prepared), prepared.entries[0].row["note"]) == ([], "ดี")
    # A line above the table is none.
    prepared = read(plain_store, {SHEET: [("หมายเหตุ", "ข้อมูลเบื้องต้น"), heads, (*HOME, "1", "ผ่าน", DAY)]})
    assert (found(prepared), prepared.entries[0].row["note"]) == ([], None)


def test_a_task_merged_over_its_items_is_the_task_of_each(plain_store: Store) -> None:
    heads = ("area", "framework", "item", "agency", "task", "assigned_on")
    rows = [heads, *((*HOME, item, "สอจ.ลำพูน", "ทำแผน" * (item == "1"), DAY) for item in "123")]
    data = edited(book({"การมอบหมาย": rows}), lambda opened: opened.worksheets[0].merge_cells("E2:E4"))
    prepared = prepare(plain_store, data, "x.xlsx")
    assert (found(prepared), [entry.row["task"] for entry in prepared.entries]) == ([], ["ทำแผน"] * 3)


def test_a_row_of_text_may_end_before_the_column_of_the_tambon(plain_store: Store) -> None:
    heads = ("ชุดเกณฑ์", "ข้อ", "สถานะ", "วันที่มีผล", "อำเภอ", "ตำบล")
    rows = [("แบบรายงาน",), heads, (FRAMEWORK, "1", "ผ่าน", DAY, "เมืองลำพูน"), (FRAMEWORK, "2", "ผ่าน", DAY)]
    text = "\n".join(",".join(row) for row in rows)
    prepared = prepare(plain_store, text.encode(), f"{SHEET}.csv")
    assert found(prepared) == [("F3", "unknown_code"), ("F4", "required")]


@pytest.mark.parametrize(
    "heads",
    [[TICKED], [("พื้นที่", "ชุดเกณฑ์", "ข้อ", "สถานะ", "", "วันที่มีผล"), ("", "", "", "ผ่าน", "ไม่ผ่าน", "")]],
)
def test_a_tick_says_what_it_stands_under(plain_store: Store, heads: list[tuple[str, ...]]) -> None:
    rows = [(*HOME, "1", "✓", "", DAY), (*HOME, "2", "", "/", DAY), (*HOME, "3", "", "x", DAY)]
    prepared = read(plain_store, {SHEET: [*heads, *rows]})
    assert (found(prepared), "ticks_read" in noted(prepared)) == ([], True)
    assert results(prepared) == [(AREA, "1", "met"), (AREA, "2", "not_met"), (AREA, "3", "not_met")]


def test_an_area_over_columns_and_ticks_are_read_together(plain_store: Store) -> None:
    heads = (*UNITS[:5], "ผ่าน", "ไม่ผ่าน", "วันที่มีผล")
    prepared = read(plain_store, {"แบบ 1": [heads, ("บ้านกลาง", "เมืองลำพูน", "", FRAMEWORK, "2", "", "✓", DAY)]})
    assert (found(prepared), results(prepared)) == ([], [(AREA, "2", "not_met")])
    assert {"area_of_columns", "ticks_read"} <= noted(prepared)


@pytest.mark.parametrize(
    ("met", "not_met", "told"),
    [("✓", "✓", "ผ่าน ✓, ไม่ผ่าน ✓"), ("x", "", "ผ่าน x"), ("รอ", "", "ผ่าน รอ"), ("✓", "x", "ผ่าน ✓, ไม่ผ่าน x")],
)
def test_a_tick_that_is_not_plain_is_asked_about(plain_store: Store, met: str, not_met: str, told: str) -> None:
    prepared = read(plain_store, {SHEET: [TICKED, (*HOME, "1", "✓", "", DAY), (*HOME, "2", met, not_met, DAY)]})
    assert [(p.cell, p.code, p.value) for p in prepared.problems] == [("D3", "unknown_choice", told)]


def test_numbers_under_words_are_no_ticks(plain_store: Store) -> None:
    prepared = read(plain_store, {SHEET: [TICKED, (*HOME, "1", "12", "3", DAY)]})
    assert ("D1", "unknown_column") in found(prepared)


@pytest.mark.parametrize(
    ("heads", "group", "row", "merged"),
    [
        (CRITERIA, ("บ้านกลาง",), ("", FRAMEWORK, 1, "ผ่าน", DAY), ()),
        (CRITERIA, ("ตำบลบ้านกลาง",), ("", FRAMEWORK, 1, "ผ่าน", DAY), ("A2:E2",)),
        (CRITERIA[1:], ("ต.บ้านกลาง",), (FRAMEWORK, 1, "ผ่าน", DAY), ("A2:D2",)),
        (("ลำดับ", *CRITERIA), ("1. ต.บ้านกลาง",), (1, "", FRAMEWORK, 1, "ผ่าน", DAY), ()),
    ],
)
def test_an_area_above_its_rows_is_theirs(
    plain_store: Store, heads: tuple[str, ...], group: tuple[str, ...], row: tuple[Any, ...], merged: tuple[str, ...]
) -> None:
    prepared = read(plain_store, {SHEET: [heads, group, row, ("รวม", 1)]}, merged)
    assert (found(prepared), results(prepared)) == ([], [(AREA, "1", "met")])
    assert {"area_of_groups", "totals_left_alone"} <= noted(prepared)


def test_every_group_has_its_own_area(plain_store: Store) -> None:
    row = ("", FRAMEWORK, 1, "ผ่าน", DAY)
    prepared = read(plain_store, {SHEET: [CRITERIA, ("บ้านกลาง",), row, ("ต.อื่น",), row]})
    assert [(p.cell, p.code, p.value) for p in prepared.problems] == [("A5", "unknown_code", "ต.อื่น")]


def test_headings_far_down_are_found(plain_store: Store) -> None:
    prepared = read(plain_store, {SHEET: [*[("คำชี้แจง",)] * 30, CRITERIA, (*HOME, "1", "ผ่าน", DAY)]})
    assert (found(prepared), results(prepared)) == ([], [(AREA, "1", "met")])


def test_tables_beneath_each_other_are_each_read(plain_store: Store) -> None:
    money = (*ACTIVITIES, "planned_baht", "note")
    second = [("ตารางที่ 2 กิจกรรม",), ("หน่วย: ล้านบาท",), money, (*ROW, 1.9, "x"), ("รวม", "", "", "", "", 1.9)]
    third = [(CRITERIA[2], *CRITERIA[:2], CRITERIA[4], CRITERIA[3]), ("2", *HOME, DAY, "ไม่ผ่าน")]
    first = [("ตารางที่ 1",), CRITERIA, (*HOME, "1", "ผ่าน", DAY), ("หมายเหตุ: ก",)]
    prepared = read(plain_store, {"Sheet1": [*first, (), *second, (), *third]})
    assert (found(prepared), results(prepared)) == ([], [(AREA, "1", "met"), (AREA, "2", "not_met")])
    assert [e.row["planned_baht"] for e in prepared.entries if e.kind == "activity"] == [1_900_000]
    # Each is found where it stands.
    assert [(change.sheet, change.row) for change in prepared.changes if change.sheet == "activities"] == [
        ("activities", 9)
    ]


def test_a_summary_above_the_table_is_left_alone_and_that_is_said(plain_store: Store) -> None:
    summary = [("พื้นที่", "สถานะ", "หมายเหตุ"), ("บ้านกลาง", "ผ่าน", "9 ข้อ")]
    prepared = read(plain_store, {SHEET: [*summary, (), CRITERIA, (*HOME, "1", "ผ่าน", DAY)]})
    assert (found(prepared), results(prepared)) == ([], [(AREA, "1", "met")])
    assert [note.values for note in prepared.notes if note.code == "table_left_alone"] == [{"sheet": SHEET, "row": 1}]
    # One column short is no other list: it is asked about.
    short = [CRITERIA[:4], (*HOME, "2", "ผ่าน"), (), (*CRITERIA, "หมายเหตุ"), (*HOME, "1", "ผ่าน", DAY, "ก")]
    assert found(read(plain_store, {SHEET: short})) == [("A1", "column_missing")]
    # Nor is a table lost above others of which nobody knows one.
    strange = [("รหัส", "ชื่อกิจกรรม", "สถานะ"), ("x",) * 3]
    table = [(*CRITERIA, "หมายเหตุ"), (*HOME, "1", "ผ่าน", DAY, "ก")]
    prepared = read(plain_store, {SHEET: [CRITERIA, (*HOME, "2", "ผ่าน", DAY), (), *strange, (), *table]})
    assert found(prepared) == [("A4", "another_table")]


@pytest.mark.parametrize(
    ("written", "suggestion"),
    [("กรมโรงงาน", "กรมโรงงานอุตสาหกรรม"), ("กรมโรงงานฯ", "กรมโรงงานอุตสาหกรรม"), ("กรมส่งเสริมฯ", None),
     ("สอจ.ลพ.", "สำนักงานอุตสาหกรรมจังหวัดลำพูน"), ("สอจ. ลพ", "สำนักงานอุตสาหกรรมจังหวัดลำพูน"), ("สอจ.ลบ.", None)],
)  # fmt: skip
def test_a_shortened_name_of_an_agency_is_asked_about(plain_store: Store, written: str, suggestion: str | None) -> None:
    prepared = read(plain_store, {"กิจกรรม": [(*ACTIVITIES, "lead_agency"), (*ROW, written)]})
    assert [(p.cell, p.suggestion) for p in prepared.problems] == [("F2", suggestion)]
