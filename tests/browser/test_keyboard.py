"""The keyboard reaches what a pointer does."""

import pytest
from playwright.sync_api import Page

from chromium import settle


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
