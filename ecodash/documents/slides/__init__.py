"""The brief as slides for a room, filled into a template: what it says, one decision a slide, annexes on request."""

from ecodash.documents.book import Book
from ecodash.documents.lines import as_of_words
from ecodash.documents.slides.annexes import add_annexes, add_definitions
from ecodash.documents.slides.deck import Deck
from ecodash.documents.slides.many import add_many
from ecodash.documents.slides.story import add_story
from ecodash.language.text import t


def write_slides(book: Book, address: str, template: bytes | None = None, thai_digits: bool = False) -> bytes:
    """The book as a PowerPoint file.

    ``address`` is where readers reach the dashboard. ``template`` is a ``.pptx`` to fill in place of ours; Refusal if
    it lacks a layout or a placeholder (``template.LAYOUTS``).
    """
    lang, day = book.lang, as_of_words(book)
    foot = t(lang, "slides.foot", programme=t(lang, "app.programme"), day=day, mark=book.mark)
    deck = Deck(lang, book.demo, foot, template, thai_digits)
    if book.overview or not book.contents:
        deck.section(t(lang, "slides.overview"))
        add_many(deck, book)
    for content in book.contents:
        deck.section(content.area)
        add_story(deck, content, address)
        if book.annexes and not book.overview:
            add_annexes(deck, content)
    if book.annexes:
        deck.section(t(lang, "slides.definitions"))
        add_definitions(deck, book)
    return deck.saved(_title(book, day), book.framework, book.made_at)


def _title(book: Book, day: str) -> str:
    if book.areas or not book.contents:
        return t(book.lang, "slides.title_all", count=len(book.areas), day=day)
    return t(book.lang, "slides.title", area=book.contents[0].area, day=day)
