"""Workbooks as offices have them: what is seen in a cell is what is read, or it is asked about."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from books import ACTIVITIES, CRITERIA, HOME, book, criteria, edited, found
from ecodash.store.store import Store
from ecodash.workbook import Prepared, alike, answering, can_be_told, prepare

ROW = ("a-1", "อบรม", HOME[0], "2567", "แล้วเสร็จ")
GOOD = ("1", "ผ่าน", "12 ก.พ. 2567")


def noted(prepared: Prepared) -> list[str]:
    """The notes by their codes, each of which can be said in both languages."""
    for note in prepared.notes:
        assert note.sentence("th") != note.sentence("en")
    return [note.code for note in prepared.notes]


def activity(store: Store, **cells: Any) -> Prepared:
    data = book({"กิจกรรม": [(*ACTIVITIES, *cells), (*ROW, *cells.values())]})
    return prepare(store, data, "x.xlsx")


def value(prepared: Prepared, column: str) -> Any:
    assert found(prepared) == []
    return prepared.entries[-1].row[column]


def formatted(rows: list[tuple[Any, ...]], sheet: str, **formats: str) -> bytes:
    """The workbook with number formats at these cells."""

    def edit(opened: Any) -> None:
        for place, look in formats.items():
            opened[sheet][place].number_format = look

    return edited(book({sheet: rows}), edit)


def test_words_that_people_write_for_a_state_are_known(plain_store: Store) -> None:
    told = {"ไม่ผ่าน": "not_met", "ไม่ผ่านเกณฑ์": "not_met", "ครบถ้วน": "met", "✓": "met", "/": "met", "✗": "not_met",
            "ไม่ครบ": "not_met", "ผ่านแล้ว": "met", "ผ่านบางส่วน": "partly_met"}  # fmt: skip
    for word, state in told.items():
        prepared = prepare(plain_store, criteria(("1", word, GOOD[2])), "x.xlsx")
        assert found(prepared) == []
        assert prepared.entries[0].row["result"] == state
    row = ("a-1", "อบรม", HOME[0], "2567")
    for word, state in {"ยังไม่ดำเนินการ": "planned", "กำลังดำเนินการ": "in_progress", "เสร็จแล้ว": "done"}.items():
        prepared = prepare(plain_store, book({"กิจกรรม": [ACTIVITIES, (*row, word)]}), "x.xlsx")
        assert prepared.entries[0].row["status"] == state


@pytest.mark.parametrize(
    ("cell", "look", "expected"),
    [(0.35, "0%", 35), (0.354, "0.0%", Decimal("35.4")), (0.35, "General", Decimal("0.35")), ("35%", "@", 35),
     ("ร้อยละ 58", "@", 58), ("๓๕ %", "@", 35), (1.5, "0.00", Decimal("1.5"))],
)  # fmt: skip
def test_a_share_is_what_is_seen(plain_store: Store, cell: Any, look: str, expected: Any) -> None:
    rows = [(*CRITERIA, "value"), (*HOME, *GOOD, cell)]
    prepared = prepare(plain_store, formatted(rows, "สถานะเกณฑ์", F2=look), "x.xlsx")
    assert value(prepared, "value") == expected
    assert noted(prepared) == (["percent_read"] if look.endswith("%") else [])


def test_zeros_that_are_seen_are_read(plain_store: Store) -> None:
    heads = ("code", "name", "registration_no")
    data = formatted([heads, ("x", "บริษัท", 12)], "ผู้ตรวจประเมิน", C2="0000")
    assert value(prepare(plain_store, data, "x.xlsx"), "registration_no") == "0012"
    heads = ("framework", "item", "text_th")
    rows = [heads, ("diw-eit-2565", 1.1, "ก"), ("diw-eit-2565", 1.1, "ข")]
    data = formatted(rows, "เกณฑ์", B2="0.0", B3="0.00")
    assert [e.row["item"] for e in prepare(plain_store, data, "x.xlsx").entries if e.kind == "item"] == ["1.1", "1.10"]


@pytest.mark.parametrize("number", [datetime(2024, 1, 1), datetime(1967, 1, 1)])
def test_a_meeting_number_that_became_another_date_is_asked_about(plain_store: Store, number: datetime) -> None:
    row = ("m-1", "lamphun-ban-klang-wg", number, datetime(2024, 5, 3))
    prepared = prepare(plain_store, book({"การประชุม": [("code", "body", "number", "held_on"), row]}), "x.xlsx")
    assert found(prepared) == [("C2", "number_became_date")]
    assert prepared.problems[0].suggestion == "1/2567"


@pytest.mark.parametrize(
    ("written", "expected"),
    [("1,900,000.-", 1_900_000), ("๘๐,๐๐๐.-", 80_000), ("฿1,900,000", 1_900_000), ("1.9 ลบ.", 1_900_000),
     ("THB 1,900", 1_900), ("1.9 M", 1_900_000), ("1.9MB", 1_900_000), ("500K", 500_000), ("1.9 ล.บ.", 1_900_000),
     ("1,900.-บาท", 1_900), ("1,900 บ.", 1_900), ("1,900,-", 1_900), ("'1,900", 1_900), ("ไม่เสียค่าใช้จ่าย", 0),
     ("2 ล้าน 5 แสน", 2_500_000), ("2 ล้าน 5 แสนบาท", 2_500_000), ("5,000 บาทถ้วน", 5_000), ("1.5 พันบาท", 1_500)],
)  # fmt: skip
def test_money_as_offices_write_it(plain_store: Store, written: str, expected: int) -> None:
    assert value(activity(plain_store, planned_baht=written), "planned_baht") == expected


@pytest.mark.parametrize("written", ["5 แสน 2 ล้าน", "50%", "1.2.3", "2 ล้าน กับ 5 แสน", "1.900", "12.345"])
def test_what_is_no_plain_amount_is_asked_about(plain_store: Store, written: str) -> None:
    assert found(activity(plain_store, planned_baht=written)) == [("F2", "not_money")]


@pytest.mark.parametrize(
    ("above", "heading", "cell", "expected"),
    [("หน่วย : ล้านบาท", "planned_baht (บาท)", 1.9, 1.9), ("หน่วย : ล้านบาท", "planned_baht", 1.9, 1_900_000),
     ("(หน่วย: พันบาท)", "planned_baht", "1,900", 1_900_000), ("", "planned_baht (ล้านบาท)", 1.9, 1_900_000),
     ("หน่วย: บาท", "planned_baht", 500, 500), ("หน่วย: ล้านบาท", "planned_baht", "500 บาท", 500),
     ("หน่วย: ล้านบาท", "planned_baht", "2 ล้านบาท", 2_000_000)],
)  # fmt: skip
def test_a_unit_that_is_stated_once_holds_for_the_table(
    plain_store: Store, above: str, heading: str, cell: Any, expected: float
) -> None:
    rows = [("แผนงาน",), (above,), (*ACTIVITIES, heading), (*ROW, cell)]
    prepared = prepare(plain_store, book({"กิจกรรม": rows}), "x.xlsx")
    assert value(prepared, "planned_baht") == Decimal(str(expected))
    is_other = "ล้าน" in above + heading or "พัน" in above + heading
    assert noted(prepared) == (["unit_applied"] if is_other and "(บาท)" not in heading else [])


@pytest.mark.parametrize(
    "text",
    ["เธญเธเธฃเธกเนเธฃเธเธเธฒเธ", "อบรม \ufffd\ufffd", "????????", "à¸­à¸šà¸£à¸¡"],
)
def test_garbled_letters_are_no_text(plain_store: Store, text: str) -> None:
    data = book({"กิจกรรม": [ACTIVITIES, ("a-1", text, *ROW[2:])]})
    assert found(prepare(plain_store, data, "x.xlsx")) == [("B2", "garbled")]


@pytest.mark.parametrize("text", ["เธอเธอเก่ง", "เน้นเนื้อหา", "อะไรกัน?? จริงหรือ", "เธอเน้นย้ำ"])
def test_genuine_thai_is_not_taken_for_garbled(plain_store: Store, text: str) -> None:
    assert found(prepare(plain_store, book({"กิจกรรม": [ACTIVITIES, ("a-1", text, *ROW[2:])]}), "x.xlsx")) == []


def test_a_file_that_is_garbled_from_its_headings_on_says_so(plain_store: Store) -> None:
    text = "พื้นที่,ชุดเกณฑ์,ข้อ,สถานะ,วันที่มีผล\n".encode().decode("cp874", "replace")
    assert found(prepare(plain_store, text.encode(), "x.csv")) == [(None, "garbled_file")]


@pytest.mark.parametrize("year", ["24", "FY24", 24, "๒๔"])
def test_two_digits_of_a_fiscal_year_that_may_be_christian_are_asked_about(plain_store: Store, year: Any) -> None:
    data = book({"กิจกรรม": [ACTIVITIES, (*ROW[:3], year, ROW[4])]})
    prepared = prepare(plain_store, data, "x.xlsx")
    assert [(p.cell, p.code, p.suggestion) for p in prepared.problems] == [("D2", "short_fiscal_year", 2567)]


@pytest.mark.parametrize("year", ["ประจำปีงบประมาณ พ.ศ. 2567", "งบประมาณประจำปี 2567", "FY2567", "ปีงบฯ 2567", 67])
def test_a_fiscal_year_as_plans_say_it(plain_store: Store, year: Any) -> None:
    data = book({"กิจกรรม": [ACTIVITIES, (*ROW[:3], year, ROW[4])]})
    assert value(prepare(plain_store, data, "x.xlsx"), "fiscal_year") == 2567


@pytest.mark.parametrize(
    ("cell", "meant"),
    [(date(1967, 2, 12), date(2024, 2, 12)), ("1967-02-12", date(2024, 2, 12)), ("30/9/2657", date(2024, 9, 30)),
     ("1 ม.ค. 2490", None), ("30/9/99", None)],
)  # fmt: skip
def test_a_day_that_cannot_be_meant_is_asked_about(plain_store: Store, cell: Any, meant: date | None) -> None:
    prepared = activity(plain_store, planned_end=cell)
    assert [(p.cell, p.code) for p in prepared.problems if p.cell == "F2"] == [("F2", "implausible_day")]
    assert prepared.problems[0].suggestion == meant


def test_an_agency_may_have_its_name_for_a_century_but_not_by_a_slip(plain_store: Store) -> None:
    heads = ("code", "name_th", "valid_from")
    old = prepare(plain_store, book({"หน่วยงาน": [heads, ("x", "กรม", "1 ม.ค. 2485")]}), "x.xlsx")
    assert value(old, "effective_on") == date(1942, 1, 1)
    slip = prepare(plain_store, book({"หน่วยงาน": [heads, ("x", "กรม", date(1967, 1, 1))]}), "x.xlsx")
    assert found(slip) == [("C2", "implausible_day")]


@pytest.mark.parametrize("day", ["12 กรกฏาคม 2566", "12 เดือนกรกฎาคม 2566", "12 กรกฎา 66"])
def test_months_as_people_write_them(plain_store: Store, day: str) -> None:
    data = book({"สถานะเกณฑ์": [CRITERIA, (*HOME, "1", "ผ่าน", day)]})
    assert value(prepare(plain_store, data, "x.xlsx"), "effective_on") == date(2023, 7, 12)


def test_a_sheet_is_known_by_its_headings_whatever_it_is_called(plain_store: Store) -> None:
    for name in ("Sheet1", "กิจกรรม 2567", "สรุป (2)"):
        prepared = prepare(plain_store, book({name: [("ทะเบียนกิจกรรม",), ACTIVITIES, ROW]}), "x.xlsx")
        assert (prepared.accepted, noted(prepared)) == (1, ["sheet_by_headings"])


def test_a_csv_may_have_a_title_and_excels_line_of_the_separator(plain_store: Store) -> None:
    lines = [";".join(CRITERIA), ";".join((*HOME, *GOOD))]
    for head in (["ผลสำรวจ พื้นที่บ้านกลาง", ""], ["sep=;"], []):
        text = "\r\n".join([*head, *lines])
        assert prepare(plain_store, text.encode("cp874"), "ผลสำรวจ.csv").accepted == 1


def test_commas_in_texts_part_no_columns(plain_store: Store) -> None:
    rows = [(*ACTIVITIES, "note"), (*ROW, ", ".join("กขคงจฉชซฌญ"))]
    assert prepare(plain_store, "\n".join(map(";".join, rows)).encode(), "x.csv").accepted == 1


def test_lines_of_a_macintosh_are_lines(plain_store: Store) -> None:
    lines = [";".join(CRITERIA), ";".join((*HOME, *GOOD)) + ";" * 60]
    assert prepare(plain_store, "\r".join(lines + [";" * 64] * 9).encode("utf-8"), "x.csv").accepted == 1


def test_what_is_no_row_is_left_alone_and_said(plain_store: Store) -> None:
    rows = [
        ("ลำดับ", *CRITERIA),
        (1, *HOME, *GOOD),
        ("", "", "", "", "", ""),
        ("รวมทั้งสิ้น", "", "", "1 ข้อ", "", ""),
        ("รวม ๑ ข้อ", "", "", "", "", ""),
        ("", "ลงชื่อ ......................... ผู้รายงาน", "", "", "", ""),
        ("", "(นายสมชาย ใจดี)", "", "", "", ""),
        ("", "วันที่ ๑๒ ก.พ. ๒๕๖๘", "", "", "", ""),
        ("", "หมายเหตุ ข้อมูลเบื้องต้น", "", "", "", ""),
    ]
    prepared = prepare(plain_store, book({"สถานะเกณฑ์": rows}), "x.xlsx")
    assert found(prepared) == []
    assert (prepared.accepted, noted(prepared)) == (
        1, ["serial_left_alone", "totals_left_alone", "remarks_left_alone"],
    )  # fmt: skip


def test_an_area_merged_over_its_rows_is_the_area_of_each(plain_store: Store) -> None:
    rows = [CRITERIA, (*HOME, *GOOD), ("", "", "2", *GOOD[1:]), ("", "", "3", *GOOD[1:])]

    def merge(opened: Any) -> None:
        for column in "AB":
            opened["สถานะเกณฑ์"].merge_cells(f"{column}2:{column}4")

    prepared = prepare(plain_store, edited(book({"สถานะเกณฑ์": rows}), merge), "x.xlsx")
    assert found(prepared) == []
    assert [entry.row["item"] for entry in prepared.entries] == ["1", "2", "3"]
    assert noted(prepared) == ["merged_filled"]


def test_headings_over_two_rows_are_read(plain_store: Store) -> None:
    rows = [(*CRITERIA[:3], "ผลการสำรวจ", ""), ("", "", "", "สถานะ", "วันที่มีผล"), (*HOME, *GOOD)]

    def merge(opened: Any) -> None:
        page = opened["สถานะเกณฑ์"]
        for column in "ABC":
            page.merge_cells(f"{column}1:{column}2")
        page.merge_cells("D1:E1")

    prepared = prepare(plain_store, edited(book({"สถานะเกณฑ์": rows}), merge), "x.xlsx")
    assert found(prepared) == []
    assert prepared.accepted == 1


def test_remarks_in_brackets_behind_a_heading_do_not_matter(plain_store: Store) -> None:
    heads = ("พื้นที่", "ชุดเกณฑ์", "ข้อ\n", "สถานะ\n(ผ่าน/ไม่ผ่าน)", "วันที่มีผล (ว/ด/ป)")
    assert prepare(plain_store, book({"สถานะเกณฑ์": [heads, (*HOME, *GOOD)]}), "x.xlsx").accepted == 1


@pytest.mark.parametrize(
    ("written", "meant"),
    [("1-3", "1, 2, 3"), ("ข้อ ๓ ถึง ๕", "3, 4, 5"), ("10 – ข้อ 12", "10, 11, 12"), ("1.3", "1, 3"), ("11-13", None)],
)
def test_a_range_of_items_is_asked_about_with_all_that_it_spans(
    plain_store: Store, written: str, meant: str | None
) -> None:
    assert [problem.suggestion for problem in activity(plain_store, items=written).problems] == [meant]


def asked(prepared: Prepared) -> list[tuple[str | None, str, object]]:
    return [(problem.cell, problem.code, problem.suggestion) for problem in prepared.problems]


def test_a_dash_says_nothing_but_of_money(plain_store: Store) -> None:
    prepared = activity(
        plain_store, planned_end="-", target="–", lead_agency="-", items="-", kind="-", planned_baht="-"
    )
    assert found(prepared) == []
    row = prepared.entries[-1].row
    assert [row[name] for name in ("planned_end", "target", "lead_agency", "items", "kind")] == [None] * 5
    assert row["planned_baht"] == 0


@pytest.mark.parametrize("written", ["สอจ. ทสจ.", "1) สอจ. 2) ทสจ.", "สอจ. ร่วมกับ ทสจ.", "สอจ.ลำพูน ทสจ.ลำพูน"])
def test_short_names_beside_each_other_are_several_agencies(plain_store: Store, written: str) -> None:
    assert value(activity(plain_store, partner_agencies=written), "partner_agencies") == "lamphun-industry;lamphun-mnre"
    assert found(activity(plain_store, lead_agency=written)) == [("F2", "names_several")]


@pytest.mark.parametrize("written", ["(1,200)", "-1,200", "−1,200"])
def test_less_than_nothing_is_no_amount(plain_store: Store, written: str) -> None:
    assert found(activity(plain_store, planned_baht=written)) == [("F2", "negative")]


@pytest.mark.parametrize(
    ("line", "name"), [("หน่วย: เหรียญสหรัฐ", "กิจกรรม"), ("หน่วย : ล้านบาท / พันบาท", "กิจกรรม"), ("", "กิจกรรม (ล้านบาท)")]
)
def test_no_unit_beside_the_table_is_passed_over(plain_store: Store, line: str, name: str) -> None:
    prepared = prepare(plain_store, book({name: [(line,), (*ACTIVITIES, "planned_baht"), (*ROW, 1.9)]}), "x.xlsx")
    if line:
        assert found(prepared) == [("A1", "unit_unknown")]
    else:
        assert value(prepared, "planned_baht") == 1_900_000


@pytest.mark.parametrize(
    "heads",
    [("พื้นที่ / Area", "ชุดเกณฑ์\nFramework", "ข้อ (Item)", "Result สถานะ", "วันที่มีผล Effective date"),
     ("(1) พื้นที่", "2. ชุดเกณฑ์", "3) ข้อ", "สถานะ :", "(๕) วันที่มีผล".replace("๕", "5"))],
)  # fmt: skip
def test_headings_in_two_languages_or_numbered_are_read(plain_store: Store, heads: tuple[str, ...]) -> None:
    rows = [heads, ("area", "framework", "item", "result", "effective_on"), (*HOME, *GOOD)]
    prepared = prepare(plain_store, book({"สถานะเกณฑ์": rows}), "x.xlsx")
    assert (found(prepared), prepared.accepted, noted(prepared)) == ([], 1, ["headings_repeated"])


def test_another_table_beneath_that_nobody_knows_is_one_problem(plain_store: Store) -> None:
    rows = [CRITERIA, (*HOME, *GOOD), (), ("ตารางที่ 2",), ("รหัส", "ชื่อกิจกรรม", "สถานะ"), ("x",) * 3]
    assert found(prepare(plain_store, book({"สถานะเกณฑ์": rows}), "x.xlsx")) == [("A5", "another_table")]


def test_a_unit_beside_an_amount_is_pointed_out(plain_store: Store) -> None:
    assert noted(activity(plain_store, planned_baht=1.9, unit="ล้านบาท")) == ["unit_beside_amount"]
    assert noted(activity(plain_store, planned_baht=1_900, unit="คน")) == []


def test_a_heading_of_two_columns_is_neither(plain_store: Store) -> None:
    heads = ("พื้นที่", "ชุดเกณฑ์", "ข้อ", "สถานะ / Note", "วันที่มีผล")
    data = book({"สถานะเกณฑ์": [heads, (*HOME, *GOOD)]})
    assert ("D1", "unknown_column") in found(prepare(plain_store, data, "x.xlsx"))


def test_signatures_beside_each_other_and_sums_in_english_are_no_rows(plain_store: Store) -> None:
    rows = [
        (*ACTIVITIES, "planned_baht"), (*ROW, 100), ("", "Sub-total", "", "", "", 100),
        ("", "G. Total", "", "", "", 100),
        ("ผู้รายงาน", "", "ผู้ตรวจสอบ", "", "ผู้อนุมัติ"), ("(นาง ก)", "", "(นาย ข)", "", "(นาย ค)"),
    ]  # fmt: skip
    prepared = prepare(plain_store, book({"กิจกรรม": rows}), "x.xlsx")
    assert (found(prepared), prepared.accepted) == ([], 1)
    assert noted(prepared) == ["totals_left_alone", "remarks_left_alone"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-8-sig", "cp874"])
@pytest.mark.parametrize("separator", [", ", ";", "\t"])
def test_a_csv_is_read_in_whatever_it_is_written(plain_store: Store, encoding: str, separator: str) -> None:
    text = "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in (CRITERIA, (*HOME, *GOOD)))
    assert prepare(plain_store, text.encode(encoding), "x.csv").accepted == 1


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("(ผ่าน)", "result.met"),
        ("• ไม่ผ่าน", "result.not_met"),
        ("1. ผ่าน", "result.met"),
        ("ผ่าน ✗", None),
        ("12 ผ่าน", None),
    ],
)
def test_what_stands_around_a_word_is_asked_about(plain_store: Store, written: str, meant: str | None) -> None:
    prepared = prepare(plain_store, book({"สถานะเกณฑ์": [CRITERIA, (*HOME, "1", written, GOOD[2])]}), "x.xlsx")
    assert [(p.code, p.suggestion) for p in prepared.problems] == [("unknown_choice", meant)]


def test_a_number_whose_digits_are_lost_is_no_code(plain_store: Store) -> None:
    data = book({"กิจกรรม": [ACTIVITIES, ("1.23E+11", *ROW[1:])]})
    assert found(prepare(plain_store, data, "x.xlsx")) == [("A2", "digits_lost")]


def test_a_ticked_box_is_asked_about_and_can_be_told(plain_store: Store) -> None:
    prepared = prepare(plain_store, book({"สถานะเกณฑ์": [CRITERIA, (*HOME, "1", True, GOOD[2])]}), "x.xlsx")
    assert [(problem.code, problem.suggestion) for problem in prepared.problems] == [("unknown_choice", None)]
    assert can_be_told(prepared.shaped, prepared.problems[0])


def test_words_for_what_nobody_knows_are_read_and_said(plain_store: Store) -> None:
    prepared = activity(plain_store, planned_end="ยังไม่กำหนด", planned_baht="รอจัดสรร", allocated_baht="ไม่ใช้งบประมาณ")
    assert noted(prepared) == ["read_as_untold", "read_as_untold"]
    row = prepared.entries[-1].row
    assert (row["planned_end"], row["planned_baht"], row["allocated_baht"]) == (None, None, 0)


@pytest.mark.parametrize(
    ("column", "cell", "meant"),
    [("target", "100 คน", "100"), ("target", "๑,๐๐๐ ตัน", "1,000"), ("target", "ไม่น้อยกว่าร้อยละ 80", None),
     ("planned_baht", "1.900.000", "1,900,000"), ("planned_baht", "1,900,000 (งบจังหวัด)", "1,900,000"),
     ("planned_baht", "ไม่มี", "-"), ("planned_baht", "ประมาณ 5 แสน", None),
     ("planned_end", "13 ก.พ. 2568 เวลา 09.30 น.", date(2025, 2, 13)), ("planned_end", "02/13/2568", date(2025, 2, 13)),
     ("planned_end", "45701", date(2025, 2, 13)), ("planned_end", 45701, date(2025, 2, 13)),
     ("planned_end", 244027, date(2025, 2, 13)), ("planned_end", 25680213, date(2025, 2, 13)),
     ("planned_end", "เริ่ม 13 ก.พ. 68", date(2025, 2, 13)), ("planned_end", "13 ก.พ. 68 เป็นต้นไป", date(2025, 2, 13)),
     ("planned_end", "240213", None), ("planned_baht", "50,000/ปี", "50,000"), ("target", "จำนวน 35 คน", "35"),
     ("planned_end", "12-15 ก.พ. 2568", None), ("planned_end", 12, None), ("planned_end", "99999", None)],
)  # fmt: skip
def test_what_is_nearly_plain_is_asked_about(plain_store: Store, column: str, cell: Any, meant: object) -> None:
    prepared = activity(plain_store, **{column: cell})
    assert [(place, suggestion) for place, _, suggestion in asked(prepared)] == [("F2", meant)]


def test_the_answer_is_taken_as_if_it_stood_there(plain_store: Store) -> None:
    prepared = activity(plain_store, target="100 คน", planned_baht="ไม่มี", planned_end="45336")
    prepared = answering(plain_store, prepared, frozenset(("กิจกรรม", f"{column}2") for column in "FGH"))
    assert found(prepared) == []
    row = prepared.entries[-1].row
    assert (row["target"], row["planned_baht"], row["planned_end"]) == (100, 0, date(2024, 2, 14))


@pytest.mark.parametrize("month", ["ก.พ. 2568", "เดือนกุมภาพันธ์ พ.ศ. 2568", "ก.พ. 68"])
def test_a_month_is_no_day(plain_store: Store, month: str) -> None:
    assert asked(activity(plain_store, planned_end=month)) == [("F2", "month_without_day", None)]


def test_what_the_first_row_says_for_all_is_asked_about_once(plain_store: Store) -> None:
    rows = [CRITERIA, (*HOME, *GOOD), ("", "", "2", *GOOD[1:]), ("", "", "3", "ผ่าน", "")]
    prepared = prepare(plain_store, book({"สถานะเกณฑ์": rows}), "x.xlsx")
    groups = alike(prepared.problems)
    assert [(group.cells, group.problem.suggestion) for group in groups] == [
        (("A3", "A4"), "ตำบลบ้านกลาง อำเภอเมืองลำพูน"), (("B3", "B4"), "เกณฑ์ข้อกำหนดพื้นฐาน 12 ข้อ"),
        (("E4",), date(2024, 2, 12)),
    ]  # fmt: skip
    places = frozenset(place for group in groups for place in group.places)
    prepared = answering(plain_store, prepared, places)
    assert (found(prepared), prepared.accepted) == ([], 3)


def test_what_explains_an_empty_cell_is_said_alone(plain_store: Store) -> None:
    def formula(opened: Any) -> None:
        opened["สถานะเกณฑ์"]["A2"] = "=A1"

    data = edited(book({"สถานะเกณฑ์": [CRITERIA, (*HOME, *GOOD)]}), formula)
    assert found(prepare(plain_store, data, "x.xlsx")) == [("A2", "formula_without_value")]


def test_codes_that_only_number_the_rows_are_pointed_out(plain_store: Store) -> None:
    rows = [ACTIVITIES, *((str(n), f"อบรม {n}", *ROW[2:]) for n in (1, 2, 3))]
    assert noted(prepare(plain_store, book({"กิจกรรม": rows}), "x.xlsx")) == ["codes_are_serial"]


def states(*words: str) -> bytes:
    return book({"สถานะเกณฑ์": [CRITERIA, *((*HOME, n, word, "12 ก.พ. 2567") for n, word in enumerate(words, 1))]})


def test_a_word_that_nothing_was_suggested_for_is_told_once_for_all_its_cells(plain_store: Store) -> None:
    prepared = prepare(plain_store, states("โอเค", "ผ่าน", "โอเค"), "x.xlsx")
    (group,) = alike(prepared.problems)
    assert (group.cells, group.problem.suggestion) == (("D2", "D4"), None)
    assert can_be_told(prepared.shaped, group.problem)
    assert group.problem.among is not None
    prepared = answering(plain_store, prepared, group.places, group.problem.among.answers()["met"])
    assert (found(prepared), [entry.row["result"] for entry in prepared.entries]) == ([], ["met"] * 3)
    assert [note.values for note in prepared.notes if note.code == "answers_given"] == [{"count": 2}]


@pytest.mark.parametrize(
    ("cell", "column", "code"),
    [("xyz-abc", "area", HOME[0]), ("๙๙๙", "item", "3"), ("ชุดไหนก็ไม่รู้", "framework", HOME[1])],
)
def test_a_name_is_told_among_those_that_there_are(plain_store: Store, cell: str, column: str, code: str) -> None:
    row = dict(zip(("area", "framework", "item"), (*HOME, "1"), strict=True)) | {column: cell}
    data = book({"สถานะเกณฑ์": [CRITERIA, (*row.values(), "ผ่าน", "12 ก.พ. 2567")]})
    prepared = prepare(plain_store, data, "x.xlsx")
    (problem,) = prepared.problems
    assert problem.among is not None
    places = frozenset([(problem.sheet or "", problem.cell or "")])
    prepared = answering(plain_store, prepared, places, problem.among.answers()[code])
    assert (found(prepared), prepared.entries[-1].row[column]) == ([], code)


def test_of_several_that_a_cell_names_only_the_unknown_one_is_told(plain_store: Store) -> None:
    prepared = activity(plain_store, items="1; 77; 3")
    (problem,) = prepared.problems
    assert problem.among is not None
    place = frozenset([(problem.sheet or "", problem.cell or "")])
    prepared = answering(plain_store, prepared, place, problem.among.answers()["7"])
    assert (found(prepared), prepared.entries[-1].row["items"]) == ([], ";".join(f"{HOME[1]}:{n}" for n in "173"))


@pytest.mark.parametrize(
    ("written", "expected"),
    [("ข้อ 1 และ 3", "1 3"), ("ข้อ1 ข้อ3", "1 3"), ("ข้อ 1, 3 และ 5", "1 3 5"), ("1、3", "1 3"), ("ข้อ 1 และ ข้อ 2", "1 2"),
     ("1,2,และ 3", "1 2 3")],
)  # fmt: skip
def test_every_item_that_a_cell_names_is_linked(plain_store: Store, written: str, expected: str) -> None:
    assert value(activity(plain_store, items=written), "items") == ";".join(f"{HOME[1]}:{n}" for n in expected.split())


@pytest.mark.parametrize(
    ("written", "expected"),
    [("03", "3"), ("๐๓", "3"), ("３", "3"), ("Item 3", "3"), ("No. 3", "3"), ("เกณฑ์ข้อที่ 3", "3"),
     ("เกณฑ์ที่ 3", "3"), ("ข้อกำหนดข้อที่ 3", "3"), ("ข้อ\n3", "3"), ('"3"', "3"),
     ("ข้อ:3", "3"), ("ข้อ ที่ 3", "3"), ("หัวข้อที่ 3", "3"), ("Criterion 3", "3"), ("3:", "3"), ("ข้อ 1:2", None),
     ("3 ของ 12", None), ("3 (น้ำ)", None), ("ข้อ.3", "3"),
     ("ข้อ 1 และ 2", None), ("ข้อ 1 กับข้อ 2", None), ("ข้อ1 ข้อ2", None)],
)  # fmt: skip
def test_one_item_is_one_item(plain_store: Store, written: str, expected: str | None) -> None:
    prepared = prepare(plain_store, book({"สถานะเกณฑ์": [CRITERIA, (*HOME, written, *GOOD[1:])]}), "x.xlsx")
    if expected is None:
        assert found(prepared) == [("C2", "unknown_item")]
    else:
        assert value(prepared, "item") == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [("1/67", "1/2567"), ("1 / 2567", "1/2567"), ("1-2567", "1/2567"), ("ครั้งที่ 1 ปี 2567", "1/2567"),
     ("พิเศษ 1/2567", "พิเศษ 1/2567"), ("1/2024", None), ("ม.ค.-67", None), ("Jan-67", None), (45292, None)],
)  # fmt: skip
def test_a_meeting_has_the_number_that_is_meant(plain_store: Store, written: Any, expected: str | None) -> None:
    row = ("m-1", "lamphun-ban-klang-wg", written, datetime(2024, 5, 3))
    prepared = prepare(plain_store, book({"การประชุม": [("code", "body", "number", "held_on"), row]}), "x.xlsx")
    if expected is None:
        assert (found(prepared)[0][0], prepared.problems[0].suggestion) == ("C2", "1/2567")
    else:
        assert value(prepared, "number") == expected


@pytest.mark.parametrize(
    ("written", "code", "suggestion"),
    [("พุธ 1 ต.ค. 2566", "other_weekday", date(2023, 10, 1)), ("1/10/2566 12:00:00 AM", "not_a_date", date(2023, 10, 1)),
     ("วันพุธที่ 1 ต.ค. 2566", "other_weekday", date(2023, 10, 1)), ("1-3 ต.ค. 2566", "days_of_a_range", None),
     ("1 ต.ค. 66 – 30 ก.ย. 67", "days_of_a_range", None), ("ไตรมาส 1/2567", "month_without_day", None),
     ("ภายใน 30 ก.ย. 67", "not_a_date", date(2024, 9, 30)), ("Oct 1, 2023", "not_a_date", date(2023, 10, 1)),
     ("ข้อมูล ณ วันที่ 1 ต.ค. 66", "not_a_date", date(2023, 10, 1)), ("(1 ต.ค. 2566)*", "not_a_date", date(2023, 10, 1)),
     ("1 10 2566", "not_a_date", date(2023, 10, 1)), ("1, 3 ต.ค. 2566", "days_of_a_range", None),
     ("1/10/2566-3/10/2566", "days_of_a_range", None), ("เมื่อวันที่ 1 ต.ค. 66", "not_a_date", date(2023, 10, 1)),
     ("2023-10-01T09:00:00+07:00", "not_a_date", date(2023, 10, 1)), ("2023-10-01T20:00:00Z", "not_a_date", None),
     ("1 ต.ค. 2566 (พุธ)", "other_weekday", date(2023, 10, 1)), ("1 ต.ค. 2566 (ร่าง)", "not_a_date", date(2023, 10, 1)),
     ("20231001", "not_a_date", date(2023, 10, 1)), ("1/10/1966", "read_as_buddhist", date(2023, 10, 1))],
)  # fmt: skip
def test_a_day_that_is_not_plain_is_asked_about(
    plain_store: Store, written: str, code: str, suggestion: date | None
) -> None:
    assert asked(activity(plain_store, actual_start=written)) == [("F2", code, suggestion)]


@pytest.mark.parametrize(
    "written",
    [
        "2023/10/01",
        "อา. 1 ต.ค. 66",
        "วันอาทิตย์ที่ 1 ต.ค. 66",
        "วันอาทิตย์ 1 ต.ค. 66",
        "1 ต.ค. ปี 66",
        "'1/10/66",
        "1 ต.ค. 66.",
        "๑ ตุลาคม พุทธศักราช ๒๕๖๖",
        "1\u00a0ต.ค.\u00a066",
        "1st October 2023",
    ],
)
def test_a_day_that_is_plain_is_read(plain_store: Store, written: str) -> None:
    assert value(activity(plain_store, actual_start=written), "actual_start") == date(2023, 10, 1)


@pytest.mark.parametrize(
    ("written", "expected", "suggestion"),
    [("ปีงบ 67", 2567, None), ("งปม. 2567", 2567, None), ("2,567", 2567, None), ("2567.00", 2567, None),
     ("Q2/2567", None, 2567), ("1 ต.ค. 66 – 30 ก.ย. 67", None, 2567), ("ค.ศ. 2024", None, 2567),
     ("2657", None, 2567), ("2566-2567", None, None), ("2566/67", None, None)],
)  # fmt: skip
def test_a_fiscal_year_is_read_or_asked_about(
    plain_store: Store, written: str, expected: int | None, suggestion: int | None
) -> None:
    data = book({"กิจกรรม": [ACTIVITIES, (*ROW[:3], written, ROW[4])]})
    prepared = prepare(plain_store, data, "x.xlsx")
    if expected:
        assert value(prepared, "fiscal_year") == expected
    else:
        assert (found(prepared)[0][0], prepared.problems[0].suggestion) == ("D2", suggestion)


@pytest.mark.parametrize(
    ("look", "cell", "column", "expected"),
    [("#,##0.0%", 0.355, "target", Decimal("35.5")), ("[Red]0 %;-0%", 0.35, "target", 35),
     ('0.00"%"', 35, "target", 35),
     ('0" ล้านบาท"', 2, "planned_baht", 2_000_000), ('#,##0.0,,"ล้าน"', 1_900_000, "planned_baht", 1_900_000),
     ("#,##0.00", 1234.5, "planned_baht", Decimal("1234.5")), ("000-0", 12, "note", "001-2")],
)  # fmt: skip
def test_what_a_number_format_says_is_read(
    plain_store: Store, look: str, cell: float, column: str, expected: Any
) -> None:
    data = formatted([(*ACTIVITIES, column), (*ROW, cell)], "กิจกรรม", F2=look)
    assert value(prepare(plain_store, data, "x.xlsx"), column) == expected


def test_what_shows_no_day_or_no_amount_is_asked_about(plain_store: Store) -> None:
    heads = (*ACTIVITIES, "planned_baht", "actual_start")
    data = formatted([heads, (*ROW, 0.35, datetime(2024, 1, 1))], "กิจกรรม", F2="0%", G2="mmm-yy")
    prepared = prepare(plain_store, data, "x.xlsx")
    assert asked(prepared) == [("F2", "not_money", None), ("G2", "month_without_day", date(2024, 1, 1))]


@pytest.mark.parametrize(
    ("heading", "unit", "told"),
    [("target", "ร้อยละ", 0.35), ("target (%)", None, "0.35"), ("ผลที่ทำได้", "%", "๐.๓๕"), ("target", "%", 1)],
)
def test_a_share_among_per_cents_is_asked_about(
    plain_store: Store, heading: str, unit: str | None, told: object
) -> None:
    rows = [(*ACTIVITIES, heading, "unit"), (*ROW, told, "ตัน"), (*ROW, told, unit)]
    heads, other, row = rows
    prepared = prepare(plain_store, book({"กิจกรรม": [heads, ("x", *other[1:]), row]}), "x.xlsx")
    asked_at = [cell for cell, code in found(prepared) if code == "share_or_percent"]
    assert asked_at == (["F2", "F3"] if "%" in heading else ["F3"])
    place = frozenset({("กิจกรรม", cell) for cell in asked_at})
    among = prepared.problems[-1].among
    assert among is not None
    share = Decimal(str(told).translate(str.maketrans("๐๓๕", "035")))
    for answer, expected in zip(among.answers(), (share * 100, share), strict=True):
        meant = answering(plain_store, prepared, place, answer)
        assert value(meant, "target" if "target" in heading else "result_value") == expected


@pytest.mark.parametrize("heading", ["สถานะ (เป้าหมาย)", "สถานะ (เดิม)", "status (before)"])
def test_a_remark_that_makes_another_matter_of_a_heading_is_asked_about(plain_store: Store, heading: str) -> None:
    prepared = prepare(plain_store, book({"กิจกรรม": [(*ACTIVITIES[:4], heading), ROW]}), "x.xlsx")
    assert ("E1", "unknown_column") in found(prepared)


def test_a_year_behind_a_heading_is_said_to_be_left_alone(plain_store: Store) -> None:
    data = book({"กิจกรรม": [(*ACTIVITIES, "งบตามแผน (ปี ๒๕๖๘)"), (*ROW, 50_000)]})
    prepared = prepare(plain_store, data, "x.xlsx")
    assert [(n.code, n.values["remark"]) for n in prepared.notes] == [("year_left_alone", "(ปี 2568)")]


def test_an_amount_that_is_hardly_a_budget_is_pointed_out(plain_store: Store) -> None:
    data = book({"กิจกรรม": [(*ACTIVITIES, "planned_baht", "allocated_baht"), (*ROW, 1.9, 1_900_000)]})
    prepared = prepare(plain_store, data, "x.xlsx")
    assert [(n.code, n.values["value"]) for n in prepared.notes] == [("amount_small", "1.9")]
    assert value(prepared, "planned_baht") == Decimal("1.9")


def test_a_quotation_mark_that_is_never_closed_swallows_no_rows(plain_store: Store) -> None:
    rows = [",".join((*ACTIVITIES, "note")), ",".join((*ROW, '"เปิด')), ",".join(("a-2", *ROW[1:], "ข"))]
    assert found(prepare(plain_store, "\n".join(rows).encode(), "x.csv")) == [(None, "quote_open")]
    # An inch is no quotation.
    inch = [rows[0], ",".join((*ROW, 'ท่อ 5"')), rows[2]]
    assert prepare(plain_store, "\n".join(inch).encode(), "x.csv").accepted == 2


@pytest.mark.parametrize(("code", "written"), [("11", "11.0"), ("A-01", "A-1"), ("A-1", "A-001")])
def test_a_new_code_that_is_another_but_for_noughts_is_pointed_out(plain_store: Store, code: str, written: str) -> None:
    rows = [ACTIVITIES, (code, *ROW[1:]), (written, "อื่น", *ROW[2:])]
    prepared = prepare(plain_store, book({"กิจกรรม": rows}), "x.xlsx")
    assert (prepared.accepted, [n.code for n in prepared.notes]) == (2, ["code_like_another"])


def test_a_share_of_an_item_in_per_cents_is_asked_about(plain_store: Store) -> None:
    items = [("framework", "item", "text_th", "type", "unit"), (HOME[1], "77", "สัดส่วน", "measured", "ร้อยละ")]
    rows = [(*CRITERIA, "value"), (*HOME, "77", "ผ่าน", "12 ก.พ. 2567", 0.35), (*HOME, "1", "ผ่าน", "12 ก.พ. 2567", 0.35)]
    prepared = prepare(plain_store, book({"items": items, "สถานะเกณฑ์": rows}), "x.xlsx")
    assert ("F2", "share_or_percent") in found(prepared)
    assert ("F3", "share_or_percent") not in found(prepared)


def test_what_is_struck_out_is_asked_about(plain_store: Store) -> None:
    def strike(made: Any) -> None:
        sheet, line = made.get_worksheet_by_name("กิจกรรม"), made.add_format({"font_strikeout": True})
        sheet.write("B2", "อบรม", line)
        sheet.write("C9", None, line)
        sheet.write_rich_string("G2", line, "ยกเลิก", "ใช้แผนใหม่")

    prepared = prepare(plain_store, book({"กิจกรรม": [(*ACTIVITIES, "kind", "note"), ROW]}, strike), "x.xlsx")
    assert asked(prepared) == [("B2", "struck_out", "อบรม"), ("G2", "struck_out", "ยกเลิกใช้แผนใหม่")]
    assert "Did you mean" not in prepared.problems[0].sentence("en")
    kept = answering(plain_store, prepared, frozenset({("กิจกรรม", "B2"), ("กิจกรรม", "G2")}))
    assert (value(kept, "title"), value(kept, "note")) == ("อบรม", "ยกเลิกใช้แผนใหม่")


def test_a_text_that_stands_in_its_sheet_may_be_struck_out_there(plain_store: Store) -> None:
    def strike(opened: Any) -> None:
        for place, is_struck in (("B2", False), ("F2", True)):
            part = TextBlock(InlineFont(strike=is_struck), "ยกเลิก")
            opened["กิจกรรม"][place] = CellRichText(part, " ใช้แผนใหม่")

    data = edited(book({"กิจกรรม": [(*ACTIVITIES, "note"), ROW]}), strike)
    assert found(prepare(plain_store, data, "x.xlsx")) == [("F2", "struck_out")]


@pytest.mark.parametrize(
    ("above", "heading"),
    [("งบประมาณ (ล้านบาท)", "planned_baht"), ("จำนวนเงิน: ล้านบาท", "planned_baht"), ("ล้านบาท", "planned_baht"),
     ("*หน่วยเงินเป็นล้านบาท", "planned_baht"), ("Unit: million baht", "planned_baht"), ("", "planned_baht (MB)"),
     ("", "planned_baht : ล้านบาท"), ("", "planned_baht (ล้าน)"), ("จำนวนเงินเป็นล้านบาท", "planned_baht"),
     ("หมายเหตุ: ตัวเลขในตารางเป็นล้านบาท", "planned_baht"), ("In million baht", "planned_baht")],
)  # fmt: skip
def test_a_unit_is_found_however_it_is_stated(plain_store: Store, above: str, heading: str) -> None:
    rows = [("แผนงานวงเงินรวม 3 ล้านบาท",), (above,), (*ACTIVITIES, heading), (*ROW, 1.9)]
    assert value(prepare(plain_store, book({"กิจกรรม": rows}), "x.xlsx"), "planned_baht") == 1_900_000


@pytest.mark.parametrize(
    "heading",
    ["planned_baht (ดอลลาร์)", "planned_baht (ล้านเหรียญ)", "planned_baht ($)", "planned_baht (kbaht)",
     "planned_baht (M฿)", "planned_baht (ร้อยละ)"],
)  # fmt: skip
def test_a_unit_that_is_not_known_is_asked_about(plain_store: Store, heading: str) -> None:
    data = book({"กิจกรรม": [(*ACTIVITIES, heading), (*ROW, 1.9)]})
    assert found(prepare(plain_store, data, "x.xlsx")) == [("F1", "unit_unknown")]


@pytest.mark.parametrize(
    ("row", "note"),
    [(("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"), "headings_repeated"),
     ((*ACTIVITIES, "planned_baht"), "headings_repeated"),
     (("", "รวม (3 รายการ)"), "totals_left_alone"), (("", "รวมเป็นเงินทั้งสิ้น"), "totals_left_alone"),
     (("", "", "มิติสิ่งแวดล้อม"), "groups_left_alone"), (("", "", "ส่วนที่ 1"), "groups_left_alone"),
     (("ยุทธศาสตร์ที่ 1 การจัดการน้ำ",), "groups_left_alone"), (("", "รวมงบปี 2567", "", "", "", 300), "totals_left_alone"),
     (("", "", "", "", "", 300), "totals_left_alone"), (("", "ยอดยกไป", "", "", "", 300), "totals_left_alone")],
)  # fmt: skip
def test_what_is_no_row_is_left_alone_with_a_note(plain_store: Store, row: tuple[Any, ...], note: str) -> None:
    rows = [(*ACTIVITIES, "planned_baht"), (*ROW, 100), row, ("a-2", "รวมกลุ่มเกษตรกร", *ROW[2:], 200)]
    prepared = prepare(plain_store, book({"กิจกรรม": rows}), "x.xlsx")
    assert (found(prepared), prepared.accepted, noted(prepared)) == ([], 2, [note])


def test_the_lines_of_a_signature_are_one_remark(plain_store: Store) -> None:
    signed = [
        (
            "",
            "ลงชื่อ ..........",
        ),
        ("", "(นายสมชาย ใจดี)"),
        ("", "อุตสาหกรรมจังหวัดลำพูน"),
        ("", "12 กุมภาพันธ์ 2567"),
    ]
    prepared = prepare(plain_store, book({"กิจกรรม": [ACTIVITIES, ROW, *signed]}), "x.xlsx")
    assert (found(prepared), prepared.accepted, noted(prepared)) == ([], 1, ["remarks_left_alone"])


def test_headings_of_groups_above_headings_and_a_sheet_of_another_name(plain_store: Store) -> None:
    rows = [(*ACTIVITIES, "งบประมาณ", ""), ("", "", "", "", "", "planned_baht", "allocated_baht"), (*ROW, 200, 150)]
    prepared = prepare(plain_store, book({"สถานะเกณฑ์": rows}), "x.xlsx")
    assert (value(prepared, "allocated_baht"), noted(prepared)) == (150, ["sheet_by_headings"])


def test_an_error_of_a_spreadsheet_is_no_text(plain_store: Store) -> None:
    assert found(prepare(plain_store, b"code,name\na-1,#REF!\n", "ผู้ตรวจประเมิน.csv")) == [("B2", "error_value")]
    data = 'code,name,registration_no\na-1,ก,"=""0012"""\n'.encode()
    assert value(prepare(plain_store, data, "ผู้ตรวจประเมิน.csv"), "registration_no") == "0012"


