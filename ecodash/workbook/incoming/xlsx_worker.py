"""Runs in a process of its own: a workbook on standard input, its cells as lines of JSON on standard output.

Started as a file and apart from the package (``python -I parsing.py``), so that a file made to do harm meets
little, and can be stopped without stopping the dashboard. Values come from calamine; what calamine does not
tell (formulas without a value, hidden rows, cells far outside) from a streaming look at the XML.
"""

import io
import json
import posixpath
import re
import sys
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any
from xml.parsers import expat

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

MEMORY_BYTES = 1_000_000_000
MOST_ROWS = 200_000
MOST_COLUMNS = 100
_ROWS_AT_ONCE = 2_000
_CHUNK = 1 << 20
_MOST_FLAWS = 1_000

_STYLES = "xl/styles.xml"
# The formats that a cell can have without writing them down.
_BUILT_IN = {"2": "0.00", "9": "0%", "10": "0.00%", "17": "mmm-yy"}
# 35%, 0012 and 1.10: codes and shares. Amounts with their commas say nothing more than their number.
_SHOWN = re.compile(r"0+(?:\.0+)?%|00+|0\.0+|0+(?:[-/]0+)+")
# What is written beside the number in colours, widths and blanks.
_ORNAMENT = re.compile(r"\[[^\]]*\]|_.|\*.|\s|\\(?=[-/ ])")
# 2 shown as «2 ล้านบาท», 1900000 as «1.9 ล้าน»: the commas behind the digits divide by thousands.
_UNIT = re.compile(r'[#,0]+(?:\.0+)?(?P<thousands>,*)"(?P<unit>[^"]*(?:ล้าน|พัน|แสน|หมื่น)[^"]*)"')
_MONTH = re.compile(r"[my][my./-]*", re.IGNORECASE)
_CELL = re.compile(rb"<(?:\w+:)?c ([^>]*)>")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d+)"')
_STYLE = re.compile(rb'\bs="(\d+)"')
_PROPERTIES = "docProps/core.xml"
_REMARKABLE = re.compile(rb'<(?:\w+:)?f[ />]|\bt="e"|\bhidden="(?:1|true)"')
# One of these stands in whatever that finds.
_SIGNS = (b"<f ", b"<f>", b"<f/", b":f ", b":f>", b":f/", b't="e"', b'hidden="1', b'hidden="true')
_NEAR_THE_END = 1 << 14
_FAR_COLUMN = re.compile(rb' r="(?:[A-Z]{3}|[D-Z][A-Z]|C[W-Z])\d')
_ROW = re.compile(rb'<(?:\w+:)?row [^>]{0,200}?\br="(\d+)"')
_ENTITIES = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)


class Refused(Exception):
    """The file cannot be read; the code says why."""


def main() -> None:
    """Read, tell, and never die without a word if it can be helped."""
    _limit_memory()
    try:
        _tell_workbook(sys.stdin.buffer.read())
    except Refused as refused:
        _tell(refused=str(refused))
    except MemoryError:
        _tell(refused="too_much")
    except Exception:
        # Whatever calamine, zlib or the XML parser call it: this is no sound workbook.
        _tell(refused="broken")


