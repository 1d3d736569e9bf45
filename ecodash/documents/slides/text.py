"""Text on slides: words and whether they stand out, and nothing else. How they look is the template's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from xml.sax.saxutils import escape

from pptx.oxml import parse_xml

from ecodash.documents.lines import legal

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_THAI = re.compile("[\u0e00-\u0e7f]")


@dataclass(frozen=True)
class Run:
    """A stretch of text. ``link`` is a relationship of the slide."""

    text: str
    bold: bool = False
    link: str | None = None


Cell = str | Run


@dataclass(frozen=True)
class Line:
    """A sentence of a slide's body; the second level has a box to tick."""

    said: Cell
    level: int = 1


def text_of(cell: Cell) -> str:
    return cell.text if isinstance(cell, Run) else cell


def with_text(cell: Cell, text: str) -> Cell:
    return replace(cell, text=text) if isinstance(cell, Run) else text


def paragraph_xml(*runs: Cell, level: int = 1, align: str = "") -> str:
    """One paragraph in the look of a level of its placeholder."""
    told = (f' lvl="{level - 1}"' if level > 1 else "") + (f' algn="{align}"' if align else "")
    return f"<a:p><a:pPr{told}/>{''.join(_run_xml(run) for run in runs)}</a:p>"


def _run_xml(cell: Cell) -> str:
    run = cell if isinstance(cell, Run) else Run(cell)
    link = f'<a:hlinkClick r:id="{run.link}"/>' if run.link else ""
    bold = ' b="1"' if run.bold else ""
    lines = run.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    pieces = (
        f'<a:r><a:rPr lang="{"th-TH" if _THAI.search(line) else "en-US"}"{bold}>{link}</a:rPr>'
        f"<a:t>{escape(legal(line))}</a:t></a:r>"
        for line in lines
    )
    return "<a:br/>".join(pieces)


def parsed(xml: str) -> Any:
    """XML in our namespaces as an element that python-pptx knows."""
    opening = xml.find(">") - (xml[xml.find(">") - 1] == "/")
    name = xml[: min(opening, xml.find(" ")) if " " in xml[:opening] else opening]
    return parse_xml(xml.replace(name, f'{name} xmlns:a="{_A}" xmlns:p="{_P}" xmlns:r="{_R}"', 1))


def write(shape: Any, paragraphs: Sequence[str]) -> None:
    """Put paragraphs in place of what a shape says."""
    body = shape.text_frame._txBody
    for old in body.findall(f"{{{_A}}}p"):
        body.remove(old)
    for paragraph in paragraphs or [paragraph_xml()]:
        body.append(parsed(paragraph))
