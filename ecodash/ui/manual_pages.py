"""The manual as plain HTML: one page a topic, and all of them as one book to print."""

from collections.abc import Callable, Sequence
from pathlib import Path

from markupsafe import Markup

from ecodash import facts, manual
from ecodash.language.status_look import stylesheet
from ecodash.ui.render import render_plain

_STYLES = Path(__file__).parent / "styles"
INDEX = manual.TOPICS[0]


def style() -> str:
    """The stylesheet of every page of the manual."""
    return stylesheet(_STYLES, ("plain", "help"))


def topic_page(lang: str, topic: str, demo: bool, steps: Sequence[facts.PracticeStep]) -> str:
    """One topic, with all others beside it; ``steps`` is the practice path where the topic is about that."""
    link = _linked(lang, demo)
    at = manual.TOPICS.index(topic)
    return render_plain(
        lang,
        "help.html",
        style=style(),
        topic=topic,
        topics=manual.TOPICS,
        title=manual.title(lang, topic),
        title_of=lambda each: manual.title(lang, each),
        body=Markup(manual.text(lang, topic, link)),
        link=link,
        steps=steps,
        step_link=_linked(lang, True),
        following=manual.TOPICS[(at + 1) % len(manual.TOPICS)],
        other=_linked("en" if lang == "th" else "th", demo)(topic),
    )


def book(lang: str) -> str:
    """Every topic, each on a page of its own; its links stay within the book, or lead to screens."""
    link = _linked(lang, False)

    def inside(address: str) -> str:
        return f"#{address}" if address in manual.TOPICS else link(address)

    chapters = [(topic, Markup(manual.text(lang, topic, inside))) for topic in manual.TOPICS]
    titles = {topic: manual.title(lang, topic) for topic in manual.TOPICS}
    return render_plain(lang, "help_book.html", style=style(), chapters=chapters, titles=titles, link=link)


def _linked(lang: str, demo: bool) -> Callable[[str], str]:
    """Addresses as the manual writes them, as a browser opens them: in its language, over the same data."""
    asked = "&".join(filter(None, ("lang=en" if lang == "en" else "", "demo=1" if demo else "")))

    def link(address: str) -> str:
        if address.startswith("pictures/"):
            return f"/help/{address}"
        path = address if address.startswith("/") else "/help" if address == INDEX else f"/help/{address}"
        return f"{path}?{asked}" if asked else path

    return link
