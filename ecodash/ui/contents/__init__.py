"""What each screen for readers shows: its template and its values. Screens and their short pages share it.

Knows no Streamlit.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from ecodash import facts
from ecodash.ui.contents import criteria, figures, first_screens, places, who, years
from ecodash.ui.contents.content import Content, nothing
from ecodash.ui.page import Page
from ecodash.ui.render import render
from ecodash.ui.scope import scope_of

__all__ = ["CHOICES", "Content", "content_of", "html_of"]

# What can be chosen above each screen, in this order.
CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "": ("area", "phase", "province", "as_of", "eve", "known_at"),
        "briefing": ("area", "as_of", "eve", "known_at", "vs"),
        "phases": ("phase", "province", "framework", "fy", "as_of", "eve", "known_at"),
        "areas": ("area", "province", "framework", "as_of", "eve", "known_at"),
        "criteria": ("framework", "area", "phase", "province", "as_of", "eve", "known_at"),
        "activities": ("fy", "area", "agency"),
        "action_plan": ("area", "fy", "agency", "as_of", "eve", "known_at", "vs"),
        "fiscal_years": ("fy", "area", "as_of", "eve", "known_at"),
        "agencies": ("area", "as_of", "eve", "known_at", "vs"),
        "meetings": ("area", "as_of", "eve", "known_at", "vs"),
        "auditors": ("area", "as_of", "eve", "known_at"),
        "about": (),
    }
)


def content_of(page: Page) -> Content:
    """What the page's screen shows; KeyError for one that only officers use, or that has no rows of its own."""
    if facts.is_blank(page.store):
        return nothing(*page.missing())
    return _CONTENTS[page.screen](page)


def html_of(page: Page, content: Content, **given: Any) -> str:
    """A content as HTML, beginning with the sentence of the areas it is about; the overview says that by itself."""
    scope = scope_of(page) if page.screen else None
    above = render(page, "scope.html", scope=scope, **given) if scope else ""
    return above + render(page, content.template, **given, **content.values)


_CONTENTS: dict[str, Callable[[Page], Content]] = {
    "": first_screens.overview,
    "briefing": first_screens.briefing,
    "phases": places.phases,
    "areas": places.areas,
    "criteria": criteria.criteria,
    "activities": years.activities,
    "action_plan": years.action_plan,
    "fiscal_years": years.fiscal_years,
    "agencies": who.agencies,
    "meetings": who.meetings,
    "auditors": who.auditors,
    "about": figures.about,
}
