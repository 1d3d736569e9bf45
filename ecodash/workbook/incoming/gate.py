"""What a file is, found out before anything parses it: a workbook, text, or something to turn away.

A zip directory is read by Python's own ``zipfile``; nothing is unpacked here.
"""

import io
import re
import zipfile

from ecodash.workbook.problems import Misread

LARGEST_FILE = 30_000_000
_LARGEST_UNPACKED = 600_000_000
_MOST_ENTRIES = 2_000
# Deflate reaches about 1,000 on nothing but repetition; sheets of real rows stay under 40.
_LARGEST_RATIO = 200
_SMALL_ENOUGH = 20_000_000
_LOOKED_AT = 4_096

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_OLD_STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_BEGINNINGS = {b"%PDF": "pdf", b"\x89PNG": "picture", b"\xff\xd8\xff": "picture", b"{\\rtf": "rtf", b"Rar!": "archive",
               b"7z\xbc\xaf": "archive", b"\x1f\x8b": "archive"}  # fmt: skip
# What many a system hands out as Excel: a web page, a web archive, the XML of Excel 2003.
_WEB = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<(?:!doctype|!--|html|head|meta|style|body|div|center|table|\?xml)|mime-version:)", re.I
)
_TEXT_SUFFIXES = (".csv", ".tsv", ".txt")
_TABLE_SUFFIXES = (*_TEXT_SUFFIXES, ".xlsx", ".xls", ".ods")


def kind_of(data: bytes, name: str) -> str | Misread:
    """``workbook``, ``old_excel``, ``open_document`` or ``text``; else what the file is and what to do."""
    if not data.strip(b"\0 \r\n\t"):
        return Misread("empty_file")
    if len(data) > LARGEST_FILE:
        return Misread("file_too_big", {"megabytes": len(data) // 1_000_000, "most": LARGEST_FILE // 1_000_000})
    if data.startswith(_OLE):
        return _old(data)
    if data.startswith(b"PK"):
        return _zip(data)
    for beginning, what in _BEGINNINGS.items():
        if data.startswith(beginning):
            return Misread(f"file_{what}")
    if _WEB.match(data):
        return Misread("file_web")
    if name.casefold().endswith(_TEXT_SUFFIXES) or (name.casefold().endswith(".xls") and _is_in_tabs(data)):
        return "text"
    if name.casefold().endswith((".xlsx", ".xlsm")):
        return Misread("broken")
    return Misread("not_a_workbook")


def _is_in_tabs(data: bytes) -> bool:
    """Whether it is lines of text with tabs in them, which many a system calls Excel too."""
    begin = data[:_LOOKED_AT]
    is_wide = begin.startswith((b"\xff\xfe", b"\xfe\xff"))
    return b"\t" in begin and (is_wide or b"\0" not in begin)


def _old(data: bytes) -> str | Misread:
    """What the container of Office before 2007 holds, by the names of its streams."""
    if _ENCRYPTED_STREAM in data:
        return Misread("password")
    if _MACROS in data:
        return Misread("macros")
    return "old_excel" if any(stream in data for stream in _OLD_STREAMS) else Misread("other_office")


def _zip(data: bytes) -> str | Misread:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        return Misread("broken")
    names = [entry.filename for entry in entries]
    if any(entry.flag_bits & 1 for entry in entries):
        return Misread("password")
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    swells = unpacked > _SMALL_ENOUGH and unpacked > _LARGEST_RATIO * max(packed, 1)
    if len(entries) > _MOST_ENTRIES or unpacked > _LARGEST_UNPACKED or packed > len(data) or swells:
        return Misread("bomb", {"megabytes": unpacked // 1_000_000})
    return _office(set(names)) if len(names) == len(set(names)) else Misread("broken")


def _office(names: set[str]) -> str | Misread:
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        return Misread("macros")
    if "xl/workbook.xml" in names:
        return "workbook"
    if "xl/workbook.bin" in names:
        return Misread("binary_excel")
    if "content.xml" in names:
        return "open_document"
    if any(name.startswith(("word/", "ppt/")) for name in names):
        return Misread("other_office")
    if any(name.endswith(".iwa") for name in names):
        return Misread("file_numbers")
    return Misread("file_archive" if any(name.endswith(_TABLE_SUFFIXES) for name in names) else "not_a_workbook")
