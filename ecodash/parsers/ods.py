"""An .ods workbook. A cell says what it holds and what it shows; both are read from one file of XML, in one pass."""

import io
import re
import zipfile
from datetime import datetime
from typing import Any

from ecodash.parsers.protocol import (
    CHUNK,
    MOST_COLUMNS,
    MOST_FLAWS,
    MOST_ROWS,
    Flaw,
    Refused,
    Row,
    parse,
    tell,
    tell_rows,
)
from ecodash.parsers.safe_xml import xml_parser

_LARGEST_MANIFEST = 1_000_000
_LINE_THROUGH = ("text-line-through-style", "text-line-through-type")
_MANIFEST = "META-INF/manifest.xml"
# 0012 and 1.10: what is seen says more than the number.
_SHOWN = re.compile(r"0\d+|\d+\.\d*0")
_UNIT = re.compile(r"[\d.,]+\s*(?:ล้าน|พัน|แสน|หมื่น)\D*")
# ม.ค.-67 or 01/2567: of a day its month alone.
_MONTH = re.compile(r"\D*(?:\d{1,2}[/.-])?(?:\d{4}|\d{2})")


def _tell_workbook(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "mimetype" in archive.NameToInfo and b"spreadsheet" not in archive.open("mimetype").read(200):
            raise Refused("other_office")
        info = archive.NameToInfo.get(_MANIFEST)
        if info and info.file_size < _LARGEST_MANIFEST and b"encryption-data" in archive.read(_MANIFEST):
            raise Refused("password")
        book = _Book()
        parser = xml_parser(book.start)
        parser.EndElementHandler = book.end
        parser.CharacterDataHandler = book.data
        with archive.open("content.xml") as file:
            while chunk := file.read(CHUNK):
                parser.Parse(chunk, False)
        parser.Parse(b"", True)


class _Book:
    """Follows the XML and tells each sheet when it ends."""

    def __init__(self) -> None:
        self._hidden_styles: set[str] = set()
        self._struck_styles: set[str] = set()
        self._style = ""
        self._sheet: _Sheet | None = None
        # Sheets within cells, comments and drawings are not of the table.
        self._aside = 0

    def start(self, tag: str, told: dict[str, str]) -> None:
        local = tag.rpartition(":")[2]
        named = {name.rpartition(":")[2]: value for name, value in told.items()}
        if self._aside or local in ("annotation", "shapes", "tracked-changes") or (local == "table" and self._sheet):
            self._aside += 1
        elif local == "style":
            self._style = named.get("name", "")
        elif local == "table-properties" and named.get("display") == "false":
            self._hidden_styles.add(self._style)
        elif local == "text-properties" and {named.get(name, "none") for name in _LINE_THROUGH} != {"none"}:
            self._struck_styles.add(self._style)
        elif local == "table":
            is_hidden = named.get("style-name", "") in self._hidden_styles
            self._sheet = _Sheet(named.get("name", ""), is_hidden, self._struck_styles)
        elif self._sheet:
            # The type of a value that another program gives, too: it knows errors.
            self._sheet.start(local, named | {"kind": told.get("calcext:value-type", "")})

    def end(self, tag: str) -> None:
        local = tag.rpartition(":")[2]
        if self._aside:
            self._aside -= 1
        elif self._sheet and local == "table":
            self._sheet.tell()
            self._sheet = None
        elif self._sheet:
            self._sheet.end(local)

    def data(self, text: str) -> None:
        if self._sheet and not self._aside:
            self._sheet.data(text)


class _Sheet:
    """Collects the cells of one sheet."""

    def __init__(self, name: str, is_hidden: bool, struck_styles: set[str]) -> None:
        self._name = name
        self._is_hidden = is_hidden
        self._struck_styles = struck_styles
        self._rows: list[Row] = []
        self._flaws: list[Flaw] = []
        self._merged: list[tuple[int, int, int, int]] = []
        self._hidden_rows = self._hidden_columns = 0
        self._row = 0
        self._again = 1
        self._cells: list[Any] = []
        self._cell: dict[str, str] | None = None
        self._lines: list[str] = []

    def start(self, local: str, named: dict[str, str]) -> None:
        if local == "table-row":
            self._cells = []
            self._again = _count(named, "number-rows-repeated")
            if named.get("visibility") in ("collapse", "filter"):
                self._hidden_rows += min(self._again, MOST_ROWS)
        elif local == "table-column" and named.get("visibility") == "collapse":
            self._hidden_columns += min(_count(named, "number-columns-repeated"), MOST_COLUMNS)
        elif local in ("table-cell", "covered-table-cell"):
            self._cell, self._lines = named, []
        elif self._cell is not None and local == "p":
            self._lines.append("")
        elif self._cell is not None and local == "span" and named.get("style-name") in self._struck_styles:
            # A part of the text is struck out as the whole may be.
            self._cell["style-name"] = named["style-name"]
        elif self._lines and local == "s":
            self._lines[-1] += " " * min(_count(named, "c"), 100)
        elif self._lines and local in ("tab", "line-break"):
            self._lines[-1] += "\t" if local == "tab" else "\n"

    def data(self, text: str) -> None:
        if self._cell is not None and self._lines:
            self._lines[-1] += text

    def end(self, local: str) -> None:
        if local in ("table-cell", "covered-table-cell") and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif local == "table-row":
            self._end_row()

    def _end_cell(self, named: dict[str, str]) -> None:
        shown = "\n".join(self._lines)
        value = _value(named, shown)
        column = len(self._cells)
        at = f"{_letters(column)}{self._row + 1}"
        if named["kind"] == "error":
            self._flaw("error_value", at, shown)
            value = ""
        elif named.get("formula") and value == "" and named.get("value-type") != "string":
            self._flaw("formula_without_value", at, "")
        if value != "" and named.get("style-name") in self._struck_styles:
            self._flaw("struck_out", at, "")
        if value != "" and (column >= MOST_COLUMNS or self._row >= MOST_ROWS):
            self._flaw("far_away", at, shown[:100])
        rows, columns = _count(named, "number-rows-spanned"), _count(named, "number-columns-spanned")
        if rows > 1:
            self._merged.append((self._row + 1, column, self._row + rows, column + columns - 1))
        # Behind the last column nothing is kept; programs fill rows up to the edge with one cell.
        self._cells += [value] * min(_count(named, "number-columns-repeated"), MOST_COLUMNS + 1 - column)

    def _flaw(self, code: str, at: str, value: str) -> None:
        if len(self._flaws) < MOST_FLAWS:
            self._flaws.append((code, at, value))

    def _end_row(self) -> None:
        if any(cell != "" for cell in self._cells):
            last = min(self._row + self._again, MOST_ROWS)
            if self._row < MOST_ROWS < self._row + self._again:
                self._flaw("far_away", f"A{MOST_ROWS + 1}", "")
            self._rows += ((number + 1, self._cells) for number in range(self._row, last))
        self._row += self._again

    def tell(self) -> None:
        tell(
            sheet=self._name,
            hidden=self._is_hidden,
            flaws=self._flaws,
            hidden_rows=self._hidden_rows,
            hidden_columns=self._hidden_columns,
        )
        tell(merged=self._merged, total=len(self._rows))
        tell_rows(self._rows)


def _value(named: dict[str, str], shown: str) -> Any:
    kind = named.get("value-type", "")
    if kind in ("float", "currency", "percentage"):
        return _number(float(named.get("value", "nan")), kind, shown.strip())
    if kind == "date":
        return _day(named.get("date-value", ""), shown)
    if kind == "boolean":
        return named.get("boolean-value") == "true"
    if kind == "time":
        return {"time": shown}
    return shown or named.get("string-value", "")


def _number(value: float, kind: str, shown: str) -> Any:
    if kind == "percentage":
        return {"number": value, "shown": shown if shown.endswith("%") else f"{value * 100:g}%"}
    says_more = _UNIT.fullmatch(shown) or (_SHOWN.fullmatch(shown) and float(shown) == value)
    return {"number": value, "shown": shown} if says_more else value


def _day(told: str, shown: str) -> Any:
    try:
        moment = datetime.fromisoformat(told[:19])
    except ValueError:
        return shown
    if moment.day == 1 and _MONTH.fullmatch(shown.strip()):
        return {"month": moment.date().isoformat()}
    return {"day": moment.isoformat() if moment.time().isoformat() != "00:00:00" else moment.date().isoformat()}


def _count(named: dict[str, str], name: str) -> int:
    told = named.get(name, "1")
    return max(int(told), 1) if told.isdigit() and len(told) < 8 else 1


def _letters(index: int) -> str:
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(65 + rest) + text
    return text


if __name__ == "__main__":
    parse(_tell_workbook)