def test_a_sheet_for_each_year_is_read_and_their_rows_are_told_apart(plain_store: Store) -> None:
    heads, row = ACTIVITIES[1:], ROW[1:]
    years = {"ปี 2566": [heads, ("อบรม", HOME[0], "2566", "แล้วเสร็จ")], "ปี 2567": [heads, row, ("ดูงาน", *row[1:])]}
    prepared = prepare(plain_store, book(years), "x.xlsx")
    assert (found(prepared), prepared.accepted, len({entry.place for entry in prepared.entries})) == ([], 3, 3)
    assert noted(prepared) == ["sheet_by_headings", "sheet_by_headings", "codes_made", "codes_made"]
    again = prepare(plain_store, book({**years, "สำเนา": years["ปี 2567"]}), "x.xlsx")
    assert [code for _, code in found(again)] == ["same_as_above", "same_as_above"]


def test_ditto_is_no_text_of_its_own(plain_store: Store) -> None:
    rows = [(*ACTIVITIES, "note", "planned_baht"), (*ROW, "ร่วมกับจังหวัด", 5), ("a-2", "ดูงาน", *ROW[2:4], "”", '-"-', "ๆ")]
    prepared = prepare(plain_store, book({"กิจกรรม": rows}), "x.xlsx")
    assert asked(prepared) == [
        ("E3", "ditto", "activity_status.done"), ("F3", "ditto", "ร่วมกับจังหวัด"), ("G3", "ditto", None),
    ]  # fmt: skip
    places = frozenset((problem.sheet or "", problem.cell or "") for problem in prepared.problems[:2])
    assert found(answering(plain_store, prepared, places)) == [("G3", "ditto")]


