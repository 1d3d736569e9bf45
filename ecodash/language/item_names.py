"""What an item is called where its text would be too long: in a list, a picture, a sentence. The one place that knows.

A short name is what officers type, at most about 24 letters. It is text of people: it may be of any length and script.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from ecodash.language.text import t
from ecodash.language.thai import tidy

# Letters that a name may take; marks above and below a letter are not counted.
MOST_LETTERS = 28
_MARKS = ("Mn", "Me", "Mc")
# Where a line of Thai, which has no spaces, surely goes on with another word: before the words that join, and before
# those that criteria are full of.
_JOINING = """และ หรือ ของ ระหว่าง เพื่อ โดย สำหรับ ซึ่ง กับ ด้วย อย่าง รวมทั้ง เป็น จาก ทั้ง ร่วม ต่อ(?!ง) (?<!ติด)ตาม (?<!ภาย)ใน
    (?<!พื้น)(?<!หน้า)(?<!ครั้ง)ที่"""
_USUAL = """คุณภาพ สิ่งแวดล้อม อุตสาหกรรม ชุมชน โรงงาน ข้อมูล ระบบ พื้นที่ เขต ประชุม ประจำ ประชาชน คณะทำงาน ระดับ เฝ้าระวัง
    มาตรฐาน หน่วยงาน ผลการ การ(?!ณ์) ความ"""
_NEXT_WORD = re.compile(" |(?=[(]|" + "|".join((_JOINING + " " + _USUAL).split()) + ")")
_LOOSE_END = re.compile(f"(?:{'|'.join(_JOINING.split())})$")
# A syllable begins with a vowel that is written before its consonant.
_NEXT_SYLLABLE = re.compile("(?=[เ-ไ])")


def item_name(item: Mapping[str, Any], lang: str) -> str:
    """6 น้ำทิ้งรวม: the code of an item and what it is called; ข้อ 6 as long as its text is not known either.

    ``item`` has ``item`` and, as far as they are told, ``short_th``, ``short_en``, ``text_th`` and ``text_en``.
    """
    called = item_called(item, lang)
    return f"{item['item']} {called}" if called else t(lang, "criteria.item_title", item=item["item"])


def item_called(item: Mapping[str, Any], lang: str) -> str:
    """น้ำทิ้งรวม: its short name, else its text cut at a word; empty when there is none. In English, first in English."""
    languages = ("en", "th") if lang == "en" else ("th",)
    told = (item.get(f"{field}_{spoken}") for spoken in languages for field in ("short", "text"))
    return shortened(next((text for text in told if text), ""))


@lru_cache(maxsize=10_000)
def shortened(text: str, most: int = MOST_LETTERS) -> str:
    """One line of at most so many letters; what is longer ends at a word, else at a syllable, with «…»."""
    line = " ".join(tidy(text).split())
    fits = _index_of_letter(line, most)
    if fits == len(line):
        return line
    # A little early at a word, rather than right at the limit within one.
    early = _index_of_letter(line, most // 2)
    word = _last(_NEXT_WORD, line, early, fits) or _last(_NEXT_SYLLABLE, line, early, fits)
    cut = line[: word.start() if word else _index_of_letter(line, most - 1)].rstrip()
    return _LOOSE_END.sub("", cut) + "…"


def _last(pattern: re.Pattern[str], line: str, start: int, end: int) -> re.Match[str] | None:
    return next((found for found in reversed(list(pattern.finditer(line, start))) if found.start() <= end), None)


def _index_of_letter(line: str, most: int) -> int:
    """The index behind so many letters with their marks; the line's length when it has no more."""
    letters = 0
    for index, character in enumerate(line):
        letters += unicodedata.category(character) not in _MARKS
        if letters > most:
            return index
    return len(line)
