"""On request, behind the slides: every item, activity and resolution whole, how figures are counted, the sources."""

from ecodash.documents.book import Book, Content
from ecodash.documents.lines import (
    day_words,
    evidence_words,
    item_words,
    outcome_words,
    owner_words,
    readable_address,
    resolution_status,
    result_words,
    span_words,
)
from ecodash.documents.slides.deck import Deck
from ecodash.documents.slides.story import columns, head
from ecodash.documents.slides.tables import ANNEX, Row, Table
from ecodash.documents.slides.text import Run
from ecodash.language.text import money, t

_RIGHT = ("late", "allocated", "disbursed")


def add_annexes(deck: Deck, content: Content) -> None:
    """One area's items, activities and resolutions, as far as there are any."""
    _add_items(deck, content)
    _add_activities(deck, content)
    _add_resolutions(deck, content)


def _add_items(deck: Deck, content: Content) -> None:
    lang = content.lang
    backed = sum(line.evidence_count > 0 for line in content.items)
    title = t(lang, "slides.items_count", total=content.counts.total, with_evidence=backed)
    shares = {
        "item": 2.2, "text": 3.6, "status": 2.4, "effective_on": 1.7, "evidence": 3.2, "owner": 2.2, "due_on": 1.7,
    }  # fmt: skip
    rows: list[Row] = [
        [
            Run(line.name, bold=True),
            item_words(line, lang),
            result_words(line.result, lang),
            day_words(line.effective_on, lang),
            "\n".join(evidence_words(line, lang)),
            owner_words(line, lang),
            day_words(line.due_on, lang),
        ]
        for line in content.items
    ]
    above = head(content, t(lang, "slides.annex_items"))
    deck.table(above, title, Table(columns(lang, shares, _RIGHT), rows, ANNEX), title)


def _add_activities(deck: Deck, content: Content) -> None:
    lang, work = content.lang, content.work
    if not content.activities:
        return
    title = t(lang, "slides.activities_count", total=work.total, done=work.done)
    shares = {
        "activity": 4.4, "lead": 1.9, "status": 1.8, "plan": 2, "actual": 2,
        "allocated": 1.7, "disbursed": 1.5, "outcome": 1.6,
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
    above = head(content, t(lang, "slides.annex_activities", year=content.fiscal_year))
    notes = f"{title}\n{t(lang, 'fy.money_missing_key')}"
    deck.table(above, title, Table(columns(lang, shares, _RIGHT), rows, ANNEX), notes)


def _add_resolutions(deck: Deck, content: Content) -> None:
    lang, lines = content.lang, content.resolutions
    if not lines:
        return
    late = sum(line.days_late is not None for line in lines)
    is_open = sum(line.is_open for line in lines)
    title = t(lang, "slides.resolutions_count", total=len(lines), open=is_open, late=late)
    shares = {"resolution": 5.6, "meeting": 2.8, "owner": 2.2, "due_on": 1.7, "status": 2.5, "late": 1.3}
    rows: list[Row] = [
        [
            line.text,
            line.meeting,
            line.agency,
            day_words(line.due_on, lang),
            Run(resolution_status(line, lang), bold=line.is_open),
            Run("" if line.days_late is None else str(line.days_late), bold=True),
        ]
        for line in lines
    ]
    above = head(content, t(lang, "slides.annex_resolutions"))
    deck.table(above, title, Table(columns(lang, shares, _RIGHT), rows, ANNEX), title)


def add_definitions(deck: Deck, book: Book) -> None:
    """How every figure is counted, and all that is cited."""
    lang = deck.lang
    above = t(lang, "slides.annex_definitions")
    rows: list[Row] = [[Run(name, bold=True), meaning] for name, meaning in book.definitions]
    table = Table(columns(lang, {"figure": 2.6, "meaning": 10}), rows, ANNEX)
    deck.table(above, t(lang, "slides.definitions"), table, t(lang, "about.intro"))
    if book.sources:
        listed: list[Row] = [[readable_address(source)] for source in book.sources]
        title = t(lang, "slides.sources")
        deck.table(above, title, Table(columns(lang, {"sources": 1}), listed, ANNEX), title)
