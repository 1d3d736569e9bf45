"""The codes of one kind of row with everything that they are found by."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ecodash.language.likeness import meant
from ecodash.language.thai import folded
from ecodash.workbook.cells import loose
from ecodash.workbook.name_forms import in_full
from ecodash.workbook.problems import Misread

# What a drop-down list puts between a code and its name.
BETWEEN = " · "

# Suggestions are for people; nobody reads more of them.
_MOST_SUGGESTED = 200
# 11 and what a program made of it, 11.0.
_NOUGHTS = re.compile(r"(?<!\d)0+(?=\d)|\.0+$")
_TWICE = re.compile(r"(.+?)\s*\(([^()]+)\)", re.DOTALL)
# «1. บ้านกลาง», «หมู่ 1 ต.บ้านกลาง»: the number of a line, and a village of the place.
_BESIDE_NAME = re.compile(
    r"^(?:\(?\d{1,2}[.)]\s*|[-•]\s+|(?:หมู่(?:ที่|บ้าน)?|ม\.)\s*\d{1,2}\s*)|\s*(?:หมู่(?:ที่)?|ม\.)\s*\d{1,2}$"
)
# What is shorter begins too many names.
_SHORTEST_HEAD = 5


class Known:
    """The codes of one kind, of one framework where they belong to one, and what else names them."""

    def __init__(self) -> None:
        self.codes: dict[str, str] = {}
        self._by_code: dict[str, set[str]] = defaultdict(set)
        self._by_name: dict[str, set[str]] = defaultdict(set)
        self._spelt: dict[str, str] = {}
        self._found: dict[str, str | Misread] = {}
        self._suggested = 0

    def add(self, code: str, names: Iterable[str | None], forms: Iterable[str] = ()) -> None:
        """A code with its names; the first name is the one to show. ``forms``: what else it is found by."""
        told = [name for name in names if name]
        self.codes.setdefault(code, told[0] if told else "")
        self._by_code[folded(code)].add(code)
        for name in (*told, *forms):
            for spelling in (name, in_full(name)):
                self._by_name[loose(spelling)].add(code)
        self._spelt |= {folded(spelling): code for spelling in (code, *told)}
        self._found.clear()

    def find(self, written: str) -> str | Misread:
        """The code that a text gives: exactly, or but for case, outer blanks, digits and dashes, or by name."""
        if written in self.codes:
            return written
        if written not in self._found:
            self._found[written] = self._search(written)
        return self._found[written]

    def code(self, written: str) -> str | Misread | None:
        """The known code that this is but for case, outer blanks, digits and kind of dash; None: it is none."""
        if written in self.codes:
            return written
        return self._only(self._by_code.get(folded(written), set()))

    def like(self, written: str) -> str | None:
        """Another code that differs in blanks, dots, dashes and noughts alone, and is easily taken for this one."""
        plain = _bare(written)
        return next((code for code in self.codes if code != written and _bare(code) == plain), None)

    def _search(self, written: str) -> str | Misread:
        first = written.partition(BETWEEN)[0]
        if first in self.codes:
            return first
        for codes in (self._by_code.get(folded(written)), self.named((written, in_full(written)))):
            found = self._only(codes or set())
            if found:
                return found
        both = _TWICE.fullmatch(written)
        names = [self.named((name, in_full(name))) for name in both.groups()] if both else []
        if names and len(names[0]) == 1:
            # «กรมโรงงานอุตสาหกรรม (กรอ.)» says one name twice; anything else in brackets is asked about.
            code = next(iter(names[0]))
            return code if names[0] == names[1] else Misread("unknown_code", {}, self.said(code), self)
        plain = _BESIDE_NAME.sub("", written)
        meant_so = self.named((plain, in_full(plain))) if plain != written else set()
        if len(meant_so) == 1:
            return Misread("unknown_code", {}, self.said(*meant_so), self)
        return Misread("unknown_code", {}, self._suggestion(written), self)

    def named(self, names: Iterable[str]) -> set[str]:
        """Every code that one of these names stands for."""
        return {code for name in names for code in self._by_name.get(loose(name), ()) if loose(name)}

    def shortened(self, written: str) -> set[str]:
        """The one code whose name begins like this; «กรมโรงงานฯ» says itself that more was to follow."""
        head, _, tail = (part.strip() for part in folded(in_full(written)).partition("ฯ"))
        names = self._spelt if len(head) >= _SHORTEST_HEAD else ()
        found = {self._spelt[name] for name in names if name.startswith(head) and name.endswith(tail)}
        return found if len(found) == 1 else set()

    def _only(self, codes: set[str]) -> str | Misread | None:
        if len(codes) > 1:
            return Misread("ambiguous", {"codes": ", ".join(map(self.said, sorted(codes)))}, among=self)
        return next(iter(codes), None)

    def said(self, code: str) -> str:
        """What a code is called, so that it is found again: its name, with the code where the name alone is not it."""
        name = self.codes.get(code)
        if not name:
            return code
        return name if self.named([name]) == {code} else f"{code}{BETWEEN}{name}"

    def answers(self) -> dict[str, str]:
        """Every code with what it is found by."""
        return {code: self.said(code) for code in self.codes}

    def _suggestion(self, written: str) -> str | None:
        self._suggested += 1
        if self._suggested > _MOST_SUGGESTED:
            return None
        near = meant(folded(written), self._spelt)
        code = self._spelt[near] if near else None
        if code is None or near != folded(code):
            return self.said(code) if code else None
        # Who writes codes is told the code.
        return f"{code}{BETWEEN}{self.codes[code]}" if self.codes[code] else code


@dataclass(frozen=True)
class Items:
    """The items of a framework as what a cell may mean; ``head`` names it in a list of items of several."""

    known: Known
    framework: str
    head: str = ""

    def answers(self) -> dict[str, str]:
        return {code: f"{self.head}{code}" for code in self.known.codes}


def _bare(code: str) -> str:
    numbered = _NOUGHTS.sub("", folded(code))
    return "".join(c for c in numbered if c.isalnum())
