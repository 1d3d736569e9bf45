"""Which known words somebody may have meant: slips of the typing hand only, never another meaning. Pure.

In Thai, letters that are near do not mean that meanings are: «ไม่ผ่าน» is two letters away from «ผ่าน», «อบจ.» one
from «อบต.». So a suggestion never adds or drops a negation, changes a number, an abbreviation or a whole word.
"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

# ไม่ ยังไม่ มิ ไร้ ปราศจาก ขาด งด เว้น เลิก, and the English ones, alone or as the beginning of a word.
_NEGATIONS = re.compile(
    r"ไม่|มิ(?!ถุน|.?ย\.)|ไร้|ปราศจาก|ขาด|งด|เว้น|เลิก|\b(?:not?|non|never|without|un|in(?=comp|eff|act|adeq|suff))"
)
_NUMBERS = re.compile(r"\d+")
_ABBREVIATION = re.compile(r"(?:[ก-๙A-Za-z]{1,4}\.)+")
# Shorter texts are too near to too many others.
_SHORTEST = 4
_LETTERS_A_SLIP = 6
_MOST_SLIPS = 3
# An addition of this many letters in one place is a word, not a slip.
_WORD = 2


def meant(written: str, known: Iterable[str]) -> str | None:
    """The one of the known texts that differs from the written one by slips alone; None where it is not plain.

    Both sides are expected folded (:func:`ecodash.language.thai.folded`).
    """
    if len(written) < _SHORTEST:
        return None
    most = min(_MOST_SLIPS, max(1, len(written) // _LETTERS_A_SLIP))
    found: list[tuple[int, str]] = []
    for candidate in known:
        if abs(len(candidate) - len(written)) <= most and _is_same_but_for_slips(written, candidate):
            slips = _slips(written, candidate)
            if slips is not None and slips <= most:
                found.append((slips, candidate))
    found.sort()
    if len(found) > 1 and found[0][0] == found[1][0]:
        return None
    return found[0][1] if found else None


def _is_same_but_for_slips(written: str, candidate: str) -> bool:
    """Whether what must not be guessed at is the same: negations, numbers, abbreviations."""
    return (
        _NEGATIONS.findall(written) == _NEGATIONS.findall(candidate)
        and _NUMBERS.findall(written) == _NUMBERS.findall(candidate)
        and _ABBREVIATION.findall(written) == _ABBREVIATION.findall(candidate)
    )


def _slips(written: str, candidate: str) -> int | None:
    """How many letters are wrong, missing or too many; None when a whole word is."""
    wrong = 0
    for what, a, b, c, d in SequenceMatcher(None, written, candidate, autojunk=False).get_opcodes():
        if what != "equal":
            if max(b - a, d - c) >= _WORD and (what != "replace" or max(b - a, d - c) > _WORD):
                return None
            wrong += max(b - a, d - c)
    return wrong
