"""What is typed into a form of the desk outlasts Back, a reload, the menu, the end of a sign-in, a new start of the

server, and what others record meanwhile.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from chromium import Watch, expect_screen, settle
from ecodash import recording, stores
from ecodash.access.accounts import People
from ecodash.access.roles import Principal
from ecodash.domain.vocabulary import Role
from ecodash.language.text import t
from ecodash.recording import Entry
from server import Serving, serving

PASSWORD = "หริภุญชัย-ลำพูน-2567"
NAMES = ("สมหญิง", "สมชาย")
WAIT = 30_000
expect.set_options(timeout=WAIT)
DRAFTS = Path(__file__).parents[2] / "ecodash/web/assets/drafts.js"
TYPED = "รายละเอียดการสำรวจ " * 30 + "จบ"


@pytest.fixture(scope="module")
def desk(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A server over a home with two secretaries, a meeting, and two items that are not met."""
    home = tmp_path_factory.mktemp("desk") / "home"
    stores.close_all()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ECODASH_HOME", str(home))
        store = stores.current()
        for name in NAMES:
            stores.people().add(name, Role.SECRETARY, PASSWORD, "-")
        place = {"area": "lamphun-ban-klang", "framework": "diw-eit-basic12", "result": "not_met", "review": "accepted"}
        body = next(row["code"] for row in store.ask("latest_revisions", kind="body", keys=None) if row["area"])
        rows = [Entry("meeting", {"code": "m1", "body": body, "number": "1/2567", "held_on": "2024-02-12"})]
        for n in (1, 2):
            row = {**place, "code": f"o-{n}", "item": str(n), "effective_on": "2024-02-01"}
            rows.append(Entry("observation", row))
        recording.record(store, Principal(NAMES[0], Role.SECRETARY), rows)
        stores.close_all()
    with serving(home) as server:
        yield server


def sign_in(page: Page, name: str = NAMES[0]) -> None:
    page.fill("#name", name)
    page.fill("#password", PASSWORD)
    page.get_by_role("button").click()


def note(page: Page) -> Locator:
    return page.get_by_label(t("th", "field.note"), exact=True)


def offer(page: Page) -> Locator:
    return page.locator(".draft .notice")


def use(page: Page) -> None:
    """The draft is offered, and goes back into the form."""
    settle(page)
    expect(note(page)).to_have_value("")
    expect(offer(page)).to_contain_text(t("th", "desk.draft_found"))
    offer(page).get_by_role("button", name=t("th", "desk.draft_use")).click()
    expect(note(page)).to_have_value(TYPED)


def choose(page: Page, label: str, text: str) -> None:
    box = page.get_by_role("combobox", name=label, exact=True)
    box.click()
    box.fill(text)
    page.get_by_role("option").filter(has_text=text).first.click()


def test_typed_text_is_kept_until_it_is_recorded(desk: Serving, browser: Browser) -> None:
    page = browser.new_context(viewport={"width": 1366, "height": 1800}, locale="en-GB").new_page()
    page.set_default_timeout(WAIT)
    page.goto(f"{desk.address}/auth/login?next=/record")
    sign_in(page)
    settle(page)
    choose(page, t("th", "record.kind"), t("th", "kind.auditor"))
    page.wait_for_url("**kind=auditor**")
    settle(page)
    note(page).press_sequentially(TYPED[:40])
    note(page).fill(TYPED)

    page.reload()
    use(page)
    page.locator("nav.desk").get_by_role("link", name=t("th", "nav.desk"), exact=True).click()
    page.wait_for_url("**/desk**")
    settle(page)
    page.go_back()
    page.wait_for_url("**kind=auditor**")
    use(page)

    # The first that a fresh server is asked is a screen of the desk, whole and quiet.
    desk.restart()
    watch = Watch(page, desk.address)
    page.reload()
    use(page)
    expect_screen(page, "record", "th")
    watch.assert_quiet()

    # The sign-in ends while the form is open: nothing is sent, and the text stays in its place.
    People(desk.home).sign_out_everywhere(NAMES[0], "-")
    named = page.get_by_label(t("th", "field.name") + " *", exact=True)
    named.fill("ผู้ตรวจประเมิน")
    # Enter asks just as the button does.
    named.press("Enter")
    expect(offer(page)).to_contain_text(t("th", "desk.draft_ended")[:40])
    expect(note(page)).to_have_value(TYPED)
    with page.context.expect_page() as opened:
        offer(page).get_by_role("link").click()
    opened.value.wait_for_load_state()
    sign_in(opened.value)
    opened.value.wait_for_url("**/desk**")
    expect(note(page)).to_have_value(TYPED)
    page.get_by_role("button", name=t("th", "record.save"), exact=True).click()
    expect(page.get_by_text(t("th", "record.saved", change="").strip()).first).to_be_visible()

    # Recorded, it is offered no more.
    page.reload()
    settle(page)
    expect(note(page)).to_have_value("")
    page.wait_for_timeout(500)
    expect(offer(page)).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('ecodash-draft'))") == []
    page.context.close()


