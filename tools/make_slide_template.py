"""Make the slides' template anew: ``python tools/make_slide_template.py``.

Everything that a slide looks like stands in this file's product: theme (fonts, colours), master and layouts with their
placeholders. The program only fills placeholders, so an office can put a template of its own in its place.
"""

import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from ecodash.documents.slides.template import FILE, LAYOUTS, Slot  # noqa: E402
from ecodash.domain.vocabulary import Result  # noqa: E402
from ecodash.language.status_look import ACCENT, LOOKS  # noqa: E402

FONT = "TH Sarabun New"
WIDTH, HEIGHT, EDGE = 13.333, 7.5, 0.55
ROOM = WIDTH - 2 * EDGE
TITLE, BODY, SMALL = 32, 28, 16
HALF = (ROOM - 0.4) / 2
# Left, top, width, height in inches.
PLACES: dict[Slot, tuple[float, float, float, float]] = {
    Slot.HEAD: (EDGE, 0.28, ROOM - 2.1, 0.45),
    Slot.DEMO: (EDGE + ROOM - 2.0, 0.28, 2.0, 0.45),
    Slot.TITLE: (EDGE, 0.7, ROOM, 1.2),
    Slot.BODY: (EDGE, 1.9, ROOM, 5.05),
    Slot.TABLE: (EDGE, 1.9, ROOM, 5.05),
    Slot.CHART: (EDGE, 1.9, ROOM, 5.05),
    Slot.FOOT: (EDGE, 6.98, ROOM - 1.2, 0.34),
    Slot.PAGE: (WIDTH - EDGE - 1.0, 6.98, 1.0, 0.34),
}
BESIDE = {
    Slot.CHART: (EDGE, 1.9, HALF, 5.05),
    Slot.BODY: (EDGE + HALF + 0.4, 1.9, HALF, 5.05),
}
KINDS = {
    Slot.TITLE: "title",
    Slot.TABLE: "tbl",
    Slot.CHART: "chart",
    Slot.FOOT: "ftr",
    Slot.PAGE: "sldNum",
}
COLOURS = {
    "dk1": "#16202b",
    "lt1": "#ffffff",
    "dk2": "#3f4d5a",
    "lt2": "#e9eef2",
    "accent1": ACCENT,
    **{f"accent{n}": LOOKS[result].fill for n, result in enumerate(Result, start=2)},
    "hlink": ACCENT,
    "folHlink": ACCENT,
}
SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def made() -> bytes:
    """The template; the same bytes each time."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    # PowerPoint would take it for an old screen.
    deck.part._element.sldSz.attrib.pop("type", None)
    layouts = list(deck.slide_layouts)
    for layout in layouts[len(LAYOUTS) :]:
        deck.slide_layouts.remove(layout)
    _theme(deck.slide_master)
    _master(deck.slide_master)
    for layout, (name, slots) in zip(layouts, LAYOUTS.items(), strict=False):
        _lay_out(layout, name, slots)
    _plain_text(deck.part._element.find(qn("p:defaultTextStyle")))
    for part in (deck.part.package, deck.part):
        for key, rel in list(part._rels.items()):
            if rel.reltype.endswith(("/thumbnail", "/printerSettings")):
                part._rels.pop(key)
    file = BytesIO()
    deck.save(file)
    return _without_moments(file.getvalue())


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
        colours.set("name", "ecodash")
        for name, colour in COLOURS.items():
            slot = colours.find(qn(f"a:{name}"))
            for child in list(slot):
                slot.remove(child)
            etree.SubElement(slot, qn("a:srgbClr")).set("val", colour.lstrip("#"))
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _master(master: Any) -> None:
    tree = master.shapes._spTree
    for shape in list(tree.iter(qn("p:sp"))):
        kind = shape.find(".//" + qn("p:ph")).get("type")
        if kind == "dt":
            tree.remove(shape)
            continue
        slot = {"title": Slot.TITLE, "body": Slot.BODY, "ftr": Slot.FOOT, "sldNum": Slot.PAGE}[kind]
        tree.replace(shape, _shape(slot, PLACES[slot], shape.find(".//" + qn("p:cNvPr")).get("id"), is_master=True))
    _plain_text(next(master._element.iter(qn("p:otherStyle"))))
    for style in master._element.iter(qn("p:titleStyle"), qn("p:bodyStyle")):
        is_title = style.tag == qn("p:titleStyle")
        for level in style:
            level.set("algn", "l")
            look = level.find(qn("a:defRPr"))
            if look is not None:
                number = int(level.tag[-4]) if level.tag[-4].isdigit() else 1
                look.set("sz", str((TITLE if is_title else BODY if number == 1 else 20) * 100))
                look.set("b", "1" if is_title else "0")


def _lay_out(layout: Any, name: str, slots: tuple[Slot, ...]) -> None:
    layout._element.cSld.set("name", name)
    layout._element.attrib.pop("type", None)
    tree = layout.shapes._spTree
    for shape in list(tree.iter(qn("p:sp"))):
        tree.remove(shape)
    places = PLACES
    if Slot.BODY in slots:
        places = PLACES | (BESIDE if Slot.CHART in slots else {})
    for number, slot in enumerate(slots, start=2):
        tree.append(_shape(slot, places[slot], str(number)))


def _shape(slot: Slot, box: tuple[float, float, float, float], number: str, is_master: bool = False) -> Any:
    left, top, width, height = (round(part * 914400) for part in box)
    kind = KINDS.get(slot, "body")
    index = "" if slot is Slot.TITLE or (is_master and slot is Slot.BODY) else f' idx="{slot.value}"'
    anchor = "t" if slot in (Slot.TITLE, Slot.BODY, Slot.TABLE, Slot.CHART) else "ctr"
    fit = "<a:normAutofit/>" if slot in (Slot.TITLE, Slot.BODY) else ""
    words = '<a:r><a:rPr lang="th-TH"/><a:t>·</a:t></a:r>'
    if slot is Slot.PAGE:
        kind_of = 'id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum"'
        words = f'<a:fld {kind_of}><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld>'
    return parse_xml(
        f'<p:sp {SPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{slot.name.title()}"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}"{index}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{_paint(slot)}</p:spPr><p:txBody>'
        f'<a:bodyPr lIns="0" rIns="0" tIns="0" bIns="0" anchor="{anchor}">{fit}</a:bodyPr>'
        f"<a:lstStyle>{_levels(slot)}</a:lstStyle><a:p>{words}</a:p></p:txBody></p:sp>"
    )


def _paint(slot: Slot) -> str:
    """The mark of demonstration data is a band of its own."""
    return '<a:solidFill><a:schemeClr val="accent3"/></a:solidFill>' if slot is Slot.DEMO else ""


def _levels(slot: Slot) -> str:
    if slot in (Slot.HEAD, Slot.FOOT, Slot.PAGE, Slot.DEMO):
        align = {Slot.PAGE: "r", Slot.DEMO: "ctr"}.get(slot, "l")
        size = 20 if slot in (Slot.HEAD, Slot.DEMO) else SMALL
        bold = ' b="1"' if slot is Slot.DEMO else ""
        colour = "tx1" if slot is Slot.DEMO else "tx2"
        return (
            f'<a:lvl1pPr marL="0" indent="0" algn="{align}"><a:buNone/><a:defRPr sz="{size * 100}"{bold}>'
            f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></a:defRPr></a:lvl1pPr>'
        )
    if slot is Slot.BODY:
        return (
            f'<a:lvl1pPr marL="0" indent="0"><a:spcBef><a:spcPts val="600"/></a:spcBef><a:buNone/>'
            f'<a:defRPr sz="{BODY * 100}"/></a:lvl1pPr>'
            f'<a:lvl2pPr marL="457200" indent="-457200"><a:spcBef><a:spcPts val="600"/></a:spcBef>'
            f'<a:buFont typeface="Arial"/><a:buChar char="□"/><a:defRPr sz="{BODY * 100}"/></a:lvl2pPr>'
        )
    return ""


def _plain_text(style: Any) -> None:
    """What cells of tables are set in: the first level in a room, the second in an annex. Programs differ in which of
    two styles they ask."""
    for level in style:
        look = level.find(qn("a:defRPr"))
        if look is not None:
            look.set("sz", str((20 if "lvl2" in level.tag else BODY) * 100))
        if "lvl2" in level.tag:
            level.set("marL", "0")


def _without_moments(data: bytes) -> bytes:
    """The same file with no clock in it."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            new.writestr(ZipInfo(name, (2026, 1, 1, 0, 0, 0)), old.read(name), ZIP_DEFLATED)
    return out.getvalue()


if __name__ == "__main__":
    FILE.write_bytes(made())
