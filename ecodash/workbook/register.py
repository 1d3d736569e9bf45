"""Codes and names that a cell may give: those of the store and those that the workbook itself brings."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from ecodash.domain.kinds import KINDS
from ecodash.recording import codes_for
from ecodash.workbook import cells
from ecodash.workbook.cells import Cell
from ecodash.workbook.item_spellings import (
    bare_item,
    headed_item,
    is_called_item,
    listed,
    listed_items,
    parted_items,
    says,
    whole_number,
)
from ecodash.workbook.known_codes import Items, Known
from ecodash.workbook.name_forms import area_names, body_names, framework_names, lies_in, with_units
from ecodash.workbook.offices import office
from ecodash.workbook.other_names import areas_governed_by, estates_meant
from ecodash.workbook.problems import Misread
from ecodash.workbook.stored_rows import Standing

_NAMES = ("name_th", "name_en", "short_th", "short_en", "short_name")
_MOST_LISTED = 20


class Register:
    """Everything a workbook may refer to."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self._known: dict[tuple[str, str], Known] = {}
        self._loaded: set[str] = set()
        self._rows: dict[tuple[str, str], Mapping[str, Any]] = {}
        self._texts: dict[tuple[str, str], str] = {}
        self._units: dict[tuple[Any, Any], str] = {}
        self._offices: dict[tuple[str, ...], str | Misread] = {}

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
        # Two areas may call their plans the same.
        for place in (framework, row["area"]) if kind == "plan" else (framework,):
            known = self._known.setdefault((kind, place), Known())
            known.add(code, [row.get(name) for name in _NAMES], self._forms(kind, code, row))
        if kind in ("area", "body", "meeting"):
            self._rows[kind, code] = row
        if kind == "item" and row.get("text_th"):
            self._texts[framework, code] = row["text_th"]
        if kind == "item" and row.get("unit"):
            self._units[framework, code] = row["unit"]

    def _forms(self, kind: str, code: str, row: Mapping[str, Any]) -> Iterable[str]:
        """What else a row is called."""
        if kind == "area":
            return area_names(row, self._province(row))
        if kind == "body":
            area = self._row("area", row.get("area"))
            return body_names(row, area.get("short_th") or "", self._province(row))
        if kind == "meeting" and row.get("number"):
            return self._meeting_names(str(row["number"]), row)
        if kind == "resolution":
            return [row["text"]] if row.get("text") else ()
        return framework_names(code) if kind == "framework" else ()

    def _meeting_names(self, number: str, row: Mapping[str, Any]) -> Iterator[str]:
        """A meeting by its number, alone or behind the name of its body."""
        body = self._row("body", row.get("body"))
        bodies = [
            "",
            *(name for name in (body.get("name_th"), body.get("name_en")) if name),
            *self._forms("body", "", body),
        ]
        yield from (f"{name}{time}{number}" for name in bodies for time in ("", "ครั้งที่"))

    def _row(self, kind: str, told: Any) -> Mapping[str, Any]:
        """The row that a code gives; rows of the workbook name each other as they please."""
        code = self.known(kind).find(str(told)) if told else ""
        return self._rows.get((kind, code), {}) if isinstance(code, str) else {}

    def _province(self, row: Mapping[str, Any]) -> str:
        told = str(row.get("province") or "")
        return self.known("province").codes.get(told) or told.removeprefix("จังหวัด")

    def said(self, kind: str, code: str) -> str:
        """What a row is called, so that its name is found again."""
        return self.known(kind).said(code)

    def places(self, row: Mapping[str, Any]) -> tuple[str, ...]:
        """Where a row with an area or a meeting is about, as names of offices end: its province, its subdistrict."""
        body = self._row("body", self._row("meeting", row.get("meeting")).get("body"))
        area = self._row("area", row.get("area") or body.get("area"))
        province = self._province(area or body)
        return (province, f"จังหวัด{province}" if province else "", area.get("subdistrict") or "")

    def reference(self, kind: str, cell: Cell, places: Iterable[str] = ()) -> str | Misread | None:
        """The code that a cell gives for a row of another kind. ``places``: where an office may be meant to be."""
        written = cells.text(cell)
        if not isinstance(written, str):
            return written
        found = self._found(kind, written, places)
        if isinstance(found, str) or found.code == "ambiguous":
            return found
        parts = self._parts(kind, written, places)
        if len(parts) > 1 and all(isinstance(self._found(kind, part, places), str) for part in parts):
            return Misread("names_several", {"count": len(parts)}, among=self.known(kind))
        return found

    def references(self, kind: str, cell: Cell, places: Iterable[str] = ()) -> str | Misread | None:
        """Several codes, put together as the store keeps them."""
        written = cells.text(cell)
        if not isinstance(written, str):
            return written
        whole = self._found(kind, written, places)
        if isinstance(whole, str):
            return whole
        found = []
        for part in self._parts(kind, written, places):
            code = self._found(kind, part, places)
            if isinstance(code, Misread):
                return Misread("unknown_part", {"part": part}, code.suggestion, code.among)
            found.append(code)
        return ";".join(dict.fromkeys(found)) or None

    def _parts(self, kind: str, written: str, places: Iterable[str]) -> list[str]:
        """What a cell names; blanks part names too, where each of the words is one: «สอจ. ทสจ.»."""
        named: list[str] = []
        for part in listed(written):
            words = part.split()
            is_one = isinstance(self._found(kind, part, places), str)
            are_names = not is_one and all(isinstance(self._found(kind, word, places), str) for word in words)
            named += words if are_names else [part]
        return named

    def _found(self, kind: str, written: str, places: Iterable[str]) -> str | Misread:
        found = self.known(kind).find(written)
        if kind == "area" and isinstance(found, Misread):
            return self._area_within(written) or self._with_estate(kind, written, (), found)
        if kind != "agency" or isinstance(found, str) or found.code != "unknown_code":
            return found
        if (place := (written, *places)) not in self._offices:
            provinces = self.known("province").codes.values()
            meant = office(self.known("agency"), provinces, written, places)
            self._offices[place] = meant or self._with_estate(kind, written, places, found)
        return self._offices[place]

    def _with_estate(self, kind: str, written: str, places: Iterable[str], found: Misread) -> Misread:
        """The same with the estate of a place as what may be meant, where only one is known there."""
        names = [area["name_th"] for area in estates_meant(self._areas(), written, places)]
        offices = names if kind == "area" else [f"สำนักงาน{name}" for name in names]
        codes = self.known(kind).named(offices)
        return replace(found, suggestion=self.said(kind, *codes)) if len(codes) == 1 else found

    def _areas(self) -> Iterator[tuple[Mapping[str, Any], str]]:
        """Every area with the name of its province."""
        self.known("area")
        yield from ((row, self._province(row)) for (kind, _), row in list(self._rows.items()) if kind == "area")

    def governed(self, written: str) -> str | None:
        """The area whose local government a text names, if there is one alone: «ทต.บ้านกลาง»."""
        codes = areas_governed_by(self._areas(), written)
        return codes[0] if len(codes) == 1 else None

    def _area_within(self, written: str) -> str | None:
        """An area by its code or name, with units behind it in which it is known to lie."""
        head, units = with_units(written)
        area = self._row("area", head) if units else {}
        return area["code"] if area and lies_in(area, self._province(area), units) else None

    def item(self, framework: str, written: str) -> str | Misread:
        """The item of a framework: ``3``, ``๓``, ``ข้อ 3``, ``3.0``."""
        known = self.known("item", framework)
        found = known.find(written)
        if isinstance(found, str):
            return found
        for spelling in (bare_item(written), whole_number(bare_item(written))):
            if isinstance(found, Misread) and found.code == "unknown_code":
                found = known.find(spelling)
        if isinstance(found, str) or found.code == "ambiguous":
            return found
        number, text = headed_item(written)
        if number in known.codes:
            told = self._texts.get((framework, number))
            if says(text, told) or (told is None and is_called_item(written)):
                return number
            found = replace(found, suggestion=number)
        there = ", ".join(list(known.codes)[:_MOST_LISTED]) + (" …" if len(known.codes) > _MOST_LISTED else "")
        name = self.known("framework").codes.get(framework) or framework
        return Misread("unknown_item", {"framework": name, "there": there}, found.suggestion, Items(known, framework))

    def unit(self, framework: Any, item: Any) -> str | None:
        """In what an item is measured."""
        return self._units.get((framework, item))

    def plan(self, area: str, written: str) -> str | Misread:
        """The plan of an area by its code or name, or any plan by its code."""
        self.known("plan")
        mine = self.known("plan", area).find(written)
        if not isinstance(mine, Misread) or mine.code == "ambiguous":
            return mine
        return self.known("plan").code(written) or mine

    def free_code(self, kind: str, row: Mapping[str, Any]) -> str:
        """The first code that nothing has yet for a row of this kind."""
        whole = {**dict.fromkeys(KINDS[kind].all_columns), **row}
        return next(code for code in codes_for(kind, whole) if self.known(kind).code(code) is None)

    def items(self, cell: Cell, framework: str) -> str | Misread | None:
        """``3, 8`` or ``diw-eit-2560:1.1; …``; a number alone is of ``framework``."""
        written = cells.text(cell)
        if not isinstance(written, str):
            return written
        found: list[str] = []
        for part in listed_items(written):
            head, colon, tail = part.rpartition(":")
            owner = self.known("framework").find(head.strip()) if colon else framework
            item = self.item(owner, tail.strip()) if isinstance(owner, str) else owner
            if isinstance(owner, Misread) or isinstance(item, Misread):
                suggestion = self._parted(str(owner), tail) or (item.suggestion if isinstance(item, Misread) else None)
                among = Items(self.known("item", owner), owner, head + colon) if isinstance(owner, str) else None
                return Misread("unknown_part", {"part": part}, suggestion, among)
            found.append(f"{owner}:{item}")
        return ";".join(dict.fromkeys(found)) or None

    def _parted(self, framework: str, written: str) -> str | None:
        """«1.2»: 1, 2 and «1-3»: 1, 2, 3 where all are items. Only to be asked about."""
        parts = parted_items(written)
        known = self.known("item", framework).codes
        return ", ".join(parts) if len(set(parts)) > 1 and all(part in known for part in parts) else None


def _place(item: dict[str, Any]) -> tuple[bool, int]:
    return item["position"] is None, item["position"] or 0
