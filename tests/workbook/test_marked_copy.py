import io

import pytest
from openpyxl import load_workbook

from books import CRITERIA, HOME, book, criteria, found
from ecodash.store.store import Store
from ecodash.workbook import marked_copy, prepare

BAD = ("1", "ผ่านน", "31 ก.พ. 2567")
TITLE = "สถานะเกณฑ์"


def test_bad_cells_are_coloured_and_say_what_to_do(plain_store: Store) -> None:
    data = book({TITLE: [CRITERIA, (*HOME, *BAD)], "ของฉัน": [["=1+1"]]})
    problems = prepare(plain_store, data, "x.xlsx").problems
    marked = load_workbook(io.BytesIO(marked_copy(data, "x.xlsx", problems, "th")))
    assert marked.sheetnames == ["สิ่งที่ต้องแก้", TITLE, "ของฉัน"]
    assert marked[TITLE]["E2"].comment.text == problems[1].sentence("th")
    assert marked[TITLE]["E2"].fill.start_color.rgb == "FFFFC7A8"
    assert marked[TITLE]["C2"].comment is None
    assert marked["ของฉัน"]["A1"].data_type == "s"
    assert [cell.value for cell in marked.worksheets[0][2]][:3] == [TITLE, "D2", "ผ่านน"]


def test_a_marked_copy_comes_back_like_any_other_and_loses_its_marks(plain_store: Store) -> None:
    data = criteria(BAD)
    problems = prepare(plain_store, data, "x.xlsx").problems
    again = marked_copy(data, "x.xlsx", problems, "th")
    prepared = prepare(plain_store, again, "x.xlsx")
    assert found(prepared) == [("D2", "unknown_choice"), ("E2", "no_such_day")]
    assert prepared.notes == ()
    clean = load_workbook(io.BytesIO(marked_copy(again, "x.xlsx", (), "en")))
    assert clean[TITLE]["E2"].comment is None
    assert clean.sheetnames == ["To put right", TITLE]


def test_a_csv_file_and_a_file_that_cannot_be_opened_give_a_workbook_too(plain_store: Store) -> None:
    text = ",".join(CRITERIA) + "\n" + ",".join((*HOME, *BAD))
    problems = prepare(plain_store, text.encode(), "criteria_status.csv").problems
    marked = load_workbook(io.BytesIO(marked_copy(text.encode(), "criteria_status.csv", problems, "th")))
    assert marked["criteria_status"]["E2"].comment
    problems = prepare(plain_store, b"%PDF", "x.pdf").problems
    marked = load_workbook(io.BytesIO(marked_copy(b"%PDF", "x.pdf", problems, "th")))
    assert marked.worksheets[0]["D2"].value == problems[0].sentence("th")


@pytest.mark.parametrize(
    "name", ["รายงานผลการดำเนินงานกิจกรรมพัฒนาเมืองอุตสาหกรรมเชิงนิเวศ.csv", "[ฉบับแก้ไข] ผล: 1/2.csv", "'.csv", "??.csv"]
)
def test_a_csv_file_carries_its_marks_whatever_its_name(plain_store: Store, name: str) -> None:
    text = (",".join(CRITERIA) + "\n" + ",".join((*HOME, *BAD))).encode()
    problems = prepare(plain_store, text, name).problems
    sheet = load_workbook(io.BytesIO(marked_copy(text, name, problems, "th"))).worksheets[1]
    assert sheet["D2"].comment.text == problems[0].sentence("th")
