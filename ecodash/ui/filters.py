"""The choices above a screen: lists labelled by us, their values kept as codes in the address."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

import streamlit as st

from ecodash import facts
from ecodash.domain.dates import fiscal_year_bounds, short_date
from ecodash.domain.vocabulary import ActivityKind, ActivityStatus
from ecodash.facts.rows import FrameworkRow
from ecodash.language.text import name
from ecodash.sentences import agency_name, meeting_label
from ecodash.ui.draw import draw
from ecodash.ui.page import Page

Options = Mapping[str, str]
"""Code → label, in order. The code "" drops the parameter from the address."""


def filters(page: Page, *parameters: str) -> None:
    """Selection boxes for some parameters; the others that narrow the screen are shown and can be cleared."""
    with st.container(horizontal=True, key="filters"):
        for parameter in parameters:
            _box(page, parameter)
    active = [(p, _label(page, p)) for p, _ in page.selection.given if p not in (*parameters, "lang", "demo")]
    if active:
        draw(page, "chosen.html", active=active)


def activity_filters(page: Page) -> tuple[str | None, str | None]:
    """Kind and status of activities to show; None leaves that side open."""
    with st.container(horizontal=True, key="filters-activity"):
        kind = _plain_box(page, "kind", "activity_kind", ActivityKind, "activities.all_kinds")
        status = _plain_box(page, "status", "activity_status", ActivityStatus, "activities.all_statuses")
    return kind, status


def _plain_box(page: Page, name: str, words: str, codes: Iterable[str], everything: str) -> str | None:
    labels = {"": page.t(everything)} | {str(code): page.t(f"{words}.{code}") for code in codes}
    return own_box(page, name, page.t(f"activities.{name}"), labels, "") or None


def own_box(page: Page, parameter: str, label: str, options: Mapping[str, str], default: str, width: int = 220) -> str:
    """A selection box of one screen, kept in the address; what the address says and is no option is left aside."""
    asked = page.own.get(parameter, "")
    key = f"own-{page.screen}-{parameter}"
    st.session_state[key] = asked if asked in options else default
    chosen: str = st.selectbox(
        label,
        list(options),
        format_func=lambda code: options.get(code, code),
        key=key,
        on_change=_choose,
        args=(parameter, key),
        width=width,
    )
    return chosen


def _box(page: Page, parameter: str) -> None:
    options = dict(_OPTIONS[parameter](page))
    chosen = dict(page.selection.given).get(parameter, "")
    if chosen not in options:
        if chosen:
            options[chosen] = _label(page, parameter)
        elif not options:
            return
        else:
            chosen = next(iter(options))
    # The address decides, not what the box remembers from an earlier screen or language.
    key = f"filter-{parameter}"
    st.session_state[key] = chosen
    st.selectbox(
        page.t(f"filter.{parameter}"),
        list(options),
        format_func=lambda code: options.get(code, code),
        key=key,
        on_change=_choose,
        args=(parameter, key),
        placeholder=page.t("filter.no_choice"),
        width=_WIDTHS.get(parameter, 220),
    )


def _choose(parameter: str, key: str) -> None:
    code = st.session_state[key]
    if code:
        st.query_params[parameter] = code
    else:
        st.query_params.pop(parameter, None)


def _label(page: Page, parameter: str) -> str:
    value = dict(page.selection.given)[parameter]
    if parameter in ("as_of", "vs"):
        day = page.selection.as_of if parameter == "as_of" else page.selection.vs
        return short_date(day, page.lang) if day else value
    if parameter == "agency":
        return agency_name(page.agencies(), value, page.lang)
    if parameter == "province":
        rows = facts.provinces(page.store, page.day)
        return next((name(row, page.lang) for row in rows if row["code"] == value), value)
    return dict(_OPTIONS[parameter](page)).get(value, value) if parameter in _OPTIONS else value


def _areas(page: Page) -> Options:
    everywhere = {} if page.screen == "briefing" else {"": page.t("filter.all_areas")}
    rows = facts.areas(page.store, page.day)
    if page.screen == "briefing" and page.selection.focus:
        rows = tuple(sorted(rows, key=lambda row: row["code"] != page.selection.focus))
    return everywhere | {row["code"]: name(row, page.lang) for row in rows}


def _phases(page: Page) -> Options:
    rows = facts.phases(page.store, page.day)
    return {"": page.t("filter.all_phases")} | {row["code"]: name(row, page.lang) for row in rows}


def _frameworks(page: Page) -> Options:
    rows = facts.frameworks(page.store, page.day)
    return {row["code"]: name(row, page.lang) for row in sorted(rows, key=_default_first(page))}


def _default_first(page: Page) -> Callable[[FrameworkRow], tuple[bool, str]]:
    chosen = page.selection.framework if "framework" not in dict(page.selection.given) else ""
    return lambda row: (row["code"] != chosen, row["code"])


def _agencies(page: Page) -> Options:
    names = {code: agency_name(page.agencies(), code, page.lang) for code in page.agencies()}
    return {"": page.t("filter.all_agencies")} | names


def _fiscal_years(page: Page) -> Options:
    years = facts.fiscal_years(page.store, page.day)
    shown = page.fiscal_year()
    # Without one in the address the box opens on the year that is shown.
    listed = sorted({*years, shown}, key=lambda year: (not page.selection.fy and year != shown, -year))
    return {str(year): f"{page.t('filter.fy')} {year}" for year in listed}


def _as_of(page: Page) -> Options:
    today = page.store.today()
    key = "filter.demo_today" if page.store.is_demo else "filter.today"
    return {"": page.t(key, day=short_date(today, page.lang)), **_days(page, today)}


def _vs(page: Page) -> Options:
    vs = page.selection.vs
    before = _days(page, page.selection.as_of)
    given = "vs" in dict(page.selection.given)
    if vs is None or given:
        return before
    # The meeting compared with by default is the first of the list and needs no parameter.
    default = next((label for code, label in before.items() if _held(page, code) == vs), short_date(vs, page.lang))
    return {"": default} | {code: label for code, label in before.items() if _held(page, code) != vs}


def _held(page: Page, code: str) -> date | None:
    return next((m["held_on"] for m in facts.meetings(page.store, page.day) if m["code"] == code), None)


def _days(page: Page, before: date) -> dict[str, str]:
    """Meetings about the area in focus and ends of fiscal years, the newest first, earlier than a day."""
    focus = page.selection.focus
    meetings = facts.meetings_of_area(page.store, focus, page.day) if focus else ()
    days = [(m["held_on"], m["code"], meeting_label(m, page.lang)) for m in meetings if m["held_on"]]
    for year in facts.fiscal_years(page.store, page.store.today()):
        end = fiscal_year_bounds(year)[1]
        label = page.t("filter.fiscal_year_end", year=year, day=short_date(end, page.lang))
        days.append((end, end.isoformat(), label))
    days.sort(key=lambda entry: entry[0], reverse=True)
    return {code: label for day, code, label in days if day < before}


_OPTIONS: dict[str, Callable[[Page], Options]] = {
    "area": _areas,
    "phase": _phases,
    "framework": _frameworks,
    "agency": _agencies,
    "fy": _fiscal_years,
    "as_of": _as_of,
    "vs": _vs,
}
_WIDTHS = {"area": 300, "framework": 280, "as_of": 300, "vs": 300}
