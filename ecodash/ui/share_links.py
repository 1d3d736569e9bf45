"""Links to hand on: with this selection, at an address that others can reach, as a QR code."""

import segno
import streamlit as st

from ecodash.ui.page import Page
from ecodash.ui.screens import IN_MENU, path_of


def screen_to_share(page: Page) -> str:
    """The screen that the link opens, chosen from the menu's screens; the briefing to begin with."""
    chosen: str = st.selectbox(
        page.t("share.choose_screen"),
        IN_MENU,
        index=IN_MENU.index("briefing"),
        format_func=lambda screen: page.t(f"nav.{screen}"),
        key=f"share-screen-{page.lang}",
        width=300,
    )
    return chosen


def links_with_qr(page: Page, address: str, screen: str) -> tuple[str, str, str]:
    """The short page's whole link, the screen's, and the QR code of the first as a picture in a data URI."""
    path = path_of(screen)
    short = address + page.selection.link(f"s/{path}" if path else "s")
    picture = segno.make(short, error="m", micro=False).svg_data_uri(scale=6, border=4)
    return short, address + page.selection.link(path), picture
