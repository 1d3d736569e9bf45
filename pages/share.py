"""แชร์: the addresses other machines can reach, with QR codes, for this selection."""

from ecodash.ui import toolkit as ui

page = ui.page()
ui.filters(page, "area", "as_of", "eve", "known_at")
screen = ui.screen_to_share(page)
addresses = ui.addresses()
ui.draw(
    page,
    "share.html",
    screen_name=page.t(f"nav.{screen}"),
    links=[(address, *ui.links_with_qr(page, address, screen)) for address in addresses],
    several=len([a for a in addresses if "localhost" not in a]) > 1,
    only_here=all("localhost" in address or "127.0.0.1" in address for address in addresses),
)
