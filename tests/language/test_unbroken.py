"""What the end of a line never parts."""

import re
from datetime import date

import pytest

from ecodash.domain.dates import day_shown, long_date, short_date
from ecodash.language.text import t
from ecodash.language.unbroken import (
    JOINER,
    NO_BREAK,
    unbroken,
    unbroken_name,
    unbroken_words,
    whole_on_paper,
    words_apart,
)


@pytest.mark.parametrize(
    "said",
    [
        "9 ข้อ", "ข้อ 6", "ครั้งที่ 1/2567", "8 จาก 12 ข้อ", "112 / 100 คน", "… / 12 แห่ง", "ช้า 61 วัน",
        "3 เดือน", "310,000 บาท", "ระยะที่ 1", "ยกเลิก 1", "ทราบ 3 จาก 4", "11 โครงการ", "ระดับ 2",
        "พ.ค. 2566", "ยังไม่ประเมิน 35", "12 items", "61 days", "8 of 12 items", "Item 6", "FY 2567",
    ],
)  # fmt: skip
def test_a_number_stays_with_what_it_counts(said: str) -> None:
    assert unbroken(f"ผ่าน {said} แล้ว") == f"ผ่าน {said.replace(' ', NO_BREAK)} แล้ว"


def test_the_dot_between_two_of_a_list_begins_no_line() -> None:
    assert unbroken("Mae Moh · Sa Kaeo") == f"Mae Moh{NO_BREAK}· Sa Kaeo"


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_day_stays_whole(lang: str) -> None:
    for month in range(1, 13):
        day = date(2024, month, 12)
        for said in (short_date(day, lang), long_date(day, lang), day_shown(day, lang)):
            assert unbroken(f"a {said} b") == f"a {said.replace(' ', NO_BREAK)} b"


def test_only_spaces_change_and_only_those_that_belong_together() -> None:
    sentence = t("th", "verdict.not_assessed", count=3) + " และอื่น ๆ"
    assert unbroken(sentence).replace(NO_BREAK, " ") == sentence
    assert unbroken_words(sentence).replace(NO_BREAK, " ").replace(JOINER, "") == sentence
    assert unbroken("อื่น และ 12 แผน") == "อื่น และ 12 แผน"
    assert unbroken("5 items.csv and 3 daysy") == f"5{NO_BREAK}items.csv and 3 daysy"


def test_a_sign_of_repetition_never_begins_a_line() -> None:
    said = "อื่น ๆ และ ชุมชน ฯลฯ"
    assert unbroken(said) == said.replace(" ๆ", f"{NO_BREAK}ๆ").replace(" ฯลฯ", f"{NO_BREAK}ฯลฯ")


def test_a_short_name_is_whole_and_a_long_one_may_go_on_in_the_next_line() -> None:
    assert unbroken_name("นิคมฯ ภาคเหนือ") == f"นิคมฯ{NO_BREAK}ภาคเหนือ"
    long = "สำนักงานนิคมอุตสาหกรรม ภาคเหนือ และภาคใต้"
    assert unbroken_name(long) == long


@pytest.mark.parametrize(
    "word", ["เกินกำหนด", "พื้นฐาน", "ครั้งที่", "ยังไม่ประเมิน", "ยังไม่ครบถ้วน", "ผ่านบางส่วน", "ไม่เกี่ยวข้อง", "หลักฐาน", "หน่วยงาน"]
)
def test_a_word_that_a_browser_takes_for_two_is_joined(word: str) -> None:
    said = unbroken_words(f"มี{word}แล้ว")
    assert JOINER in said
    assert said.replace(JOINER, "") == f"มี{word}แล้ว"
    assert JOINER not in unbroken(f"มี{word} 2 ข้อ"), "what is copied and searched, and paper, stay as they are written"


def test_a_name_is_given_in_pieces_that_stay_whole_without_a_sign_in_them() -> None:
    pieces = list(words_apart("2 คณะทำงานพื้นที่"))
    assert [piece for piece, is_whole in pieces if is_whole] == ["คณะทำงาน"]
    assert "".join(piece for piece, _ in pieces) == "2 คณะทำงานพื้นที่"


def test_a_longer_word_is_joined_whole() -> None:
    assert unbroken_words("ผู้รับผิดชอบ") == f"ผู้รับ{JOINER}ผิด{JOINER}ชอบ"
    assert unbroken_words("ยังไม่ประเมิน 3 ข้อ") == f"ยัง{JOINER}ไม่{JOINER}ประเมิน{NO_BREAK}3{NO_BREAK}ข้อ"


def test_a_paper_is_told_its_own_words_and_no_pattern() -> None:
    """Typst takes longer to look for patterns; the longest word comes first, so that it is taken."""
    said = f"ทต.บ้านกลาง ตำบลบ้านกลางเหนือ ตำบลบ้านกลาง ครั้งที่{NO_BREAK}1/2567 โรงงาน"
    words = ["ตำบลบ้านกลางเหนือ", f"ครั้งที่{NO_BREAK}1/2567", "ตำบลบ้านกลาง", r"ทต\.บ้านกลาง", "โรงงาน"]
    assert sorted(whole_on_paper(said).split("|")) == sorted(words)
    assert re.findall(whole_on_paper(said), "ตำบลบ้านกลางเหนือ") == ["ตำบลบ้านกลางเหนือ"]
    assert re.search(whole_on_paper("a b"), "a b") is None
