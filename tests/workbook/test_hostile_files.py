"""Files nobody should be able to do harm with: each is a sentence with its cell, and the store is as it was."""

import io
import struct
import zipfile
from typing import Any

import pytest

from books import ACTIVITIES, CRITERIA, HOME, book, criteria, edited, found, looked_at
from ecodash.parsers import protocol
from ecodash.store.store import Store
from ecodash.workbook import can_be_answered, prepare
from ecodash.workbook.incoming import reading

GOOD = ("1", "ผ่าน", "12 ก.พ. 2567")
TITLE = "สถานะเกณฑ์"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def repacked(data: bytes, **changed: bytes) -> bytes:
    """The same workbook with some of its parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changed:
                new.writestr(name, old.read(name))
        for name, part in changed.items():
            new.writestr(name, part)
    return out.getvalue()


FIRST = "xl/worksheets/sheet1.xml"
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "empty.xlsx", "empty_file"),
        (b"\r\n \n", "empty.csv", "empty_file"),
        (OLE, "letter.doc", "other_office"),
        (OLE + "Workbook".encode("utf-16-le"), "old.xls", "broken"),
        (OLE + "Workbook_VBA_PROJECT".encode("utf-16-le"), "old.xls", "macros"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "locked.xlsx", "password"),
        (b"%PDF-1.7", "plan.pdf", "file_pdf"),
        (b"\x89PNG\r\n", "plan.xlsx", "file_picture"),
        (b"{\\rtf1", "plan.rtf", "file_rtf"),
        (b"7z\xbc\xaf\x27\x1c", "plan.7z", "file_archive"),
        (b"MZ\x90\x00", "plan.exe", "not_a_workbook"),
        (b"\r\n <HTML><table><tr><td>1</td></tr></table>", "plan.xls", "file_web"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "plan.xlsx", "file_web"),
        (b"<!-- made by the system --><body><table>", "plan.xls", "file_web"),
        (b"no tabs in it", "plan.xls", "not_a_workbook"),
        (b"MIME-Version: 1.0\r\nX-Document-Type: Workbook", "plan.xls", "file_web"),
        (zipped(**{"plan.xlsx": b"x"}), "plan.zip", "file_archive"),
        (b"no workbook at all", "plan.xlsx", "broken"),
        (b"PK\x03\x04 and nothing", "plan.xlsx", "broken"),
        (zipped(a=b"x"), "plan.zip", "not_a_workbook"),
        (zipped(**{"Index/Document.iwa": b"x"}), "plan.numbers", "file_numbers"),
        (zipped(**{"word/document.xml": b"x"}), "plan.docx", "other_office"),
        (zipped(**{"content.xml": b"x"}), "plan.ods", "broken"),
        (zipped(**{"content.xml": LAUGHS}), "plan.ods", "broken"),
        (zipped(**{"content.xml": b"<x/>", "mimetype": b"application/vnd.oasis.opendocument.text"}), "plan.odt",
         "other_office"),
        (zipped(**{"content.xml": b"?", "META-INF/manifest.xml": b"<encryption-data/>"}), "plan.ods", "password"),
        (zipped(**{"xl/workbook.bin": b"x"}), "plan.xlsb", "binary_excel"),
        (zipped(**{"xl/workbook.xml": b"x", "xl/vbaProject.bin": b"x"}), "plan.xlsm", "macros"),
        (zipped(**{"xl/workbook.xml": b"not xml"}), "plan.xlsx", "broken"),
        (zipped(**{"xl/workbook.xml": bytes(30_000_000)}), "plan.xlsx", "bomb"),
        (zipped(**{f"xl/{n}": b"" for n in range(2_001)}), "plan.xlsx", "bomb"),
        (b"\xff\xfe\x00", "plan.csv", "not_text"),
        (b"a,b\n\0,\0\n", "plan.csv", "not_text"),
        (b"P" * 30_000_001, "plan.csv", "file_too_big"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_file_that_is_no_workbook_is_named(plain_store: Store, data: bytes, name: str, code: str) -> None:
    assert looked_at(plain_store, data, name) == [(None, code)]


def test_a_workbook_cut_short_or_damaged_within_is_broken(plain_store: Store) -> None:
    whole = criteria(GOOD)
    assert looked_at(plain_store, whole[: len(whole) // 2]) == [(None, "broken")]
    assert looked_at(plain_store, repacked(whole, **{FIRST: b"<worksheet><sheetData><row"})) == [(None, "broken")]


def test_entities_in_the_xml_are_refused(plain_store: Store) -> None:
    assert looked_at(plain_store, repacked(criteria(GOOD), **{FIRST: LAUGHS})) == [(None, "broken")]
    assert looked_at(plain_store, repacked(criteria(GOOD), **{"xl/workbook.xml": LAUGHS})) == [(None, "broken")]


def test_an_encrypted_zip_entry_is_a_password(plain_store: Store) -> None:
    data = bytearray(criteria(GOOD))
    at = data.find(b"PK\x01\x02")
    flags = struct.unpack_from("<H", data, at + 8)[0]
    struct.pack_into("<H", data, at + 8, flags | 1)
    assert looked_at(plain_store, bytes(data)) == [(None, "password")]


def test_a_cell_at_the_very_end_is_named_and_not_allocated(plain_store: Store) -> None:
    def touch(made: Any) -> None:
        made.worksheets()[0].write(1048575, 16383, "x")

    assert looked_at(plain_store, book({TITLE: [CRITERIA, (*HOME, *GOOD)]}, touch)) == [("XFD1048576", "far_away")]


@pytest.mark.slow
def test_a_million_empty_rows_are_no_problem(plain_store: Store) -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (n, n) for n in range(3, 300_000))
    data = criteria(GOOD)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read(FIRST).replace(b"</sheetData>", rows + b"</sheetData>")
    prepared = prepare(plain_store, repacked(data, **{FIRST: sheet}), "long.xlsx")
    assert (found(prepared), prepared.accepted) == ([], 1)


@pytest.mark.slow
def test_reading_ends_when_its_time_is_over(plain_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SECONDS", 0.0)
    assert looked_at(plain_store, criteria(GOOD)) == [(None, "too_much")]


def test_the_parser_knows_its_limits() -> None:
    assert protocol.MEMORY_BYTES == 1_000_000_000
    assert reading.SECONDS == 60.0


def test_a_merged_cell_across_rows_is_named(plain_store: Store) -> None:
    rows = [CRITERIA, (*HOME, *GOOD), (*HOME, "2", "ผ่าน", "12 ก.พ. 2567")]

    def merge(made: Any) -> None:
        made["สถานะเกณฑ์"].merge_cells("C2:C3")

    assert looked_at(plain_store, edited(book({TITLE: rows}), merge)) == [("C2", "merged"), ("C3", "required")]


def test_a_formula_without_a_value_and_an_error_are_named(plain_store: Store) -> None:
    def touch(made: Any) -> None:
        sheet = made.worksheets()[0]
        sheet.write_formula("D2", '=IF(1,"ผ่าน","")', None, "ผ่าน")
        sheet.write_formula("E2", "=TODAY()", None, "")
        sheet.write_formula("D3", "=1/0", None, "#DIV/0!")

    rows = [CRITERIA, (*HOME, "1", "", ""), (*HOME, "2", "", "12 ก.พ. 2567")]
    problems = looked_at(plain_store, book({TITLE: rows}, touch))
    assert ("E2", "formula_without_value") in problems
    assert ("D3", "error_value") in problems
    assert {cell for cell, _ in problems} == {"E2", "D3"}


def test_what_is_hidden_is_read_and_said(plain_store: Store) -> None:
    def hide(made: Any) -> None:
        made.active = 1
        sheet = made["สถานะเกณฑ์"]
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True
        sheet.sheet_state = "hidden"

    data = edited(book({TITLE: [CRITERIA, (*HOME, *GOOD)], "ข้อคิดเห็น": [["อะไรก็ได้"]]}), hide)
    prepared = prepare(plain_store, data, "hidden.xlsx")
    assert (found(prepared), prepared.accepted) == ([], 1)
    assert [note.code for note in prepared.notes] == [
        "hidden_sheet",
        "hidden_rows",
        "hidden_columns",
        "sheet_left_alone",
    ]
    assert all(note.sentence("th") and note.sentence("en") for note in prepared.notes)


def test_wrong_sheet_names_are_told(plain_store: Store) -> None:
    prepared = prepare(plain_store, book({"Sheet1": [("ชื่อ", "โทรศัพท์"), ("สมชาย", "081")]}), "wrong.xlsx")
    assert found(prepared) == [(None, "no_known_sheet")]
    assert "สถานะเกณฑ์" in prepared.problems[0].sentence("th")
    assert prepared.problems[0].value == "Sheet1"


@pytest.mark.parametrize(
    ("headings", "problem"),
    [
        ((*CRITERIA, "สถานนะ"), ("F1", "unknown_column")),
        ((*CRITERIA, "result"), ("F1", "column_twice")),
        (("พื้นที่", "ชุดเกณฑ์", "ข้อ", "สถานะ"), ("A1", "column_missing")),
        (("ก", "ข"), ("A1", "no_headings")),
    ],
)
def test_headings_that_do_not_fit_are_told(
    plain_store: Store, headings: tuple[str, ...], problem: tuple[str, str]
) -> None:
    row = (*HOME, *GOOD)[: len(headings)]
    assert problem in looked_at(plain_store, book({TITLE: [headings, row]}))


def test_data_under_no_heading_is_told(plain_store: Store) -> None:
    assert looked_at(plain_store, book({TITLE: [CRITERIA, (*HOME, *GOOD, "", "ดูด้วย")]})) == [("G2", "no_heading_above")]


def test_a_row_that_stands_on_two_sheets_is_told(plain_store: Store) -> None:
    rows = [CRITERIA, (*HOME, *GOOD)]
    assert looked_at(plain_store, book({TITLE: rows, "criteria_status": rows})) == [("A2", "duplicate_elsewhere")]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (("1", "ผ่าน", "12 ก.พ. 2024"), ("E2", "read_as_buddhist")),
        (("1", "ผ่าน", "31 ก.พ. 2567"), ("E2", "no_such_day")),
        (("1", "ผ่าน", ""), ("E2", "required")),
        (("1", "ผ่านน", "12 ก.พ. 2567"), ("D2", "unknown_choice")),
        (("99", "ผ่าน", "12 ก.พ. 2567"), ("C2", "unknown_item")),
        (("", "ผ่าน", "12 ก.พ. 2567"), ("C2", "required")),
        (("1", "ผ่าน", "12 ก.พ. 2580"), ("E2", "in_the_future")),
        (("1", "ผ่าน", "12 ก.พ. 2657"), ("E2", "implausible_day")),
        (("1", "ผ่าน", "12 ก.พ. 2510"), ("E2", "implausible_day")),
    ],
)
def test_a_row_that_cannot_be_is_told_by_its_cell(
    plain_store: Store, row: tuple[str, ...], problem: tuple[str, str]
) -> None:
    assert looked_at(plain_store, criteria(row)) == [problem]


def test_every_problem_is_told_at_once(plain_store: Store) -> None:
    data = criteria(("99", "?", "31 ก.พ. 2567"), GOOD, ("1", "met", "2024-02-12"), ("2", "ผ่าน", "12/2/24"))
    assert looked_at(plain_store, data) == [
        ("C2", "unknown_item"), ("D2", "unknown_choice"), ("E2", "no_such_day"), ("A4", "duplicate"),
        ("E5", "short_year_era"),
    ]  # fmt: skip


def test_a_duplicate_names_both_cells(plain_store: Store) -> None:
    problem = prepare(plain_store, criteria(GOOD, GOOD), "x.xlsx").problems[0]
    assert (problem.cell, problem.values["first"]) == ("A3", "A2")
    assert "A2" in problem.sentence("th")


def test_a_near_code_is_suggested(plain_store: Store) -> None:
    data = book({TITLE: [CRITERIA, ("lampun-ban-klang", HOME[1], *GOOD)]})
    problem = prepare(plain_store, data, "x.xlsx").problems[0]
    assert (problem.cell, problem.code) == ("A2", "unknown_code")
    assert "lamphun-ban-klang" in problem.sentence("th")


@pytest.mark.parametrize("word", ["มี", "ไม่มี", "ผ่าน (มีเงื่อนไข)", "อยู่ระหว่างดำเนินการ", "ไม่แน่ใจ", "ไม่ทราบ"])
def test_a_word_of_another_meaning_is_asked_about_without_a_guess(plain_store: Store, word: str) -> None:
    problem = prepare(plain_store, criteria(("1", word, GOOD[2])), "x.xlsx").problems[0]
    assert (problem.code, problem.suggestion) == ("unknown_choice", None)
    assert "หมายถึง" not in problem.sentence("th")
    assert "Not met" in problem.sentence("en")


@pytest.mark.parametrize("name", ["อบจ.ลำพูน", "สสช.ลำพูน", "องค์การบริหารส่วนจังหวัดลำพูน"])
def test_no_agency_is_suggested_for_another(plain_store: Store, name: str) -> None:
    heads = (*ACTIVITIES, "lead_agency")
    data = book({"กิจกรรม": [heads, ("a-1", "อบรม", HOME[0], "2567", "แล้วเสร็จ", name)]})
    problem = prepare(plain_store, data, "x.xlsx").problems[0]
    assert (problem.cell, problem.suggestion) == ("F2", None)


def test_a_budget_is_no_fiscal_year(plain_store: Store) -> None:
    data = book({"กิจกรรม": [(*ACTIVITIES, "งบประมาณ"), ("a-1", "อบรม", HOME[0], "2567", "แล้วเสร็จ", 5)]})
    problem = prepare(plain_store, data, "x.xlsx").problems[0]
    assert (problem.cell, problem.code, problem.suggestion) == ("F1", "unknown_column", None)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_in_one_endless_line_is_refused_before_it_is_taken_apart(
    separator: str, plain_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken_apart(*_: Any, **__: Any) -> None:
        raise AssertionError

    monkeypatch.setattr(reading.csv, "reader", taken_apart)
    problem = prepare(plain_store, (f"1{separator}" * 100_000 + "1").encode(), "x.csv").problems[0]
    assert (problem.code, problem.values["most"]) == ("too_wide", 500)
    assert problem.sentence("th") != problem.sentence("en")


def test_empty_columns_at_the_end_are_not_counted() -> None:
    data = ("area,item" + "," * 600 + "\r\na,1" + "," * 600 + "\r\n").encode()
    (sheet,) = reading.read(data, "x.csv").sheets
    assert sheet.rows[0][1][:2] == ["area", "item"]


def test_a_suggestion_is_an_answer_for_cells_of_rows_and_not_for_headings(plain_store: Store) -> None:
    data = book({"กิจกรรม": [(*ACTIVITIES, "partner_agenciess"), ("a-1", "อบรม", HOME[0], "2567", "แล้วเสร็จจ", "x")]})
    prepared = prepare(plain_store, data, "x.xlsx")
    told = {p.cell: (p.suggestion is not None, can_be_answered(prepared.shaped, p)) for p in prepared.problems}
    assert told == {"F1": (True, False), "E2": (True, True)}
