"""The parts of an .xlsx file: which holds what, when it was made, which number formats its cells have."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.parsers import expat

from ecodash.parsers.number_formats import telling_format
from ecodash.parsers.protocol import CHUNK
from ecodash.parsers.safe_xml import xml_parser

_STYLES = "xl/styles.xml"
_PROPERTIES = "docProps/core.xml"
# The formats that a cell can have without writing them down.
_BUILT_IN = {"2": "0.00", "9": "0%", "10": "0.00%", "17": "mmm-yy"}
_CELL = re.compile(rb"<(?:\w+:)?c ([^>]*)>")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d+)"')
_STYLE = re.compile(rb'\bs="(\d+)"')


def sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
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
        xml_parser(start).Parse(archive.read(part), True)
    for name, rel in named:
        target = targets.get(rel, "")
        yield name, target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")


def properties(archive: zipfile.ZipFile) -> dict[str, str]:
    """When the file was made and last saved, as it says itself; ISO texts under ``created`` and ``modified``."""
    if _PROPERTIES not in archive.NameToInfo or archive.NameToInfo[_PROPERTIES].file_size > CHUNK:
        return {}
    told: dict[str, str] = {}
    within = [""]
    parser = xml_parser(lambda tag, _: within.append(tag.rpartition(":")[2]))
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


def telling_styles(archive: zipfile.ZipFile) -> dict[bytes, str]:
    """The styles whose cells show another text than their number: index → number format."""
    if _STYLES not in archive.NameToInfo or archive.NameToInfo[_STYLES].file_size > 20 * CHUNK:
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

    parser = xml_parser(start)
    parser.EndElementHandler = lambda _: within.pop()
    parser.Parse(archive.read(_STYLES), True)
    looks = enumerate(telling_format(formats.get(style, "")) for style in styles)
    return {str(number).encode(): look for number, look in looks if look}


def looks_of_cells(archive: zipfile.ZipFile, part: str | None, styles: dict[bytes, str]) -> dict[int, dict[int, str]]:
    """The cells with such a style: row → column, counted from 0 → number format."""
    found: dict[int, dict[int, str]] = {}
    if not styles or part is None or part not in archive.NameToInfo:
        return found
    tail = b""
    with archive.open(part) as file:
        while chunk := file.read(CHUNK):
            text = tail + chunk
            for tag in _CELL.findall(text):
                place, style = _PLACE.search(tag), _STYLE.search(tag)
                if place and style and style[1] in styles:
                    column = column_number(place[1].decode()) - 1
                    found.setdefault(int(place[2]), {})[column] = styles[style[1]]
            tail = text[text.rfind(b"<") :]
    return found


def column_number(place: str) -> int:
    number = 0
    for letter in place:
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - 64
    return number
