"""A browser to look at the screens with."""

import os
import re
import shutil

from playwright.sync_api import Browser, Page, Playwright, expect

from ecodash.language.text import t
from ecodash.ui.screens import IN_MENU, UNDER_MORE

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def program() -> str | None:
    """The browser to use: ``CHROMIUM``, or one that is installed."""
    named = os.environ.get("CHROMIUM")
    return named or next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def launched(playwright: Playwright, path: str, *arguments: str) -> Browser:
    return playwright.chromium.launch(executable_path=path, args=[*_ARGUMENTS, *arguments])


class Watch:
    """Everything that a page asks other hosts for, and everything it complains of."""

    def __init__(self, page: Page, address: str) -> None:
        self.strangers: list[str] = []
        self.complaints: list[str] = []
        own = re.compile(rf"(data:|blob:|about:|(http|ws)://{re.escape(address.split('//')[1])}(/|$))")
        page.on("request", lambda request: None if own.match(request.url) else self.strangers.append(request.url))
        page.on("websocket", lambda ws: None if own.match(ws.url) else self.strangers.append(ws.url))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def assert_quiet(self) -> None:
        assert self.strangers == []
        assert self.complaints == []


def settle(page: Page) -> None:
    """Wait until the screen of the present address is drawn whole."""
    page.wait_for_selector(".foot", timeout=30_000)
    page.wait_for_function(
        "() => !document.querySelector('[data-stale=true], [data-testid=stStatusWidget], [data-testid=stSkeleton]')",
        timeout=30_000,
    )
    page.evaluate("() => document.fonts.ready.then(() => true)")


def expect_screen(page: Page, screen: str, lang: str) -> None:
    """The page shows this screen, in this language, once and with its place in the menu."""
    root = page.locator("html")
    expect(root).to_have_attribute("lang", lang)
    expect(root).to_have_attribute("translate", "no")
    expect(page).to_have_title(f"{t(lang, f'nav.{screen}')} · {t(lang, 'app.programme')}")
    if screen in IN_MENU + UNDER_MORE:
        current = page.locator('nav.wide a[aria-current="page"]')
        expect(current).to_have_count(1)
        assert current.text_content() == t(lang, f"nav.{screen}")
    expect(page.locator(".foot")).to_have_count(1)


def sideways(page: Page) -> list[str]:
    """What is wider than the window; empty when nothing scrolls sideways."""
    found: list[str] = page.evaluate(
        """() => ['html', '[data-testid=stMain]', '[data-testid=stAppViewContainer]']
            .map(name => [name, document.querySelector(name)])
            .filter(([_, part]) => part && part.scrollWidth > innerWidth)
            .map(([name, part]) => `${name} ${part.scrollWidth} > ${innerWidth}`)"""
    )
    return found
