"""Provinces as outlines, shaded by what their areas have come to: an image with places to click. Knows no Streamlit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from ecodash.domain.progress import Counts
from ecodash.facts.outlines import OUTLINES, Province, outlines, provinces_with
from ecodash.language.status_look import SHARES, share_class

_WIDTH, _HEIGHT = OUTLINES
SCALE = 0.5
"""The image stands in this scale, since places to click are given in pixels."""

CREDIT = "@svg-maps/thailand, Tae Noppakun Wongsrinoppakun, CC BY 4.0"
"""Whose outlines these are; the licence asks to say so."""

_LAND, _BORDER, _INK = "#eef1f4", "#ffffff", "#17202a"
_UNTOLD = "url(#h)"
_HATCH = (
    "<pattern id='h' width='7' height='7' patternUnits='userSpaceOnUse' patternTransform='rotate(45)'>"
    "<rect width='7' height='7' fill='#fff'/><rect width='2.5' height='7' fill='#7b8794'/></pattern>"
)


@dataclass(frozen=True)
class ProvinceMap:
    """The image, the places on it to click (province, points in pixels), and the provinces, the fullest first."""

    image: str
    width: int
    height: int
    places: list[tuple[Province, str]]
    provinces: list[Province]


def province_map(
    rows: Iterable[Mapping[str, Any]], counts: Mapping[str, Counts], shade: str, chosen: str | None
) -> ProvinceMap:
    """The areas counted in their provinces, whether or not their own place is known."""
    provinces = provinces_with(rows, counts, shade)
    drawn = {one.code: _fill(one.share(shade)) for one in provinces}
    places = [
        (one, ",".join(str(round(float(n) * SCALE)) for n in ring.replace(" ", ",").split(",")))
        for one in provinces
        for ring in outlines().get(one.code, ())[:1]
    ]
    return ProvinceMap(_image(drawn, chosen), round(_WIDTH * SCALE), round(_HEIGHT * SCALE), places, provinces)


def _fill(share: float | None) -> str:
    if share is None:
        return _UNTOLD
    return SHARES[share_class(share)]


def _image(fills: Mapping[str, str], chosen: str | None) -> str:
    plain = "".join(_path(rings) for code, rings in outlines().items() if code not in fills)
    shapes = [f"<path d='{plain}' fill='{_LAND}'/>"]
    shapes += [f"<path d='{_path(outlines().get(code, ()))}' fill='{fill}'/>" for code, fill in fills.items()]
    if chosen in outlines():
        shapes.append(f"<path d='{_path(outlines()[chosen])}' fill='none' stroke='{_INK}' stroke-width='4'/>")
    drawing = f"<g stroke='{_BORDER}'>{''.join(shapes)}</g>"
    head = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {_WIDTH} {_HEIGHT}'>"
    return "data:image/svg+xml," + quote(f"{head}<defs>{_HATCH}</defs>{drawing}</svg>", "/:='(),")


def _path(rings: Iterable[str]) -> str:
    return "".join(f"M{ring.replace(' ', 'L')}Z" for ring in rings)
