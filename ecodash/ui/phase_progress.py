"""The phases' progress as the screen shows it: a sentence, the sum over time, a line for each area. No Streamlit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ecodash import facts
from ecodash.domain.dates import fiscal_year_of
from ecodash.facts.courses import Course, Step, courses, together
from ecodash.facts.rows import AreaRow, PhaseRow
from ecodash.sentences import short_name
from ecodash.ui.course_pictures import Axis, Picture, calendar_axis, elapsed_axis, picture
from ecodash.ui.page import Page

SORTS = ("value", "gain", "name")
AXES = ("calendar", "elapsed")
ORDERS = ("plan", "urgency")
SHADES = ("met", "known")
_NAMED = 3


@dataclass(frozen=True)
class PhaseProgress:
    """One phase (None: not known): its areas' lines in the order asked for, the sum, and the areas without a result."""

    code: str | None
    phase: PhaseRow | None
    sentence: str
    lines: list[tuple[Course, Picture]]
    total: Picture | None
    met: int
    items: int
    unsurveyed: list[AreaRow]


def phase_progress(page: Page) -> tuple[str, list[PhaseProgress]]:
    """A sentence over all phases of the selection, and each of them."""
    every = courses(page.store, page.selection)
    rows = facts.areas_selected(page.store, page.selection)
    phases = {row["code"]: row for row in facts.phases(page.store, page.day)}
    by_code = {course.area["code"]: course for course in every}
    found = []
    for code, group in groupby(rows, key=lambda row: row["phase"]):
        members = list(group)
        mine = [by_code[row["code"]] for row in members if row["code"] in by_code]
        unsurveyed = [row for row in members if row["code"] not in by_code]
        found.append(_phase(page, code, phases.get(code or ""), mine, unsurveyed, every))
    return _headline(page, every, len(rows)), found


def chosen(page: Page, name: str, allowed: Sequence[str]) -> str:
    """What the address says of this screen alone, or the first that is allowed."""
    asked = page.own.get(name, "")
    return asked if asked in allowed else allowed[0]


def this_fiscal_year(page: Page) -> int:
    """The fiscal year of the day shown, which gains are counted in, whatever year is chosen."""
    return fiscal_year_of(page.day)


def gain_phrase(page: Page, gain: int) -> str:
    """How many more items are met than when the fiscal year of the day began."""
    way = "more" if gain > 0 else "fewer" if gain < 0 else "same"
    return page.t(f"phases.gain_{way}", count=abs(gain), year=this_fiscal_year(page))


def _phase(
    page: Page,
    code: str | None,
    phase: PhaseRow | None,
    mine: list[Course],
    unsurveyed: list[AreaRow],
    every: Sequence[Course],
) -> PhaseProgress:
    items = sum(course.counts.total for course in mine)
    lines = [(course, _picture(page, course.steps, course.counts.total, every)) for course in _sorted(page, mine)]
    total = _picture(page, together(mine), items, every, width=480) if mine else None
    met = sum(course.counts.met for course in mine)
    return PhaseProgress(code, phase, _sentence(page, mine), lines, total, met, items, unsurveyed)


def _picture(page: Page, steps: Sequence[Step], top: int, every: Sequence[Course], width: int = 120) -> Picture:
    axis = _axis(page, steps[0].day, every)
    return picture(steps, axis, page.day, top, width)


def _axis(page: Page, first: date, every: Sequence[Course]) -> Axis:
    earliest = min(course.steps[0].day for course in every)
    if chosen(page, "axis", AXES) == "calendar":
        return calendar_axis(earliest, page.day)
    longest = page.day - earliest
    return elapsed_axis(first, first + longest, page.t("phases.years_after"))


def _sorted(page: Page, those: list[Course]) -> list[Course]:
    by: dict[str, Callable[[Course], tuple[float, str]]] = {
        "value": lambda course: (-course.counts.met / course.counts.total, short_name(course.area, page.lang)),
        "gain": lambda course: (-course.gain, short_name(course.area, page.lang)),
        "name": lambda course: (0, short_name(course.area, page.lang)),
    }
    return sorted(those, key=by[chosen(page, "sort", SORTS)])


def _headline(page: Page, every: Sequence[Course], areas: int) -> str:
    if not every:
        return page.t("phases.none_surveyed", total=areas) if areas else page.missing()[0]
    said = page.t(
        "phases.progress_headline",
        complete=sum(course.is_complete for course in every),
        surveyed=len(every),
    )
    return f"{said}\u00a0· {gain_phrase(page, sum(course.gain for course in every))}"


def _sentence(page: Page, mine: list[Course]) -> str:
    if not mine:
        return page.t("phases.no_results")
    ranked = sorted(mine, key=lambda course: (-course.counts.met / course.counts.total, course.area["code"]))
    if len(ranked) <= _NAMED:
        said = [_standing(page, course) for course in ranked]
    else:
        complete = page.t("phases.complete_of", complete=sum(course.is_complete for course in mine), surveyed=len(mine))
        best, least = _standing(page, ranked[0]), _standing(page, ranked[-1])
        said = [complete, page.t("phases.most", area=best), page.t("phases.least", area=least)]
    return " · ".join([*said, gain_phrase(page, sum(course.gain for course in mine))])


def _standing(page: Page, course: Course) -> str:
    key = "phases.area_complete" if course.is_complete else "phases.area_met"
    return page.t(key, area=short_name(course.area, page.lang), met=course.counts.met, total=course.counts.total)
