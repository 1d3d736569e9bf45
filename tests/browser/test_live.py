"""A briefing that is open follows what is recorded elsewhere, marks it, and says when it is cut off."""

import pytest
from playwright.sync_api import Page, expect

from chromium import settle
from ecodash.language.text import t

HEAD = "**/api/v1/head.json*"


@pytest.mark.parametrize("place", ["?demo=1&live=1", "?demo=1#wall-3"])
def test_a_change_is_drawn_without_a_reload_and_marked(page: Page, address: str, place: str) -> None:
    changes, sent = [7], [0]
    page.route(HEAD, lambda route: route.fulfill(json={"changes": changes[0]}))

    def count(_: object) -> None:
        sent[0] += 1

    page.on("websocket", lambda socket: socket.on("framesent", count))
    page.goto(f"{address}/briefing{place}")
    page.wait_for_selector(".briefing .matrix", state="attached")
    page.wait_for_timeout(4000)
    page.evaluate("() => { window.stays = 1 }")
    quiet = sent[0]
    page.wait_for_timeout(2000)
    assert sent[0] == quiet, "while nothing changes the screen asks for nothing"
    changes[0] = 8
    page.wait_for_timeout(2500)
    assert sent[0] > quiet
    assert page.evaluate("window.stays") == 1
    assert page.url == f"{address}/briefing{place}"
    page.evaluate("() => { document.querySelector('.matrix tbody tr th').textContent = 'new' }")
    expect(page.locator(".matrix tr.just-now")).to_have_count(1, timeout=4000)


def test_an_end_of_the_line_is_told_until_it_is_back(page: Page, address: str) -> None:
    page.goto(f"{address}/briefing?demo=1&live=1")
    settle(page)
    expect(page.locator(".live-cut")).to_be_hidden()
    page.route(HEAD, lambda route: route.abort())
    expect(page.locator(".live-cut")).to_have_text(t("th", "live.cut"), timeout=4000)
    expect(page.locator(".live-cut")).to_be_visible(timeout=12_000)
    page.unroute(HEAD)
    expect(page.locator(".live-cut")).to_be_hidden(timeout=12_000)


def test_a_briefing_that_nobody_asked_to_follow_asks_for_nothing(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "head.json" in request.url else None)
    page.goto(f"{address}/briefing?demo=1")
    settle(page)
    page.wait_for_timeout(2500)
    assert asked == []
