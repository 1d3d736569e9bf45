"""A web site of the public facts: the short pages of every screen as files that need no server and no script.

Beginning with the screens of both languages, every link between short pages is followed where the site has such a page;
links within the site are relative, so that it works from any folder, from a stick and from a web server alike.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from types import MappingProxyType
from urllib.parse import parse_qsl, urlsplit

from ecodash.language.text import LANGUAGES
from ecodash.store.store import Store
from ecodash.ui import static_pages
from ecodash.ui.contents import CHOICES
from ecodash.ui.render import render_plain

# What a page may be narrowed by, beside its language: each makes a page of its own, so there are no more of them.
_ANYWHERE = (frozenset[str](), frozenset({"area"}))
_ON: Mapping[str, tuple[frozenset[str], ...]] = MappingProxyType(
    {
        "areas": (frozenset({"province"}), frozenset({"phase"})),
        "phases": (frozenset({"phase"}),),
        "criteria": (frozenset({"item"}), frozenset({"area", "item"}), frozenset({"framework"}), frozenset({"phase"})),
        "fiscal_years": (frozenset({"fy"}), frozenset({"area", "fy"})),
        "activities": (frozenset({"fy"}), frozenset({"area", "fy"})),
        "agencies": (frozenset({"agency"}), frozenset({"area", "agency"})),
        "meetings": (frozenset({"as_of"}), frozenset({"area", "as_of"})),
    }
)
_HREF = re.compile(r'(?<=\s)href="([^"]*)"')
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_FONT = re.compile(r"url\(/fonts/")
_IN_ASSETS = ("icon.png", "demonstration.svg")

# Language, screen, and what it is narrowed by.
Place = tuple[str, str, tuple[tuple[str, str], ...]]


def pages(store: Store) -> Iterator[tuple[str, str]]:
    """(path within the site, HTML) of every page, each once."""
    waiting: list[Place] = [(lang, screen, ()) for lang in LANGUAGES for screen in CHOICES]
    seen = set(waiting)
    while waiting:
        place = waiting.pop(0)
        html, found = _page(store, place)
        yield _path(place), html
        waiting += [each for each in found if each not in seen]
        seen.update(found)


def styles() -> Iterator[tuple[str, str]]:
    """(path within the site, text) of the stylesheets."""
    for document in ("short", "screen"):
        yield f"assets/{document}.css", _FONT.sub("url(../fonts/", static_pages.style_of(document))


def entrance(demo: bool, files: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """The first page, which leads to both languages, and in each the list of the data files (name: bytes)."""
    yield "index.html", render_plain("th", "site_entrance.html", demo=demo)
    for lang in LANGUAGES:
        yield f"{lang}/data.html", render_plain(lang, "site_data.html", demo=demo, files=files)


def _page(store: Store, place: Place) -> tuple[str, list[Place]]:
    lang, screen, narrowed = place
    query = dict(narrowed) | ({"lang": lang} if lang != LANGUAGES[0] else {})
    page = static_pages.page_of(store, query, screen, is_published=True)
    html = static_pages.short_page(page, "")
    document = "short" if static_pages.is_brief(screen) else "screen"
    html = _STYLE.sub(f'<link rel="stylesheet" href="../assets/{document}.css">', html, count=1)
    found: list[Place] = []
    default = page.selection.framework if "framework" not in dict(narrowed) else ""

    def leading(link: re.Match[str]) -> str:
        address = _within(unescape(link[1]), found, default)
        return f'href="{escape(address)}"' if address else ""

    for name in _IN_ASSETS:
        html = html.replace(f'="/assets/{name}"', f'="../assets/{name}"')
    return _HREF.sub(leading, html), found


def _within(address: str, found: list[Place], framework: str) -> str:
    """A link as the site has it; empty where it leads to what the site has not: forms, documents, other days."""
    parts = urlsplit(address)
    if parts.scheme in ("http", "https") or address.startswith(("#", "../")):
        return address
    screen = "" if parts.path == "/s" else parts.path.strip("/").removeprefix("s/")
    given = {name: value for name, value in parse_qsl(parts.query) if name not in ("demo", "vs")}
    lang = given.pop("lang", LANGUAGES[0])
    if given.get("framework") == framework:
        del given["framework"]
    if screen != "criteria":
        # Only that screen shows an item; the others would say the same without it.
        given.pop("item", None)
    if screen not in CHOICES or lang not in LANGUAGES or not _is_a_page(screen, frozenset(given)):
        return ""
    place = (lang, screen, tuple(sorted(given.items())))
    found.append(place)
    return f"../{_path(place)}" + (f"#{parts.fragment}" if parts.fragment else "")


def _is_a_page(screen: str, narrowed: frozenset[str]) -> bool:
    return narrowed in _ANYWHERE or narrowed in _ON.get(screen, ())


def _path(place: Place) -> str:
    """th/criteria--area-lamphun-ban-klang--item-6.html. Letters that a file's name cannot have are spelled out."""
    lang, screen, narrowed = place
    named = "--".join((screen or "index", *(f"{name}-{_plain(value)}" for name, value in narrowed)))
    return f"{lang}/{named}.html"


def _plain(value: str) -> str:
    return re.sub(r"[^a-z0-9.-]", lambda letter: f"_{ord(letter[0]):x}_", value)
