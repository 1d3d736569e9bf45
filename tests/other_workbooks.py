"""Workbooks of other programs for the tests: .xls and .ods, written by hand, with formats, merges and hidden rows."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from xml.sax.saxutils import escape, quoteattr

_SECTOR = 512
_STRIKEOUT = 8
# Cells with these styles show their number so; 14 is Excel's own format of a day.
FORMATS = ("General", "0%", "0000", "0.00", "d/m/yyyy", '0" ล้านบาท"', "mmm-yy")


class Formatted(float):
    """A number with the place of its format in ``FORMATS``."""

    look: str = ""


def looking(value: float, look: str) -> Formatted:
    made = Formatted(value)
    made.look = look
    return made


class Struck(str):
    """A text with a line through it; through all but its first letters where ``from_letter`` is not 0."""

    from_letter: int = 0


def old_excel(rows: Sequence[Sequence[Any]], *, sheet: str = "Sheet1", merged: Sequence[tuple[int, int, int, int]] = (),
              hidden_rows: Sequence[int] = ()) -> bytes:  # fmt: skip
    """An .xls with one sheet. ``merged``: first row, last row, first column, last column, counted from 0."""
    head = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0x0DBB, 0x07CC, 0, 6))
    head += _record(0x42, struct.pack("<H", 1200)) + _record(0x22, struct.pack("<H", 0))
    for option in (0, _STRIKEOUT):
        head += _record(0x31, struct.pack("<HHHHHBBBB", 200, option, 8, 400, 0, 0, 0, 0, 0) + b"\x05\x00Arial")
    for number, look in enumerate(FORMATS):
        head += _record(0x41E, struct.pack("<H", 164 + number) + _text(look))
    head += _record(0xE0, struct.pack("<HHH", 0, 0, 0xFFF5) + bytes(14))
    for number, _ in enumerate(FORMATS):
        head += _record(0xE0, struct.pack("<HHH", 0, 164 + number, 1) + bytes(14))
    head += _record(0xE0, struct.pack("<HHH", 1, 164, 1) + bytes(14))
    name = sheet.encode("utf-16-le")
    bound = struct.pack("<BBBB", 0, 0, len(sheet), 1) + name
    end = _record(0x0A, b"")
    place = len(head) + 4 + 4 + len(bound) + len(end)
    stream = head + _record(0x85, struct.pack("<I", place) + bound) + end + _sheet(rows, merged, hidden_rows)
    return _container(stream)


def _sheet(rows: Sequence[Sequence[Any]], merged: Sequence[tuple[int, int, int, int]], hidden: Sequence[int]) -> bytes:
    told = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0x0DBB, 0x07CC, 0, 6))
    told += _record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0))
    for number in hidden:
        told += _record(0x208, struct.pack("<HHHHHHI", number, 0, 10, 255, 0, 0, 0x20))
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            told += _cell(number, column, value)
    if merged:
        told += _record(0xE5, struct.pack("<H", len(merged)) + b"".join(struct.pack("<HHHH", *area) for area in merged))
    return told + _record(0x0A, b"")


def _cell(row: int, column: int, value: Any) -> bytes:
    if value is None or value == "":
        return b""
    if isinstance(value, date):
        style, value = 1 + FORMATS.index("d/m/yyyy"), float((value - date(1899, 12, 30)).days)
    else:
        style = 1 + FORMATS.index(value.look if isinstance(value, Formatted) else "General")
    if isinstance(value, Struck) and value.from_letter:
        runs = struct.pack("<HHH", 1, value.from_letter, 1)
        return _record(0xD6, struct.pack("<HHH", row, column, style) + _text(value) + runs)
    if isinstance(value, Struck):
        style = 1 + len(FORMATS)
    if isinstance(value, str):
        return _record(0x204, struct.pack("<HHH", row, column, style) + _text(value))
    return _record(0x203, struct.pack("<HHHd", row, column, style, float(value)))


def _text(value: str) -> bytes:
    return struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _container(stream: bytes) -> bytes:
    """The stream «Workbook» in the smallest compound file: header, one sector of places, one directory, the stream."""
    stream = stream.ljust(max(4096, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    count = len(stream) // _SECTOR
    assert count + 2 <= 128
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    chain = [3 + number for number in range(count - 1)] + [0xFFFFFFFE]
    places = struct.pack("<128I", *([0xFFFFFFFD, 0xFFFFFFFE, *chain] + [0xFFFFFFFF] * 128)[:128])
    directory = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry("Workbook", 2, 0xFFFFFFFF, 2, len(stream))
    return header + places + directory.ljust(_SECTOR, b"\0") + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    told = (name + "\0").encode("utf-16-le")
    links = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
    return (
        told.ljust(64, b"\0") + struct.pack("<HBB", len(told), kind, 1) + links + bytes(36)
        + struct.pack("<IQ", start, size)
    )  # fmt: skip


def open_document(sheets: Mapping[str, Sequence[Sequence[Any]]], *, more: str = "") -> bytes:
    """An .ods with these sheets. A cell that begins with «<» is XML of its own; ``more`` stands behind the rows."""
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}>{''.join(map(_row, rows))}{more}</table:table>"
        for name, rows in sheets.items()
    )
    names = ("office", "table", "text", "style", "calcext")
    spaces = " ".join(f'xmlns:{name}="urn:{name}"' for name in names)
    style = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    content = f"<office:document {spaces}>{style}<office:body>{tables}</office:body></office:document>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return out.getvalue()


def _row(cells: Sequence[Any]) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, cells))}</table:table-row>"


def _ods_cell(value: Any) -> str:
    if isinstance(value, str) and value.startswith("<"):
        return value
    if isinstance(value, date):
        kind, told, shown = "date", f'office:date-value="{value.isoformat()}"', value.isoformat()
    elif isinstance(value, int | float):
        kind, told, shown = "float", f'office:value="{value}"', str(value)
    else:
        kind, told, shown = "string", "", escape(value or "")
    if shown == "":
        return "<table:table-cell/>"
    return f'<table:table-cell office:value-type="{kind}" {told}><text:p>{shown}</text:p></table:table-cell>'
