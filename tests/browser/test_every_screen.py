"""Every screen opened by its address, in English and narrowed by a link, and asked all that only a browser can tell.

One loading serves all questions: a page that is loaded anew for each of them costs minutes. A link changes the page in
place, as the menu and all links of ours do, for a third of what an address costs.
"""

from collections.abc import Iterator
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Page

from chromium import Watch, expect_screen, settle, sideways
from ecodash.ui.screens import SCREENS, path_of

BAN_KLANG = "area=lamphun-ban-klang"
BY_ADDRESS = [*map(path_of, SCREENS)]
DEEPER = [
    f"areas?{BAN_KLANG}", f"criteria?{BAN_KLANG}&item=6", "criteria?phase=1", "agencies?agency=nrie", "find?q=บ้าน",
    "agencies?agency=lamphun-industry", "overview?area=atlantis", "meetings?area=lamphun-ban-klang",
]  # fmt: skip
WIDTHS = (390, 768, 1024, 1920, 1280)
CHECKER = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def examined(browser: Browser) -> Iterator[Page]:
    """A page into which the checker may be put; our own policy would refuse it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True, locale="en-GB")
    yield context.new_page()
    context.close()


def with_query(place: str, lang: str, demo: bool) -> str:
    given = ["demo=1"] * demo + ["lang=en"] * (lang == "en")
    return place.replace("overview", "") + ("&" if "?" in place else "?") * bool(given) + "&".join(given)


@pytest.mark.parametrize("part", range(3))
@pytest.mark.parametrize("lang", ["th", "en"])
def test_it_is_whole_quiet_narrow_enough_and_within_reach(examined: Page, address: str, lang: str, part: int) -> None:
    watch = Watch(examined, address)
    faults: dict[str, list[str]] = {}
    for number, place in enumerate([*BY_ADDRESS, *DEEPER][part::3]):
        # In Thai over the demonstration; in English by turns over both.
        demo = lang == "th" or number % 2 == 0
        if number == 0 or (lang == "th" and place in BY_ADDRESS):
            examined.goto(f"{address}/{with_query(place, lang, demo)}")
        else:
            follow(examined, f"/{with_query(place, lang, demo)}")
        settle(examined)
        expect_screen(examined, place.split("?")[0] or "overview", lang)
        found = too_wide(examined)
        # Words alone differ from what was examined in Thai.
        if lang == "th" or not demo:
            found += serious_faults(examined)
        if found:
            faults[place] = found
    assert faults == {}
    watch.assert_quiet()


def follow(page: Page, link: str) -> None:
    """Go where a link of ours leads; the foot of the screen that is left goes with it."""
    page.evaluate(
        """link => {
            const foot = document.querySelector('.foot'), a = document.createElement('a');
            foot.dataset.left = '';
            a.href = link;
            foot.append(a);
            a.click();
        }""",
        link,
    )
    page.wait_for_function("() => !document.querySelector('.foot[data-left]')")


def too_wide(page: Page) -> list[str]:
    """What scrolls sideways on a phone, a tablet, a small, a large and a common screen."""
    found: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if sideways(page):
            # Streamlit's tables follow a window that changes its size a moment later.
            page.wait_for_timeout(1000)
            found += sideways(page)
    return found


def serious_faults(page: Page) -> list[str]:
    """What axe-core calls serious or critical."""
    page.evaluate(CHECKER)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [f"{f['id']}: {f['nodes'][0]['html']}" for f in found if f["impact"] in ("serious", "critical")]


def test_the_chart_to_explore_comes_from_this_machine_and_is_saved_with_its_letters(page: Page, address: str) -> None:
    watch = Watch(page, address)
    page.goto(f"{address}/areas?{BAN_KLANG}&demo=1&image=svg")
    settle(page)
    page.locator('.explore a[href*="chart=matrix"]').click()
    page.wait_for_selector(".js-plotly-plot .main-svg", timeout=30_000)
    with page.expect_download() as saved:
        page.locator(".modebar-btn").first.click()
    picture = saved.value.path().read_text(encoding="utf-8")
    assert [picture.count(said) for said in ("@font-face", "data:font/woff2;base64,", "บ้านกลาง")] == [2, 2, 1]
    watch.assert_quiet()
