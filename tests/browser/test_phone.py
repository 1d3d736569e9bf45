"""What a member of the committee meets on a phone: the first fact high up, targets for a thumb, nothing cut off."""

import pytest
from playwright.sync_api import Page, expect

from chromium import settle
from ecodash.language.text import t

_SCREENS = ["", "briefing", "phases", "agencies?agency=nrie", "meetings", "fiscal_years"]
_FIRST_FACT = 200
_TARGETS = """() => [...document.querySelectorAll('.rows li, .areas li')]
    .filter(row => row.offsetHeight && row.querySelector(':scope > a.lead'))
    .map(row => [row.offsetHeight, getComputedStyle(row.querySelector('a.lead'), '::after').position])"""
_CONTRAST = """() => [...document.querySelectorAll('.gone, .gone *')].filter(part => part.textContent.trim())
    .map(part => [getComputedStyle(part).opacity, getComputedStyle(part).color])"""


def opened(phone: Page, address: str, place: str) -> None:
    phone.goto(f"{address}/{place}" + ("&" if "?" in place else "?") + "demo=1")
    settle(phone)


def test_the_first_sentence_stands_high_and_whole_rows_are_targets(phone: Page, address: str) -> None:
    low: dict[str, float] = {}
    for place in _SCREENS:
        opened(phone, address, place)
        box = phone.locator(".screen h1").bounding_box()
        assert box
        if box["y"] > _FIRST_FACT:
            low[place] = box["y"]
        rows = phone.evaluate(_TARGETS)
        assert all(height >= 44 and over == "absolute" for height, over in rows), (place, rows)
    assert low == {}


def test_the_boxes_are_folded_into_one_line_that_opens_them(phone: Page, address: str) -> None:
    opened(phone, address, "agencies")
    box = phone.locator(".st-key-filter-area")
    expect(box).to_be_hidden()
    line = phone.locator(".fold summary")
    size = line.bounding_box()
    assert size
    assert size["height"] >= 44
    line.click()
    expect(box).to_be_visible()


def test_an_agency_is_one_tap_away(phone: Page, address: str) -> None:
    opened(phone, address, "")
    phone.locator(".head").get_by_role("link", name=t("th", "nav.agencies"), exact=True).first.click()
    phone.wait_for_url("**/agencies?*")


def test_phases_are_cards_and_what_scrolls_can_be_focused(phone: Page, address: str) -> None:
    opened(phone, address, "phases")
    assert phone.locator("table.cards td").first.evaluate("cell => getComputedStyle(cell).display") == "block"
    for place in ("areas?area=lamphun-ban-klang", "meetings?area=lamphun-ban-klang"):
        opened(phone, address, place)
        for part in phone.locator(".scroll").all():
            assert part.get_attribute("tabindex") == "0"
            assert part.get_attribute("aria-label")


@pytest.mark.parametrize("place", ["meetings?area=lamphun-ban-klang"])
def test_rows_that_did_not_change_can_be_read(phone: Page, address: str, place: str) -> None:
    opened(phone, address, place)
    seen = phone.evaluate(_CONTRAST)
    assert seen
    for opacity, colour in seen:
        assert opacity == "1"
        red, green, blue = (int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(","))
        assert 0.2126 * red + 0.7152 * green + 0.0722 * blue < 118, colour
