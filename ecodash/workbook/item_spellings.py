"""Items and lists as people write them. Pure."""

import re

from ecodash.language.thai import digits
from ecodash.workbook.cells import loose

# 1.0 is how programs write the number 1.
_WHOLE = re.compile(r"(\d+)\.0+")
_ITEM_WORDS = re.compile(
    r"^(?:เกณฑ์ที่|(?:เกณฑ์|หัว)?(?:ข้อกำหนด(?:ข้อ)?|ข้อ)\s*\.?\s*(?:ที่)?|(?:item|criterion)?\s*no|item|criterion|#)\s*[.:]?\s*(?=[\d(])",
    re.IGNORECASE,
)
# 3. and (3) and 3) and 03 are the number 3.
_ENCLOSED = re.compile(r"[(\[]?\s*0*(\d+(?:\.\d+)*)\s*[.:)\]]?")
_HEADED = re.compile(r"[(\[]?(\d+(?:\.\d+)*)[.)\]]*(?:\s*[:(]|\s)\s*(?:[-–—]\s*)?([^\W\d].*)", re.DOTALL)
# «ข้อ 1 และ 2», «ข้อ1 ข้อ3»: another number follows, so it is no text of the first.
_ANOTHER = re.compile(r"(?:และ|กับ|หรือ|ถึง|ข้อ(?:กำหนด)?(?:ที่)?|\s)*[(\[]?\d")
_MOST_ITEMS = 200
_RANGE = re.compile(r"(?<!\d)(\d{1,3})\s*(?:[-–—~]|ถึง|to)\s*(?:ข้อที่|ข้อ)?\s*(\d{1,3})(?!\d)")
_STROKE = re.compile(r"(?<=\d)\s*/\s*(?=\d)")
_AND = re.compile(r"[;,\n/+&、]|(?<=[\s.])(?:และ|กับ|ร่วมกับ)(?=[\sก-๙])|\s(?=\(?\d{1,2}[.)]\s*[^\W\d])|\s[-–—•*]\s")
_ITEMS_AND = re.compile(r"[;,\n、+&]|(?:\s|(?<=[\d,;]))(?:และ|กับ)(?=\s|ข้อ|\d)|(?<=[\d)])\s+(?=ข้อ)")
_PARTED = re.compile(r"\s*[./–-]\s*")
# «1) สอจ.»: the number of a line of a list.
_LINE_NUMBER = re.compile(r"^(?:\(?\d{1,2}[.)]\s*|[-•]\s+)")


def bare_item(written: str) -> str:
    """«ข้อ ๓», «3.», «(3)» → 3."""
    plain = _ITEM_WORDS.sub("", digits(" ".join(written.split()))).strip(" \"'")
    found = _ENCLOSED.fullmatch(plain)
    return (found[1] if found else plain) or written


def headed_item(written: str) -> tuple[str, str]:
    """«ข้อ 12 มีเครือข่าย» → 12 and its text; two empty texts where no number stands before a text."""
    found = _HEADED.fullmatch(_ITEM_WORDS.sub("", digits(written).strip()))
    return (found[1], found[2]) if found and not _ANOTHER.match(found[2]) else ("", "")


def is_called_item(written: str) -> bool:
    """Whether it says of itself that it is an item: «ข้อ …»."""
    return bool(_ITEM_WORDS.match(digits(written)))


def says(text: str, told: str | None) -> bool:
    """Whether a text is that of an item or its beginning."""
    plain = loose(text).rstrip("…")
    return bool(told and plain) and loose(str(told)).startswith(plain)


def item_range(written: str) -> list[str]:
    """«1-3», «ข้อ 3 ถึง 5»: every whole number from the one to the other; empty where it is no range."""
    found = _RANGE.fullmatch(_ITEM_WORDS.sub("", digits(written).strip()))
    first, last = (int(found[1]), int(found[2])) if found else (0, -1)
    # No framework has more.
    return [str(number) for number in range(first, last + 1)] if last - first < _MOST_ITEMS else []


def parted_items(written: str) -> list[str]:
    """What a range names, or «1.2» if it were several items."""
    return item_range(written) or _PARTED.split(digits(written).strip())


def whole_number(written: str) -> str:
    """``3.0`` → 3; anything else as it is."""
    found = _WHOLE.fullmatch(digits(written).strip())
    return found[1] if found else written


def listed(written: str) -> list[str]:
    """«ก; ข», «ก/ข», «ก และ ข», a list with numbered lines: what is named."""
    parts = (_LINE_NUMBER.sub("", part.strip()) for part in _AND.split(written))
    return [part for part in parts if part]


def listed_items(written: str) -> list[str]:
    """«3, 8», «3 8», «ข้อ 3; ข้อ 8»: the items that are named."""
    # A range is one piece, however wide it is written.
    written = _STROKE.sub("/", _RANGE.sub(r"\1-\2", written))
    pieces = [piece.strip() for piece in _ITEMS_AND.split(written)]
    # Spaces part items too, unless they stand within one: «ข้อ 3».
    return [part for piece in pieces for part in (piece.split() if "ข้อ" not in piece else [piece]) if part]
