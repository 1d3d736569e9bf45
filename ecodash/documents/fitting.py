"""How much room a text takes, guessed on the generous side: an office file cannot measure the font it will meet.

Widths are those of Sarabun, the widest of the fonts that stand in for one another; TH Sarabun New, which our
files name, is a third narrower, so what fits here fits there with room to spare.
"""

import math
import re
import unicodedata
from collections.abc import Sequence
from functools import cache

LINE = 1.3
_THAI = re.compile("[\u0e00-\u0e7f]")


@cache
def _em(character: str) -> float:
    if unicodedata.category(character) in ("Mn", "Cf", "Cc"):
        return 0
    if "\u0e00" <= character <= "\u0e7f":
        return 0.57
    if unicodedata.east_asian_width(character) in "WF" or character > "\uffff":
        return 1.1
    return 0.68 if character.isupper() or character in "mwMW@%✓◐✕○" else 0.5


def width(text: str, size: float) -> float:
    """Points that a text takes on one line."""
    return sum(map(_em, text)) * size


def lines(text: str, size: float, room: float) -> int:
    """Lines that a text takes in a box ``room`` points wide."""
    return sum(_wrapped(line, size, room) for line in text.split("\n"))


def _wrapped(line: str, size: float, room: float) -> int:
    """Lines of one line of text: words go to the next line whole, Thai and what is longer than a line anywhere."""
    count, used = 1, 0.0
    for word in line.split(" "):
        long = width(word, size)
        is_solid = long <= room and not _THAI.search(word)
        if used + long > room and (is_solid or long > room):
            count, used = (count + 1, 0.0) if is_solid and used else (count, used)
        # A line of Thai ends at a word, a little early.
        used += long * (1 if is_solid else 1.1) + 0.25 * size
        if used - 0.25 * size > room:
            more = math.ceil((used - 0.25 * size) / room) - 1
            count, used = count + more, used - more * room
    return count


def height(text: str, size: float, room: float) -> float:
    """Points that a text takes downwards."""
    return lines(text, size, room) * size * LINE


def largest(text: str, sizes: Sequence[float], room: float, tall: float) -> float:
    """The largest of some sizes, given in falling order, at which a text fits a box; else the smallest."""
    return next((size for size in sizes if height(text, size, room) <= tall), sizes[-1])


def shortened(text: str, size: float, room: float) -> str:
    """One line of a text that stands in full elsewhere."""
    flat = " ".join(text.split())
    if width(flat, size) <= room:
        return flat
    return pieces(flat, size, room - size, 1)[0].rstrip() + "…"


def pieces(text: str, size: float, room: float, most: int) -> list[str]:
    """A text in parts of at most ``most`` lines."""
    if lines(text, size, room) <= most:
        return [text]
    rows = [row for line in text.split("\n") for row in _broken(line, size, room / 1.08)]
    return ["".join(rows[start : start + most]).rstrip("\n") for start in range(0, len(rows), most)]


def _broken(line: str, size: float, room: float) -> list[str]:
    """A line as it may wrap: at a space if there is one near the end, never before a vowel above or below."""
    found, start = [], 0
    while start < len(line):
        end, taken = start, 0.0
        while end < len(line) and (taken := taken + _em(line[end]) * size) <= room:
            end += 1
        if end < len(line):
            space = line.rfind(" ", start + (end - start) * 2 // 3, end)
            end = max(space + 1 if space > 0 else end, start + 1)
        found.append(line[start:end])
        start = end
    return [*found[:-1], (found[-1] if found else "") + "\n"]
