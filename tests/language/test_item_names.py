"""What an item is called in lists and sentences: short, on one line, whatever people typed."""

import unicodedata

import pytest

from ecodash.language.item_names import MOST_LETTERS, item_called, item_name, shortened

ITEM = {"item": "6", "text_th": "มีระบบติดตามคุณภาพน้ำทิ้งรวมของเขตอุตสาหกรรม", "text_en": "Combined effluent is monitored"}


def test_an_item_is_called_by_its_code_and_its_short_name() -> None:
    item = ITEM | {"short_th": "น้ำทิ้งรวม", "short_en": "combined effluent"}
    assert item_name(item, "th") == "6 น้ำทิ้งรวม"
    assert item_name(item, "en") == "6 combined effluent"
    assert item_called(item, "th") == "น้ำทิ้งรวม"


def test_in_english_a_text_in_english_comes_before_a_short_name_in_thai() -> None:
    assert item_name(ITEM | {"short_th": "น้ำทิ้งรวม"}, "en") == "6 Combined effluent is…"
    assert item_name({"item": "6", "short_th": "น้ำทิ้งรวม"}, "en") == "6 น้ำทิ้งรวม"


def test_without_a_short_name_the_text_is_cut_at_a_word() -> None:
    assert item_name(ITEM, "th") == "6 มีระบบติดตามคุณภาพน้ำทิ้งรวมของเขต…"


def test_without_any_text_it_is_its_number() -> None:
    assert item_name({"item": "6"}, "th") == "ข้อ 6"
    assert item_name({"item": "6", "text_th": None, "short_th": ""}, "en") == "Item 6"
    assert item_called({"item": "6"}, "th") == ""


@pytest.mark.parametrize(
    "typed",
    [
        "น้ำ" * 100,
        "x" * 300,
        "<script>alert(1)</script>" * 12,
        "=1+1 " * 60,
        "น้ำ\u200b\u202e\ufeffทิ้ง" * 40,
        "น้ำทิ้ง water 水質 ماء " * 15,
        "บรรทัดหนึ่ง\nบรรทัดสอง\t" * 15,
        "ก" + "\u0e49" * 300,
    ],
)
def test_a_name_of_any_length_and_script_is_one_short_line(typed: str) -> None:
    name = item_name({"item": "6", "short_th": typed}, "th")
    letters = [c for c in name if unicodedata.category(c) not in ("Mn", "Mc", "Me")]
    assert len(letters) <= MOST_LETTERS + len("6 …")
    assert not any(unicodedata.category(c) in ("Cf", "Cc") for c in name)
    assert name.startswith("6 ")


def test_a_cut_text_does_not_end_in_a_word_that_joins_nor_before_the_mark_of_a_letter() -> None:
    assert shortened("มีข้อมูลสุขภาพของประชาชนรอบเขต", 14) == "มีข้อมูลสุขภาพ…"
    for most in range(4, 40):
        cut = shortened("มีรายงานที่ปรึกษาด้านน้ำเสียอย่างต่อเนื่องทุกปีงบประมาณ", most)
        rest = "มีรายงานที่ปรึกษาด้านน้ำเสียอย่างต่อเนื่องทุกปีงบประมาณ"[len(cut) - 1 :]
        assert not rest or unicodedata.category(rest[0]) != "Mn"


def test_what_fits_is_left_as_it_is() -> None:
    assert shortened("แลกเปลี่ยนวัสดุเหลือใช้") == "แลกเปลี่ยนวัสดุเหลือใช้"
