"""Behind the five slides: every item, activity and resolution, how figures are counted; and the overview of areas."""

from collections.abc import Sequence

from ecodash.documents.book import AreaLine, Book, Content
from ecodash.documents.lines import (
    day_words,
    evidence_words,
    item_words,
    outcome_words,
    owner_words,
    phase_words,
    readable_address,
    resolution_status,
    result_words,
    span_words,
)
from ecodash.documents.slides import charts, speech, template
from ecodash.documents.slides.deck import Deck
from ecodash.documents.slides.lettering import ALARM, Run
from ecodash.documents.slides.story import add_table_slides, head, mark
from ecodash.documents.slides.tables import Column, Row, Table
from ecodash.domain.vocabulary import Result
from ecodash.language.status_look import MARKS
from ecodash.language.text import money, t

_SIZE, _SMALL, _MANY = 16, 14, 14
_RIGHT = {"late", "late_items", "allocated", "disbursed"}
_BARS = 16


def add_annexes(deck: Deck, content: Content) -> None:
    """One area's items, activities and resolutions."""
    _add_items(deck, content)
    _add_activities(deck, content)
    _add_resolutions(deck, content)


def columns(lang: str, shares: dict[str, float]) -> list[Column]:
    """Columns by the key of their heading."""
    return [Column(t(lang, f"slides.{key}"), wide, "r" if key in _RIGHT else "l") for key, wide in shares.items()]


def _add_items(deck: Deck, content: Content) -> None:
    lang = content.lang
    backed = sum(line.evidence_count > 0 for line in content.items)
    title = t(lang, "slides.items_count", total=content.counts.total, with_evidence=backed)
    shares = {
        "item": 2.2, "text": 3.6, "status": 2.7, "effective_on": 1.8, "evidence": 3.8, "owner": 2.2, "due_on": 1.7,
    }  # fmt: skip
    rows: list[Row] = [
        [
            Run(line.name, bold=True),
            item_words(line, lang),
            mark(result_words(line.result, lang), line),
            day_words(line.effective_on, lang),
            "\n".join(evidence_words(line, lang)),
            owner_words(line, lang),
            day_words(line.due_on, lang),
        ]
        for line in content.items
    ]
    above = head(content, t(lang, "slides.annex_items"))
    add_table_slides(deck, above, title, Table(columns(lang, shares), rows, _SIZE), title)


def _add_activities(deck: Deck, content: Content) -> None:
    lang, work = content.lang, content.work
    above = head(content, t(lang, "slides.annex_activities", year=content.fiscal_year))
    if not content.activities:
        title = t(lang, "brief.no_activities", year=content.fiscal_year)
        deck.slide(above, title, title)
        return
    title = t(lang, "slides.activities_count", total=work.total, done=work.done)
    shares = {
        "activity": 4.4, "lead": 1.9, "status": 1.8, "plan": 2, "actual": 2,
        "allocated": 1.5, "disbursed": 1.5, "outcome": 1.6,
    }  # fmt: skip
    rows: list[Row] = [
        [
            line.title,
            line.lead,
            line.status or "",
            span_words(line.planned, lang),
            span_words(line.actual, lang),
            money(line.allocated_baht),
            money(line.disbursed_baht),
            outcome_words(line),
        ]
        for line in content.activities
    ]
    notes = f"{title}\n{t(lang, 'fy.money_missing_key')}"
    add_table_slides(deck, above, title, Table(columns(lang, shares), rows, _SIZE), notes)


def _add_resolutions(deck: Deck, content: Content) -> None:
    lang, lines = content.lang, content.resolutions
    above = head(content, t(lang, "slides.annex_resolutions"))
    if not lines:
        title = t(lang, "slides.no_resolutions")
        deck.slide(above, title, title)
        return
    late = sum(line.days_late is not None for line in lines)
    is_open = sum(line.is_open for line in lines)
    title = t(lang, "slides.resolutions_count", total=len(lines), open=is_open, late=late)
    shares = {"resolution": 5.6, "meeting": 2.8, "owner": 2.2, "due_on": 1.7, "status": 2.7, "late": 1.1}
    rows: list[Row] = [
        [
            line.text,
            line.meeting,
            line.agency,
            day_words(line.due_on, lang),
            Run(resolution_status(line, lang), bold=line.is_open),
            Run("" if line.days_late is None else str(line.days_late), bold=True, colour=ALARM),
        ]
        for line in lines
    ]
    add_table_slides(deck, above, title, Table(columns(lang, shares), rows, _SIZE), title)


def add_definitions(deck: Deck, definitions: Sequence[tuple[str, str]], sources: Sequence[str]) -> None:
    """How every figure is counted, and all that is cited."""
    lang = deck.lang
    above = t(lang, "slides.annex_definitions")
    rows: list[Row] = [[Run(name, bold=True), meaning] for name, meaning in definitions]
    title = t(lang, "slides.definitions")
    add_table_slides(
        deck, above, title, Table(columns(lang, {"figure": 2.4, "meaning": 10}), rows, _SIZE), t(lang, "about.intro")
    )
    title = t(lang, "slides.sources") if sources else t(lang, "slides.no_sources")
    listed: list[Row] = [[readable_address(source)] for source in sources]
    add_table_slides(deck, above, title, Table(columns(lang, {"sources": 1}), listed, 14), title)


def add_overview(deck: Deck, book: Book, headline: str) -> None:
    """All areas in a table, and those surveyed as bars."""
    lang = book.lang
    above = f"{t(lang, 'slides.overview')} · {book.framework}"
    notes = speech.areas(book.areas, headline, lang, book.demo)
    marks = [Column(f"{MARKS[result]} {t(lang, f'result_short.{result}')}", 1.15, "r") for result in Result]
    shown = [*columns(lang, {"area": 5.4, "province": 1.9, "phase": 2}), *marks, *columns(lang, {"late_items": 1.1})]
    rows = [_area_row(line, lang) for line in book.areas]
    table = Table(shown, rows, _SIZE if len(rows) <= _MANY else _SMALL)
    add_table_slides(deck, above, headline, table, notes)
    surveyed = [line for line in book.areas if line.surveyed]
    for start in range(0, len(surveyed), _BARS):
        bars = surveyed[start : start + _BARS]
        title = t(lang, "slides.states_by_area")
        slide = deck.slide(above, title, notes)
        left, top, room, tall = template.BODY
        box = (left, top - 0.4, room, min(tall + 0.4, 1.6 + 0.5 * len(bars)))
        charts.state_chart(slide, box, headline, [(line.area, line.counts) for line in bars], lang, "bar")


def _area_row(line: AreaLine, lang: str) -> Row:
    counts: list[str | Run] = [str(line.counts.of(result)) if line.surveyed else "" for result in Result]
    late = Run(str(line.late) if line.late else "", bold=True, colour=ALARM)
    return [line.area, line.province, phase_words(line, lang), *counts, late]
