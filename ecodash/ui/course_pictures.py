"""Courses over time as step lines, drawn on the server without a script. Knows no Streamlit.

A picture is an image of its own, since Streamlit takes drawings out of the HTML that it shows. It has no words: these
stand around it as text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from ecodash.domain.dates import fiscal_year_bounds, fiscal_year_of
from ecodash.domain.vocabulary import Result
from ecodash.facts.courses import Step
from ecodash.language.status_look import LOOKS

HEIGHT = 100
_GROUND, _YEARS, _TARGET = "#e3e8ed", "#c3ccd4", "#556070"
_YEAR = 365.25
_MOST_LABELS = 5


@dataclass(frozen=True)
class Tick:
    """A line across the picture, ``left`` in per cent of its width, and its label; "" where there is no room."""

    left: float
    label: str


@dataclass(frozen=True)
class Axis:
    """Which days a picture shows; the days of a picture by time since the beginning are counted from there."""

    start: date
    end: date
    ticks: tuple[Tick, ...]

    def share(self, day: date) -> float:
        """Where a day stands, 0…1."""
        return (day - self.start).days / max(1, (self.end - self.start).days)


@dataclass(frozen=True)
class Picture:
    """The outlines of what was met, assessed and is ``planned``, in a box of ``width`` × HEIGHT, and the axis below."""

    width: int
    met: str
    assessed: str
    axis: Axis
    planned: str = ""

    @property
    def data_uri(self) -> str:
        """The picture as an image without height or width of its own: it fills the place that it is given."""
        years = "".join(f"M{tick.left * self.width / 100:.1f} 0V{HEIGHT}" for tick in self.axis.ticks if tick.left > 0)
        paths = (
            f"<path d='{self.assessed}' fill='{_GROUND}' stroke='none'/>"
            f"<path d='{years}' stroke='{_YEARS}'/>"
            f"<path d='M0 0H{self.width}' stroke='{_TARGET}' stroke-width='1.5' stroke-dasharray='4 3'/>"
            f"<path d='{self.planned}' stroke='{LOOKS[Result.MET].fill}' stroke-width='2' stroke-dasharray='2 4'/>"
            f"<path d='{self.met}' stroke='{LOOKS[Result.MET].fill}' stroke-width='2.5'/>"
        ).replace("/>", " vector-effect='non-scaling-stroke'/>")
        box = f"viewBox='0 -2 {self.width} {HEIGHT + 4}' preserveAspectRatio='none' fill='none'"
        return "data:image/svg+xml," + quote(f"<svg xmlns='http://www.w3.org/2000/svg' {box}>{paths}</svg>", "/:='")


def calendar_axis(first: date, last: date) -> Axis:
    """From the beginning of the fiscal year of the first day to the last day, a tick where each fiscal year begins."""
    years = range(fiscal_year_of(first), fiscal_year_of(last) + 1)
    start = fiscal_year_bounds(years[0])[0]
    axis = Axis(start, last, ())
    marks = [(axis.share(fiscal_year_bounds(year)[0]), str(year)) for year in years]
    return Axis(start, last, _labelled(marks))


def elapsed_axis(first: date, last: date, words: str) -> Axis:
    """From a day on for as long as to the last, a tick after every year; ``words`` has room for the ``count``."""
    axis = Axis(first, last, ())
    years = range(int((last - first).days / _YEAR) + 1)
    marks = [(year * _YEAR / max(1, (last - first).days), words.format(count=year)) for year in years]
    return Axis(axis.start, axis.end, _labelled(marks))


def picture(
    steps: Sequence[Step], axis: Axis, until: date, top: int, width: int = 120, planned: Sequence[Step] = ()
) -> Picture:
    """The steps up to a day over an axis, and those planned after it; ``top`` is the number at the upper edge."""
    met = _outline([(step.day, step.met) for step in steps], axis, until, top, width)
    assessed = _outline([(step.day, step.assessed) for step in steps], axis, until, top, width)
    return Picture(width, met, f"{assessed}V{HEIGHT}H0Z", axis, _promised(steps, planned, axis, until, top, width))


def _promised(steps: Sequence[Step], planned: Sequence[Step], axis: Axis, until: date, top: int, width: int) -> str:
    if not planned:
        return ""
    path = f"M{round(width * axis.share(until))} {_height(steps[-1].met if steps else 0, top)}"
    return path + "".join(f"H{round(width * axis.share(step.day))}V{_height(step.met, top)}" for step in planned)


def _height(value: int, top: int) -> int:
    return HEIGHT - round(HEIGHT * value / max(1, top))


def _outline(values: list[tuple[date, int]], axis: Axis, until: date, top: int, width: int) -> str:
    """``M0 100H40V70…``: what falls on one place is drawn once, as it ended there."""
    places: dict[int, int] = {}
    for day, value in values:
        places[max(0, round(width * axis.share(day)))] = value
    path, height = f"M0 {HEIGHT}", HEIGHT
    for x, value in sorted(places.items()):
        y = _height(value, top)
        if y != height:
            path += f"H{x}V{y}" if x else f"V{y}"
            height = y
    return f"{path}H{round(width * axis.share(until))}"


def _labelled(marks: list[tuple[float, str]]) -> tuple[Tick, ...]:
    every = -(-len(marks) // _MOST_LABELS)
    last = len(marks) - 1
    return tuple(
        Tick(round(100 * share, 1), label if (last - place) % every == 0 else "")
        for place, (share, label) in enumerate(marks)
    )
