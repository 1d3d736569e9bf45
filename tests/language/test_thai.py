"""One spelling of Thai text, whatever keyboard or program wrote it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecodash.language.thai import folded, tidy

thai = st.text(st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B) | st.sampled_from(" \u200b\n-–a1"))


@pytest.mark.parametrize(
    ("written", "tidied"),
    [
        ("น\u0e4d\u0e49\u0e32", "น้ำ"),
        ("น\u0e49\u0e4d\u0e32", "น้ำ"),
        ("น\u0e33\u0e49", "น้ำ"),
        ("น\u0e4d\u0e32", "นำ"),
        ("น\u0e4d\u0e33", "นำ"),
        ("ก\u0e4d", "ก\u0e4d"),
        ("ก\u0e4d\u0e49", "ก\u0e49\u0e4d"),
        ("ก\u0e4c\u0e49", "ก\u0e49\u0e4c"),
        ("เเผนเเม่บท", "แผนแม่บท"),
        ("ท\u0e48\u0e35", "ที่"),
        ("ท\u0e35\u0e48\u0e48", "ที่"),
        ("บ้าน\u200bกลาง\ufeff", "บ้านกลาง"),
        ("ตำบล\u00a0 บ้านกลาง", "ตำบล บ้านกลาง"),
        ("ＥＣＯ！～", "ECO!~"),
        ("ก\uff00ข｟", "กข｟"),
        ("สิ่งแวดล้อม ปั๊ม ฎุ ญี่ ก็ ฤๅ", "สิ่งแวดล้อม ปั๊ม ฎุ ญี่ ก็ ฤๅ"),
    ],
)
def test_every_spelling_of_a_word_is_one(written: str, tidied: str) -> None:
    assert tidy(written) == tidied


def test_folding_forgets_case_digits_dashes_and_the_two_spellings_of_the_programme() -> None:
    assert folded("เชิงนิเวศน์ ๑–๒ ECO\nTown") == "เชิงนิเวศ 1-2 eco town"
    assert folded("1-2") != folded("1.2") != folded("12")


@given(st.one_of(thai, st.text()))
def test_doing_it_twice_is_doing_it_once(written: str) -> None:
    assert tidy(tidy(written)) == tidy(written)
    assert folded(folded(written)) == folded(written)
