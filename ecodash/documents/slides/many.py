"""The slides of a province or the country: what areas add up to, what fails most, who moved, decisions, the money."""

from ecodash.documents.book import AreaLine, Book, Overview
from ecodash.documents.lines import as_of_words
from ecodash.documents.slides import charts, decisions, template
from ecodash.documents.slides.deck import Deck, place
from ecodash.documents.slides.story import add_work, columns
from ecodash.documents.slides.tables import Row, Table
from ecodash.documents.slides.template import Slot
from ecodash.documents.slides.text import Line, Run
from ecodash.domain.dates import short_date
from ecodash.language.text import t

# Areas by need on so many slides unless each is asked for.
_SLIDES = 2


def add_many(deck: Deck, book: Book) -> None:
    """All of them; where nobody surveyed anything, that."""
    lang, found = book.lang, book.overview
    above = f"{t(lang, 'slides.overview')} · {book.framework}"
    if found is None or not found.surveyed:
        said = t(lang, "areas.all_headline_none", total=len(book.areas), framework=book.framework)
        asks = found.asks if found else []
        deck.text(above, said, said, [Line(ask, level=2) for ask in asks] or [Line(said)])
        return
    _add_sum(deck, book, found, above)
    _add_worst(deck, found, above)
    _add_moved(deck, found, above)
    _add_by_need(deck, book, above)
    decisions.add_each(deck, f"{t(lang, 'brief.asked')} · {book.framework}", found.asks)
    add_work(deck, t(lang, "brief.activities", year=found.fiscal_year), found.work, lang)


def _add_sum(deck: Deck, book: Book, found: Overview, above: str) -> None:
    lang = book.lang
    title = t(
        lang,
        "overview_page.headline",
        whole=found.whole,
        surveyed=found.surveyed,
        total=len(book.areas),
        framework=book.framework,
    )
    day = t(lang, "slides.as_of", day=as_of_words(book))
    results = t(lang, "overview_page.results", total=found.counts.total, areas=found.surveyed)
    told = [
        Run(t(lang, "paper.late_items", count=found.late), bold=True) if found.late else "",
        t(lang, "areas.unsurveyed", count=len(book.areas) - found.surveyed),
        results,
    ]
    demo = [t(lang, "slides.say_demo")] if book.demo else []
    slide = deck.slide(template.PICTURE, f"{day} · {above}", title, "\n".join([title, *demo]))
    charts.state_chart(deck, place(slide, Slot.CHART), results, [(book.framework, found.counts)])
    deck.say(slide, [Line(words) for words in told if words])


def _add_worst(deck: Deck, found: Overview, above: str) -> None:
    lang, title = deck.lang, t(deck.lang, "overview_page.worst")
    if not found.worst:
        deck.text(above, title, title, [Line(t(lang, "overview_page.worst_none"))])
        return
    first = found.worst[0]
    of = t(lang, "overview_page.of_areas", part=first.areas, whole=first.assessed)
    title = t(lang, "slides.worst", item=f"{first.item} {first.called}".strip(), of=of)
    slide = deck.slide(template.CHART, above, title, title)
    bars = [(f"{each.item} {each.called}".strip(), each.areas) for each in found.worst]
    charts.bar_chart(deck, place(slide, Slot.CHART), t(lang, "overview_page.worst"), bars)


def _add_moved(deck: Deck, found: Overview, above: str) -> None:
    lang, since = deck.lang, short_date(found.since, deck.lang)
    title = t(lang, "overview_page.moved", since=since)
    if not found.moved:
        said = t(lang, "overview_page.moved_none", since=since)
        deck.text(above, title, said, [Line(said)])
        return
    rows: list[Row] = [
        [m.area, Run(f"+{m.gained}" if m.gained else "", bold=True), Run(f"−{m.lost}" if m.lost else "", bold=True)]
        for m in found.moved
    ]
    table = Table(columns(lang, {"area": 8, "gained": 1.6, "lost": 1.6}, ("gained", "lost")), rows)
    deck.table(above, title, table, title, 1)


def _add_by_need(deck: Deck, book: Book, above: str) -> None:
    lang = book.lang
    shares = {"area": 5.4, "province": 2.2, "met": 2.4, "gaps": 1.9, "late_items": 1.9}
    table = Table(columns(lang, shares, ("met", "gaps", "late_items")), [_row(line, lang) for line in book.areas])
    title = t(lang, "overview_page.by_need")
    deck.table(above, title, table, title, None if book.annexes else _SLIDES)


def _row(line: AreaLine, lang: str) -> Row:
    if not line.surveyed:
        return [line.area, line.province, t(lang, "figures.not_surveyed"), "", ""]
    met = t(lang, "say.times_of", part=line.counts.met, whole=line.counts.total)
    return [line.area, line.province, met, str(line.counts.gaps), Run(str(line.late) if line.late else "", bold=True)]
