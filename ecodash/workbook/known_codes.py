"""Codes and names that a cell may give: those of the store and those that the workbook itself brings."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from ecodash.language.likeness import meant
from ecodash.language.thai import digits, folded
from ecodash.workbook import cells
from ecodash.workbook.cells import Cell, loose
from ecodash.workbook.problems import Misread
from ecodash.workbook.stored_rows import Standing

# What a drop-down list puts between a code and its name.
BETWEEN = " · "

_NAMES = ("name_th", "name_en", "short_th", "short_en", "short_name")
# 1.0 is how programs write the number 1.
_WHOLE = re.compile(r"(\d+)\.0+")
_PARTED = re.compile(r"\s*[./–-]\s*")
_ITEM_WORDS = re.compile(r"^(?:ข้อกำหนดที่|ข้อกำหนด|ข้อที่|ข้อ|item)\s*(?=[\d(])")
# Suggestions are for people; nobody reads more of them.
_MOST_SUGGESTED = 200
_MOST_LISTED = 20


class Known:
    """The codes of one kind, of one framework where they belong to one, and what else names them."""

    def __init__(self) -> None:
        self.codes: dict[str, str] = {}
        self._by_code: dict[str, set[str]] = defaultdict(set)
        self._by_name: dict[str, set[str]] = defaultdict(set)
        self._spelt: dict[str, str] = {}
        self._found: dict[str, str | Misread] = {}
        self._suggested = 0

    def add(self, code: str, names: Iterable[str | None]) -> None:
        """A code with its names; the first name is the one to show."""
        told = [name for name in names if name]
        self.codes.setdefault(code, told[0] if told else "")
        self._by_code[folded(code)].add(code)
        for name in told:
            self._by_name[loose(name)].add(code)
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
        return _only(self._by_code.get(folded(written), set()))

    def like(self, written: str) -> str | None:
        """Another code that differs in blanks, dots and dashes alone, and is easily taken for this one."""
        plain = _bare(written)
        return next((code for code in self.codes if code != written and _bare(code) == plain), None)

    def _search(self, written: str) -> str | Misread:
        first = written.partition(BETWEEN)[0]
        if first in self.codes:
            return first
        for codes in (self._by_code.get(folded(written)), self._by_name.get(loose(written))):
            found = _only(codes or set())
            if found:
                return found
        return Misread("unknown_code", {}, self._suggestion(written))

    def _suggestion(self, written: str) -> str | None:
        self._suggested += 1
        if self._suggested > _MOST_SUGGESTED:
            return None
        near = meant(folded(written), self._spelt)
        code = self._spelt[near] if near else None
        name = self.codes.get(code or "")
        return f"{code}{BETWEEN}{name}" if name else code


def _only(codes: set[str]) -> str | Misread | None:
    if len(codes) > 1:
        return Misread("ambiguous", {"codes": ", ".join(sorted(codes))})
    return next(iter(codes), None)


def _bare(code: str) -> str:
    return "".join(c for c in folded(code) if c.isalnum())


class Register:
    """Everything a workbook may refer to."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self._known: dict[tuple[str, str], Known] = {}
        self._loaded: set[str] = set()

    def known(self, kind: str, framework: str = "") -> Known:
        """The codes of a kind; items, dimensions, aspects and levels by framework."""
        if kind not in self._loaded:
            self._loaded.add(kind)
            rows = self._standing.agency_names if kind == "agency" else self._standing.latest(kind)
            for row in sorted(rows, key=_place) if kind == "item" else rows:
                self.add(kind, row)
        found = self._known.get((kind, framework))
        return self._known.setdefault((kind, framework), Known()) if found is None else found

    def add(self, kind: str, row: dict[str, Any]) -> None:
        """Make a row known under its code and names."""
        framework = row["framework"] if kind in ("item", "dimension", "aspect", "level") else ""
        code = row["item"] if kind == "item" else row["level"] if kind == "level" else row["code"]
        known = self._known.setdefault((kind, framework), Known())
        known.add(code, [row.get(name) for name in _NAMES])

    def reference(self, kind: str, cell: Cell) -> str | Misread | None:
        """The code that a cell gives for a row of another kind."""
        written = cells.text(cell)
        return self.known(kind).find(written) if isinstance(written, str) else written

    def references(self, kind: str, cell: Cell) -> str | Misread | None:
        """Several codes, put together as the store keeps them."""
        written = cells.text(cell)
        if not isinstance(written, str):
            return written
        whole = self.known(kind).find(written)
        if isinstance(whole, str):
            return whole
        found = []
        for part in written.replace("\n", ";").replace(",", ";").split(";"):
            if part.strip():
                code = self.known(kind).find(part.strip())
                if isinstance(code, Misread):
                    return Misread("unknown_part", {"part": part.strip()}, code.suggestion)
                found.append(code)
        return ";".join(dict.fromkeys(found)) or None

    def item(self, framework: str, written: str) -> str | Misread:
        """The item of a framework: ``3``, ``๓``, ``ข้อ 3``, ``3.0``."""
        known = self.known("item", framework)
        found = known.find(written)
        for spelling in (bare_item(written), whole_number(bare_item(written))):
            if isinstance(found, Misread) and found.code == "unknown_code":
                found = known.find(spelling)
        if isinstance(found, str) or found.code == "ambiguous":
            return found
        there = ", ".join(list(known.codes)[:_MOST_LISTED]) + (" …" if len(known.codes) > _MOST_LISTED else "")
        return Misread("unknown_item", {"framework": framework, "there": there}, found.suggestion)

    def items(self, cell: Cell, framework: str) -> str | Misread | None:
        """``3, 8`` or ``diw-eit-2560:1.1; …``; a number alone is of ``framework``."""
        written = cells.text(cell)
        if not isinstance(written, str):
            return written
        found: list[str] = []
        for part in _parts(written):
            head, colon, tail = part.rpartition(":")
            owner = self.known("framework").find(head.strip()) if colon else framework
            item = self.item(owner, tail.strip()) if isinstance(owner, str) else owner
            if isinstance(owner, Misread) or isinstance(item, Misread):
                suggestion = self._parted(str(owner), tail) or (item.suggestion if isinstance(item, Misread) else None)
                return Misread("unknown_part", {"part": part}, suggestion)
            found.append(f"{owner}:{item}")
        return ";".join(dict.fromkeys(found)) or None

    def _parted(self, framework: str, written: str) -> str | None:
        """«1.2», «1-2»: 1, 2 where both are items. Only to be asked about; 1-2 may mean a range."""
        parts = _PARTED.split(digits(written).strip())
        known = self.known("item", framework).codes
        return ", ".join(parts) if len(parts) > 1 and all(part in known for part in parts) else None


def _place(item: dict[str, Any]) -> tuple[bool, int]:
    return item["position"] is None, item["position"] or 0


def bare_item(written: str) -> str:
    """«ข้อ ๓» → 3."""
    return _ITEM_WORDS.sub("", digits(written).strip()).strip() or written


def whole_number(written: str) -> str:
    """``3.0`` → 3; anything else as it is."""
    found = _WHOLE.fullmatch(digits(written).strip())
    return found[1] if found else written


def _parts(written: str) -> list[str]:
    pieces = [piece.strip() for piece in written.replace("\n", ";").replace(",", ";").split(";")]
    # Spaces part items too, unless they stand within one: «ข้อ 3».
    return [part for piece in pieces for part in (piece.split() if "ข้อ" not in piece else [piece]) if part]
