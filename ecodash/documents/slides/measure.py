"""How much room a text takes in TH Sarabun New, from a table of its letters' widths."""

import math
import re
import unicodedata
from functools import cache
from pathlib import Path

# A line of the font is as tall as this many times its size.
LINE = 1.36
_UNKNOWN, _WIDE, _PICTURE = 0.6, 1.0, 1.4
# What a line of Thai loses where its last word does not fit any more, in ems: half a long word.
_LOST = 1.8
_THAI = re.compile("[\u0e00-\u0e7f]")


@cache
def _widths() -> dict[str, float]:
    lines = Path(__file__).with_name("th_sarabun_new.widths").read_text(encoding="utf-8").splitlines()
    parts = (line.split() for line in lines if not line.startswith("#"))
    return {chr(int(code, 16)): int(width) / 1000 for width, *codes in parts for code in codes}


def width(text: str, size: float) -> float:
    """Points that a text takes on one line."""
    return sum(_em(character) for character in text) * size


@cache
def _em(character: str) -> float:
    if unicodedata.category(character) in ("Mn", "Cf", "Cc"):
        return 0
    wide = _PICTURE if character > "\uffff" else _WIDE if character > "\u2e80" else _UNKNOWN
    return _widths().get(character, wide)


def lines(text: str, size: float, room: float) -> int:
    """Lines that a text takes in a box ``room`` points wide; a line of Thai ends with a word."""
    return sum(_wrapped(line, size, room) for line in text.split("\n"))


def _wrapped(line: str, size: float, room: float) -> int:
    if width(line, size) <= room:
        return 1
    count, used, loss = 1, 0.0, room / max(room / 2, room - _LOST * size)
    for word in line.split(" "):
        long = width(word, size) * (loss if _THAI.search(word) else 1)
        if used and used + long > room and (not _THAI.search(word) or long <= room / 3):
            count, used = count + 1, 0.0
        used += long + width(" ", size)
        if used > room + width(" ", size):
            more = math.ceil((used - width(" ", size)) / room) - 1
            count, used = count + more, used - more * room
    return count


def cut(text: str, size: float, room: float, most: int) -> str:
    """The text in at most so many lines; what is longer ends in «…»."""
    flat = " ".join(text.split())
    if lines(flat, size, room) <= most:
        return flat
    low, high = 0, len(flat)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if lines(flat[:middle] + "…", size, room) <= most else (low, middle - 1)
    space = flat.rfind(" ", low * 2 // 3, low)
    return flat[: space if space > 0 else low].rstrip() + "…"
