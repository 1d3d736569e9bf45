"""The text for a chat says what, by when and where to see more, for every agency that owes something."""

from ecodash import facts
from ecodash.access.roles import READER
from ecodash.ui.line_text import line_text
from ecodash.ui.page import Page
from survey import surveyed_store


def text(**query: str) -> str:
    store = surveyed_store()
    selection, misread = facts.read_selection(store, {"as_of": "2024-05-10", **query})
    page = Page(store, selection, tuple(misread), "agencies", READER)
    return line_text(page, facts.agency_loads(store, selection), "http://10.0.0.5:8501")


def test_an_agency_reads_what_it_owes_by_when_and_where() -> None:
    assert text().splitlines() == [
        "แจ้งงานที่ต้องดำเนินการ เทศบาลตำบลบ้านกลาง (ณ 10 พ.ค. 2567)",
        "• ข้อ 2 · บ้านกลาง: แก้ไข",
        "  กำหนด 30 เม.ย. 2567 (ช้า 10 วัน)",
        "• ตามมติ: สำรวจ",
        "  ไม่กำหนดวัน",
        "รายละเอียด: http://10.0.0.5:8501/agencies?agency=municipality&as_of=2024-05-10",
    ]


def test_the_text_is_there_in_english_too() -> None:
    assert "Item 2, บ้านกลาง: แก้ไข" in text(lang="en")
