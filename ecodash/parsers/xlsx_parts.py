"""The parts of an .xlsx file: which holds what, when it was made, how its cells look."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from ecodash.parsers.number_formats import telling_format
from ecodash.parsers.protocol import CHUNK, MOST_FLAWS
from ecodash.parsers.safe_xml import xml_parser

_STYLES = "xl/styles.xml"
_TEXTS = "xl/sharedStrings.xml"
_PROPERTIES = "docProps/core.xml"
# The formats that a cell can have without writing them down.
_BUILT_IN = {"2": "0.00", "9": "0%", "10": "0.00%", "17": "mmm-yy"}
_CELL = re.compile(rb"<(?:\w+:)?c ([^>]*)>(?:<(?:\w+:)?v>(\d+)<)?")
_TEXT_TYPE = b't="s"'
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


@dataclass
class Looks:
    """How cells look that say more, or less, than their value.

    ``formats``: styles whose cells show another text than their number: index → number format. ``struck`` are styles
    with a line through the text, ``struck_texts`` shared texts with a line through a part.
    """

    formats: dict[bytes, str] = field(default_factory=dict)
    struck: set[bytes] = field(default_factory=set)
    struck_texts: set[bytes] = field(default_factory=set)


def looks(archive: zipfile.ZipFile) -> Looks:
    """What the whole workbook has of them."""
    found = Looks(struck_texts=_struck_texts(archive))
    if _STYLES not in archive.NameToInfo or archive.NameToInfo[_STYLES].file_size > 20 * CHUNK:
        return found
    formats = dict(_BUILT_IN)
    struck_fonts: list[bool] = []
    styles: list[tuple[str, str]] = []
    within: list[str] = []

    def start(tag: str, told: dict[str, str]) -> None:
        local = tag.rpartition(":")[2]
        if local == "numFmt":
            formats[told.get("numFmtId", "")] = told.get("formatCode", "")
        elif local == "font" and within and within[-1] == "fonts":
            struck_fonts.append(False)
        elif local == "strike" and within[-2:] == ["fonts", "font"]:
            struck_fonts[-1] = is_on(told)
        elif local == "xf" and within and within[-1] == "cellXfs":
            styles.append((told.get("numFmtId", ""), told.get("fontId", "")))
        within.append(local)

    parser = xml_parser(start)
    parser.EndElementHandler = lambda _: within.pop()
    parser.Parse(archive.read(_STYLES), True)
    struck = {str(number) for number, is_struck in enumerate(struck_fonts) if is_struck}
    for number, (number_format, font) in enumerate(styles):
        index = str(number).encode()
        if look := telling_format(formats.get(number_format, "")):
            found.formats[index] = look
        if font in struck:
            found.struck.add(index)
    return found


def is_on(told: dict[str, str]) -> bool:
    """Whether an element that switches something on does."""
    return told.get("val", "1") not in ("0", "false")


def _struck_texts(archive: zipfile.ZipFile) -> set[bytes]:
    """The shared texts of which a part is struck out, by their number; most workbooks have none."""
    found: set[bytes] = set()
    if _TEXTS not in archive.NameToInfo or b"strike" not in archive.read(_TEXTS):
        return found
    number = -1

    def start(tag: str, told: dict[str, str]) -> None:
        nonlocal number
        local = tag.rpartition(":")[2]
        number += local == "si"
        if local == "strike" and is_on(told):
            found.add(str(number).encode())

    xml_parser(start).Parse(archive.read(_TEXTS), True)
    return found


@dataclass
class CellLooks:
    """The cells of a sheet that look so: row → column, counted from 0 → number format; places of struck out ones."""

    formats: dict[int, dict[int, str]] = field(default_factory=dict)
    struck: list[str] = field(default_factory=list)


def looks_of_cells(archive: zipfile.ZipFile, part: str | None, looks: Looks) -> CellLooks:
    """Which cells of a sheet look as styles or texts of the workbook do."""
    found = CellLooks()
    if looks == Looks() or part is None or part not in archive.NameToInfo:
        return found
    tail = b""
    with archive.open(part) as file:
        while chunk := file.read(CHUNK):
            text = tail + chunk
            # A tag whose value may still be to come waits for the next part.
            end = text.rfind(b"<", 0, text.rfind(b"<")) if len(chunk) == CHUNK else len(text)
            for tag, value in _CELL.findall(text, 0, end):
                _look(found, tag, value, looks)
            tail = text[end:]
    return found


def _look(found: CellLooks, tag: bytes, value: bytes, looks: Looks) -> None:
    place, styled = _PLACE.search(tag), _STYLE.search(tag)
    style = styled[1] if styled else b""
    if place and style in looks.formats:
        found.formats.setdefault(int(place[2]), {})[column_number(place[1].decode()) - 1] = looks.formats[style]
    is_struck = style in looks.struck or (value in looks.struck_texts and _TEXT_TYPE in tag)
    if place and is_struck and len(found.struck) < MOST_FLAWS:
        found.struck.append((place[1] + place[2]).decode())


def column_number(place: str) -> int:
    number = 0
    for letter in place:
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - 64
    return number
