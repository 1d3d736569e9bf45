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
    with serving(home) as server:
        yield server.address


# The first screen and an agency's link; one of the menu is asked below, and one of the desk where drafts are kept.
@pytest.mark.parametrize(("screen", "lang"), [("overview", "th"), ("report", "en")])
def test_a_link_is_the_first_that_a_fresh_server_is_asked(fresh: Page, started: str, screen: str, lang: str) -> None:
    watch = Watch(fresh, started)
    fresh.goto(f"{started}/{path_of(screen)}?lang={lang}&demo=1")
    settle(fresh)
    expect_screen(fresh, screen, lang)
    watch.assert_quiet()


def test_a_cold_link_keeps_its_whole_selection(fresh: Page, started: str) -> None:
    query = "area=lamphun-ban-klang&item=6&as_of=2023-08-29&lang=en&demo=1"
    fresh.goto(f"{started}/criteria?{query}")
    settle(fresh)
    assert fresh.url == f"{started}/criteria?{query}"
    expect(fresh.locator(".screen").first).to_contain_text("6")
    for screen in ("briefing", "areas"):
        fresh.locator(f'nav.wide a[href^="/{screen}"]').click()
        fresh.wait_for_url(f"**/{screen}?*")
        assert fresh.url.split("?")[1] == query
