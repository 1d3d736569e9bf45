"""Provinces as outlines, shaded by what their areas have come to: an image with places to click. Knows no Streamlit."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ecodash.domain.progress import Counts

_FILE = Path(__file__).parents[2] / "data" / "outlines" / "provinces.txt"
_WIDTH, _HEIGHT = 560, 1025
SCALE = 0.5
"""The image stands in this scale, since places to click are given in pixels."""

CREDIT = "@svg-maps/thailand, Tae Noppakun Wongsrinoppakun, CC BY 4.0"
"""Whose outlines these are; the licence asks to say so."""

CLASSES = ("#dcebe8", "#a9cfc8", "#6faea4", "#2f8577", "#0a5f55")
"""From the least to all, light to dark, so that they are told apart in grey as well."""
_LAND, _BORDER, _INK = "#eef1f4", "#ffffff", "#17202a"
_UNTOLD = "url(#h)"
_HATCH = (
    "<pattern id='h' width='7' height='7' patternUnits='userSpaceOnUse' patternTransform='rotate(45)'>"
    "<rect width='7' height='7' fill='#fff'/><rect width='2.5' height='7' fill='#7b8794'/></pattern>"
)


@dataclass(frozen=True)
class Province:
    """A province with areas: how many, of how many there is a result, and of these what is met, assessed and all."""

    code: str
    name: Mapping[str, Any]
    areas: int
    surveyed: int
    met: int
    assessed: int
    items: int

    def share(self, shade: str) -> float | None:
        """Met or assessed out of all items, 0…1; None where nothing was surveyed."""
        if not self.surveyed:
            return None
        return (self.met if shade == "met" else self.assessed) / self.items


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
    members: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["province"]:
            members[row["province"]].append(row)
    provinces = [_province(code, those, counts) for code, those in members.items()]
    provinces.sort(key=lambda one: (one.share(shade) is None, -(one.share(shade) or 0), one.code))
    drawn = {one.code: _fill(one.share(shade)) for one in provinces}
    places = [
        (one, ",".join(str(round(float(n) * SCALE)) for n in ring.replace(" ", ",").split(",")))
        for one in provinces
        for ring in _outlines().get(one.code, ())[:1]
    ]
    return ProvinceMap(_image(drawn, chosen), round(_WIDTH * SCALE), round(_HEIGHT * SCALE), places, provinces)


def _province(code: str, rows: list[Mapping[str, Any]], counts: Mapping[str, Counts]) -> Province:
    told = [counts[row["code"]] for row in rows if counts[row["code"]].assessed]
    return Province(
        code,
        rows[0],
        areas=len(rows),
        surveyed=len(told),
        met=sum(count.met for count in told),
        assessed=sum(count.assessed for count in told),
        items=sum(count.total for count in told),
    )


def _fill(share: float | None) -> str:
    if share is None:
        return _UNTOLD
    return CLASSES[min(int(share * len(CLASSES)), len(CLASSES) - 1)]


@cache
def _outlines() -> dict[str, tuple[str, ...]]:
    """Province → its rings as ``x,y x,y …``, the largest first."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return {code: tuple(rings.split("|")) for code, _, rings in (line.partition(";") for line in lines)}


def _image(fills: Mapping[str, str], chosen: str | None) -> str:
    plain = "".join(_path(rings) for code, rings in _outlines().items() if code not in fills)
    shapes = [f"<path d='{plain}' fill='{_LAND}'/>"]
    shapes += [f"<path d='{_path(_outlines().get(code, ()))}' fill='{fill}'/>" for code, fill in fills.items()]
    if chosen in _outlines():
        shapes.append(f"<path d='{_path(_outlines()[chosen])}' fill='none' stroke='{_INK}' stroke-width='4'/>")
    drawing = f"<g stroke='{_BORDER}'>{''.join(shapes)}</g>"
    head = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {_WIDTH} {_HEIGHT}'>"
    return "data:image/svg+xml," + quote(f"{head}<defs>{_HATCH}</defs>{drawing}</svg>", "/:='(),")


def _path(rings: Iterable[str]) -> str:
    return "".join(f"M{ring.replace(' ', 'L')}Z" for ring in rings)
