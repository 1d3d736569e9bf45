"""Walking about: links, choices, Back, the demonstration, the other language."""

import re

from playwright.sync_api import Page, expect

from chromium import Watch, settle
from ecodash.language.text import t
from ecodash.ui.screens import path_of

BAN_KLANG = "area=lamphun-ban-klang"


def headline(page: Page) -> str:
    return page.locator(".screen h1").first.inner_text()


def in_menu(page: Page, screen: str) -> None:
    """Follow the menu and wait until the screen has changed."""
    page.locator(f'nav.wide a[href^="/{path_of(screen)}"]').first.click()
    expect(page.locator('nav.wide a[aria-current="page"]')).to_have_text(t("th", f"nav.{screen}"))
    settle(page)


def choose(page: Page, parameter: str, option: int) -> str:
    """Choose from a list; returns the label chosen."""
    page.locator(f".st-key-filter-{parameter} [role=combobox], .st-key-filter-{parameter} input").first.click()
    chosen = page.locator('[role="option"]').nth(option)
    label = chosen.inner_text()
    chosen.click()
    return label


def test_back_returns_through_a_link_a_menu_entry_and_a_choice(page: Page, address: str, watch: Watch) -> None:
    page.goto(f"{address}/?demo=1")
    settle(page)
    first = headline(page)
    trail = [page.url]

    page.locator(".screen .strip a").first.click()
    expect(page).to_have_url(re.compile(r"/criteria\?.*item=1"))
    expect(page.locator(".screen h1").first).not_to_have_text(first)
    settle(page)
    item = headline(page)
    trail.append(page.url)

    page.go_back()
    expect(page).to_have_url(trail[0])
    expect(page.locator(".screen h1").first).to_have_text(first)
    page.go_forward()
    expect(page).to_have_url(trail[1])
    expect(page.locator(".screen h1").first).to_have_text(item)
    page.go_back()
    expect(page.locator(".screen h1").first).to_have_text(first)

    in_menu(page, "briefing")
    briefing = headline(page)
    trail = [page.url]
    chosen = choose(page, "area", 1)
    page.wait_for_url(re.compile("area="))
    expect(page.locator(".screen h1").first).not_to_have_text(briefing)
    settle(page)
    other = headline(page)
    trail.append(page.url)

    in_menu(page, "areas")
    assert "area=" in page.url
    page.go_back()
    expect(page).to_have_url(trail[1])
    expect(page.locator(".screen h1").first).to_have_text(other)
    expect(page.locator(".st-key-filter-area input")).to_have_value(chosen)
    page.go_back()
    expect(page).to_have_url(trail[0])
    expect(page.locator(".screen h1").first).to_have_text(briefing)
    page.go_back()
    expect(page).to_have_url(f"{address}/?demo=1")
    expect(page.locator(".screen h1").first).to_have_text(first)
    watch.assert_quiet()


def test_a_selection_goes_along_to_every_screen(page: Page, address: str) -> None:
    selection = f"{BAN_KLANG}&as_of=2023-08-29&demo=1"
    page.goto(f"{address}/briefing?{selection}")
    settle(page)
    for screen in ("phases", "areas", "criteria", "fiscal_years", "overview"):
        in_menu(page, screen)
        assert page.url == f"{address}/{path_of(screen)}?{selection}"


def test_the_demonstration_is_one_click_away_and_left_by_one(page: Page, address: str, watch: Watch) -> None:
    page.goto(address)
    settle(page)
    real = headline(page)
    expect(page.locator(".demo")).to_have_count(0)
    page.locator('a[href="/?demo=1"]').first.click()
    expect(page.locator(".demo")).to_contain_text(t("th", "filter.demo"))
    expect(page).to_have_url(f"{address}/?demo=1")
    expect(page.locator(".screen h1").first).not_to_have_text(real)
    in_menu(page, "criteria")
    expect(page.locator(".demo")).to_have_count(1)
    in_menu(page, "overview")
    page.locator(".demo a").click()
    expect(page.locator(".demo")).to_have_count(0)
    expect(page.locator(".screen h1").first).to_have_text(real)
    assert "demo" not in page.url
    watch.assert_quiet()


def test_the_other_language_is_one_click_away_on_the_same_screen(page: Page, address: str, watch: Watch) -> None:
    page.goto(f"{address}/criteria?{BAN_KLANG}&item=6&demo=1")
    settle(page)
    for lang, other in (("th", "en"), ("en", "th"), ("th", "en")):
        expect(page.locator("html")).to_have_attribute("lang", lang)
        expect(page.locator('nav.wide a[aria-current="page"]')).to_have_text(t(lang, "nav.criteria"))
        page.locator("a.language").click()
        expect(page.locator("html")).to_have_attribute("lang", other)
        settle(page)
        assert f"{BAN_KLANG}&item=6" in page.url
    watch.assert_quiet()


def test_an_unknown_address_says_so_and_leads_home(page: Page, address: str) -> None:
    answer = page.goto(f"{address}/nowhere")
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("h1")).to_have_text(t("th", "app.not_found"))
    page.locator("a").click()
    settle(page)
    expect(page.locator('nav.wide a[aria-current="page"]')).to_have_text(t("th", "nav.overview"))
