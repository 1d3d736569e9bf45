"""A link opened with a fresh profile, or as the very first request after a start, shows exactly its screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from chromium import Watch, expect_screen, settle
from ecodash.ui.screens import path_of
from server import serving


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cold") / "home"


@pytest.fixture
def started(browser: Browser, home: Path) -> Iterator[str]:
    """A server that nobody has asked for a page yet."""
    with serving(home) as address:
        yield address


# One of each way in: the first screen, «more», the desk, an agency's link.
FIRST_OF_ALL = (("overview", "th"), ("about", "en"), ("record", "th"), ("report", "en"))


@pytest.mark.parametrize(("screen", "lang"), FIRST_OF_ALL)
def test_a_link_is_the_first_that_a_fresh_server_is_asked(page: Page, started: str, screen: str, lang: str) -> None:
    watch = Watch(page, started)
    page.goto(f"{started}/{path_of(screen)}?lang={lang}&demo=1")
    settle(page)
    expect_screen(page, screen, lang)
    watch.assert_quiet()


def test_a_cold_link_keeps_its_whole_selection(page: Page, started: str) -> None:
    query = "area=lamphun-ban-klang&item=6&as_of=2023-08-29&lang=en&demo=1"
    page.goto(f"{started}/criteria?{query}")
    settle(page)
    assert page.url == f"{started}/criteria?{query}"
    expect(page.locator(".screen").first).to_contain_text("6")
    for screen in ("briefing", "areas"):
        page.locator(f'nav.wide a[href^="/{screen}"]').click()
        page.wait_for_url(f"**/{screen}?*")
        assert page.url.split("?")[1] == query
