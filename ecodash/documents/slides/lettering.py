"""Text on slides: every run names its font for Latin and for Thai, and says in which language it is."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree
from pptx.oxml import parse_xml

from ecodash.documents.lines import legal

# Every Thai government office has it. Where it is missing, Sarabun or Norasi stands in and needs more room.
FONT = "TH Sarabun New"
# Windows and macOS draw ✓ ◐ ✕ ○ from here; other systems find them in a font of their own.
MARK_FONT = "Segoe UI Symbol"
INK, MUTED, RULE, ALARM, DEMO = "#16202b", "#52606d", "#d5dbe1", "#b3261e", "#7a4d00"

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_THAI = re.compile("[\u0e00-\u0e7f]")
_MARKS = re.compile("([✓◐✕○])")


@dataclass(frozen=True)
class Run:
    """A stretch of text in one look; ``size`` in points. ``link`` is a relationship of the slide."""

    text: str
    size: float = 18
    bold: bool = False
    colour: str = INK
    link: str | None = None


def run_of(cell: str | Run, size: float) -> Run:
    """Plain text takes the size around it; a run keeps its look and takes the size as well."""
    return Run(cell, size) if isinstance(cell, str) else replace(cell, size=size)


def fonts_xml(font: str = FONT) -> str:
    """The three fonts of a run. Thai is a complex script: without ``a:cs`` it falls to another font."""
    return f'<a:latin typeface="{font}"/><a:ea typeface="{font}"/><a:cs typeface="{FONT}"/>'


def language(text: str) -> str:
    return "th-TH" if _THAI.search(text) else "en-US"


def look_xml(run: Run, tag: str = "a:rPr", font: str = FONT) -> str:
    """The properties of a run, a paragraph's end or a list's level."""
    link = f'<a:hlinkClick r:id="{run.link}"/>' if run.link else ""
    return (
        f'<{tag} lang="{language(run.text)}" sz="{round(run.size * 100)}" b="{int(run.bold)}" dirty="0">'
        f'<a:solidFill><a:srgbClr val="{run.colour.lstrip("#")}"/></a:solidFill>{fonts_xml(font)}{link}</{tag}>'
    )


def _run_xml(run: Run) -> str:
    pieces = (piece for piece in _MARKS.split(legal(run.text)) if piece)
    return "".join(
        f"<a:r>{look_xml(replace(run, text=piece), font=MARK_FONT if _MARKS.fullmatch(piece) else FONT)}"
        f"<a:t>{escape(piece)}</a:t></a:r>"
        for piece in pieces
    )


def _runs_xml(runs: Iterable[Run]) -> str:
    """A line break within a text stays one."""
    out = []
    for run in runs:
        lines = run.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        out.append(f"<a:br>{look_xml(run)}</a:br>".join(_run_xml(replace(run, text=line)) for line in lines))
    return "".join(out)


def paragraph_xml(runs: Sequence[Run], align: str = "l", before: float = 0, numbered: bool = False) -> str:
    """One paragraph. ``before``: room above it in points."""
    last = replace(runs[-1], link=None, text="") if runs else Run("")
    room = f'<a:spcBef><a:spcPts val="{round(before * 100)}"/></a:spcBef>'
    bullet = '<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod"/>' if numbered else "<a:buNone/>"
    indent = ' marL="514350" indent="-514350"' if numbered else ' marL="0" indent="0"'
    return (
        f'<a:p><a:pPr algn="{align}"{indent}>{room}{bullet}</a:pPr>'
        f"{_runs_xml(runs)}{look_xml(last, 'a:endParaRPr')}</a:p>"
    )


def parsed(xml: str) -> Any:
    """XML in our namespaces as an element that python-pptx knows."""
    opening = xml.find(">") - (xml[xml.find(">") - 1] == "/")
    name = xml[: min(opening, xml.find(" ")) if " " in xml[:opening] else opening]
    return parse_xml(xml.replace(name, f'{name} xmlns:a="{_A}" xmlns:p="{_P}" xmlns:r="{_R}"', 1))


def write(shape: Any, *paragraphs: str) -> None:
    """Put paragraphs in place of what a shape says; its box stays as it is."""
    body = shape.text_frame._txBody
    for old in body.findall(f"{{{_A}}}p"):
        body.remove(old)
    for paragraph in paragraphs:
        body.append(parsed(paragraph))


def letter_chart(space: Any, size: float) -> None:
    """Give every text of a chart our font; charts carry their own text properties."""
    for look in space.iter(f"{{{_A}}}defRPr", f"{{{_A}}}rPr", f"{{{_A}}}endParaRPr"):
        look.set("lang", "th-TH")
        look.set("sz", look.get("sz", str(round(size * 100))))
        for tag in ("latin", "ea", "cs"):
            for old in look.findall(f"{{{_A}}}{tag}"):
                look.remove(old)
        fonts = [etree.SubElement(look, f"{{{_A}}}{tag}") for tag in ("latin", "ea", "cs")]
        for font in fonts:
            font.set("typeface", FONT)
