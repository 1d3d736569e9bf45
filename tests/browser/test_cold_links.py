"""A link opened with a fresh profile, or as the very first request after a start, shows exactly its screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from chromium import Watch, settle
from ecodash.language.text import LANGUAGES, t
from ecodash.ui.screens import IN_MENU, SCREENS, UNDER_MORE, path_of
from server import serving


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cold") / "home"


@pytest.fixture
def started(browser: Browser, home: Path) -> Iterator[str]:
    """A server that nobody has asked for a page yet."""
    with serving(home) as address:
        yield address


def link(screen: str, lang: str, demo: bool) -> str:
    given = ["demo=1"] * demo + ["lang=en"] * (lang == "en")
    return f"/{path_of(screen)}" + ("?" + "&".join(given) if given else "")


# One of each way in: the first screen, the menu, «more», beside the menu, the desk, an agency's link.
FIRST_OF_ALL = ("overview", "phases", "about", "find", "record", "report")


@pytest.mark.parametrize("screen", FIRST_OF_ALL)
def test_a_link_is_the_first_that_a_fresh_server_is_asked(page: Page, started: str, screen: str) -> None:
    assert_opens(page, started, screen)


@pytest.mark.parametrize("screen", sorted(set(SCREENS) - set(FIRST_OF_ALL)))
def test_a_link_opens_exactly_its_screen(page: Page, address: str, screen: str) -> None:
    assert_opens(page, address, screen)


def assert_opens(page: Page, started: str, screen: str) -> None:
    """The screen, complete, in both languages and nothing complained of."""
    watch = Watch(page, started)
    # Every other screen is met in English first.
    order = LANGUAGES if SCREENS.index(screen) % 2 else LANGUAGES[::-1]
    for lang in order:
        page.goto(started + link(screen, lang, demo=bool(SCREENS.index(screen) % 3)))
        settle(page)
        root = page.locator("html")
        expect(root).to_have_attribute("lang", lang)
        expect(root).to_have_attribute("translate", "no")
        expect(page).to_have_title(f"{t(lang, f'nav.{screen}')} · {t(lang, 'app.programme')}")
        if screen in IN_MENU + UNDER_MORE:
            current = page.locator('nav.wide a[aria-current="page"]')
            expect(current).to_have_count(1)
            assert current.text_content() == t(lang, f"nav.{screen}")
        expect(page.locator(".foot")).to_have_count(1)
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
