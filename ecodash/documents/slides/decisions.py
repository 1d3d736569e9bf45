"""What a meeting decides: one matter a slide, with what to tick."""

from collections.abc import Sequence

from ecodash.documents.slides.deck import Deck
from ecodash.documents.slides.text import Line
from ecodash.language.text import t

_CHOICES = ("agree", "amend", "return")
# More than these are told on the last slide together.
_MOST = 8


def add_each(deck: Deck, above: str, asks: Sequence[str]) -> None:
    """A slide for each; where there is nothing to decide, that."""
    lang = deck.lang
    if not asks:
        said = t(lang, "ask.nothing")
        deck.text(above, said, said, [Line(t(lang, "slides.nothing_to_decide"))])
        return
    own = asks if len(asks) <= _MOST else asks[: _MOST - 1]
    for number, ask in enumerate(own, start=1):
        title = t(lang, "slides.decision", number=number, total=len(asks))
        deck.text(above, title, ask, [Line(ask), *choices(lang)])
    if rest := asks[len(own) :]:
        add_all(deck, above, rest)


def add_all(deck: Deck, above: str, asks: Sequence[str]) -> None:
    """All on one slide, those that have room in it; the notes have them all."""
    lang = deck.lang
    title = t(lang, "slides.asked_count", count=len(asks)) if asks else t(lang, "ask.nothing")
    told = [Line(ask, level=2) for ask in asks[:_MOST]] or [Line(t(lang, "slides.nothing_to_decide"))]
    deck.text(above, title, "\n".join(asks) or title, told)


def choices(lang: str) -> list[Line]:
    """What can be ticked, and who is to do it by when."""
    return [
        *(Line(t(lang, f"slides.choice_{choice}"), level=2) for choice in _CHOICES),
        Line(t(lang, "slides.decided_who")),
    ]
