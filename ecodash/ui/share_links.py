"""Links to hand on: with this selection, at an address that others can reach, as a QR code."""

import segno

from ecodash.ui.filters import own_box
from ecodash.ui.page import Page
from ecodash.ui.screens import IN_MENU, path_of


def screen_to_share(page: Page) -> str:
    """The screen that the link opens, chosen from the menu's screens; the briefing to begin with."""
    begins = "briefing"
    labels = {screen: page.t(f"nav.{screen}") for screen in sorted(IN_MENU, key=lambda screen: screen != begins)}
    return own_box(page, "screen", page.t("share.choose_screen"), labels, begins, width=300)


def links_with_qr(page: Page, address: str, screen: str) -> tuple[str, str, str]:
    """The short page's whole link, the screen's, and the QR code of the first as a picture in a data URI."""
    path = path_of(screen)
    short = address + page.selection.link(f"s/{path}" if path else "s")
    picture = segno.make(short, error="m", micro=False).svg_data_uri(scale=6, border=4)
    return short, address + page.selection.link(path), picture
