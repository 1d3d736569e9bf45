"""Drawing a screen over Streamlit: the page that the shell prepared, and its templates shown."""

from typing import Any

import streamlit as st

from ecodash.language.text import translator
from ecodash.ui.contents import Content, html_of
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


def show(page: Page, content: Content) -> None:
    """Show a screen's content."""
    st.html(html_of(page, content))
