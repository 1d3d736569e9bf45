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


def link_with_qr(page: Page, address: str, screen: str) -> tuple[str, str]:
    """The whole link, and its QR code as a picture in a data URI."""
    url = address + page.selection.link(path_of(screen))
    return url, segno.make(url, error="m", micro=False).svg_data_uri(scale=6, border=4)
