"""The short page on a phone that has nothing yet, and the copy opened from a disk."""

from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from chromium import Watch, settle, sideways
from ecodash.language.text import LANGUAGES, t
from ecodash.language.unbroken import JOINER
from ecodash.ui.contents import CHOICES

PLACES = ["/s", "/s/briefing", "/s/briefing?area=samut-sakhon-om-noi", "/s?area=atlantis"]


def with_lang(place: str, lang: str, demo: bool = True) -> str:
    return place + ("&" if "?" in place else "?") + f"demo={int(demo)}&lang={lang}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_opens_on_a_phone_without_a_script_or_another_host(phone: Page, address: str, lang: str) -> None:
    watch = Watch(phone, address)
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.resource_type))
    for place in PLACES:
        phone.goto(address + with_lang(place, lang))
        phone.evaluate("() => document.fonts.ready.then(() => true)")
        expect(phone.locator("html")).to_have_attribute("lang", lang)
        expect(phone.locator("h1")).to_be_visible()
        assert phone.locator(".strip .cell").count() == 12
        assert sideways(phone) == []
        clipped = phone.evaluate(
            "() => [...document.querySelectorAll('body *')]"
            ".filter(e => e.clientWidth && getComputedStyle(e).display !== 'inline')"
            ".filter(e => e.scrollWidth > e.clientWidth + 1)"
            ".map(e => e.outerHTML.slice(0, 80))"
        )
        assert clipped == []
    assert "script" not in asked
    watch.assert_quiet()


def test_every_screen_of_its_own_fits_a_phone_and_breaks_no_rule_of_its_policy(phone: Page, address: str) -> None:
    watch = Watch(phone, address)
    for screen in CHOICES:
        for query in ("demo=1", "demo=0&lang=en"):
            phone.goto(f"{address}/s/{screen}?{query}")
            expect(phone.locator("h1").or_(phone.locator(".empty")).first).to_be_visible()
            assert sideways(phone) == [], screen
    watch.assert_quiet()


def test_a_choice_is_made_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{address}/s/agencies?agency=nrie&demo=1")
    page.locator(".choose summary").click()
    page.locator("select[name=as_of]").select_option("2023-09-30")
    page.locator(".choose button").click()
    page.wait_for_url("**/s/agencies?*as_of=2023-09-30*agency=nrie*")
    assert "นิคมฯ" in page.locator("h1").inner_text().replace(JOINER, "")
    page.locator(".menu summary").click()
    page.get_by_role("link", name=t("th", "nav.phases"), exact=True).click()
    page.wait_for_url("**/s/phases?*as_of=2023-09-30*")
    context.close()


def test_it_works_where_scripts_are_forbidden_and_leads_on(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{address}/s/briefing?area=tak-sez&demo=1")
    assert page.locator("h1").inner_text()
    page.locator("header > a").click()
    page.wait_for_url("**/s/briefing?area=tak-sez&lang=en&demo=1")
    onward = page.locator(".onward a")
    assert onward.get_attribute("href") == "/briefing?area=tak-sez&lang=en&demo=1"
    context.close()


def test_onward_opens_the_screen_with_the_same_words(page: Page, address: str) -> None:
    page.goto(f"{address}/s/briefing?area=tak-sez&as_of=2023-09-30&demo=1")
    said = page.locator("h1").inner_text().replace("\n", " ")
    page.locator(".onward a").click()
    settle(page)
    assert page.locator(".screen h1").inner_text().replace("\n", " ") == said


def test_axe_finds_no_serious_fault(browser: Browser, address: str, tmp_path: Path) -> None:
    """In Thai, and the first in English too: words alone differ there."""
    checker = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    context = browser.new_context(bypass_csp=True, viewport={"width": 390, "height": 844})
    page = context.new_page()
    copy = tmp_path / "copy.html"
    copy.write_bytes(context.request.get(f"{address}{with_lang('/snapshot.html', 'th')}").body())
    places = [with_lang(place, "th") for place in ("/s", "/s/agencies?agency=nrie", "/s/criteria", "/s/activities")]
    for place in (*(address + place for place in (*places, with_lang("/s", "en"))), copy.as_uri()):
        page.goto(place)
        page.evaluate(checker)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        serious = [f"{f['id']}: {f['nodes'][0]['html']}" for f in found if f["impact"] in ("serious", "critical")]
        assert serious == []
    context.close()


def test_the_copy_is_whole_where_there_is_no_network(browser: Browser, address: str, tmp_path: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, accept_downloads=True)
    page = context.new_page()
    page.goto(f"{address}/share?area=tak-sez&demo=1")
    settle(page)
    with page.expect_download() as download:
        page.get_by_role("link", name=t("th", "snapshot.download")).click()
    path = tmp_path / download.value.suggested_filename
    assert path.name.startswith("ecodash-demo-tak-sez-")
    download.value.save_as(path)
    context.set_offline(True)
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.goto(path.as_uri())
    loaded = page.evaluate(
        "() => document.fonts.ready.then(() => [...document.fonts].filter(f => f.status === 'loaded').length)"
    )
    assert loaded == 2
    assert [url for url in asked if not url.startswith(("data:", path.as_uri()))] == []
    assert complaints == []
    assert sideways(page) == []
    page.locator(".strip a").first.click()
    assert page.url.endswith("#item-1")
    context.close()


def test_the_icon_of_a_preview_is_there(page: Page, address: str) -> None:
    page.goto(f"{address}/s?demo=1")
    icon = page.locator('meta[property="og:image"]').get_attribute("content")
    answer: Response | None = page.goto(icon or "")
    assert answer is not None
    assert answer.headers["content-type"] == "image/png"
