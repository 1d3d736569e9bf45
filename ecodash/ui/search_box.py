"""The search box; its words stay in the address, so that Back and a link bring them back."""

import streamlit as st

from ecodash.ui.page import Page
from ecodash.ui.screens import SEARCH

_KEY = "search-words"


def search_box(page: Page) -> str:
    """The words searched for."""
    st.session_state[_KEY] = st.query_params.get(SEARCH, "")
    words: str = st.text_input(page.t("find.label"), key=_KEY, on_change=_keep, max_chars=200)
    return words.strip()


def _keep() -> None:
    words = st.session_state[_KEY].strip()
    if words:
        st.query_params[SEARCH] = words
    else:
        st.query_params.pop(SEARCH, None)
