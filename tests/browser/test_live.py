"""A briefing that is open follows what is recorded elsewhere, marks it, and says when it is cut off."""

import pytest
from playwright.sync_api import Page, Route, WebSocket, WebSocketRoute, expect

from chromium import settle
from ecodash.language.text import t

HEAD = "**/api/v1/head.json*"


class Answers:
    """What a briefing hears of the record, and what it asks Streamlit for meanwhile."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.changes = 7
        self.sockets: list[WebSocket] = []
        self.sent = 0
        page.on("websocket", self._follow)
        page.route(HEAD, self._answer)

    def heard(self, times: int) -> None:
        """Wait until it was told so many times more."""
        for _ in range(times):
            with self._page.expect_response(HEAD):
                pass

    def until_quiet(self) -> None:
        """Wait until it is told of nothing new and asks for nothing."""
        for _ in range(10):
            before = self.sent
            self.heard(3)
            if self.sent == before:
                return
        raise AssertionError("while nothing changes the screen asks for nothing")

    def _follow(self, socket: WebSocket) -> None:
        self.sockets.append(socket)
        socket.on("framesent", self._count)

    def _count(self, _: object) -> None:
        self.sent += 1

    def _answer(self, route: Route) -> None:
        route.fulfill(json={"changes": self.changes})


@pytest.mark.parametrize("place", ["?demo=1&live=1", "?demo=1#wall-3"])
def test_a_change_is_drawn_without_a_reload_and_marked(page: Page, address: str, place: str) -> None:
    answers = Answers(page)
    page.goto(f"{address}/briefing{place}")
    page.wait_for_selector(".briefing .matrix", state="attached")
    page.wait_for_selector(".foot", state="attached")
    answers.until_quiet()
    page.evaluate("() => { window.stays = 1 }")
    with answers.sockets[-1].expect_event("framesent"):
        answers.changes = 8
    answers.heard(2)
    assert page.evaluate("window.stays") == 1
    assert page.url == f"{address}/briefing{place}"
    page.evaluate("() => { document.querySelector('.matrix tbody tr th').textContent = 'new' }")
    expect(page.locator(".matrix tr.just-now")).to_have_count(1, timeout=4000)


def test_an_end_of_the_line_is_told_until_it_is_back(page: Page, address: str) -> None:
    Answers(page)
    page.goto(f"{address}/briefing?demo=1&live=1")
    settle(page)
    expect(page.locator(".live-cut")).to_be_hidden()
    page.route(HEAD, lambda route: route.abort())
    expect(page.locator(".live-cut")).to_be_visible(timeout=4000)
    expect(page.locator(".live-cut")).to_have_text(t("th", "live.cut"))
    page.unroute(HEAD)
    expect(page.locator(".live-cut")).to_be_hidden(timeout=12_000)


def test_a_server_that_is_away_is_told_of_in_words_for_readers(page: Page, address: str) -> None:
    sockets: list[WebSocketRoute] = []

    def follow(socket: WebSocketRoute) -> None:
        socket.connect_to_server()
        sockets.append(socket)

    page.route_web_socket("**/_stcore/stream", follow)
    page.goto(f"{address}/about?demo=1")
    settle(page)
    page.route("**/_stcore/**", lambda route: route.abort())
    sockets[-1].close()
    told = page.get_by_role("dialog", name=t("th", "away.title"))
    expect(told).to_contain_text(t("th", "away.text"), timeout=30_000)
    expect(told.get_by_text("Streamlit")).to_be_hidden()
    page.unroute("**/_stcore/**")
    expect(told).to_be_hidden(timeout=30_000)


def test_a_briefing_that_nobody_asked_to_follow_asks_for_nothing(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "head.json" in request.url else None)
    page.goto(f"{address}/briefing?demo=1")
    settle(page)
    # One that follows asks twice a second.
    page.wait_for_timeout(1000)
    assert asked == []