def test_a_form_that_is_drawn_in_parts_offers_what_was_typed_once_it_is_whole(page: Page) -> None:
    page.route("http://form.example/", lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
    page.goto("http://form.example/")
    page.evaluate(
        """typed => localStorage.setItem("ecodash-draft|one", JSON.stringify(
          { at: Date.now(), fields: { note: { label: "note", began: "", typed } } }))""",
        TYPED,
    )
    page.add_script_tag(path=DRAFTS)
    page.evaluate(
        """() => { document.body.innerHTML = `<div class="st-key-draft-f">
          <div class="draft" data-draft="one" data-found="found" data-use="use" data-drop="drop"></div>
          <div class="st-key-f-0-name"><input type="text"></div></div>` }"""
    )
    page.wait_for_timeout(500)
    page.evaluate(
        """() => document.querySelector(".st-key-draft-f").insertAdjacentHTML("beforeend",
          `<div class="st-key-f-0-note"><textarea></textarea></div>
          <div data-testid="stFormSubmitButton"><button>save</button></div>`)"""
    )
    offer(page).get_by_role("button", name="use").click()
    expect(page.locator("textarea")).to_have_value(TYPED)
    # Typed before anybody looked at the form, which stands the same in both then: it is still not recorded.
    page.evaluate(
        """() => { document.querySelector(".draft").removeAttribute("data-looked");
          document.querySelector("textarea").dispatchEvent(new Event("input", { bubbles: true })) }"""
    )
    page.wait_for_timeout(500)
    assert TYPED in page.evaluate("() => localStorage.getItem('ecodash-draft|one')")


def signed_in(browser: Browser, address: str, name: str) -> Page:
    context = browser.new_context(viewport={"width": 1366, "height": 1600}, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(WAIT)
    page.goto(f"{address}/auth/login")
    sign_in(page, name)
    page.goto(f"{address}/minutes")
    settle(page)
    return page


def assign(page: Page, item: str) -> None:
    """Give one gap to the municipality; its form says so when it is recorded."""
    page.get_by_role("combobox", name=t("th", "minutes.gaps")).click()
    page.get_by_role("option").filter(has_text=t("th", "criteria.item_title", item=item)).click()
    page.keyboard.press("Escape")
    choose(page, t("th", "field.agency") + " *", "เทศบาลตำบลบ้านกลาง")
    page.get_by_label(t("th", "field.task") + " *").fill(f"ทำข้อ {item}")
    page.get_by_label(t("th", "field.due_on") + " *").fill("31 มี.ค. 2570")
    page.get_by_role("button", name=t("th", "minutes.assign_now"), exact=True).click()
    expect(page.get_by_text(t("th", "minutes.assigned"))).to_be_visible()


def test_a_typed_resolution_outlasts_what_both_record_meanwhile(desk: Serving, browser: Browser) -> None:
    mine, other = (signed_in(browser, desk.address, name) for name in NAMES)
    typed = "มติที่ประชุม " * 35 + "จบ"
    text = mine.get_by_label(t("th", "field.text") + " *")
    text.fill(typed)
    assign(other, "1")
    assign(mine, "2")
    # A form that moves down below what is said stands twice until the run has ended.
    settle(mine)
    expect(text).to_have_count(1)
    expect(text).to_have_value(typed)
    mine.get_by_role("button", name=t("th", "minutes.resolve_now"), exact=True).click()
    expect(mine.get_by_text(t("th", "minutes.resolved"))).to_be_visible()
    expect(mine.get_by_text(re.compile("มติที่ประชุม .*จบ")).first).to_be_visible()
    # The form that was recorded stands beside the fresh one until the run has ended.
    settle(mine)
    expect(text).to_have_count(1)
    expect(text).to_have_value("")
    for each in (mine, other):
        each.context.close()
