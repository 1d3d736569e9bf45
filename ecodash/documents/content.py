"""What every document says: facts put into one language, figures and days left as they are.

PDF, slides, workbook and meeting papers are written from this and from nothing else, so they cannot differ.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from ecodash import facts, sentences
from ecodash.documents.book import ActivityLine, AreaLine, Book, ChangeLine, Content, ItemLine, ResolutionLine
from ecodash.documents.overview import by_need, overview
from ecodash.domain.dates import utc_now
from ecodash.domain.matters import Matter
from ecodash.domain.progress import Counts, ItemState
from ecodash.domain.rules import days_overdue
from ecodash.facts.selection import place_of
from ecodash.facts.work import linked_items, partner_codes
from ecodash.language.item_names import item_called, item_name
from ecodash.language.text import name, t, told
from ecodash.store.store import Store


def book(store: Store, selection: facts.Selection, annexes: bool = False) -> Book:
    """One area when the selection names one, else all areas within it, with ``annexes`` each of them in full."""
    made_at, lang = utc_now(), selection.lang
    framework: Mapping[str, Any] = facts.framework_row(store, selection.framework, selection.as_of) or {}
    chosen = facts.areas_selected(store, selection)
    single = selection.area or (selection.focus if len(chosen) == 1 else None)
    lines = [] if single else by_need(_area_lines(store, selection, chosen))
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
    agencies = facts.agency_names(store, day)
    meetings = facts.meetings_of_area(store, area, day)
    met_then = facts.meetings_of_area(store.whole, area, s.asked_on)
    meeting = next((row for row in met_then if row["held_on"] == s.asked_on), None)
    before = next((row for row in meetings if row["held_on"] == compared_on), None)
    compared = sentences.meeting_phrase(before, compared_on, lang) if compared_on else ""
    moved = {change.item for change in brief.changes}
    lines = {state.item: _item_line(state, moved, agencies, day, lang) for state in brief.states}
    bodies = {row["code"]: row for row in facts.bodies(store, day)}
    resolutions = _resolutions(store, meetings, agencies, bodies, day, lang)
    by_code = {line.code: line for line in resolutions}
    return Content(
        lang=lang,
        demo=store.is_demo,
        made_at=made_at or utc_now(),
        area=name(brief.area, lang),
        area_code=area,
        framework=name(brief.framework, lang),
        framework_code=s.framework,
        body=_body(meeting, bodies, area, lang),
        meeting=sentences.meeting_label(meeting, lang) if meeting else "",
        chair=(meeting["chair"] if meeting else None) or "",
        venue=(meeting["venue"] if meeting else None) or "",
        as_of=day,
        seen_as=seen_as(store, s),
        compared=compared,
        compared_on=compared_on,
        verdict=sentences.verdict_parts(brief, compared, lang),
        details=sentences.verdict_details(brief.verdict, agencies, lang),
        counts=brief.counts,
        trend=facts.trend(store, area, s.framework, day) if with_trend else [],
        items=list(lines.values()),
        changes=[
            ChangeLine(
                item=change.item,
                called=lines[change.item].called,
                name=lines[change.item].name,
                text=lines[change.item].text,
                before=change.before,
                after=change.after,
                effective_on=change.effective_on,
                by=change.state.by,
                evidence_count=change.state.evidence,
            )
            for change in brief.changes
        ],
        stuck=[_owed_line(store, matter, agencies, day, lang) for matter in brief.owed if matter.item],
        open_resolutions=[by_code[m.resolution] for m in brief.owed if not m.item and m.resolution],
        judged=brief.verdict,
        records=brief.records,
        asks=[sentences.ask_sentence(ask, agencies, brief.counts.total, lang) for ask in brief.asks],
        fiscal_year=brief.fiscal_year,
        work=brief.work,
        activities=_activities(store, s, area, brief.fiscal_year, agencies),
        resolutions=resolutions,
        matrix=facts.matrix(store, area, s.framework, day) if with_trend else None,
        participation=sentences.participation_line(facts.latest_participation(store, area, day), lang),
        path=s.link("briefing", area=area),
    )


def seen_as(store: Store, selection: facts.Selection) -> str:
    """That the day is seen as it began, or as it was known at a moment; empty where it is neither."""
    return sentences.seen_as(place_of(store.whole, selection, selection.asked_on), selection, selection.lang)


def _previous(store: Store, area: str, day: date) -> date | None:
    meeting = facts.previous_meeting(store, area, day)
    return meeting["held_on"] if meeting else None


def _body(meeting: Mapping[str, Any] | None, bodies: Mapping[str, Mapping[str, Any]], area: str, lang: str) -> str:
    """The body that meets: the meeting's own, else the area's."""
    if meeting:
        return name(meeting, lang, "body")
    return next((name(row, lang) for row in bodies.values() if row["area"] == area), "")


def _area_lines(store: Store, selection: facts.Selection, rows: Iterable[Mapping[str, Any]]) -> list[AreaLine]:
    lang, day = selection.lang, selection.as_of
    counts = facts.counts_by_area(store, selection.framework, day)
    late = facts.late_by_area(store, selection.framework, day)
    phases = {row["code"]: name(row, lang) for row in facts.phases(store, day)}
    return [
        AreaLine(
            code=row["code"],
            area=name(row, lang),
            province=name(row, lang, "province"),
            phase=phases.get(row["phase"], ""),
            counts=counts.get(row["code"], Counts()),
            late=late[row["code"]],
        )
        for row in rows
    ]


def _item_line(
    state: ItemState,
    moved: set[str],
    agencies: Mapping[str, Mapping[str, Any]],
    day: date,
    lang: str,
) -> ItemLine:
    return ItemLine(
        item=state.item,
        called=item_called(vars(state), lang),
        name=item_name(vars(state), lang),
        text=name(vars(state), lang, "text") or None,
        result=state.result,
        moved=state.item in moved,
        score=state.score,
        value=state.value,
        unit=state.unit,
        effective_on=state.effective_on,
        by=state.by,
        note=state.note,
        evidence_count=state.evidence,
        evidence=tuple(told(vars(piece), lang, "title") for piece in state.pieces if piece.is_public),
        agency=sentences.agency_name(agencies, state.agency, lang) if state.has_owner else None,
        task=(state.task_en if lang == "en" and state.task_en else state.task) if state.has_owner else None,
        assigned_on=state.assigned_on if state.has_owner else None,
        due_on=state.due_on,
        days_late=state.days_late,
        due_phrase=sentences.due_phrase(state, day, lang),
    )


def _owed_line(
    store: Store, matter: Matter, agencies: Mapping[str, Mapping[str, Any]], day: date, lang: str
) -> ItemLine:
    """An item that is owed, with the agency, the task and the dates of this very matter."""
    states = facts.states_by_area(store, matter.framework or "", day)[matter.area or ""]
    state = next(state for state in states if state.item == matter.item)
    return replace(
        _item_line(state, set(), agencies, day, lang),
        agency=sentences.agency_name(agencies, matter.agency, lang) if matter.agency else None,
        task=sentences.matter_task(matter, lang) or None,
        assigned_on=matter.since,
        due_on=matter.due_on,
        days_late=matter.days_late,
        due_phrase=sentences.matter_phrase(matter, day, lang),
    )


def _activities(
    store: Store, selection: facts.Selection, area: str, year: int, agencies: Mapping[str, Mapping[str, Any]]
) -> list[ActivityLine]:
    lang = selection.lang
    item = (selection.framework, selection.item) if selection.item else None
    rows = facts.activities_where(store, selection.as_of, frozenset((area,)), year, selection.agency, item)
    return [
        ActivityLine(
            code=row["code"],
            title=told(row, lang, "title"),
            kind=t(lang, f"activity_kind.{row['kind']}") if row["kind"] else None,
            status=t(lang, f"activity_status.{row['status']}") if row["status"] else None,
            planned=(row["planned_start"], row["planned_end"]),
            actual=(row["actual_start"], row["actual_end"]),
            planned_baht=row["planned_baht"],
            allocated_baht=row["allocated_baht"],
            disbursed_baht=row["disbursed_baht"],
            fund_source=row["fund_source"],
            lead=sentences.agency_name(agencies, row["lead_agency"], lang),
            partners=tuple(sentences.agency_name(agencies, code, lang) for code in partner_codes(row)),
            items=", ".join(i for f, i in linked_items(row) if f == selection.framework),
            target=row["target"],
            result_value=row["result_value"],
            unit=row["unit"],
        )
        for row in rows
    ]


def _resolutions(
    store: Store,
    meetings: Iterable[Mapping[str, Any]],
    agencies: Mapping[str, Mapping[str, Any]],
    bodies: Mapping[str, Mapping[str, Any]],
    day: date,
    lang: str,
) -> list[ResolutionLine]:
    """Those of the area's bodies: open ones first, the longest late first; then closed ones, the newest first."""
    labels = {row["code"]: sentences.meeting_label(row, lang) for row in meetings if row["held_on"]}
    lines = [
        resolution_line(row, labels[row["meeting"]], agencies, bodies, day, lang)
        for row in facts.resolutions(store, day)
        if row["meeting"] in labels
    ]
    return sorted(lines, key=lambda line: (not line.is_open, -(line.days_late or 0), line.due_on or date.max))


def resolution_line(
    row: Mapping[str, Any],
    meeting: str,
    agencies: Mapping[str, Mapping[str, Any]],
    bodies: Mapping[str, Mapping[str, Any]],
    day: date,
    lang: str,
) -> ResolutionLine:
    """One resolution in words; ``meeting`` is what the meeting that made it is called."""
    is_open = row["status"] == "open"
    late = days_overdue(row["status"], row["due_on"], day)
    owed = Matter(row["agency"], row["text"], row["text_en"], row["held_on"], row["due_on"], late)
    return ResolutionLine(
        code=row["code"],
        text=told(row, lang, "text"),
        meeting=meeting,
        agency=sentences.agency_name(agencies, row["agency"], lang),
        since=row["held_on"],
        due_on=row["due_on"],
        days_late=late,
        due_phrase=sentences.matter_phrase(owed, day, lang) if is_open else "",
        status=t(lang, f"assignment.{row['status']}") if row["status"] else "",
        is_open=is_open,
        sent_up_to=name(bodies.get(row["sent_up_to"], {}), lang),
        came_of_it="" if is_open else row["note"] or "",
    )
