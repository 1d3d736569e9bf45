"""One server and one browser for all of these tests; each test has a fresh profile."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from chromium import Watch, launched, program
from server import serving

HERE = Path(__file__).parent


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
    with serving(tmp_path_factory.mktemp("browser") / "home") as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A desk's screen. The browser itself is English, so that nothing Thai comes from it."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="en-GB")
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone of 390 pixels that is touched."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, device_scale_factor=2
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def watch(page: Page, address: str) -> Watch:
    """Notes what the page asks of other hosts and what it complains of."""
    return Watch(page, address)
