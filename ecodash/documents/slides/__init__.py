"""The brief as slides that can be edited: five for each area, annexes behind them."""

from ecodash.documents.book import Book
from ecodash.documents.lines import as_of_words
from ecodash.documents.slides.annexes import add_annexes, add_definitions, add_overview
from ecodash.documents.slides.deck import Deck
from ecodash.documents.slides.story import add_story
from ecodash.language.text import t

# With more areas than these, every row of every area is for the workbook.
_AREAS_WITH_ANNEXES = 5


def write_slides(book: Book, address: str) -> bytes:
    """The book as a PowerPoint file. ``address`` is where readers reach the dashboard."""
    lang, day = book.lang, as_of_words(book)
    deck = Deck(lang, book.demo, t(lang, "slides.foot", programme=t(lang, "app.programme"), day=day, mark=book.mark))
    if book.areas or not book.contents:
        deck.section(t(lang, "slides.overview"))
        add_overview(deck, book, headline(book))
    for content in book.contents:
        deck.section(content.area)
        add_story(deck, content, address)
        if len(book.contents) <= _AREAS_WITH_ANNEXES:
            add_annexes(deck, content)
    if book.contents:
        deck.section(t(lang, "slides.definitions"))
        add_definitions(deck, book.definitions, book.sources)
    return deck.saved(_title(book, day), book.framework, book.made_at)


def headline(book: Book) -> str:
    """How many areas have begun, in a sentence."""
    surveyed = sum(line.surveyed for line in book.areas)
    key = "areas.all_headline" if surveyed else "areas.all_headline_none"
    return t(book.lang, key, surveyed=surveyed, total=len(book.areas), framework=book.framework)


def _title(book: Book, day: str) -> str:
    if book.areas or not book.contents:
        return t(book.lang, "slides.title_all", count=len(book.areas), day=day)
    return t(book.lang, "slides.title", area=book.contents[0].area, day=day)
