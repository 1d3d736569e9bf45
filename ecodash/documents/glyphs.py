"""What the documents' fonts can show, and what stands in for the rest, so that no empty box is ever printed."""

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import chain

from ecodash.documents.press import FONTS
from ecodash.language.unbroken import unbroken

FONT = "SarabunEcodash"
# Chinese, Japanese and Korean.
OTHER_SCRIPTS = "DroidSansFallback.ttf"

# Fonts that Typst brings along have these: Greek, Cyrillic, arrows, operators, shapes, ticks and crosses.
_OTHER_FONTS = frozenset(
    chain(range(0x391, 0x3CA), range(0x410, 0x450), range(0x2190, 0x219A), range(0x2200, 0x2240))
) | {0x2260, 0x2264, 0x2265, 0x25A0, 0x25A1, 0x25B2, 0x25BC, 0x25CB, 0x25CF, 0x2713, 0x2717}

_BREAK = "\u200b"
# A run that has no place to break a line: a long code or address, or one letter held down.
_UNBROKEN = re.compile(r"[^\s\u0e00-\u0e7f]{16,}|(\S)\1{11,}")
# Typst parts an address by itself, and nothing is to stand in it that is copied along.
_ADDRESS = re.compile(r"https?://\S*")
_JOINT = re.compile(r"(?<=[/\-_.,;:?&=%\]])(?=.)")
# Typst parts a word after its hyphen by itself, and a word is copied as it was written.
_HYPHENED = re.compile(f"-{_BREAK}(?=[A-Za-z])")
_LONG, _EVERY, _WORD = 16, 8, 18


def printable(text: str) -> str:
    """The text as it can be set: nothing invisible, no glyph that is missing, breakable everywhere it has to be."""
    shown = "".join(map(_shown, unicodedata.normalize("NFC", text)))
    pieces, end = [], 0
    for address in _ADDRESS.finditer(shown):
        pieces += [_with_breaks(shown[end : address.start()]), address.group()]
        end = address.end()
    return "".join((*pieces, _with_breaks(shown[end:])))


def lacks(text: str) -> bool:
    """Whether anything in it is printed by its name or number, in brackets."""
    return any(len(_shown(character)) > 1 for character in set(text))


def _with_breaks(text: str) -> str:
    return _UNBROKEN.sub(lambda run: _breakable(run.group()), unbroken(text))


@cache
def _shown(character: str) -> str:
    kind = unicodedata.category(character)
    if kind in ("Cc", "Zl", "Zp"):
        return " "
    # Joiners, directions, selectors of a variant, skin tones: they show nothing of their own.
    if kind in ("Cf", "Cs", "Cn") or 0xFE00 <= ord(character) <= 0xFE0F or 0x1F3FB <= ord(character) <= 0x1F3FF:
        return ""
    if ord(character) in _covered() or ord(character) in _OTHER_FONTS:
        return character
    called = unicodedata.name(character, "")
    return f"[{called.lower()}]" if kind == "So" and called else f"[U+{ord(character):04X}]"


def _breakable(run: str) -> str:
    """At its joints first; what is still long between them, every few characters."""
    return _HYPHENED.sub("-", _BREAK.join(map(_chopped, _JOINT.split(run))))


def _chopped(piece: str) -> str:
    if len(piece) < (_WORD if piece.rstrip("-").isalpha() else _LONG) and len(set(piece)) > 1:
        return piece
    return _BREAK.join(piece[start : start + _EVERY] for start in range(0, len(piece), _EVERY))


@cache
def _covered() -> frozenset[int]:
    """The characters that our fonts have."""
    return frozenset(chain.from_iterable(map(_characters, (f"{FONT}-Regular.ttf", OTHER_SCRIPTS)))) - {0xFFFF}


def _characters(name: str) -> Iterator[int]:
    """Those of one font, from its table ``cmap`` (segments, format 4)."""
    font = (FONTS / name).read_bytes()
    start = _table(font, b"cmap")
    count = struct.unpack_from(">H", font, start + 2)[0]
    offsets = [struct.unpack_from(">HHI", font, start + 4 + 8 * n)[2] for n in range(count)]
    segments = next(start + at for at in offsets if struct.unpack_from(">H", font, start + at)[0] == 4)
    size = struct.unpack_from(">H", font, segments + 6)[0] // 2
    ends = struct.unpack_from(f">{size}H", font, segments + 14)
    starts = struct.unpack_from(f">{size}H", font, segments + 16 + 2 * size)
    return chain.from_iterable(range(a, b + 1) for a, b in zip(starts, ends, strict=True))


def _table(font: bytes, tag: bytes) -> int:
    """Where a table of the font begins."""
    count = struct.unpack_from(">H", font, 4)[0]
    records = (struct.unpack_from(">4sIII", font, 12 + 16 * n) for n in range(count))
    return int(next(offset for found, _, offset, _ in records if found == tag))
