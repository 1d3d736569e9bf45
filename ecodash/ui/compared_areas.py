"""Areas beside each other as the screen shows them: which are chosen, a sentence, a line for each. No Streamlit."""

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from ecodash import facts
from ecodash.facts.comparison import FEWEST, MOST, Comparison, Side, comparison, months_between
from ecodash.facts.rows import AreaRow
from ecodash.language.unbroken import unbroken
from ecodash.sentences import short_name
from ecodash.ui.course_pictures import Picture, calendar_axis, elapsed_axis, picture
from ecodash.ui.page import Page
from ecodash.ui.phase_progress import AXES, chosen

PARAMETER = "areas"


@dataclass(frozen=True)
class Beside:
    """One area: the letter it has in the table of items, its line over time (None: no result), since when."""

    letter: str
    side: Side
    picture: Picture | None
    since: str


@dataclass(frozen=True)
class Compared:
    """What is shown; ``unknown`` are codes asked for that are no area, ``left_out`` those beyond the most."""

    told: Comparison
    headline: str
    sides: list[Beside]
    unknown: list[str]
    left_out: int


def asked_areas(page: Page) -> list[str]:
    """The codes that the address asks for, each once."""
    parts = (part.strip() for part in page.own.get(PARAMETER, "").split(","))
    return list(dict.fromkeys(part for part in parts if part))


def compared(page: Page) -> Compared | None:
    """The areas that the address asks for beside each other; None where it names no area at all."""
    asked = asked_areas(page)
    known = {row["code"] for row in facts.areas(page.store, page.day)}
    wanted = [code for code in asked if code in known]
    if not wanted:
        return None
    told = comparison(page.store, page.selection, tuple(wanted[:MOST]))
    return Compared(
        told,
        _headline(page, told),
        [
            Beside(letter, side, _picture(page, side, told.sides), since_words(page, side))
            for letter, side in zip(_letters(page), told.sides, strict=False)
        ],
        [code for code in asked if code not in known],
        max(0, len(wanted) - MOST),
    )


def choices(page: Page) -> list[tuple[AreaRow, bool, str]]:
    """Every area of the selection, whether it is chosen, and the codes to ask for to change that."""
    asked = [code for code in asked_areas(page) if code in page.area_names()][:MOST]
    told = []
    for row in facts.areas_selected(page.store, page.selection):
        is_chosen = row["code"] in asked
        then = [code for code in asked if code != row["code"]] if is_chosen else [*asked, row["code"]]
        told.append((row, is_chosen, ",".join(then) if len(then) <= MOST else ""))
    return told


def is_enough(found: Compared) -> bool:
    """Whether there is anything to compare."""
    return len(found.sides) >= FEWEST


def since_words(page: Page, side: Side) -> str:
    """1 ปี 4 เดือน: for how long an area has been surveyed."""
    if side.since is None:
        return page.t("compare.never")
    whole = months_between(side.since, page.day)
    if whole < 1:
        return page.t("compare.not_a_month")
    years, months = divmod(whole, 12)
    said = [page.t("phases.years_after").format(count=years)] if years else []
    said += [page.t("compare.months", count=months)] if months else []
    return " ".join(said)


def _letters(page: Page) -> Sequence[str]:
    return ascii_uppercase if page.lang == "en" else "กขคงจ"


def _headline(page: Page, told: Comparison) -> str:
    surveyed = [side for side in told.sides if side.counts.assessed]
    if not surveyed:
        return page.t("compare.none_surveyed", total=len(told.sides))
    best = max(surveyed, key=lambda side: side.counts.met / side.counts.total)
    said = page.t("compare.most", area=short_name(best.area, page.lang), met=best.counts.met, total=best.counts.total)
    fastest = max((side for side in surveyed if side.before), key=lambda side: side.gained - side.lost, default=None)
    if fastest is None or fastest.gained <= fastest.lost:
        return unbroken(said)
    gain = page.t("compare.fastest", area=short_name(fastest.area, page.lang), count=fastest.gained - fastest.lost)
    return unbroken(f"{said}\u00a0· {gain}")


def _picture(page: Page, side: Side, every: Sequence[Side]) -> Picture | None:
    if not side.steps:
        return None
    earliest = min(other.steps[0].day for other in every if other.steps)
    if chosen(page, "axis", AXES) == "calendar":
        axis = calendar_axis(earliest, page.day)
    else:
        first = side.steps[0].day
        axis = elapsed_axis(first, first + (page.day - earliest), page.t("phases.years_after"))
    return picture(side.steps, axis, page.day, max(other.counts.total for other in every))
