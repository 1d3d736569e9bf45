"""Values of a measured item over time and their target, drawn on the server without a script. Knows no Streamlit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from ecodash.ui.course_pictures import HEIGHT, Axis, calendar_axis

WIDTH = 480
_LINE, _YEARS = "#0b3c49", "#c3ccd4"
# A value nearer to the next one than this, in per cent of the width, leaves the writing to it.
_APART = 13.0


@dataclass(frozen=True)
class Dot:
    """A value where it stands, in per cent from the left and from below; ``is_told``: there is room to write it."""

    left: float
    up: float
    row: dict[str, Any]
    is_told: bool


@dataclass(frozen=True)
class ValuePicture:
    """The line through the dots over an axis; ``target`` is how far up it stands in per cent, None without one."""

    image: str
    axis: Axis
    dots: tuple[Dot, ...]
    target: float | None


def value_picture(values: Sequence[dict[str, Any]], target: Decimal | None, until: date) -> ValuePicture | None:
    """Values (``effective_on``, ``value``, the oldest first) up to a day; None where there is none."""
    if not values:
        return None
    first = values[0]["effective_on"]
    axis = calendar_axis(first, until + max(timedelta(days=7), (until - first) / 16))
    low, high = _range([float(row["value"]) for row in values] + ([float(target)] if target is not None else []))
    places = [
        (round(100 * axis.share(row["effective_on"]), 1), round(100 * (float(row["value"]) - low) / (high - low), 1))
        for row in values
    ]
    told = _told([left for left, _ in places])
    dots = tuple(Dot(left, up, row, n in told) for n, ((left, up), row) in enumerate(zip(places, values, strict=True)))
    aim = None if target is None else round(100 * (float(target) - low) / (high - low), 1)
    return ValuePicture(_image(axis, places), axis, dots, aim)


def _range(numbers: list[float]) -> tuple[float, float]:
    """From nought where the numbers reach far down, else from a little below the least, to a little above the most."""
    low, high = min(numbers), max(numbers)
    room = (high - low or abs(high) or 1) * 0.15
    return (0.0 if 0 <= low < high / 2 else low - room), high + room


def _told(lefts: list[float]) -> set[int]:
    """Which values are written: the newest, and before it every one that is not in the way of the next."""
    told: list[int] = []
    for place in range(len(lefts) - 1, -1, -1):
        if not told or lefts[told[-1]] - lefts[place] >= _APART:
            told.append(place)
    return set(told)


def _image(axis: Axis, places: list[tuple[float, float]]) -> str:
    """The line and where the years begin, as an image that fills the place it is given."""
    points = "L".join(f"{left * WIDTH / 100:.1f} {HEIGHT - up:.1f}" for left, up in places)
    years = "".join(f"M{tick.left * WIDTH / 100:.1f} 0V{HEIGHT}" for tick in axis.ticks if tick.left > 0)
    paths = f"<path d='{years}' stroke='{_YEARS}'/><path d='M{points}' stroke='{_LINE}' stroke-width='2.5'/>"
    box = f"viewBox='0 0 {WIDTH} {HEIGHT}' preserveAspectRatio='none' fill='none'"
    drawing = f"<svg xmlns='http://www.w3.org/2000/svg' {box}>{paths}</svg>"
    return "data:image/svg+xml," + quote(drawing.replace("/>", " vector-effect='non-scaling-stroke'/>"), "/:='")
