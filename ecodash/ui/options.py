"""What can be chosen on a screen: codes with their words, for the boxes of the screens and the forms of short pages.

Knows no Streamlit.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from ecodash import facts
from ecodash.domain.dates import fiscal_year_bounds, short_date, thai_day, year_shown
from ecodash.domain.vocabulary import HOME_AREA
from ecodash.facts.rows import AgencyRow, FrameworkRow
from ecodash.facts.selection import THAT_DAY
from ecodash.language.text import name
from ecodash.sentences import agency_name, meeting_label, short_name
from ecodash.ui.page import Page

Options = Mapping[str, str]
"""Code → label, in order. The code "" drops the parameter from the address."""


def options_of(page: Page, parameter: str) -> tuple[dict[str, str], str]:
    """What a parameter can be, and the code chosen now; without choices both are empty."""
    options = dict(_OPTIONS[parameter](page))
    chosen = dict(page.selection.given).get(parameter, "")
    if chosen not in options:
        if chosen:
            options[chosen] = label_of(page, parameter)
        else:
            chosen = next(iter(options), "")
    return options, chosen


def chosen_line(page: Page, parameters: Iterable[str]) -> str:
    """บ้านกลาง · วันนี้ · 1 มี.ค. 2567: what is chosen now, in one line; sides that are left open are not told."""
    given = dict(page.selection.given)
    told = []
    for parameter in parameters:
        options, code = options_of(page, parameter)
        is_told = parameter in ("area", "fy", "as_of", "vs") or parameter in given
        if options and is_told:
            told.append(_area_called(page, code) or options[code] if parameter == "area" else options[code])
    return " · ".join(told)


def _area_called(page: Page, code: str) -> str:
    area = facts.area_row(page.store.whole, code, page.day)
    return short_name(area, page.lang) if area else ""


def label_of(page: Page, parameter: str) -> str:
    """What the value that the address gives a parameter is called."""
    value = dict(page.selection.given)[parameter]
    if parameter in ("as_of", "vs"):
        day = page.selection.asked_on if parameter == "as_of" else page.selection.vs
        return short_date(day, page.lang) if day else value
    if parameter == "known_at" and page.selection.known_at and value != THAT_DAY:
        return short_date(thai_day(page.selection.known_at), page.lang)
    if parameter == "agency":
        return agency_name(_agencies_by_code(page), value, page.lang)
    return dict(_OPTIONS[parameter](page)).get(value, value) if parameter in _OPTIONS else value


def _areas(page: Page) -> Options:
    everywhere = {} if page.screen == "briefing" else {"": page.t("filter.all_areas")}
    rows = facts.areas(page.store.whole, page.day)
    if page.screen == "briefing" and page.selection.focus:
        rows = tuple(sorted(rows, key=lambda row: row["code"] != page.selection.focus))
    return everywhere | {row["code"]: name(row, page.lang) for row in rows}


def _phases(page: Page) -> Options:
    rows = facts.phases(page.store.whole, page.day)
    return {"": page.t("filter.all_phases")} | {row["code"]: name(row, page.lang) for row in rows}


def _provinces(page: Page) -> Options:
    """Those that have areas."""
    used = {row["province"] for row in facts.areas(page.store.whole, page.day)}
    rows = [row for row in facts.provinces(page.store.whole, page.day) if row["code"] in used]
    return {"": page.t("filter.all_provinces")} | {row["code"]: name(row, page.lang) for row in rows}


def _frameworks(page: Page) -> Options:
    rows = facts.frameworks(page.store.whole, page.day)
    return {row["code"]: name(row, page.lang) for row in sorted(rows, key=_default_first(page))}


def _default_first(page: Page) -> Callable[[FrameworkRow], tuple[bool, str]]:
    chosen = page.selection.framework if "framework" not in dict(page.selection.given) else ""
    return lambda row: (row["code"] != chosen, row["code"])


def _agencies(page: Page) -> Options:
    known = _agencies_by_code(page)
    names = {code: agency_name(known, code, page.lang) for code in known}
    return {"": page.t("filter.all_agencies")} | names


def _agencies_by_code(page: Page) -> Mapping[str, AgencyRow]:
    return facts.agency_names(page.store.whole, page.day)


def _fiscal_years(page: Page) -> Options:
    if page.screen == "action_plan":
        # A plan is of years to come as well, and all of them are seen at first.
        planned = facts.plan_years(page.store, page.day)
        said = {str(year): f"{page.t('filter.fy')} {year_shown(year, page.lang)}" for year in planned}
        return {"": page.t("filter.all_years"), **said}
    years = facts.fiscal_years(page.store.whole, page.day)
    shown = page.fiscal_year()
    # Without one in the address the box opens on the year that is shown.
    listed = sorted({*years, shown}, key=lambda year: (not page.selection.fy and year != shown, -year))
    return {str(year): f"{page.t('filter.fy')} {year_shown(year, page.lang)}" for year in listed}


def _as_of(page: Page) -> Options:
    today = page.store.whole.today()
    key = "filter.demo_today" if page.store.whole.is_demo else "filter.today"
    return {"": page.t(key, day=short_date(today, page.lang)), **_days(page, today)}


def _eve(page: Page) -> Options:
    """Only a day or a meeting that was asked for has a beginning to look at."""
    if "as_of" not in dict(page.selection.given):
        return {}
    return {"": page.t("filter.as_it_ended"), "1": page.t("filter.as_it_began")}


def _known_at(page: Page) -> Options:
    given = dict(page.selection.given)
    now = {"": page.t("filter.known_now")} if {"as_of", "known_at"} & given.keys() else {}
    return now | ({THAT_DAY: page.t("filter.known_that_day")} if "as_of" in given else {})


def _vs(page: Page) -> Options:
    vs = page.selection.vs
    before = _days(page, page.selection.as_of)
    given = "vs" in dict(page.selection.given)
    if page.screen == "action_plan" and not given:
        # A plan is compared with the edition before it, where it was reviewed.
        return {"": page.t("plan.before_review"), **before}
    if vs is None or given:
        return before
    # The meeting compared with by default is the first of the list and needs no parameter.
    default = next((label for code, label in before.items() if _held(page, code) == vs), short_date(vs, page.lang))
    return {"": default} | {code: label for code, label in before.items() if _held(page, code) != vs}


def _held(page: Page, code: str) -> date | None:
    return next((m["held_on"] for m in facts.meetings(page.store.whole, page.day) if m["code"] == code), None)


def _days(page: Page, before: date) -> dict[str, str]:
    """Meetings about the area in focus and ends of fiscal years, the newest first, earlier than a day."""
    s = page.selection
    meetings = facts.meetings_of_area(page.store.whole, s.focus or s.area or HOME_AREA, page.day)
    days = [(m["held_on"], m["code"], meeting_label(m, page.lang)) for m in meetings if m["held_on"]]
    for year in facts.fiscal_years(page.store.whole, page.store.whole.today()):
        end = fiscal_year_bounds(year)[1]
        label = page.t("filter.fiscal_year_end", year=year, day=short_date(end, page.lang))
        days.append((end, end.isoformat(), label))
    days.sort(key=lambda entry: entry[0], reverse=True)
    return {code: label for day, code, label in days if day < before}


_OPTIONS: dict[str, Callable[[Page], Options]] = {
    "area": _areas,
    "phase": _phases,
    "province": _provinces,
    "framework": _frameworks,
    "agency": _agencies,
    "fy": _fiscal_years,
    "as_of": _as_of,
    "eve": _eve,
    "known_at": _known_at,
    "vs": _vs,
}
