"""The brief as plain HTML that needs neither Streamlit's page nor a script: the short page and the snapshot."""

import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from ecodash import facts
from ecodash.domain.dates import in_thailand, utc_now
from ecodash.domain.vocabulary import AssignmentStatus
from ecodash.facts.freshness import freshness
from ecodash.facts.lists import ALWAYS
from ecodash.language.status_look import compact_css, stylesheet
from ecodash.language.unbroken import JOINER
from ecodash.sentences import DEFINITIONS, stressed_parts, verdict_parts
from ecodash.store.store import Store
from ecodash.ui.area_tables import area_table
from ecodash.ui.contents import CHOICES, Content, content_of, html_of
from ecodash.ui.options import chosen_line, options_of
from ecodash.ui.page import Page
from ecodash.ui.render import render
from ecodash.ui.scope import Scope, scope_of
from ecodash.ui.screens import OWN_PARAMETERS

_STYLES = Path(__file__).parent / "styles"
# As browsers take them; documents have their own.
FONTS = _STYLES / "fonts"
_SCREEN_STYLES = Path(__file__).parents[1] / "web" / "assets" / "styles"
# What short pages have no use for: the head of the screens, forms, the wall, paper.
_NOT_SHORT = {"head", "desk", "wall", "print"}
# Short pages that are the brief of one area.
_BRIEF = ("", "briefing")
# A screen about one area; the others end with all the areas of the selection.
_ONE_AREA = ("briefing",)
# So many boxes of items a short page draws.
_MOST_BOXES = 480
_HEADLINE = re.compile("<h1[^>]*>(.*?)</h1>", re.DOTALL)


def page_of(
    store: Store, query: Mapping[str, str], screen: str, address: str = "", *, is_published: bool = False
) -> Page:
    """A page outside of Streamlit, from a query read as the screens read theirs.

    ``address`` is where others open the dashboard.
    """
    asked = {name: value for name, value in query.items() if name not in OWN_PARAMETERS}
    selection, misread = facts.read_selection(store, asked)
    own = {name: query[name] for name in OWN_PARAMETERS if query.get(name)}
    return Page(
        facts.seen_by(store, selection),
        selection,
        tuple(misread),
        screen,
        own=own,
        address=address,
        is_published=is_published,
    )


def short_page(page: Page, origin: str) -> str:
    """What the screen says, in the screen's own words and rows; of an area's brief, verdict, strip and what is stuck.

    Its links stay among the short pages; one leads onward to the whole screen.
    """
    link = partial(_short_link, page)
    told = _told(page) if is_brief(page.screen) else _screen(page, link)
    choices = [] if page.is_published else [(p, *options_of(page, p)) for p in CHOICES.get(page.screen, ())]
    kept = [(p, value) for p, value in page.selection.given if p not in CHOICES.get(page.screen, ())]
    kept += list(page.own.items())
    return render(
        page,
        "short.html",
        style=style_of("short" if is_brief(page.screen) else "screen"),
        origin=origin,
        link=link,
        choices=[choice for choice in choices if choice[1]],
        line=chosen_line(page, CHOICES.get(page.screen, ())),
        kept=kept,
        screens=[screen for screen in CHOICES if screen != page.screen],
        **told,
    )


def is_brief(screen: str) -> bool:
    """Whether a screen's short page is the brief of one area: of the first screens, and of those for officers."""
    return screen in _BRIEF or screen not in CHOICES


def _short_link(page: Page, screen: str = "", **where: str | int | None) -> str:
    """A link of a screen's template, to the short page where the screen has one of its own."""
    return page.selection.link(f"s/{screen}".rstrip("/") if screen in CHOICES else screen, **where)


def _screen(page: Page, link: Callable[..., str]) -> dict[str, Any]:
    """The screen's own content; its sentence is what a chat shows of the link."""
    content = _short(content_of(page))
    body = html_of(page, content, link=link)
    scope = scope_of(page)
    headline = _HEADLINE.search(body)
    said = " ".join(Markup(headline[1]).striptags().replace(JOINER, "").split()) if headline else ""
    return {
        "body": Markup(body),
        "brief": None,
        "table": None,
        "verdict": _plain(scope) if scope and scope.is_narrowed else said,
        "scope": None,
        "latest": freshness(page.store, page.day).get("observation"),
    }


def snapshot(page: Page, address: str) -> str:
    """Everything of the brief in one file that needs nothing else, wherever it is opened.

    ``address`` is where readers reach the dashboard that it was made from.
    """
    made_at = in_thailand(utc_now())
    return render(
        page,
        "snapshot.html",
        style=_embedded_fonts() + style_of("snapshot"),
        made_on=made_at.date(),
        made_time=f"{made_at:%H:%M}",
        made_from=address + page.selection.link(page.screen),
        definitions=DEFINITIONS,
        link=_Within(page).link,
        **_told(page),
        **_more(page),
    )


