"""One server and one browser for all of these tests, and one tab: a new one compiles Streamlit's scripts anew.

What a test leaves behind in it is taken away. A test that asks for a fresh profile opens one.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from chromium import Watch, launched, program
from server import serving

HERE = Path(__file__).parent
DESK: ViewportSize = {"width": 1366, "height": 768}
PHONE: ViewportSize = {"width": 390, "height": 844}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = program()
    if path is None:
        why = "no Chromium found: install it, or name one in CHROMIUM"
        if os.environ.get("ECODASH_REQUIRE_BROWSER"):
            pytest.fail(why)
        pytest.skip(why)
    with sync_playwright() as playwright:
        browser = launched(playwright, path)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over a home of a first start."""
    with serving(tmp_path_factory.mktemp("browser") / "home") as server:
        yield server.address


@pytest.fixture(scope="session")
def desk_tab(browser: Browser) -> Page:
    """The browser itself is English, so that nothing Thai comes from it."""
    return browser.new_context(viewport=DESK, locale="en-GB").new_page()


@pytest.fixture(scope="session")
def phone_tab(browser: Browser) -> Page:
    return browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2).new_page()


@pytest.fixture
def page(desk_tab: Page) -> Iterator[Page]:
    """A desk's screen."""
    yield desk_tab
    cleared(desk_tab, DESK)


@pytest.fixture
def phone(phone_tab: Page) -> Iterator[Page]:
    """A phone of 390 pixels that is touched."""
    yield phone_tab
    cleared(phone_tab, PHONE)


@pytest.fixture
def fresh(browser: Browser) -> Iterator[Page]:
    """A desk's screen in a profile of its own."""
    context = browser.new_context(viewport=DESK, locale="en-GB")
    yield context.new_page()
    context.close()


def cleared(tab: Page, viewport: ViewportSize) -> None:
    """Leave nothing to the next test: no cookie, nothing stored, no answer of our own, no other size."""
    tab.unroute_all(behavior="ignoreErrors")
    session = tab.context.new_cdp_session(tab)
    if "://" in tab.url:
        origin = "/".join(tab.url.split("/")[:3])
        session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    session.detach()
    tab.context.clear_cookies()
    tab.goto("about:blank")
    tab.set_viewport_size(viewport)


@pytest.fixture
def watch(page: Page, address: str) -> Watch:
    """Notes what the page asks of other hosts and what it complains of."""
    return Watch(page, address)
