"""The briefing on a wall: one page at a time, turned by keys and taps, and back to browsing."""

import pytest
from playwright.sync_api import Page, expect

from chromium import Watch, settle
from ecodash.language.text import t

PAGES = 9
OPEN = t("th", "wall.open")
# The smallest letters that can be seen above the foot of a page, in pixels.
SMALLEST = """() => {
    const walker = document.createTreeWalker(document.querySelector('.briefing'), NodeFilter.SHOW_TEXT);
    let least = Infinity;
    while (walker.nextNode()) {
        const holder = walker.currentNode.parentElement, box = holder.getBoundingClientRect();
        const isSeen = holder.checkVisibility() && box.width > 3 && box.height > 3;
        if (isSeen && walker.currentNode.textContent.trim() && !holder.closest('.sr, .wall-foot'))
            least = Math.min(least, parseFloat(getComputedStyle(holder).fontSize));
    }
    return least;
}"""


def shown(page: Page) -> str | None:
    found: str | None = page.evaluate("() => document.documentElement.dataset.wall || null")
    return found


def drawn(page: Page) -> None:
    """Wait for the wall, which hides what tells other screens to be whole."""
    page.wait_for_selector(".briefing .wall-foot", state="visible", timeout=30_000)
    page.wait_for_selector(".foot", state="attached")
    page.wait_for_function("() => !document.querySelector('[data-stale=true], [data-testid=stStatusWidget]')")
    page.evaluate("() => document.fonts.ready.then(() => true)")


def on_wall(page: Page, address: str, number: int = 1, query: str = "demo=1") -> None:
    page.goto("about:blank")
    page.goto(f"{address}/briefing?{query}#wall-{number}")
    drawn(page)


def test_keys_turn_the_pages_and_esc_goes_back(page: Page, address: str) -> None:
    watch = Watch(page, address)
    page.goto(f"{address}/briefing?demo=1")
    settle(page)
    expect(page.locator(".wall-top")).to_be_hidden()
    page.get_by_role("link", name=OPEN).click()
    assert shown(page) == "1"
    assert page.url.endswith("/briefing?demo=1#wall-1")
    for key, wanted in [
        ("ArrowRight", 2), ("ArrowDown", 3), ("Space", 4), ("PageDown", 5), ("End", 9), ("ArrowRight", 9),
        ("ArrowLeft", 8), ("PageUp", 7), ("ArrowUp", 6), ("Home", 1), ("ArrowLeft", 1), ("3", 3),
    ]:  # fmt: skip
        page.keyboard.press(key)
        assert shown(page) == str(wanted), key
        assert page.url.endswith(f"#wall-{wanted}")
        assert page.locator(".numbers span:visible").inner_text() == f"{wanted}/{PAGES}"
        assert page.locator(".stage section:visible").count() == 1
    for hidden in (".st-key-head-demo", ".st-key-filters", ".foot"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator(".wall-top")).to_contain_text(t("th", "filter.demo"))
    page.keyboard.press("Escape")
    page.wait_for_function("() => !document.documentElement.dataset.wall")
    assert page.url == f"{address}/briefing?demo=1"
    expect(page.locator(".foot")).to_be_visible()
    watch.assert_quiet()


def test_a_tap_goes_on_or_back_and_the_dots_lead_anywhere(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 820, "height": 1180})
    on_wall(page, address)
    # On an item of the strip as well: here a tap opens nothing.
    page.mouse.click(600, 700)
    assert shown(page) == "2"
    page.mouse.click(600, 400)
    page.mouse.click(100, 400)
    assert shown(page) == "2"
    page.locator(".dots a").nth(4).click()
    assert shown(page) == "5"
    page.locator(".leave").click()
    assert shown(page) is None
    expect(page.locator(".st-key-filters")).to_be_visible()


def test_a_swipe_turns_the_page(phone: Page, address: str) -> None:
    on_wall(phone, address)
    session = phone.context.new_cdp_session(phone)
    for begin, end, wanted in ((300, 60, "2"), (60, 300, "1")):
        session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": begin, "y": 400}]})
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": end, "y": 405}]})
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        phone.wait_for_function("wanted => document.documentElement.dataset.wall === wanted", arg=wanted)


def test_a_reload_and_back_keep_their_page(page: Page, address: str) -> None:
    page.goto(f"{address}/briefing?demo=1")
    settle(page)
    page.get_by_role("link", name=OPEN).click()
    page.keyboard.press("ArrowRight")
    page.reload()
    drawn(page)
    assert shown(page) == "2"
    assert page.url.endswith("#wall-2")
    page.go_back()
    page.wait_for_function("() => !document.documentElement.dataset.wall")
    settle(page)
    expect(page.locator(".st-key-filters")).to_be_visible()


def test_other_screens_keep_their_keys(page: Page, address: str) -> None:
    on_wall(page, address, 2)
    page.keyboard.press("Escape")
    page.locator('nav.wide a[href^="/areas"]').click()
    page.wait_for_url("**/areas?*")
    settle(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("3")
    assert shown(page) is None
    assert "#wall" not in page.url


SIZES = [(1920, 1080), (1366, 768), (820, 1180), (1180, 820), (390, 844)]
OVER = """() => {
    const stage = document.querySelector('.stage');
    const foot = document.querySelector('.wall-foot').getBoundingClientRect();
    return [stage.scrollHeight - stage.clientHeight, stage.scrollWidth - stage.clientWidth,
        foot.bottom - innerHeight, foot.right - innerWidth];
}"""


@pytest.mark.parametrize("query", ["demo=1", "demo=0", "demo=1&area=pathum-thani-bang-kadi"])
@pytest.mark.parametrize("lang", ["th", "en"])
def test_every_page_fits_and_nothing_is_cut_off(page: Page, address: str, query: str, lang: str) -> None:
    on_wall(page, address, 1, f"{query}&lang={lang}")
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for number in range(1, PAGES + 1):
            page.keyboard.press(str(number))
            page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
            over = page.evaluate(OVER)
            assert max(over) <= 1, (width, number, over)


def test_the_type_is_large(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    on_wall(page, address, 3)
    parts = ((1, ".verdict h1"), (2, ".asks li"), (5, ".rows .body"), (6, ".rows .lead"), (9, ".line"))
    for number, part in parts:
        page.keyboard.press(str(number))
        page.wait_for_timeout(100)
        size = page.locator(f".stage section:visible {part}").first.evaluate(
            "e => parseFloat(getComputedStyle(e).fontSize)"
        )
        # A thirtieth of the screen's height is read from ten metres.
        assert size >= 1080 / 30, (number, size)
    for number in range(1, PAGES + 1):
        page.keyboard.press(str(number))
        page.wait_for_timeout(100)
        assert page.evaluate(SMALLEST) >= 30, number


def test_the_matrix_stands_alone_and_is_never_smaller_than_can_be_read(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    on_wall(page, address, 3)
    assert page.locator(".matrix tbody tr:visible").count() == 12
    for part in (".matrix .item", ".matrix .who", ".matrix tfoot .met"):
        size = page.locator(part).last.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
        assert size >= 30, (part, size)
    # A number that no page has leads to the last one.
    on_wall(page, address, 12)
    assert shown(page) == str(PAGES)
