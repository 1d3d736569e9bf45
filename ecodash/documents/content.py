"""What every document says: facts put into one language, figures and days left as they are.

PDF, slides, workbook and meeting papers are written from this and from nothing else, so they cannot differ.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from ecodash import facts, sentences
from ecodash.documents.book import Book, Content
from ecodash.documents.line_maker import LineMaker, change_line
from ecodash.documents.overview import by_need, overview
from ecodash.domain.dates import utc_now
from ecodash.facts.rows import MeetingRow
from ecodash.facts.selection import place_of
from ecodash.language.text import name, t
from ecodash.store.store import Store

# More agencies than these make no one document.
_MAKERS = 2


def book(store: Store, selection: facts.Selection, annexes: bool = False) -> Book:
    """One area when the selection names one, else all areas within it, with ``annexes`` each of them in full."""
    made_at, lang = utc_now(), selection.lang
    framework: Mapping[str, Any] = facts.framework_row(store, selection.framework, selection.as_of) or {}
    chosen = facts.areas_selected(store, selection)
    single = selection.area or (selection.focus if len(chosen) == 1 else None)
    lines = [] if single else by_need(LineMaker(store, selection.as_of, lang).areas(chosen, selection.framework))
    wanted = [single] if single else [line.code for line in lines if line.surveyed and annexes]
    contents = [made for code in wanted if (made := content(store, selection, code, made_at, with_trend=bool(single)))]
    return Book(
        lang=selection.lang,
        demo=store.is_demo,
        made_at=made_at,
        mark=store.mark,
        as_of=selection.as_of,
        seen_as=seen_as(store, selection),
        framework=name(framework, selection.lang),
        secretariat=secretariat(store, selection, {single} if single else {row["code"] for row in chosen}),
        areas=lines,
        overview=overview(store, selection, lines) if lines else None,
        contents=contents,
        definitions=[(t(lang, f"definition_name.{c}"), t(lang, f"definition.{c}")) for c in sentences.DEFINITIONS],
        sources=facts.sources(store, selection.as_of),
        annexes=annexes,
        path=selection.link(),
    )


def content(
    store: Store, selection: facts.Selection, area: str, made_at: datetime | None = None, with_trend: bool = True
) -> Content | None:
    """One area under a selection, or None when area or framework is not there on that day."""
    s = selection
    lang, day = s.lang, s.as_of
    compared_on = s.vs if area == s.focus or "vs" in dict(s.given) else _previous(store, area, day)
    brief = facts.brief(store, area, s.framework, day, compared_on, s.fy, s.item, s.agency)
    if brief is None:
        return None
    make = LineMaker(store, day, lang)
    meetings = facts.meetings_of_area(store, area, day)
    meeting = _on(facts.meetings_of_area(store.whole, area, s.asked_on), s.asked_on)
    compared = sentences.meeting_phrase(_on(meetings, compared_on), compared_on, lang) if compared_on else ""
    moved = {change.item for change in brief.changes}
    items = {state.item: make.item(state, moved) for state in brief.states}
    resolutions = {line.code: line for line in make.resolutions(meetings)}
    linked = (s.framework, s.item) if s.item else None
    work = facts.activities_where(store, day, frozenset((area,)), brief.fiscal_year, s.agency, linked)
    return Content(
        lang=lang,
        demo=store.is_demo,
        made_at=made_at or utc_now(),
        area=name(brief.area, lang),
        area_code=area,
        framework=name(brief.framework, lang),
        framework_code=s.framework,
        body=_body(meeting, make.bodies, area, lang),
        meeting=sentences.meeting_label(meeting, lang) if meeting else "",
        chair=(meeting["chair"] if meeting else None) or "",
        venue=(meeting["venue"] if meeting else None) or "",
        as_of=day,
        seen_as=seen_as(store, s),
        compared=compared,
        compared_on=compared_on,
        verdict=sentences.verdict_parts(brief, compared, lang),
        details=sentences.verdict_details(brief.verdict, make.agencies, lang),
        counts=brief.counts,
        trend=facts.trend(store, area, s.framework, day) if with_trend else [],
        items=list(items.values()),
        changes=[change_line(change, items[change.item]) for change in brief.changes],
        stuck=[make.owed(matter) for matter in brief.owed if matter.item],
        open_resolutions=[resolutions[m.resolution] for m in brief.owed if not m.item and m.resolution],
        judged=brief.verdict,
        records=brief.records,
        asked=[make.ask(ask, brief.counts.total) for ask in brief.asks],
        fiscal_year=brief.fiscal_year,
        work=brief.work,
        activities=make.activities(work, s.framework),
        resolutions=list(resolutions.values()),
        matrix=facts.matrix(store, area, s.framework, day) if with_trend else None,
        participation=sentences.participation_line(facts.latest_participation(store, area, day), lang),
        path=s.link("briefing", area=area),
    )


def secretariat(store: Store, selection: facts.Selection, areas: Iterable[str]) -> str:
    """Who makes the papers of some areas; empty where it is not recorded, or where they are many."""
    agencies = facts.secretariats(store, selection.as_of, frozenset(areas))
    return sentences.secretariat_line(agencies, selection.lang) if len(agencies) <= _MAKERS else ""


def seen_as(store: Store, selection: facts.Selection) -> str:
    """That the day is seen as it began, or as it was known at a moment; empty where it is neither."""
    return sentences.seen_as(place_of(store.whole, selection, selection.asked_on), selection, selection.lang)


def _on(meetings: Iterable[MeetingRow], day: date | None) -> MeetingRow | None:
    """The meeting that was held on the day."""
    return next((row for row in meetings if row["held_on"] == day), None)


def _previous(store: Store, area: str, day: date) -> date | None:
    meeting = facts.previous_meeting(store, area, day)
    return meeting["held_on"] if meeting else None


def _body(meeting: Mapping[str, Any] | None, bodies: Mapping[str, Mapping[str, Any]], area: str, lang: str) -> str:
    """The body that meets: the meeting's own, else the area's."""
    if meeting:
        return name(meeting, lang, "body")
    return next((name(row, lang) for row in bodies.values() if row["area"] == area), "")
