"""«คัดลอกลิงก์» on every screen: the whole selection, at an address that others can open."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from chromium import settle
from ecodash.language.text import t
from ecodash.ui.address import addresses
from ecodash.ui.screens import path_of

SELECTION = "area=lamphun-ban-klang&as_of=2023-08-29&lang=en&demo=1"


def copy(page: Page) -> str:
    """Click the foot's link, and give back what a box then pastes."""
    page.locator(".foot a.copy").click()
    lang = page.evaluate("document.documentElement.lang")
    expect(page.locator(".foot .copied")).to_have_text(t(lang, "copy.done"))
    page.evaluate("() => document.body.append(Object.assign(document.createElement('textarea'), { id: 'box' }))")
    page.locator("#box").focus()
    page.keyboard.press("Control+V")
    text: str = page.evaluate("() => { const box = document.getElementById('box'); box.remove(); return box.value }")
    return text


@pytest.fixture(params=["clipboard", "plain http"])
def copying(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page with the browser's clipboard, and one without, as on a network of plain http."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    if request.param == "plain http":
        page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    yield page
    context.close()


def test_a_screen_copies_its_whole_selection(copying: Page, address: str) -> None:
    """The foot, which has the link, is the same on every screen."""
    for screen in ("overview", "criteria", "log"):
        copying.goto(f"{address}/{path_of(screen)}?{SELECTION}")
        settle(copying)
        copied = copy(copying)
        assert copied.split("/", 3)[3] == f"{path_of(screen)}?{SELECTION}"


def test_others_are_given_an_address_that_they_can_open(copying: Page, address: str) -> None:
    copying.goto(f"{address}/find?q=บ้านกลาง&demo=1")
    settle(copying)
    shown = copying.locator(".foot a.copy").get_attribute("data-address")
    # This server was told to serve this machine alone, so that is what it hands on.
    assert shown == address
    assert addresses()
    copied = copy(copying)
    assert copied.startswith(f"{shown}/find?")
    assert "q=%E0%B8%9A" in copied
    copying.wait_for_function("() => document.querySelector('.foot .copied').textContent === ''", timeout=4000)


def test_the_share_screen_copies_short_and_whole_links(copying: Page, address: str) -> None:
    copying.goto(f"{address}/share?{SELECTION}")
    settle(copying)
    shares = copying.locator(".shares li").first
    for number, path in enumerate(("s/briefing", "briefing")):
        shares.locator("a.copy").nth(number).click()
        expect(shares.locator(".copied").nth(number)).to_have_text(t("en", "copy.done"))
        assert shares.locator("a.copy").nth(number).get_attribute("href") == f"{address}/{path}?{SELECTION}"
