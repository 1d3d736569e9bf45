"""Drawing a screen over Streamlit: the page that the shell prepared, and its templates shown."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from ecodash.language.text import translator
from ecodash.ui.page import Page
from ecodash.ui.render import render

_STATE_KEY = "ecodash_page"


def prepare(page: Page) -> None:
    """Hand the page to the screen that runs next."""
    st.session_state[_STATE_KEY] = page


def page() -> Page:
    """The page that the shell prepared; a screen that was reached around the shell stops here."""
    prepared = st.session_state.get(_STATE_KEY)
    if not isinstance(prepared, Page):
        st.error(translator("th")("app.not_prepared") + " · " + translator("en")("app.not_prepared"))
        st.stop()
    return prepared


def draw(page: Page, template: str, **values: Any) -> None:
    """Show a template; every value in it is escaped."""
    st.html(render(page, template, **values))


def nothing(page: Page) -> None:
    """A screen about areas when there is none."""
    draw(page, "nothing.html", title=page.t("brief.area_missing"), next=page.t("brief.area_missing_next"))


def nothing_in_framework(page: Page, framework: Mapping[str, Any] | None) -> None:
    """A framework whose items are not loaded: say what is known of it."""
    declared = framework["items_declared"] if framework else None
    known = page.t("criteria.no_items_next", declared=declared) if declared else page.t("criteria.no_items_unknown")
    title = page.t("criteria.no_items")
    if framework:
        title = f"{framework['name_en' if page.lang == 'en' and framework['name_en'] else 'name_th']}: {title}"
    draw(page, "nothing.html", title=title, next=known)
