"""What is said of several areas together: of a phase, a province, or all areas in the system. Knows no Streamlit."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ecodash import facts
from ecodash.domain.progress import Counts, natural_order
from ecodash.facts.courses import Course, courses
from ecodash.facts.rows import AreaRow
from ecodash.language.text import name, number
from ecodash.sentences import short_name
from ecodash.ui.page import Page
from ecodash.ui.phase_progress import gain_phrase

_NAMED = 3
_MANY = 10
# Screens that set areas side by side, and so begin with all of them where nothing is narrowed.
_OF_MANY = ("", "areas", "criteria")


@dataclass(frozen=True)
class Scope:
    """A sentence, [[ and ]] about its figure, and what stands behind it in small.

    ``is_narrowed``: a phase or province was chosen, so that no single area's verdict is wanted. ``leads``: it is what
    an overview says first: narrowed, or of so many areas with results that one of them stands for nothing.
    """

    sentence: str
    details: list[str]
    is_narrowed: bool
    leads: bool


def scope_of(page: Page) -> Scope | None:
    """Of the phase or province chosen; of all areas where nothing is narrowed, on screens that compare; else None."""
    s = page.selection
    is_narrowed = bool(s.phase or s.province)
    rows = facts.areas_selected(page.store, s)
    if s.area or facts.is_blank(page.store) or not (is_narrowed or (len(rows) > 1 and page.screen in _OF_MANY)):
        return None
    if page.screen in _OF_MANY and s.item and not is_narrowed:
        # The screen is about one item, everywhere.
        return None
    counts = facts.counts_by_area(page.store, s.framework, page.day)
    surveyed = [counts[row["code"]] for row in rows if counts[row["code"]].assessed]
    if not surveyed:
        key = "areas.scope_none" if rows else "areas.scope_empty"
        return Scope(page.t(key, place=_place(page), total=len(rows)), [], is_narrowed, leads=is_narrowed)
    leads = is_narrowed or len(surveyed) > _MANY
    return Scope(_sentence(page, rows, surveyed), _details(page, rows, surveyed), is_narrowed, leads)


def _place(page: Page) -> str:
    s = page.selection
    phase = next((row for row in facts.phases(page.store, page.day) if row["code"] == s.phase), None)
    province = next((row for row in facts.provinces(page.store, page.day) if row["code"] == s.province), None)
    return " · ".join(name(row, page.lang) for row in (phase, province) if row) or page.t("scope.everywhere")


def _sentence(page: Page, rows: Sequence[AreaRow], surveyed: list[Counts]) -> str:
    codes = [row["code"] for row in rows]
    return page.t(
        "areas.scope",
        place=_place(page),
        all_met=sum(0 < c.met == c.total - c.not_applicable for c in surveyed),
        surveyed=len(surveyed),
        total=len(codes),
        late=sum(m.is_late for m in facts.matters_in(page.store, codes, page.selection.framework, page.day)),
    )


def _details(page: Page, rows: Sequence[AreaRow], surveyed: list[Counts]) -> list[str]:
    """The sum of items met, what fails in most areas, and who moved since the fiscal year began."""
    met, total = sum(c.met for c in surveyed), sum(c.total for c in surveyed)
    told = [page.t("scope.sum", met=number(met), total=number(total))]
    worst = _worst(page, [row["code"] for row in rows])
    if worst:
        item, areas = worst
        told.append(page.t("scope.worst", item=page.item_name(page.selection.framework, item), count=areas))
    return [*told, *_moved(page, courses(page.store, page.selection))]


def _worst(page: Page, codes: list[str]) -> tuple[str, int] | None:
    """The item that is a gap in most areas, and in how many; None where there is no gap."""
    states = facts.states_by_area(page.store, page.selection.framework, page.day)
    gaps = Counter(state.item for code in codes for state in states[code] if state.result.is_gap)
    return min(gaps.items(), key=lambda pair: (-pair[1], natural_order(pair[0])), default=None)


def _moved(page: Page, every: Sequence[Course]) -> list[str]:
    """The areas that gained most and those that lost, by name; in a word where none moved."""
    gained = sorted((c for c in every if c.gain > 0), key=lambda c: (-c.gain, c.area["code"]))
    lost = sorted((c for c in every if c.gain < 0), key=lambda c: (c.gain, c.area["code"]))
    if not gained and not lost:
        return [gain_phrase(page, 0)]
    groups = (("gained", gained), ("lost", lost))
    return [page.t(f"scope.{key}", areas=_named(page, those)) for key, those in groups if those]


def _named(page: Page, those: list[Course]) -> str:
    told = [f"{short_name(c.area, page.lang)} {c.gain:+d}".replace("-", "−") for c in those[:_NAMED]]
    rest = len(those) - _NAMED
    return page.t("say.comma").join(told) + (f" {page.t('slides.and_more', count=rest)}" if rest > 0 else "")