def _limit_memory() -> None:
    # Not on Windows; there the limits of the gate and of time have to do.
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def _tell_workbook(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = dict(_parts(archive))
        _tell(properties=_properties(archive))
        telling = _telling_styles(archive)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [meta for meta in workbook.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
        _tell(sheets=len(sheets))
        for meta in sheets:
            look = _look(archive, parts.get(meta.name))
            _tell(sheet=meta.name, hidden=meta.visible != SheetVisibleEnum.Visible, **look)
            if not any(code == "far_away" for code, _, _ in look["flaws"]):
                _tell_rows(workbook, meta.name, _looks(archive, parts.get(meta.name), telling))
    _tell(end=True)


def _tell_rows(workbook: CalamineWorkbook, name: str, looks: dict[int, dict[int, str]]) -> None:
    sheet = workbook.get_sheet_by_name(name)
    merged = [_range(*area) for area in sheet.merged_cell_ranges or () if area[0][0] != area[1][0]]
    _tell(merged=merged, total=sheet.total_height or sheet.height)
    chunk: list[tuple[int, list[Any]]] = []
    if sheet.start is None:
        return
    # iter_rows begins at A1, wherever the first value stands.
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if any(cell != "" for cell in row):
            for place, look in looks.get(number, {}).items():
                if place < len(row):
                    row[place] = _seen(row[place], look)
            chunk.append((number, row))
        if number % _ROWS_AT_ONCE == 0:
            _tell(rows=chunk, done=number)
            chunk = []
    _tell(rows=chunk)


def _telling_styles(archive: zipfile.ZipFile) -> dict[bytes, str]:
    """The styles whose cells show another text than their number: index → number format."""
    if _STYLES not in archive.NameToInfo or archive.NameToInfo[_STYLES].file_size > 20 * _CHUNK:
        return {}
    formats = dict(_BUILT_IN)
    styles: list[str] = []
    within: list[str] = []

    def start(tag: str, told: dict[str, str]) -> None:
        local = tag.rpartition(":")[2]
        if local == "numFmt":
            formats[told.get("numFmtId", "")] = told.get("formatCode", "")
        elif local == "xf" and within and within[-1] == "cellXfs":
            styles.append(told.get("numFmtId", ""))
        within.append(local)

    parser = _parser(start)
    parser.EndElementHandler = lambda _: within.pop()
    parser.Parse(archive.read(_STYLES), True)
    looks = enumerate(_plain_look(formats.get(style, "")) for style in styles)
    telling = (_SHOWN, _UNIT, _MONTH)
    return {str(number).encode(): look for number, look in looks if any(kind.fullmatch(look) for kind in telling)}


def _plain_look(look: str) -> str:
    """The format of a number above nil without its ornaments; of shares without thousands commas."""
    plain = _ORNAMENT.sub("", look.split(";")[0])
    return plain.replace("#", "").replace(",", "") if plain.endswith("%") else plain


def _looks(archive: zipfile.ZipFile, part: str | None, telling: dict[bytes, str]) -> dict[int, dict[int, str]]:
    """The cells with such a style: row → column, counted from 0 → number format."""
    found: dict[int, dict[int, str]] = {}
    if not telling or part is None or part not in archive.NameToInfo:
        return found
    tail = b""
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            text = tail + chunk
            for tag in _CELL.findall(text):
                place, style = _PLACE.search(tag), _STYLE.search(tag)
                if place and style and style[1] in telling:
                    column = _column_number(place[1].decode()) - 1
                    found.setdefault(int(place[2]), {})[column] = telling[style[1]]
            tail = text[text.rfind(b"<") :]
    return found


def _seen(cell: Any, look: str) -> Any:
    """The number as its cell shows it, where that is another text than the number; of a day its month alone."""
    if isinstance(cell, date):
        return {"month": cell.isoformat()[:10]} if _MONTH.fullmatch(look) and cell.day == 1 else cell
    is_number = isinstance(cell, float | int) and not isinstance(cell, bool) and not _MONTH.fullmatch(look)
    return _number_seen(cell, look) if is_number else cell


def _number_seen(value: float, look: str) -> Any:
    if unit := _UNIT.fullmatch(look):
        return {"number": value, "shown": f"{value / 1000 ** len(unit['thousands']):.15g} {unit['unit'].strip()}"}
    if "-" in look or "/" in look:
        digits = iter(f"{int(value):0{look.count('0')}d}")
        is_whole = value == int(value) and 0 <= value < 10 ** look.count("0")
        shown = "".join(next(digits) if sign == "0" else sign for sign in look)
        return {"number": value, "shown": shown} if is_whole else value
    if look.endswith("%"):
        decimals = len(look.partition(".")[2].rstrip("%"))
        return {"number": value, "shown": f"{value * 100:.{decimals}f}%"}
    whole, _, decimals_shown = look.partition(".")
    shown = f"{value:.{len(decimals_shown)}f}"
    # More digits than are shown: the number itself says more than its cell.
    if abs(float(shown) - value) > 1e-9:
        return value
    shown = shown.zfill(len(whole) + len(decimals_shown) + bool(decimals_shown))
    return {"number": value, "shown": shown} if shown != f"{value:g}" else value


def _range(first: tuple[int, int], last: tuple[int, int]) -> tuple[int, int, int, int]:
    return first[0] + 1, first[1], last[0] + 1, last[1]


def _tell(**what: Any) -> None:
    line = json.dumps(what, ensure_ascii=False, default=_plain, separators=(",", ":"))
    sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")


def _plain(value: Any) -> dict[str, str]:
    return {"day": value.isoformat()} if isinstance(value, date) else {"time": str(value)}


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of every sheet with the file that holds it."""
    targets: dict[str, str] = {}
    named: list[tuple[str, str]] = []

    def start(tag: str, told: dict[str, str]) -> None:
        local = tag.rpartition(":")[2]
        if local == "Relationship":
            targets[told.get("Id", "")] = told.get("Target", "")
        elif local == "sheet":
            rel = next((value for key, value in told.items() if key.rpartition(":")[2] == "id"), "")
            named.append((told.get("name", ""), rel))

    for part in ("xl/_rels/workbook.xml.rels", "xl/workbook.xml"):
        _parser(start).Parse(archive.read(part), True)
    for name, rel in named:
        target = targets.get(rel, "")
        yield name, target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")


def _properties(archive: zipfile.ZipFile) -> dict[str, str]:
    """When the file was made and last saved, as it says itself; ISO texts under ``created`` and ``modified``."""
    if _PROPERTIES not in archive.NameToInfo or archive.NameToInfo[_PROPERTIES].file_size > _CHUNK:
        return {}
    told: dict[str, str] = {}
    within = [""]
    parser = _parser(lambda tag, _: within.append(tag.rpartition(":")[2]))
    parser.EndElementHandler = lambda _: within.pop()

    def data(text: str) -> None:
        if within[-1] in ("created", "modified"):
            told[within[-1]] = (told.get(within[-1], "") + text)[:40]

    parser.CharacterDataHandler = data
    try:
        parser.Parse(archive.read(_PROPERTIES), True)
    except expat.ExpatError:
        # The cells can be sound where this part is not.
        return {}
    return told


def _parser(start: Any) -> Any:
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _refuse_entities
    return parser


def _refuse_entities(*_: object) -> None:
    raise Refused("broken")


def _look(archive: zipfile.ZipFile, part: str | None) -> dict[str, Any]:
    """What is remarkable about a sheet; a plain one is only skimmed."""
    seen = _Sheet()
    if part is None or part not in archive.NameToInfo or not _is_remarkable(archive, part):
        return seen.told()
    parser = _parser(seen.start)
    parser.EndElementHandler = seen.end
    parser.CharacterDataHandler = seen.data
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            parser.Parse(chunk, False)
    parser.Parse(b"", True)
    return seen.told()


def _is_remarkable(archive: zipfile.ZipFile, part: str) -> bool:
    tail = b""
    found = False
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
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
        self.flaws: list[tuple[str, str, str]] = []
        self.hidden_rows = self.hidden_columns = 0
        self._place = self._type = self._value = ""
        self._row = self._column = 0
        self._has_formula = self._in_value = False

    def told(self) -> dict[str, Any]:
        return {"flaws": self.flaws, "hidden_rows": self.hidden_rows, "hidden_columns": self.hidden_columns}

    def start(self, tag: str, told: dict[str, str]) -> None:
        local = tag.rpartition(":")[2]
        if local == "c":
            self._begin_cell(told)
        elif local == "f":
            self._has_formula = True
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
        elif local == "c" and len(self.flaws) < _MOST_FLAWS:
            self._judge()

    def _begin_cell(self, told: dict[str, str]) -> None:
        self._place = told.get("r", "")
        self._column = _column_number(self._place) if self._place else self._column + 1
        self._type = told.get("t", "")
        self._value = ""
        self._has_formula = False

    def _judge(self) -> None:
        if self._type == "e":
            self.flaws.append(("error_value", self._place, self._value))
        elif self._has_formula and not self._value and self._type != "str":
            self.flaws.append(("formula_without_value", self._place, ""))
        elif self._value and (self._row > MOST_ROWS or self._column > MOST_COLUMNS):
            self.flaws.append(("far_away", self._place, self._value[:100] if self._type != "s" else ""))


def _column_number(place: str) -> int:
    number = 0
    for letter in place:
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - 64
    return number


if __name__ == "__main__":
    main()
