"""Marks a form whose text the browser keeps until it is recorded (``web/assets/drafts.js``)."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from ecodash.ui.draw import draw
from ecodash.ui.page import Page

_RECORDED = "drafts-recorded"


@contextmanager
def kept_in_browser(page: Page, form: str, about: str = "") -> Iterator[None]:
    """Around a form: what is typed in it outlasts Back, a reload, a sign-in that ends and a server that restarts.

    ``form`` names what is edited, the same in every session. The keys of its fields begin with it. ``about`` tells
    apart what they do not say.
    """
    with st.container(key=f"draft-{form}"):
        draw(page, "draft.html", name=_name(page, form + about))
        yield


def forget_draft(page: Page, form: str, about: str = "") -> None:
    """The form was recorded: the screen that comes next tells the browser to let its text go."""
    st.session_state.setdefault(_RECORDED, []).append((_name(page, form + about), secrets.token_hex(4)))


def tell_recorded(page: Page) -> None:
    """Tell the browser which forms were recorded in the run before."""
    recorded = st.session_state.pop(_RECORDED, [])
    if recorded:
        draw(page, "drafts_recorded.html", recorded=recorded)


def _name(page: Page, form: str) -> str:
    """Another officer at the same machine, and the demonstration, have drafts of their own."""
    store = "demo" if page.store.is_demo else "real"
    return f"{store}|{page.principal.who}|{form}"
