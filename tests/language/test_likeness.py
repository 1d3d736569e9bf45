"""A suggestion mends a slip of the typing hand and never turns a meaning round."""

import pytest

from ecodash.language.likeness import meant
from ecodash.language.text import LANGUAGES, t
from ecodash.language.thai import folded

STATES = ["met", "partly_met", "not_met", "not_applicable", "not_assessed"]
WORDS = [folded(t(lang, f"{section}.{state}")) for lang in LANGUAGES for section in ("result", "result_short")
         for state in STATES]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "known", "expected"),
    [
        ("ผ่านบางสวน", "ผ่านบางส่วน", True),
        ("ยังไม่ครบถวน", "ยังไม่ครบถ้วน", True),
        ("อยู่ระหว่างดำเนินกาาร", "อยู่ระหว่างดำเนินการ", True),
        ("Not asessed", "Not assessed", True),
        ("ไม่ผ่าน", "ผ่าน", False),
        ("ผ่าน", "ไม่ผ่าน", False),
        ("ครบถ้วน", "ยังไม่ครบถ้วน", False),
        ("ยังไม่ดำเนินการ", "อยู่ระหว่างดำเนินการ", False),
        ("incomplete", "complete", False),
        ("unfinished", "finished", False),
        ("not met", "met", False),
        ("งบประมาณ", "ปีงบประมาณ", False),
        ("อบจ.ลำพูน", "อบต.ลำพูน", False),
        ("สสจ.ลำพูน", "สอจ.ลำพูน", False),
        ("ครั้งที่ 2/2567", "ครั้งที่ 1/2567", False),
        ("กลุ่มที่ 1", "กลุ่มที่ 2", False),
        ("ผ่านมีเงื่อนไข", "ผ่านบางส่วน", False),
    ],
)
def test_slips_are_mended_and_meanings_left_alone(written: str, known: str, expected: bool) -> None:
    assert (meant(folded(written), [folded(known)]) is not None) is expected


@pytest.mark.parametrize("written", ["/", "✓", "มี", "ไม่มี", "ผ่านแบบมีเงื่อนไข", "ไม่ผ่านเกณฑ์", "ไม่ทราบ", "รอผล"])
def test_no_state_is_suggested_for_what_is_another_word(written: str) -> None:
    assert meant(folded(written), WORDS) is None


def test_two_equally_near_words_are_no_suggestion() -> None:
    assert meant("ตำบลบ้านกลอง", ["ตำบลบ้านกลาง", "ตำบลบ้านกลิง"]) is None
