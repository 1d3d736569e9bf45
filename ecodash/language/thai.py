"""One spelling of Thai text for everything that compares, reads or searches it. Pure.

Keyboards, PDF readers and old programs write the same word in several ways: SARA AM as two characters with a tone
mark before, between or behind them, SARA AE as two SARA E, a vowel and its tone mark in the other order, characters
that show nothing. :func:`tidy` makes one of them; :func:`folded` also forgets case and the kind of digits.
"""

import re
import unicodedata
from functools import lru_cache

_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
# The marks above and below one consonant, and the SARA AA or SARA AM they may stand before.
_CLUSTER = re.compile("([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*)(?:(\u0e33)([\u0e48-\u0e4b]*)|(\u0e32)?)")
# What tidying may have something to do about: any other character, blanks at the ends or two together, SARA E twice,
# marks in another order than vowel, then tone, and SARA AM before its tone mark.
_UNTIDY = re.compile(
    "[^\x20-\x7e\u0e01-\u0e3a\u0e3f-\u0e4c\u0e4f-\u0e5b]|^ | $|  |\u0e40\u0e40|\u0e33[\u0e48-\u0e4b]"
    "|[\u0e48-\u0e4c][\u0e31\u0e34-\u0e3a\u0e47-\u0e4c]|[\u0e31\u0e34-\u0e3a\u0e47]{2}"
)
_NIKHAHIT, _AM = "\u0e4d", "\u0e33"
_DOUBLE_E = "\u0e40\u0e40"
# The letters, digits and signs of East Asian keyboards, as wide as two.
_WIDE = {chr(code + 0xFEE0): chr(code) for code in range(0x21, 0x7F)}
# ✔ as a picture or as a letter.
_LOOKS_OF_SIGNS = "\ufe0e\ufe0f"
_DASHES = str.maketrans(dict.fromkeys("–—−‐‑‒", "-"))


@lru_cache(maxsize=50_000)
def tidy(written: str) -> str:
    """NFC, no invisible characters, plain single spaces, one spelling of vowels and tones; line breaks stay."""
    if not _UNTIDY.search(written):
        return written
    lines = unicodedata.normalize("NFC", written).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(_spelt(" ".join("".join(map(_visible, line)).split())) for line in lines).strip()


@lru_cache(maxsize=50_000)
def folded(written: str) -> str:
    """Tidied, Arabic digits, no case, one kind of dash, one line, one spelling of เชิงนิเวศ: for comparing and search."""
    plain = digits(tidy(written)).casefold().translate(_DASHES).replace("นิเวศน์", "นิเวศ")
    return " ".join(plain.split())


def digits(written: str) -> str:
    """Thai digits as the others."""
    return written.translate(_THAI_DIGITS)


def plain_number(written: str) -> str:
    """Tidied, Arabic digits, one kind of dash: for reading numbers."""
    return digits(tidy(written)).translate(_DASHES)


def _spelt(line: str) -> str:
    return _CLUSTER.sub(_cluster, line.replace(_DOUBLE_E, "\u0e41"))


def _cluster(found: re.Match[str]) -> str:
    """Vowel marks first, then tone marks, each once; NIKHAHIT before SARA AA or SARA AM is the ring of SARA AM."""
    marks = set(found[1]) | set(found[3] or "")
    tail = found[2] or found[4] or ""
    if tail and _NIKHAHIT in marks:
        marks, tail = marks - {_NIKHAHIT}, _AM
    return "".join(sorted(marks, key=_order)) + tail


def _order(mark: str) -> tuple[bool, int, str]:
    # As Unicode orders combining marks, so that NFC leaves the outcome alone: vowels, then tones. It says nothing of
    # what silences a letter, which comes behind both.
    return mark >= "\u0e4c", unicodedata.combining(mark), mark


def _visible(character: str) -> str:
    if character in _WIDE:
        return _WIDE[character]
    category = unicodedata.category(character)
    if category in ("Cf", "Cs", "Co", "Cn") or character in _LOOKS_OF_SIGNS:
        return ""
    return " " if category in ("Cc", "Zs", "Zl", "Zp") else character
