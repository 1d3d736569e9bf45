"""The papers after a meeting: letters to agencies, the follow-up table, the report, and the form of a survey."""

from collections.abc import Iterable, Sequence

from ecodash import facts, sentences
from ecodash.documents.book import ActivityLine, Content
from ecodash.documents.lines import (
    day_words,
    evidence_words,
    item_words,
    outcome_words,
    resolution_status,
    result_words,
    span_words,
)
from ecodash.documents.papers import letter
from ecodash.documents.papers.meeting import add_stuck
from ecodash.documents.papers.occasion import Occasion, area_codes
from ecodash.documents.papers.paper import Column, Paper
from ecodash.documents.report_link import report_link
from ecodash.domain.dates import long_date
from ecodash.domain.matters import Matter
from ecodash.domain.vocabulary import Result
from ecodash.facts.loads import AgencyLoad
from ecodash.language.item_names import item_name
from ecodash.language.text import name, number, t

_SURVEYED = (Result.MET, Result.PARTLY_MET, Result.NOT_MET, Result.NOT_APPLICABLE)


def write_letters(paper: Paper, of: Occasion) -> None:
    """One letter for each agency that owes something, or for the one asked for, each on pages of its own."""
    loads = [load for load, matters in _owing(of) if matters]
    if not loads:
        paper.text(of.say("letters_none"))
    for place, (load, matters) in enumerate((load, m) for load, m in _owing(of) if m):
        if place:
            paper.new_part()
        _add_letter(paper, of, load, matters)


def _owing(of: Occasion) -> list[tuple[AgencyLoad, list[Matter]]]:
    """Every agency with what it owes in the areas and to the body of this paper."""
    areas = set(area_codes(of.store, of.selection, of.body))
    code = of.body["code"] if of.body else None
    bodies = {row["code"]: row["body"] for row in facts.meetings(of.store, of.selection.as_of)}
    found = []
    for load in facts.agency_loads(of.store, of.selection):
        if of.selection.agency not in (None, load.agency["code"]):
            continue
        mine = [m for m in load.matters if m.area in areas or (m.item is None and bodies.get(m.meeting or "") == code)]
        found.append((load, mine))
    return found


def _add_letter(paper: Paper, of: Occasion, load: AgencyLoad, matters: Sequence[Matter]) -> None:
    lang, memo = of.lang, letter.is_memo(of, load.agency)
    letter.add_head(paper, of, of.say("letter_subject"), of.say("to", agency=name(load.agency, lang)), memo)
    if of.meeting:
        letter.add_reference(paper, of.say("refers", body=of.body_name, number=of.number, when=of.when), memo)
    paper.text(of.say("letter_text", body=of.body_name, count=len(matters)))
    shares = {"number_column": 0.9, "matter": 5.8, "due_on": 2, "late": 1.2}
    rows = [
        (str(place), _matter(of, matter), day_words(matter.due_on, lang) or t(lang, "say.no_due"),
         "" if matter.days_late is None else str(matter.days_late))
        for place, matter in enumerate(matters, start=1)
    ]  # fmt: skip
    paper.table([Column(of.say(key), wide) for key, wide in shares.items()], rows)
    paper.text(of.say("letter_close"))
    letter.add_foot(paper, of, memo)
    paper.code(*_way_in(of, load.agency["code"]))


def _way_in(of: Occasion, agency: str) -> tuple[str, str]:
    """Where the code of a letter leads, and what it says: to the agency's report where a link stands, else its page."""
    link = report_link(of.store, of.address, agency, of.lang) if of.hands_links else None
    page = of.address + of.selection.link("agencies", agency=agency, area=None, vs=None)
    return link or (page, of.say("letter_code"))


def _matter(of: Occasion, matter: Matter) -> str:
    """The task; for an item of an area, which one of where."""
    task = sentences.matter_task(matter, of.lang)
    if not matter.item:
        return task
    items = facts.framework_items(of.store, matter.framework or "", of.selection.as_of)
    item = next((row for row in items if row["item"] == matter.item), None)
    row = facts.area_row(of.store, matter.area or "", of.selection.as_of)
    called = item_name(item, of.lang) if item else matter.item
    return " · ".join(part for part in (called, name(row, of.lang) if row else "", task) if part)


def write_follow_up(paper: Paper, of: Occasion) -> None:
    """What was left open before the meeting and resolved in it, and what came of each."""
    paper.title(of.say("follow_up"))
    paper.title(of.body_name)
    paper.line(of.say("follow_up_note", day=long_date(of.selection.as_of, of.lang)))
    lines = [*of.open_before, *(of.lines(of.paper.resolved) if of.paper else [])]
    if not lines:
        paper.text(sentences.nothing("carried", of.earlier, of.lang))
        return
    shares = {
        "number_column": 0.9, "resolution": 5.5, "meeting": 2.6, "owner": 2.6, "due_on": 2.1, "status": 2.3,
        "late": 1.1, "progress": 3.1,
    }  # fmt: skip
    rows = [
        (str(place), line.text, line.meeting, line.agency, day_words(line.due_on, of.lang),
         resolution_status(line, of.lang), "" if line.days_late is None else str(line.days_late), line.came_of_it)
        for place, line in enumerate(lines, start=1)
    ]  # fmt: skip
    paper.table([Column(of.say(key), wide) for key, wide in shares.items()], rows)