@pytest.mark.parametrize("nothing", ["*", ".", "- -", "_"])
def test_a_sign_alone_is_no_agency(plain_store: Store, nothing: str) -> None:
    assert found(activity(plain_store, lead_agency=nothing)) == [("F2", "unknown_code")]


@pytest.mark.parametrize(
    ("written", "expected"),
    [("กรมโรงงานอุตสาหกรรม (กรอ.)", "diw"), ("ทต.บ้านกลาง จ.ลำพูน", "ban-klang-municipality"),
     ("ทสจ.จ.ลำพูน", "lamphun-mnre"), ("ส.อ.จ.ลำพูน", "lamphun-industry"), ("อุตสาหกรรม จ.ลำพูน", "lamphun-industry"),
     ("- สอจ. - ทสจ.", "lamphun-industry;lamphun-mnre"), ("กรมโรงงานอุตสาหกรรม (สอจ.)", None),
     ("ทต.บ้านกลาง จ.ลำปาง", None), ("สอจ. - กองช่าง", None)],
)  # fmt: skip
def test_an_agency_and_what_stands_behind_its_name(plain_store: Store, written: str, expected: str | None) -> None:
    prepared = activity(plain_store, partner_agencies=written)
    if expected is None:
        assert found(prepared) == [("F2", "unknown_part")]
    else:
        assert value(prepared, "partner_agencies") == expected


def test_a_day_in_place_of_a_fiscal_year_is_asked_about(plain_store: Store) -> None:
    for cell, meant in ((date(1907, 1, 10), 2567), (date(2567, 1, 1), 2567), (date(2024, 10, 1), 2568)):
        prepared = prepare(plain_store, book({"กิจกรรม": [ACTIVITIES, (*ROW[:3], cell, ROW[4])]}), "x.xlsx")
        assert asked(prepared) == [("D2", "not_a_fiscal_year", meant)]


def test_ditto_is_asked_about_with_what_stands_above(plain_store: Store) -> None:
    data = book({"กิจกรรม": [ACTIVITIES, ROW, ("a-2", "ดูงาน", '"', "ๆ", "แล้วเสร็จ")]})
    prepared = prepare(plain_store, data, "x.xlsx")
    assert found(prepared) == [("C3", "ditto"), ("D3", "ditto")]
    places = frozenset((problem.sheet or "", problem.cell or "") for problem in prepared.problems)
    assert answering(plain_store, prepared, places).accepted == 2
