"""What is remarkable about a sheet of an .xlsx: errors, formulas without a value, hidden rows, cells far outside.

Texts that stand in the sheet itself may be struck out there; of shared ones ``xlsx_parts`` knows it.
"""

import re
import zipfile
from typing import Any

from ecodash.parsers.protocol import CHUNK, MOST_COLUMNS, MOST_FLAWS, MOST_ROWS, Flaw, Refused
from ecodash.parsers.safe_xml import xml_parser
from ecodash.parsers.xlsx_parts import column_number, is_on

_REMARKABLE = re.compile(rb'<(?:\w+:)?f[ />]|\bt="e"|\bhidden="(?:1|true)"|<(?:\w+:)?strike\b')
# One of these stands in whatever that finds.
_SIGNS = (b"<f ", b"<f>", b"<f/", b":f ", b":f>", b":f/", b't="e"', b'hidden="1', b'hidden="true', b"strike")
_NEAR_THE_END = 1 << 14
_FAR_COLUMN = re.compile(rb' r="(?:[A-Z]{3}|[D-Z][A-Z]|C[W-Z])\d')
_ROW = re.compile(rb'<(?:\w+:)?row [^>]{0,200}?\br="(\d+)"')
_ENTITIES = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)


def look_of(archive: zipfile.ZipFile, part: str | None) -> dict[str, Any]:
    """What is remarkable about a sheet; a plain one is only skimmed."""
    seen = _Sheet()
    if part is None or part not in archive.NameToInfo or not _is_remarkable(archive, part):
        return seen.told()
    parser = xml_parser(seen.start)
    parser.EndElementHandler = seen.end
    parser.CharacterDataHandler = seen.data
    with archive.open(part) as file:
        while chunk := file.read(CHUNK):
            parser.Parse(chunk, False)
    parser.Parse(b"", True)
    return seen.told()


def _is_remarkable(archive: zipfile.ZipFile, part: str) -> bool:
    tail = b""
    found = False
    with archive.open(part) as file:
        while chunk := file.read(CHUNK):
            text = tail + chunk
            if _ENTITIES.search(text):
                raise Refused("broken")
            found = found or _has_remarkable(text) or bool(_FAR_COLUMN.search(text))
            # Rows are long, so the last one begins near the end, or else somewhere.
            rows = _ROW.findall(text[-_NEAR_THE_END:]) or _ROW.findall(text)
            found = found or bool(rows and int(rows[-1]) > MOST_ROWS)
            tail = chunk[-300:]
    return found


def _has_remarkable(text: bytes) -> bool:
    # Looking for plain bytes is some fifty times as fast as looking for the pattern, and most sheets have none.
    return any(sign in text for sign in _SIGNS) and bool(_REMARKABLE.search(text))


class _Sheet:
    """Collects flaws cell by cell: code, place, value."""

    def __init__(self) -> None:
        self.flaws: list[Flaw] = []
        self.hidden_rows = self.hidden_columns = 0
        self._place = self._type = self._value = ""
        self._row = self._column = 0
        self._has_formula = self._in_value = self._is_struck = False

    def told(self) -> dict[str, Any]:
        return {"flaws": self.flaws, "hidden_rows": self.hidden_rows, "hidden_columns": self.hidden_columns}

    def start(self, tag: str, told: dict[str, str]) -> None:
        local = tag.rpartition(":")[2]
        if local == "c":
            self._begin_cell(told)
        elif local == "f":
            self._has_formula = True
        elif local == "strike":
            self._is_struck = self._is_struck or is_on(told)
        elif local in ("v", "t"):
            self._in_value = True
        elif local == "row":
            self._row = int(told.get("r", self._row + 1))
            self._column = 0
            self.hidden_rows += told.get("hidden") in ("1", "true")
        elif local == "col" and told.get("hidden") in ("1", "true"):
            self.hidden_columns += int(told["max"]) - int(told["min"]) + 1

    def data(self, text: str) -> None:
        if self._in_value:
            self._value += text

    def end(self, tag: str) -> None:
        local = tag.rpartition(":")[2]
        if local in ("v", "t"):
            self._in_value = False
        elif local == "c" and len(self.flaws) < MOST_FLAWS:
            self._judge()

    def _begin_cell(self, told: dict[str, str]) -> None:
        self._place = told.get("r", "")
        self._column = column_number(self._place) if self._place else self._column + 1
        self._type = told.get("t", "")
        self._value = ""
        self._has_formula = self._is_struck = False

    def _judge(self) -> None:
        if self._type == "e":
            self.flaws.append(("error_value", self._place, self._value))
        elif self._has_formula and not self._value and self._type != "str":
            self.flaws.append(("formula_without_value", self._place, ""))
        elif self._value and (self._row > MOST_ROWS or self._column > MOST_COLUMNS):
            self.flaws.append(("far_away", self._place, self._value[:100] if self._type != "s" else ""))
        elif self._is_struck:
            self.flaws.append(("struck_out", self._place, ""))