def file_name(page: Page) -> str:
    """What a snapshot is called: ecodash-demo-lamphun-ban-klang-2024-02-12.html."""
    area = page.selection.area or ("all" if page.selection.focus else "empty")
    parts = ["ecodash", *(["demo"] if page.store.is_demo else []), area, page.day.isoformat()]
    return re.sub(r"[^A-Za-z0-9._-]+", "_", "-".join(parts)) + ".html"


@cache
def style_of(document: str) -> str:
    """The stylesheet of ``short``, ``screen`` (short, with a screen's content) or ``snapshot``, complete in itself."""
    if document != "screen":
        return stylesheet(_STYLES, ("plain", document))
    sections = {file.stem for file in _SCREEN_STYLES.glob("*.css")} - _NOT_SHORT
    return stylesheet(_STYLES, ("plain", "short")) + "".join(
        compact_css((_SCREEN_STYLES / f"{section}.css").read_text(encoding="utf-8"))
        for section in sorted(sections, key=lambda section: (section != "base", section == "narrow", section))
    )


def _told(page: Page) -> dict[str, Any]:
    """What both documents say."""
    brief = page.brief()
    rows = () if page.screen in _ONE_AREA else facts.areas_selected(page.store, page.selection)
    compared = page.compared()
    scope = scope_of(page)
    verdict = "".join(words for words, _ in verdict_parts(brief, compared, page.lang)) if brief else ""
    return {
        "brief": brief,
        "scope": scope,
        "compared": compared,
        "verdict": _plain(scope) if scope and scope.leads and not page.screen else verdict,
        "body": "",
        "table": area_table(page, rows) if len(rows) > 1 else None,
        "latest": freshness(page.store, page.day).get("observation"),
        "chosen": _chosen(page),
    }


def _short(content: Content) -> Content:
    """A grid of many areas, cut so that it opens at once on a phone; the screen has them all."""
    rows = content.values.get("rows", ())
    boxes = sum(len(states) for _, states in rows) if content.template == "criteria.html" else 0
    if boxes <= _MOST_BOXES:
        return content
    kept = max(1, _MOST_BOXES * len(rows) // boxes)
    return replace(content, values={**content.values, "rows": rows[:kept], "left_out": len(rows) - kept})


def _plain(scope: Scope) -> str:
    """Its sentence without the marks about its figure."""
    return "".join(words for words, _ in stressed_parts(scope.sentence))


def _chosen(page: Page) -> list[tuple[str, str]]:
    """What narrows the lists besides area and day: (parameter, what it says)."""
    s = page.selection
    agency = page.agencies().get(s.agency or "")
    said = [("item", s.item or ""), ("agency", _name(page, agency)), ("fy", str(s.fy or ""))]
    return [(parameter, words) for parameter, words in said if words]


def _name(page: Page, row: Mapping[str, Any] | None) -> str:
    return str((row["name_en"] if page.lang == "en" else None) or row["name_th"]) if row else ""


def _more(page: Page) -> dict[str, Any]:
    """What the snapshot adds to the short page."""
    s, area = page.selection, page.selection.focus
    states = facts.states_by_area(page.store, s.framework, page.day)
    reach = {m["code"] for m in facts.meetings_of_area(page.store, area, page.day)} if area else set()
    rows = facts.resolutions(page.store, page.day, ALWAYS)
    return {
        "states": states,
        "bodies": page.bodies(),
        "activities": facts.activities_where(page.store, page.day, frozenset((area,)), s.fy, s.agency) if area else (),
        "resolutions": [r for r in rows if r["meeting"] in reach and r["status"] == AssignmentStatus.OPEN],
    }


class _Within:
    """Links of the screens' templates turned into places of the same file; "" where there is none."""

    def __init__(self, page: Page) -> None:
        self._focus = page.selection.focus

    def link(self, screen: str = "", **where: str | int | None) -> str:
        area, item = where.get("area", self._focus), where.get("item")
        if item is not None and area == self._focus:
            return f"#item-{quote(str(item))}"
        if screen in ("areas", "criteria") and area:
            return "#items" if area == self._focus else f"#area-{quote(str(area))}"
        return ""


@cache
def _embedded_fonts() -> str:
    return "".join(_embedded("Sarabun", weight, name) for weight, name in ((400, "Regular"), (700, "Bold")))


def _embedded(family: str, weight: int, name: str) -> str:
    data = b64encode((FONTS / f"{family}-{name}.woff2").read_bytes()).decode()
    return f"@font-face{{font-family:{family};font-weight:{weight};src:url(data:font/woff2;base64,{data})}}"
