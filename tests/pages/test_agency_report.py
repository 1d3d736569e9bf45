"""An agency's report is about the item it chose, with the files it attached, or it is not recorded."""

import re
from urllib.parse import quote

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

from ecodash import facts, recording
from ecodash.language.text import t
from ecodash.recording import Entry, revised, standing
from ecodash.store.store import Store
from forms import AGENCY, SECRETARY, Open, press, said
from pdf_files import pdf

pytestmark = pytest.mark.slow

PLACE = {"area": "a", "framework": "diw-eit-basic12", "agency": "tesaban", "assigned_on": "2024-02-12"}
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def at(store: Store, opened: Open) -> AppTest:
    """The agency's screen with two items to report on."""
    given = [Entry("assignment", PLACE | {"item": n, "task": "ทำ", "status": "open"}) for n in ("1", "2")]
    link = Entry("agency_link", {"code": "l-1", "agency": "tesaban", "token_sha256": "0" * 64, "note": "คุณอรุณ กองช่าง"})
    recording.record(store, SECRETARY, [*given, link])
    return opened("report", AGENCY)


def chosen(at: AppTest) -> Selectbox:
    """The box of the item to report on."""
    return next(box for box in at.selectbox if box.label == t("th", "report.choose"))


def fill(at: AppTest, item: str | None, note: str = "") -> None:
    if item:
        chosen(at).set_value(("a", "diw-eit-basic12", item)).run()
    next(box for box in at.selectbox if box.label.startswith(t("th", "field.result"))).set_value("met")
    at.text_area[0].set_value(note)


def test_no_item_is_chosen_for_the_agency(at: AppTest, store: Store) -> None:
    assert chosen(at).value is None
    fill(at, None, "ทำแล้ว")
    press(at, t("th", "report.send"))
    assert t("th", "report.choose_first") in said(at)
    assert facts.reports(store) == ()


def test_an_item_closed_meanwhile_is_refused_and_nothing_lands_on_another(at: AppTest, store: Store) -> None:
    fill(at, "1", "ทำแล้ว")
    row = standing(store, "assignment", "a|diw-eit-basic12|1|tesaban|2024-02-12")
    assert row is not None
    recording.record(store, SECRETARY, [revised("assignment", row, status="cancelled", note="ยกเลิก")])
    press(at, t("th", "report.send"))
    assert t("th", "report.not_yours") in said(at)
    assert facts.reports(store) == ()
    assert at.text_area[0].value == "ทำแล้ว"
    fill(at, "2", "ทำแล้ว")
    press(at, t("th", "report.send"))
    assert [(row["item"], row["note"]) for row in facts.reports(store)] == [("2", "ทำแล้ว")]


@pytest.mark.parametrize("name", ["แผน.docx", "ภาพ.exe", "ไม่มีนามสกุล"])
def test_a_wrong_file_is_refused_in_our_words_and_the_report_waits_for_it(at: AppTest, store: Store, name: str) -> None:
    fill(at, "2", "ทำแล้ว")
    at.file_uploader[0].upload(name, b"no evidence", DOCX)
    press(at, t("th", "report.send"))
    assert t("th", "file_problem.type", name=name) in said(at)
    assert facts.reports(store) == ()
    assert at.text_area[0].value == "ทำแล้ว"


def test_every_wrong_file_is_told_at_once(at: AppTest, store: Store) -> None:
    fill(at, "2", "ทำแล้ว")
    wrong = ["ก.exe", "ข.exe"]
    at.file_uploader[0].set_value([("ดี.pdf", pdf(), "application/pdf"), *((n, b"no evidence", DOCX) for n in wrong)])
    press(at, t("th", "report.send"))
    assert [error.value for error in at.error] == ["\n\n".join(t("th", "file_problem.type", name=n) for n in wrong)]
    assert facts.reports(store) == ()


def test_more_files_than_are_taken_are_not_cut_off_silently(at: AppTest, store: Store) -> None:
    fill(at, "2", "ทำแล้ว")
    at.file_uploader[0].set_value([(f"{n}.pdf", pdf(), "application/pdf") for n in range(6)])
    press(at, t("th", "report.send"))
    assert t("th", "file_problem.too_many", most=5, count=6) in said(at)
    assert facts.reports(store) == ()


def test_a_report_without_a_word_or_evidence_is_asked_about_once(at: AppTest, store: Store) -> None:
    fill(at, "2")
    before = chosen(at).key
    press(at, t("th", "report.send"))
    assert [warning.value for warning in at.warning] == [t("th", "report.bare")]
    assert facts.reports(store) == ()
    press(at, t("th", "report.send"))
    assert [row["item"] for row in facts.reports(store)] == ["2"]
    # A browser would keep what was chosen in a box of the same name.
    assert chosen(at).value is None
    assert chosen(at).key != before
    assert t("th", "review.reported") in said(at)


def test_the_secretary_reviews_with_the_criterion_the_task_and_the_picture(
    at: AppTest, store: Store, opened: Open
) -> None:
    item = standing(store, "item", "diw-eit-basic12|2")
    assert item is not None
    recording.record(store, SECRETARY, [revised("item", item, text_th="มีแผนแม่บทที่ประกาศใช้")])
    fill(at, "2", "ทำแล้ว")
    at.file_uploader[0].upload("แผน.pdf", pdf(), "application/pdf")
    press(at, t("th", "report.send"))
    card = said(opened("reports"))
    assert "มีแผนแม่บทที่ประกาศใช้" in card
    assert f"{t('th', 'field.task')}: ทำ" in card
    assert "/preview.png" in card
    assert "คุณอรุณ กองช่าง" in card
    assert "l-1" not in card


def test_a_late_assignment_is_mended_in_its_own_form(at: AppTest, store: Store, opened: Open) -> None:
    key = "a|diw-eit-basic12|1|tesaban|2024-02-12"
    row = standing(store, "assignment", key)
    assert row is not None
    unmet = {"code": "o", "area": "a", "framework": "diw-eit-basic12", "item": "1", "result": "not_met"}
    survey = Entry("observation", unmet | {"review": "accepted", "effective_on": "2024-01-01"})
    recording.record(store, SECRETARY, [survey, revised("assignment", row, due_on="2024-03-01")])
    assert f"kind=assignment&amp;key={quote(key, safe='')}" in said(opened("desk", area="a"))


def test_a_report_that_came_back_is_mended_not_typed_anew(at: AppTest, store: Store, opened: Open) -> None:
    fill(at, "2", "ทำแล้ว ตามประกาศ")
    press(at, t("th", "report.send"))
    desk = opened("reports")
    desk.text_area[0].set_value("แนบ *ประกาศ*")
    press(desk, t("th", "reports.return"))
    again = opened("report", AGENCY)
    assert re.search(r'/report\?[^"]*item=2">', said(again))
    again = opened("report", AGENCY, area="a", item="2")
    assert "แนบ \\*ประกาศ\\*" in again.warning[0].value
    assert again.text_area[0].value == "ทำแล้ว ตามประกาศ"
    press(again, t("th", "report.send"))
    assert [row["review"] for row in facts.reports(store)] == ["reported", "returned"]
    assert "item" not in again.query_params


@pytest.mark.usefixtures("at")
def test_the_demonstration_is_offered_only_while_there_is_nothing_else_to_see(opened: Open) -> None:
    assert t("th", "app.demo_open") in said(opened("overview"))
    sent = opened("report", AGENCY)
    fill(sent, "2", "ทำแล้ว")
    press(sent, t("th", "report.send"))
    press(opened("reports"), t("th", "reports.accept"))
    assert t("th", "app.demo_open") not in said(opened("overview"))
