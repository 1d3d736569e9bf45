"""What is typed into a form of the desk outlasts Back, a reload, the menu, the end of a sign-in and a new start."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from chromium import Watch, expect_screen, settle
from ecodash import stores
from ecodash.access.accounts import People
from ecodash.domain.vocabulary import Role
from ecodash.language.text import t
from server import free_port, start, wait_until_up

NAME, PASSWORD = "สมหญิง", "หริภุญชัย-ลำพูน-2567"
WAIT = 30_000
expect.set_options(timeout=WAIT)
DRAFTS = Path(__file__).parents[2] / "ecodash/web/assets/drafts.js"
TYPED = "รายละเอียดการสำรวจ " * 30 + "จบ"


@dataclass
class Serving:
    """A server that can be started anew at the same address."""

    home: Path
    port: int
    process: "Popen[bytes]"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def restart(self) -> None:
        self.stop()
        self.process = start(self.port, self.home)
        wait_until_up(self.port, self.process)

    def stop(self) -> None:
        self.process.terminate()
        self.process.communicate(timeout=30)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serving]:
    home = tmp_path / "home"
    monkeypatch.setenv("ECODASH_HOME", str(home))
    stores.close_all()
    stores.people().add(NAME, Role.SECRETARY, PASSWORD, "-")
    stores.close_all()
    port = free_port()
    process = start(port, home)
    wait_until_up(port, process)
    serving = Serving(home, port, process)
    yield serving
    serving.stop()


def sign_in(page: Page) -> None:
    page.fill("#name", NAME)
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
    People(desk.home).sign_out_everywhere(NAME, "-")
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
