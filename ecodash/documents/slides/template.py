"""The template that slides are filled into: layouts by name, placeholders by number, all looks its own.

``template.pptx`` is ours (``tools/make_slide_template.py``). Another one may stand in its place if it has layouts of
these names with placeholders of these numbers; ``missing`` says which it lacks.
"""

from enum import IntEnum
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from pptx import Presentation
from pptx.exc import PackageNotFoundError

from ecodash.language.refusal import Refusal

FILE = Path(__file__).with_name("template.pptx")


class Slot(IntEnum):
    """The number of a placeholder."""

    TITLE = 0
    BODY = 1
    FOOT = 11
    PAGE = 12
    HEAD = 13
    DEMO = 14
    TABLE = 15
    CHART = 16


_EACH = (Slot.TITLE, Slot.HEAD, Slot.DEMO, Slot.FOOT, Slot.PAGE)
STATEMENT, TABLE, CHART, PICTURE = "ecodash text", "ecodash table", "ecodash chart", "ecodash chart and text"
LAYOUTS: dict[str, tuple[Slot, ...]] = {
    STATEMENT: (*_EACH, Slot.BODY),
    TABLE: (*_EACH, Slot.TABLE),
    CHART: (*_EACH, Slot.CHART),
    PICTURE: (*_EACH, Slot.CHART, Slot.BODY),
}
# Those that a template must have for slides to be made with it at all.
_FILLED = {Slot.BODY, Slot.TABLE, Slot.CHART}
# A smaller part of a slide's width and height would make hundreds of slides of a few lines each.
_LEAST = 0.25
_NEEDED = {Slot.TITLE, *_FILLED}


def opened(data: bytes | None = None) -> Any:
    """A presentation without slides from a template's bytes, ours if none are given; Refusal if it cannot be used."""
    deck = presentation(data or FILE.read_bytes())
    if lacking := missing(deck):
        raise Refusal("slides.template_lacks", lacking=", ".join(lacking))
    for listed in list(deck.slides._sldIdLst):
        deck.part.drop_rel(listed.rId)
        deck.slides._sldIdLst.remove(listed)
    return deck


def presentation(data: bytes) -> Any:
    """The file as PowerPoint has it; Refusal if it is none."""
    try:
        return Presentation(BytesIO(data))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError):
        raise Refusal("slides.template_unreadable") from None


def missing(deck: Any) -> list[str]:
    """What a template lacks: a layout's name, or a layout's name and the number of a placeholder."""
    found = {each.name: {shape.placeholder_format.idx for shape in each.placeholders} for each in deck.slide_layouts}
    lacking = [name for name in LAYOUTS if name not in found]
    return lacking + [
        f"{name} #{slot.value}"
        for name, slots in LAYOUTS.items()
        for slot in slots
        if name in found and slot in _NEEDED and slot not in found[name]
    ]


def unfit(deck: Any) -> list[str]:
    """The places that reach beyond the slide, as where its size was changed, or are too small to be filled."""
    wide, tall = deck.slide_width, deck.slide_height
    return [
        f"{each.name} #{place.placeholder_format.idx}"
        for each in deck.slide_layouts
        if each.name in LAYOUTS
        for place in each.placeholders
        if place.width is not None
        if min(place.left, place.top) < 0
        or place.left + place.width > wide
        or place.top + place.height > tall
        or (place.placeholder_format.idx in _FILLED and (place.width < wide * _LEAST or place.height < tall * _LEAST))
    ]


def layout(deck: Any, name: str) -> Any:
    """A layout by its name."""
    return next(each for each in deck.slide_layouts if each.name == name)
