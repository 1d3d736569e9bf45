"""Boxes and lines of text on a slide, written as XML at once: a slide of many boxes is drawn in no time."""

from dataclasses import dataclass
from typing import Any

from ecodash.documents.lines import attribute
from ecodash.documents.slides.lettering import parsed

Box = tuple[float, float, float, float]
POINTS = 72


@dataclass(frozen=True)
class Paint:
    """Fill, outline and its thickness in points; no shadow, no gradient."""

    fill: str
    line: str
    thick: float = 1
    is_dashed: bool = False


def add_box(slide: Any, box: Box, told: str, paint: Paint, *paragraphs: str) -> None:
    """A rounded box with text in its middle. ``told`` is read aloud to those who cannot see it."""
    dash = '<a:prstDash val="dash"/>' if paint.is_dashed else ""
    look = (
        '<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val 8000"/></a:avLst></a:prstGeom>'
        f'{_solid_xml(paint.fill)}<a:ln w="{round(paint.thick * 12700)}">{_solid_xml(paint.line)}{dash}</a:ln>'
    )
    _add(slide, box, told, look, 'lIns="18288" rIns="18288" tIns="18288" bIns="18288" anchor="ctr"', paragraphs)


def add_text(slide: Any, box: Box, told: str, *paragraphs: str) -> None:
    """Text in a box without edges."""
    look = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
    _add(slide, box, told, look, 'lIns="0" rIns="0" tIns="0" bIns="0" anchor="t"', paragraphs)


def placeholder_xml(kind: str, index: int, number: int, paragraph: str) -> str:
    """A small placeholder of the layout, at the layout's place and in its look."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{kind}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f'<p:nvPr><p:ph type="{kind}" sz="quarter" idx="{index}"/></p:nvPr></p:nvSpPr><p:spPr/>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/>{paragraph}</p:txBody></p:sp>"
    )


def _add(slide: Any, box: Box, told: str, look: str, frame: str, paragraphs: tuple[str, ...]) -> None:
    left, top, width, height = (round(part * 914400) for part in box)
    number = slide.shapes._next_shape_id
    slide.shapes._spTree.append(
        parsed(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={attribute(told[:60])} descr={attribute(told)}/><p:cNvSpPr/>'
            f'<p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/>'
            f'</a:xfrm>{look}</p:spPr><p:txBody><a:bodyPr wrap="square" {frame}/><a:lstStyle/>'
            f"{''.join(paragraphs)}</p:txBody></p:sp>"
        )
    )


def _solid_xml(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour.lstrip("#")}"/></a:solidFill>'
