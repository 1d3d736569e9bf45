"""What must not be parted at the end of a line: a day, a number and what it counts, a short name, a word and its ๆ.

Spaces in it become spaces that do not break. Thai has no others; between its words a line may end anywhere, and a
browser takes หลัก and ฐาน for two words. Into what it would part so, a sign comes that joins and shows nothing.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

NO_BREAK = "\u00a0"
JOINER = "\u2060"
# Words of ours that Chromium parts, as it parts them: states first, then what stands in headings and tables, then what
# items, areas and offices are called.
_PARTED = (
    "ยัง|ไม่|ประเมิน", "ยัง|ไม่|ครบ|ถ้วน", "ผ่าน|บาง|ส่วน", "บาง|ส่วน", "ไม่|เกี่ยวข้อง", "เกิน|กำหนด", "ครบ|กำหนด",
    "แล้ว|เสร็จ", "ถอย|หลัง", "ครบ|ถ้วน", "เพิ่ม|ขึ้น", "ลด|ลง", "เห็น|ชอบ", "ตรวจ|สอบ", "ผู้|ตรวจ|ประเมิน",
    "ผู้รับ|ผิด|ชอบ", "รับ|ผิด|ชอบ", "หน่วย|งาน", "มอบ|หมาย", "หลัก|ฐาน", "พื้น|ฐาน", "เชิง|นิเวศ", "ดำเนิน|การ",
    "ปฏิบัติ|การ", "เป้า|หมาย", "ปี|งบ|ประมาณ", "งบ|ประมาณ", "จัด|สรร", "เบิก|จ่าย", "แหล่ง|ที่มา", "เจ้า|หน้าที่",
    "คณะ|กรรมการ", "คณะ|ทำงาน", "สืบ|เนื่อง", "เปรียบ|เทียบ", "เร่ง|รัด", "คัด|ลอก", "คาด|หมาย", "สิ้น|สุด",
    "เครือ|ข่าย", "ที่|ประชุม", "การ|ประชุม", "ครั้ง|ที่", "ผล|สำรวจ", "ประ|เมิน", "เต|รี|ยม", "ความ|พร้อม",
    "ข้อ|กำหนด", "วัน|ที่", "ดำเนิน|งาน", "แหล่ง|ข่าว", "ขึ้น|ทะเบียน", "ใน|ระบบ", "เท่า|เดิม", "เลข|ทะเบียน",
    "หมด|อายุ", "ราย|ชื่อ", "ภาค|ผนวก", "ย้อน|หลัง", "ข้าง|หน้า", "ส่ง|ต่อ", "แนว|โน้ม", "ห้อง|ประชุม",
    "เมือง|อุตสาหกรรม", "เขต|อุตสาหกรรม", "ภาค|เอกชน", "ภาค|รัฐ", "ส่วน|ท้องถิ่น", "ส่วน|ได้|เสีย", "สิ่ง|แวดล้อม",
    "สี|เขียว", "น้ำ|ทิ้ง", "แลก|เปลี่ยน", "เหลือ|ใช้", "ฐาน|ข้อมูล", "แผน|แม่บท", "ร้อง|เรียน", "ตรวจ|วัด",
    "บ้าน|กลาง", "ภาค|เหนือ", "นิ|คม",
)  # fmt: skip
_WHOLE = {word.replace("|", ""): word.replace("|", JOINER) for word in _PARTED}
_WORD = re.compile("|".join(sorted(_WHOLE, key=len, reverse=True)))
# Words of the programme that Typst takes for two, or parts where no dictionary does.
_PARTED_ON_PAPER = (
    "วัสดุเหลือใช้", "วัสดุ", "โรงงาน", "ความเร็ว", "ภาพถ่าย", "คำของบ", "พื้นที่", "บูรณาการ", "อุตสาหกรรม", "เตรียมความพร้อม",
    "ฉุกเฉิน", "สุขภาพ", "คุณภาพ", "ท้องถิ่น", "ประชาชน", "สำรวจ", "จังหวัด", "อำเภอ", "เทศบาล", "ฉะเชิงเทรา", "นครราชสีมา",
    "สมุทรปราการ", "สมุทรสาคร",
)  # fmt: skip
HELD_WORDS = tuple(sorted({*_WHOLE, *_PARTED_ON_PAPER}, key=len, reverse=True))
# What stays in one line where lines are short: those words, an office by its letters (สสจ.ลำพูน), a place with what it
# is (ตำบลบ้านกลาง), and which meeting.
_ON_PAPER = re.compile("|".join((
    "(?:[ก-ฮ]{1,4}\\.)+[ก-์]{2,14}\\b", "(?:ตำบล|อำเภอ|จังหวัด)[ก-์]{2,16}\\b", "ครั้งที่\u00a0[0-9๐-๙/]+",
    *HELD_WORDS,
)))  # fmt: skip
_NOTHING = r"[^\s\S]"
# 12 ก.พ. 2567 · 12 Feb 2024 (2567)
_DAY = re.compile(
    r"(?<!\d)(\d{1,2}) ([ก-์]{1,3}\.[ก-ฮ]\.|[ก-์]{3,9}(?:คม|ยน|พันธ์)|[A-Z][a-z]{2,8}) (\d{4})(?!\d)(?: (?=\(\d{4}\)))?"
)
_NUMBERED = re.compile(
    r"(ข้อ|ครั้งที่|วันที่|ภาคผนวก|ทั้ง|[ก-์]\.[ก-ฮ]\.|ปีงบประมาณ|ปีงบฯ|ระยะที่|วาระ|ประชุม|ช้า|อีก|เกินกำหนด|ไม่เกิน|ยกเลิก"
    r"|ทราบ|ระดับ|ประเมิน|ครบ|เพิ่มขึ้น|ปี|ภาครัฐ|เอกชน|ท้องถิ่น|ประชาชน|ณ|[Ii]tem|[Pp]hase|FY|[Nn]o\.) (?=\d)"
)
_COUNTED = re.compile(
    r"(?<=\d) (?=(?:ข้อ|เรื่อง|วัน|เดือน|ปี|บาท|กิจกรรม|พื้นที่|หน่วยงาน|รายการ|ครั้ง|คน|แห่ง|โรงงาน|มติ|ช่อง|ระยะ|ไฟล์|โครงการ"
    r"|จังหวัด|items?|days?|areas?|baht|things?|projects?|activities)(?![A-Za-z]))"
)
_OF = re.compile(r"(?<=[\d…]) (จาก|of|/) (?=\d)")
# The sign that repeats a word, «and so on» and the dot between two of a list never begin a line.
_ENDING = re.compile(r" (?=ๆ|ฯลฯ|·)")
# Without any of these a text has nothing to hold together.
_HELD = re.compile(r"[\dๆฯ·]")
# A name that is longer than this may go on in the next line.
_LONGEST_NAME = 28


@lru_cache(maxsize=4_096)
def unbroken(text: str) -> str:
    """A sentence whose days, and numbers with what they count, are not parted at the end of a line."""
    if " " not in text or not _HELD.search(text):
        return text
    text = _DAY.sub(lambda day: day.group().replace(" ", NO_BREAK), text)
    text = _ENDING.sub(NO_BREAK, text)
    text = _OF.sub(rf"{NO_BREAK}\1{NO_BREAK}", text)
    return _COUNTED.sub(NO_BREAK, _NUMBERED.sub(rf"\1{NO_BREAK}", text))


def whole_on_paper(text: str) -> str:
    """A regular expression for Typst of all that stays in one line in a text: itself, since patterns take it longer."""
    found = sorted(set(_ON_PAPER.findall(text)), key=len, reverse=True)
    return "|".join(map(re.escape, found)) or _NOTHING


def unbroken_name(name: str) -> str:
    """นิคมฯ ภาคเหนือ: a short name, whole."""
    return name.replace(" ", NO_BREAK) if len(name) <= _LONGEST_NAME else name


def words_apart(text: str) -> Iterator[tuple[str, bool]]:
    """Running text in pieces, and whether each is a word of ours that a browser would part: no sign comes into it."""
    text, end = unbroken(text), 0
    for word in _WORD.finditer(text):
        yield text[end : word.start()], False
        yield word.group(), True
        end = word.end()
    yield text[end:], False


def unbroken_words(text: str) -> str:
    """A heading, in which large letters leave few to a line: as ``unbroken``, and no word of ours is parted."""
    return _WORD.sub(lambda word: _WHOLE[word.group()], unbroken(text))
