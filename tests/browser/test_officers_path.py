"""A new officer's first day, in a real browser: from the one-time code to a workbook, a meeting, an agency's report."""

import io
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from chromium import Watch, settle
from days import TODAY
from ecodash.domain.dates import long_date, short_date
from ecodash.language.text import t
from server import serving

NAME, PASSWORD = "สมหญิง ใจดี", "หริภุญชัย-ลำพูน-2567"
AGENCY = "ban-klang-municipality"
SURVEYED = TODAY - timedelta(days=20)
MET = TODAY - timedelta(days=10)
WAIT = 30_000


@pytest.fixture
def started_first(browser: Browser, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The address of a server of a first start, and the code that its window shows."""
    with serving(tmp_path / "home") as server:
        assert server.process.stdout is not None
        for line in server.process.stdout:
            if found := re.search(r"\b[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}\b", line.decode()):
                yield server.address, found[0]
                break


def choose(page: Page, label: str, text: str) -> None:
    """Choose the option that holds a text, in the box of a label."""
    box = page.get_by_role("combobox", name=label, exact=True).first
    box.click()
    box.fill(text)
    page.get_by_role("option").filter(has_text=text).first.click()


def filled_in(data: bytes, *, wrong: bool) -> bytes:
    """The workbook as the officer fills it in; three cells not as they should be."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    items = book["เกณฑ์"]
    source = next(cell.column for cell in items[1] if str(cell.value).startswith("แหล่งที่มา")) - 1
    for row in items.iter_rows(min_row=2):
        if row[0].value == "diw-eit-basic12":
            row[5].value = f"ข้อความทดสอบของข้อ {row[4].value}"
            row[source].value = "หนังสือทดสอบ"
    survey = book["สถานะเกณฑ์"]
    for row in survey.iter_rows(min_row=2, max_row=13):
        number = int(row[2].value)
        row[3].value = "ผ่าน" if number <= 7 else " ผ่านบางส่วน " if number <= 9 else "ยังไม่ครบถ้วน"
        row[6].value = short_date(SURVEYED, "th") if number % 2 else SURVEYED
        row[7].value = "บันทึกสำรวจ" if number <= 7 else None
    activities = book["กิจกรรม"]
    year = TODAY.year + 543 + 1
    activities.append([
        "ban-klang-next-01", "อบรมผู้ประกอบการ", "lamphun-ban-klang", year, "ฝึกอบรม", None, None, None, None,
        "ยังไม่เริ่ม", "1.9 ล้านบาท", None, "-",
    ])  # fmt: skip
    if wrong:
        survey["D4"].value = "ผ่านมั้ง"
        survey["G5"].value = "31 ก.พ. 2567"
        survey["C6"].value = "99"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def mended(data: bytes) -> bytes:
    """The marked copy with its three cells put right."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    survey = book["สถานะเกณฑ์"]
    for cell, value in (("D4", "ผ่าน"), ("G5", long_date(SURVEYED, "th")), ("C6", "5")):
        assert survey[cell].comment is not None
        survey[cell].value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def downloaded(page: Page, button: str) -> bytes:
    with page.expect_download(timeout=WAIT) as download:
        page.get_by_role("button", name=button, exact=True).click()
    return Path(download.value.path()).read_bytes()


def upload(page: Page, data: bytes, name: str) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.locator("input[type=file]").first.set_input_files({"name": name, "mimeType": kind, "buffer": data})


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "green").save(out, "PNG")
    return out.getvalue()


def test_from_the_first_code_to_an_accepted_report_and_back(started_first: tuple[str, str], browser: Browser) -> None:
    address, code = started_first
    context = browser.new_context(viewport={"width": 1366, "height": 2000}, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(WAIT)
    watch = Watch(page, address)

    # The first secretary.
    page.goto(f"{address}/desk")
    page.get_by_role("link", name=t("th", "desk.sign_in"), exact=True).click()
    page.fill("#code", code)
    page.fill("#name", NAME)
    page.fill("#password", PASSWORD)
    page.fill("#again", PASSWORD)
    page.get_by_role("button").click()
    expect(page.locator("nav.desk .who")).to_contain_text(NAME)

    # The workbook out, in with three cells wrong, in again mended.
    page.goto(f"{address}/workbook")
    settle(page)
    out = downloaded(page, t("th", "intake.filled"))
    upload(page, filled_in(out, wrong=True), "บ้านกลาง.xlsx")
    expect(page.get_by_role("alert")).to_contain_text(t("th", "intake.problems", count=3, name="บ้านกลาง.xlsx"))
    for cell in ("D4", "G5", "C6"):
        expect(page.locator("th", has_text=re.compile(f"^{cell}$"))).to_be_visible()
    marked = downloaded(page, t("th", "intake.marked"))
    page.goto(f"{address}/workbook")
    settle(page)
    upload(page, mended(marked), "บ้านกลาง.xlsx")
    confirm = page.get_by_role("button", name=re.compile("ยืนยันบันทึก"))
    expect(page.locator(".takeaway")).to_contain_text("25")
    confirm.click()
    expect(page.get_by_role("status").filter(has_text="บันทึกไฟล์แล้ว")).to_be_visible()
    change = re.search(r"เลขที่ (\d+)", page.get_by_role("status").filter(has_text="บันทึกไฟล์แล้ว").inner_text())
    assert change is not None

    page.goto(f"{address}/briefing")
    settle(page)
    expect(page.locator("h1").first).to_contain_text("7 จาก 12")

    # A meeting gives two gaps to the municipality.
    page.goto(f"{address}/minutes")
    settle(page)
    page.get_by_role("button", name=t("th", "minutes.new"), exact=True).click()
    page.get_by_label(t("th", "minutes.number") + " *").fill("2/2569")
    page.get_by_label(t("th", "field.held_on") + " *").fill(short_date(MET, "th"))
    page.get_by_role("button", name=t("th", "minutes.call"), exact=True).click()
    expect(page.get_by_text(t("th", "minutes.called"))).to_be_visible()
    settle(page)
    gaps = page.get_by_role("combobox", name=t("th", "minutes.gaps"))
    for item in ("10", "11"):
        gaps.click()
        page.get_by_role("option").filter(has_text=t("th", "criteria.item_title", item=item)).click()
    page.keyboard.press("Escape")
    choose(page, t("th", "field.agency") + " *", "เทศบาลตำบลบ้านกลาง")
    page.get_by_label(t("th", "field.task") + " *").fill("จัดทำแผนและส่งหลักฐาน")
    page.get_by_label(t("th", "field.due_on") + " *").fill(short_date(TODAY + timedelta(days=30), "th"))
    page.get_by_role("button", name=t("th", "minutes.assign_now"), exact=True).click()
    expect(page.get_by_text(t("th", "minutes.assigned"))).to_be_visible()

    # A link for the municipality, shown once.
    page.goto(f"{address}/people")
    settle(page)
    choose(page, t("th", "links.agency"), "เทศบาลตำบลบ้านกลาง")
    page.get_by_role("button", name=t("th", "links.make"), exact=True).click()
    shown = page.locator(".made .url code")
    expect(shown).to_be_visible()
    token = shown.inner_text().rpartition("/")[2]

    # The municipality reports on its phone, with a picture.
    phone_context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    phone = phone_context.new_page()
    phone.set_default_timeout(WAIT)
    phone.goto(f"{address}/auth/link/{token}")
    settle(phone)
    expect(phone.locator("h1").first).to_contain_text("ทต.บ้านกลาง")
    choose(phone, t("th", "report.choose"), t("th", "criteria.item_title", item="10"))
    choose(phone, t("th", "field.result") + " *", t("th", "result.met"))
    phone.get_by_label(t("th", "report.note")).fill("จัดทำแผนแล้ว ประกาศใช้แล้ว")
    phone.locator("input[type=file]").set_input_files({"name": "ภาพ.png", "mimeType": "image/png", "buffer": picture()})
    expect(phone.get_by_text("ภาพ.png")).to_be_visible()
    phone.get_by_role("button", name=t("th", "report.send"), exact=True).click()
    expect(phone.get_by_text(t("th", "report.thanks", item="10"))).to_be_visible()
    phone.goto(f"{address}/desk")
    expect(phone.locator("h1").first).to_have_text(t("th", "desk.closed_title"))
    phone_context.close()

    page.goto(f"{address}/briefing")
    settle(page)
    expect(page.locator("h1").first).to_contain_text("7 จาก 12")

    # Accepted, it counts.
    page.goto(f"{address}/reports")
    settle(page)
    page.get_by_role("button", name=t("th", "reports.accept"), exact=True).click()
    expect(page.get_by_text(t("th", "reports.done_accepted", item="10"))).to_be_visible()
    page.goto(f"{address}/briefing")
    settle(page)
    expect(page.locator("h1").first).to_contain_text("8 จาก 12")

    # The workbook is taken back; what the agency reported stays.
    page.goto(f"{address}/log")
    settle(page)
    page.get_by_label(t("th", "log.choose")).fill(change[1])
    page.keyboard.press("Enter")
    page.get_by_role("button", name=t("th", "log.undo", change=change[1]), exact=True).click()
    page.get_by_role("button", name=re.compile("ย้อนคืนทั้ง")).click()
    expect(page.get_by_text(re.compile("แล้ว เป็นรายการเลขที่"))).to_be_visible()
    page.goto(f"{address}/briefing")
    settle(page)
    expect(page.locator("h1").first).to_contain_text("1 จาก 12")
    assert watch.strangers == []
    context.close()
