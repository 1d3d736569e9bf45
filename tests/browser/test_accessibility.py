"""axe-core finds no serious fault on any screen, and the keyboard reaches what a pointer does."""

from collections.abc import Iterator
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Page

from chromium import settle
from ecodash.ui.screens import SCREENS, path_of

PLACES = [*map(path_of, SCREENS), "areas?area=lamphun-ban-klang", "criteria?item=6", "agencies?agency=nrie"]


@pytest.fixture
def examined(browser: Browser) -> Iterator[Page]:
    """A page into which the checker may be put; our own policy would refuse it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("lang", ["th", "en"])
def test_axe_finds_no_serious_fault_on_any_screen(examined: Page, address: str, lang: str) -> None:
    checker = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    faults: dict[str, list[str]] = {}
    for place in PLACES:
        examined.goto(f"{address}/{place}" + ("&" if "?" in place else "?") + f"demo=1&lang={lang}")
        settle(examined)
        examined.evaluate(checker)
        found = examined.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        serious = [f"{f['id']}: {f['nodes'][0]['html']}" for f in found if f["impact"] in ("serious", "critical")]
        if serious:
            faults[place] = serious
    assert faults == {}


def tab_to(page: Page, css_class: str, most: int) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("name => document.activeElement.classList.contains(name)", css_class):
            return
    pytest.fail(f"{most} times Tab do not reach .{css_class}")


def test_the_keyboard_alone_gets_past_the_menu_and_opens_an_item(page: Page, address: str) -> None:
    page.goto(f"{address}/?demo=1")
    settle(page)
    tab_to(page, "skip", most=3)
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.id === 'content'")
    tab_to(page, "cell", most=30)
    page.keyboard.press("Enter")
    page.wait_for_url("**/criteria?*item=*")
