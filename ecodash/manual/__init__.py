"""The manual: one Markdown file per task and language, read as HTML.

What a button or a screen is called is written ``[[desk.practice]]``, by its key in the words, so that the manual
always says what the screen says. ``![what one sees](desk)`` is the picture ``pictures/desk-th.webp``.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from html import escape
from pathlib import Path
from types import MappingProxyType

from ecodash.language.text import t

_FOLDER = Path(__file__).parent
PICTURES = _FOLDER / "pictures"
# In the order of the table of contents and of the printed book; the first is the page at /help itself.
TOPICS = (
    "index",
    "first-day",
    "survey-excel",
    "survey-grid",
    "minutes",
    "assignments",
    "reports",
    "papers",
    "mistakes",
    "people",
    "backup",
    "red",
    "reading",
    "data",
    "practice",
    "agencies",
    "chair",
)
# Where somebody who asks «how?» on a screen is led; on any other to how a screen is read.
_OF_SCREEN: Mapping[str, str] = MappingProxyType(
    {
        "desk": "first-day",
        "workbook": "survey-excel",
        "survey": "survey-grid",
        "record": "assignments",
        "bulk": "assignments",
        "minutes": "minutes",
        "reports": "reports",
        "log": "mistakes",
        "people": "people",
        "report": "agencies",
        "meetings": "papers",
        "explore": "data",
        "share": "data",
        "briefing": "chair",
    }
)
_SAID = re.compile(r"\[\[([a-z0-9_]+(?:\.[a-z0-9_]+)+)\]\]")
_HREF = re.compile(r'(?<=<a href=")([^"]*)(?=")')
_PICTURE = re.compile(r'<p><img src="([a-z-]+)" alt="([^"]*)" /></p>')

Link = Callable[[str], str]


def topic_of(screen: str) -> str:
    """The topic about a screen, by the screen's path."""
    return _OF_SCREEN.get(screen, "reading")


@cache
def title(lang: str, topic: str) -> str:
    """The first line of a topic, with what screens call things."""
    return _SAID.sub(lambda said: t(lang, said[1]), _source(lang, topic).split("\n", 1)[0].removeprefix("# "))


def text(lang: str, topic: str, link: Link) -> str:
    """A topic as HTML. ``link`` is told each address as written: ``/desk`` is a screen, ``minutes`` another topic."""
    html = _SAID.sub(lambda said: f"<b>{escape(t(lang, said[1]))}</b>", _html(_source(lang, topic)))
    html = _HREF.sub(lambda address: escape(link(address[1])), html)
    return _PICTURE.sub(lambda found: _figure(lang, found[1], found[2], link), html)


def keys(lang: str, topic: str) -> set[str]:
    """The words of the screens that a topic names."""
    return set(_SAID.findall(_source(lang, topic)))


def picture(lang: str, name: str) -> Path:
    """A picture in a language; the Thai one where there is no other."""
    own = PICTURES / f"{name}-{lang}.webp"
    return own if own.exists() else PICTURES / f"{name}-th.webp"


def _html(source: str) -> str:
    # Only the manual reads Markdown.
    from markdown_it import MarkdownIt

    # Raw HTML in the text stays text.
    html: str = MarkdownIt("commonmark", {"html": False}).enable("table").render(source)
    return html


def _figure(lang: str, name: str, alt: str, link: Link) -> str:
    source = escape(link(f"pictures/{picture(lang, name).name}"))
    return f'<figure><img src="{source}" alt="{alt}" loading="lazy"><figcaption>{alt}</figcaption></figure>'


@cache
def _source(lang: str, topic: str) -> str:
    return (_FOLDER / lang / f"{topic}.md").read_text(encoding="utf-8")
