"""An empty 16:9 presentation in our look: theme, master and two layouts with their placeholders."""

from io import BytesIO
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches

from ecodash.documents.slides.lettering import FONT, INK, MUTED, parsed
from ecodash.domain.vocabulary import Result
from ecodash.language.status_look import ACCENT, LOOKS

WIDTH, HEIGHT = 13.333, 7.5
EDGE = 0.55
ROOM = WIDTH - 2 * EDGE
# Where things stand, in inches: left, top, width, height.
HEAD = (EDGE, 0.3, ROOM - 1.9, 0.42)
TITLE = (EDGE, 0.72, ROOM, 0.95)
BODY = (EDGE, 1.75, ROOM, 5.1)
FOOT = (EDGE, 6.98, ROOM - 1.2, 0.32)
PAGE = (WIDTH - EDGE - 1.0, 6.98, 1.0, 0.32)
HEAD_INDEX, FOOT_INDEX, PAGE_INDEX = 13, 11, 12

_PLAIN, _LIST = "Title Only", "Title and Content"
_COLOURS = {
    "dk1": INK,
    "lt1": "#ffffff",
    "dk2": MUTED,
    "lt2": "#f1f5f9",
    "accent1": ACCENT,
    **{f"accent{n}": LOOKS[result].fill for n, result in enumerate(Result, start=2)},
    "hlink": ACCENT,
    "folHlink": ACCENT,
}
_template: list[bytes] = []


def blank() -> Any:
    """A presentation without slides; its first layout has title and head, its second also a list."""
    if not _template:
        made = BytesIO()
        _made().save(made)
        _template.append(made.getvalue())
    return Presentation(BytesIO(_template[0]))


def _made() -> Any:
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    for layout in list(deck.slide_layouts):
        if layout.name not in (_PLAIN, _LIST):
            deck.slide_layouts.remove(layout)
    _theme(deck.slide_master)
    _master(deck.slide_master)
    for layout in deck.slide_layouts:
        _without_dates(layout)
        _add_head(layout)
    _without_leftovers(deck)
    return deck


def _without_leftovers(deck: Any) -> None:
    """The library's own template brings a picture of an empty slide and somebody's printer."""
    for part in (deck.part.package, deck.part):
        for key, rel in list(part._rels.items()):
            if rel.reltype.endswith(("/thumbnail", "/printerSettings")):
                part._rels.pop(key)


def _theme(master: Any) -> None:
    part = next(rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme"))
    theme = etree.fromstring(part.blob)
    for font in theme.iter(qn("a:majorFont"), qn("a:minorFont")):
        for child in list(font):
            font.remove(child)
        for tag in ("latin", "ea", "cs"):
            etree.SubElement(font, qn(f"a:{tag}")).set("typeface", FONT)
        thai = etree.SubElement(font, qn("a:font"))
        thai.set("script", "Thai")
        thai.set("typeface", FONT)
    for colours in theme.iter(qn("a:clrScheme")):
        for name, colour in _COLOURS.items():
            slot = colours.find(qn(f"a:{name}"))
            for child in list(slot):
                slot.remove(child)
            etree.SubElement(slot, qn("a:srgbClr")).set("val", colour.lstrip("#"))
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _master(master: Any) -> None:
    _without_dates(master)
    boxes = {"title": TITLE, "body": BODY, "ftr": FOOT, "sldNum": PAGE}
    for shape in master.placeholders:
        kind = shape._element.find(".//" + qn("p:ph")).get("type")
        place(shape, boxes[kind])
        body = shape._element.find(".//" + qn("a:bodyPr"))
        for side in ("lIns", "rIns"):
            body.set(side, "0")
        body.set("anchor", "t" if kind in ("title", "body") else "ctr")
        for look in shape._element.iter(qn("a:lvl1pPr")):
            look.set("algn", "r" if kind == "sldNum" else "l")
    for style in master._element.iter(qn("p:titleStyle"), qn("p:bodyStyle")):
        is_title = style.tag == qn("p:titleStyle")
        for level in style:
            level.set("algn", "l")
            look = level.find(qn("a:defRPr"))
            look.set("sz", "3000" if is_title else "2400")
            look.set("b", "1" if is_title else "0")


def place(shape: Any, box: tuple[float, float, float, float]) -> None:
    """Put a shape at a place in inches."""
    shape.left, shape.top, shape.width, shape.height = (Emu(round(part * 914400)) for part in box)


def _without_dates(part: Any) -> None:
    for mark in list(part._element.iter(qn("p:ph"))):
        if mark.get("type") == "dt":
            shape = mark.getparent().getparent().getparent()
            shape.getparent().remove(shape)


def _add_head(layout: Any) -> None:
    """The line above the title: which area, which day."""
    left, top, width, height = (round(part * 914400) for part in HEAD)
    shape = parsed(
        "<p:sp>"
        f'<p:nvSpPr><p:cNvPr id="{100 + HEAD_INDEX}" name="Head"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="body" sz="quarter" idx="{HEAD_INDEX}"/></p:nvPr></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm></p:spPr>'
        '<p:txBody><a:bodyPr lIns="0" anchor="ctr"/><a:lstStyle><a:lvl1pPr marL="0" indent="0"><a:buNone/>'
        '<a:defRPr sz="1600"/></a:lvl1pPr></a:lstStyle><a:p><a:r><a:rPr lang="en-US"/><a:t>·</a:t></a:r></a:p>'
        "</p:txBody></p:sp>"
    )
    layout.shapes._spTree.append(shape)
