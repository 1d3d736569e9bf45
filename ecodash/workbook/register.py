"""Codes and names that a cell may give: those of the store and those that the workbook itself brings."""

from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from ecodash.workbook import cells
from ecodash.workbook.cells import Cell, loose
from ecodash.workbook.problems import Misread
from ecodash.workbook.standing import Standing

# What a drop-down list puts between a code and its name.
BETWEEN = " · "

_NAMES = ("name_th", "name_en", "short_th", "short_en", "short_name")
# Suggestions are for people; nobody reads more of them.
_MOST_SUGGESTED = 200


class Known:
    """The codes of one kind, of one framework where they belong to one, and what else names them."""

    def __init__(self) -> None:
        self.codes: dict[str, str] = {}
        self._by_code: dict[str, set[str]] = defaultdict(set)
        self._by_name: dict[str, set[str]] = defaultdict(set)
        self._found: dict[str, str | Misread] = {}
        self._suggested = 0

    def add(self, code: str, names: Iterable[str | None]) -> None:
        """A code with its names; the first name is the one to show."""
        told = [name for name in names if name]
        self.codes.setdefault(code, told[0] if told else "")
        self._by_code[loose(code)].add(code)
        for name in told:
            self._by_name[loose(name)].add(code)
        self._found.clear()

    def find(self, written: str) -> str | Misread:
        """The code that a text gives: exactly, or but for spaces, case and digits, or by name."""
        if written in self.codes:
            return written
        if written not in self._found:
            self._found[written] = self._search(written)
        return self._found[written]

    def _search(self, written: str) -> str | Misread:
        first = written.partition(BETWEEN)[0]
        if first in self.codes:
            return first
        for index in (self._by_code, self._by_name):
            codes = index.get(loose(written), set())
            if len(codes) == 1:
                return next(iter(codes))
            if codes:
                return Misread("ambiguous", {"codes": ", ".join(sorted(codes))})
        return Misread("unknown_code", {}, self._suggestion(written))

    def _suggestion(self, written: str) -> str | None:
        self._suggested += 1
        if self._suggested > _MOST_SUGGESTED:
            return None
        either = {**self._by_name, **self._by_code}
        near = get_close_matches(loose(written), list(either), n=1, cutoff=0.7)
        code = min(either[near[0]]) if near else None
        name = self.codes.get(code or "")
        return f"{code}{BETWEEN}{name}" if name else code


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
            for row in rows:
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
        """The item of a framework: ``3``, ``๓``, ``ข้อ 3``."""
        known = self.known("item", framework)
        found = known.find(written)
        if isinstance(found, Misread) and bare_item(written) != written:
            bare = known.find(bare_item(written))
            found = found if isinstance(bare, Misread) else bare
        if isinstance(found, Misread) and found.code == "unknown_code":
            return Misread("unknown_item", {"framework": framework}, found.suggestion)
        return found

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
                suggestion = item.suggestion if isinstance(item, Misread) else None
                return Misread("unknown_part", {"part": part}, suggestion)
            found.append(f"{owner}:{item}")
        return ";".join(dict.fromkeys(found)) or None


def bare_item(written: str) -> str:
    """«ข้อ ๓» → 3."""
    return cells.digits(written).removeprefix("ข้อ").removeprefix("ที่").strip() or written


def _parts(written: str) -> list[str]:
    pieces = [piece.strip() for piece in written.replace("\n", ";").replace(",", ";").split(";")]
    # Spaces part items too, unless they stand within one: «ข้อ 3».
    return [part for piece in pieces for part in (piece.split() if "ข้อ" not in piece else [piece]) if part]