def write_report(paper: Paper, of: Occasion) -> None:
    """The results of the survey and what was done, for the committee: first all areas, then each surveyed one."""
    paper.title(of.say("report_title"))
    paper.title(of.body_name)
    paper.title(t(of.lang, "todo.as_of", day=long_date(of.selection.as_of, of.lang)))
    paper.rule()
    if len(of.areas) > 1:
        _add_areas(paper, of)
    surveyed = [area for area in of.areas if area.counts.assessed]
    for area in surveyed:
        _add_area(paper, of, area)
    if not surveyed:
        paper.text(of.say("report_none"))


def _add_areas(paper: Paper, of: Occasion) -> None:
    paper.heading(of.say("report_areas"))
    shares = {"area": 4, "met": 1.4, "gaps": 1.6, "not_assessed": 1.6, "total": 1.2, "owed": 1.4}
    rows = [
        (area.area, *(str(count) for count in (area.counts.met, area.counts.partly_met + area.counts.not_met,
         area.counts.not_assessed, area.counts.total, len(area.stuck))))
        for area in of.areas
    ]  # fmt: skip
    names = {key: "report_area_column" if key == "area" else f"report_{key}" for key in shares}
    paper.table([Column(of.say(names[key]), wide) for key, wide in shares.items()], rows)


def _add_area(paper: Paper, of: Occasion, area: Content) -> None:
    lang = of.lang
    paper.heading(of.say("report_area", area=area.area, framework=area.framework))
    paper.text(area.verdict_text)
    rows = [
        (line.name, item_words(line, lang), result_words(line.result, lang), day_words(line.effective_on, lang),
         "\n".join(evidence_words(line, lang)))
        for line in area.items
    ]  # fmt: skip
    shares = {"item": 2.4, "text": 4, "status": 2.2, "since": 2.1, "evidence": 3}
    paper.table([Column(of.say(f"report_{key}"), wide) for key, wide in shares.items()], rows)
    if area.stuck:
        paper.heading(of.say("report_stuck"))
        add_stuck(paper, of, area.stuck)
    paper.heading(of.say("report_work", year=area.fiscal_year))
    if area.activities:
        _add_activities(paper, of, area.activities)
    else:
        paper.text(of.say("report_no_work"))
    if area.asks:
        paper.heading(of.say("report_asks"))
        paper.numbered(area.asks)


def _add_activities(paper: Paper, of: Occasion, lines: Iterable[ActivityLine]) -> None:
    shares = {"activity": 4.4, "status": 2.2, "days": 2.7, "lead": 2.8, "outcome": 1.9, "spent": 2}
    rows = [
        (line.title, line.status or "", span_words(line.actual if any(line.actual) else line.planned, of.lang),
         line.lead, outcome_words(line), number(line.disbursed_baht))
        for line in lines
    ]  # fmt: skip
    paper.table([Column(of.say(f"report_{key}"), wide) for key, wide in shares.items()], rows)


def write_survey(paper: Paper, of: Occasion) -> None:
    """The items as a form to fill in by hand, for an area that has not been surveyed or is surveyed anew."""
    lang, s = of.lang, of.selection
    framework = facts.framework_row(of.store, s.framework, s.as_of)
    area = facts.area_row(of.store, s.focus, s.as_of) if s.focus else None
    paper.title(of.say("survey_title"))
    paper.title(name(framework, lang) if framework else of.blank)
    paper.title(of.say("survey_area", area=name(area, lang) if area else of.blank))
    for key in ("survey_day", "survey_by"):
        paper.dots(f"{of.say(key)} ")
    items = facts.framework_items(of.store, s.framework, s.as_of)
    boxes = "\n".join(f"☐ {t(lang, f'result.{result}')}" for result in _SURVEYED)
    rows = [
        (item_name(row, lang), name(row, lang, "text") or t(lang, "say.official_text_pending"), boxes, "", "")
        for row in items
    ]
    if not rows:
        paper.text(t(lang, "criteria.no_items"))
    shares = {"item": 2.2, "text": 5, "status": 2.6, "evidence": 3, "note": 2.6}
    paper.table([Column(of.say(f"report_{key}"), wide) for key, wide in shares.items()], rows)
    paper.signature("", of.say("sign_dots"), of.say("sign_name"), of.say("surveyor"))
