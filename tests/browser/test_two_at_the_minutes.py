"""Two officers keep minutes in two browsers: nothing that is typed is lost to what is recorded meanwhile."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from chromium import settle
from ecodash import recording, stores
from ecodash.access.roles import Principal
from ecodash.domain.vocabulary import Role
from ecodash.language.text import t
from ecodash.recording import Entry
from server import serving

PASSWORD = "หริภุญชัย-ลำพูน-2567"
NAMES = ("สมหญิง", "สมชาย")
WAIT = 30_000


@pytest.fixture
def prepared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server over a home with two secretaries, a meeting, and two items that are not met."""
    home = tmp_path / "home"
    monkeypatch.setenv("ECODASH_HOME", str(home))
    stores.close_all()
    store = stores.current()
    for name in NAMES:
        stores.people().add(name, Role.SECRETARY, PASSWORD, "-")
    place = {"area": "lamphun-ban-klang", "framework": "diw-eit-basic12", "result": "not_met", "review": "accepted"}
    body = next(row["code"] for row in store.ask("latest_revisions", kind="body", keys=None) if row["area"])
    rows = [("observation", {**place, "code": f"o-{n}", "item": str(n), "effective_on": "2024-02-01"}) for n in (1, 2)]
    meeting = {"code": "m1", "body": body, "number": "1/2567", "held_on": "2024-02-12"}
    recording.record(
        store, Principal(NAMES[0], Role.SECRETARY), [Entry(kind, row) for kind, row in [*rows, ("meeting", meeting)]]
    )
    stores.close_all()
    with serving(home) as address:
        yield address


def signed_in(browser: Browser, address: str, name: str) -> Page:
    context = browser.new_context(viewport={"width": 1366, "height": 1600}, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(WAIT)
    page.goto(f"{address}/auth/login")
    page.fill("#name", name)
    page.fill("#password", PASSWORD)
    page.get_by_role("button").click()
    page.goto(f"{address}/minutes")
    settle(page)
    return page


def assign(page: Page, item: str) -> None:
    """Give one gap to the municipality; its form says so when it is recorded."""
    page.get_by_role("combobox", name=t("th", "minutes.gaps")).click()
    page.get_by_role("option").filter(has_text=t("th", "criteria.item_title", item=item)).click()
    page.keyboard.press("Escape")
    box = page.get_by_role("combobox", name=t("th", "field.agency") + " *", exact=True)
    box.click()
    box.fill("เทศบาลตำบลบ้านกลาง")
    page.get_by_role("option").filter(has_text="เทศบาลตำบลบ้านกลาง").first.click()
    page.get_by_label(t("th", "field.task") + " *").fill(f"ทำข้อ {item}")
    page.get_by_label(t("th", "field.due_on") + " *").fill("31 มี.ค. 2570")
    page.get_by_role("button", name=t("th", "minutes.assign_now"), exact=True).click()
    expect(page.get_by_text(t("th", "minutes.assigned"))).to_be_visible()


def test_a_typed_resolution_outlasts_what_both_record_meanwhile(prepared: str, browser: Browser) -> None:
    mine, other = (signed_in(browser, prepared, name) for name in NAMES)
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
