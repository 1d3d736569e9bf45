"""The screen of the workbook: what would take back another's work is recorded only where its box is ticked."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from books import CRITERIA, HOME, book, criteria, edited, new_store
from ecodash import recording, stores
from ecodash.access.roles import Principal
from ecodash.domain.vocabulary import Role
from ecodash.language.text import t
from ecodash.language.unbroken import unbroken
from ecodash.recording import record, revised
from ecodash.store.store import Store
from ecodash.ui.desk.workbook_preview import where_to_look
from ecodash.workbook import prepare, template

pytestmark = pytest.mark.slow

SHELL = Path(__file__).parents[2] / "ecodash" / "shell.py"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OFFICER, OTHER = Principal("สมหญิง", Role.SECRETARY), Principal("วิชัย *ก* <b>", Role.SECRETARY)
CODE = "lamphun-ban-klang-2566-01"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    store = new_store()
    monkeypatch.setenv("ECODASH_HOME", str(tmp_path))
    monkeypatch.setattr(stores, "_stores", {False: store, True: store})
    monkeypatch.setattr("ecodash.ui.signed_in.principal", lambda store: OFFICER)
    yield store
    store.close()


def standing(store: Store) -> dict[str, Any]:
    row = recording.standing(store, "activity", CODE)
    assert row is not None
    return row


def shown(data: bytes) -> AppTest:
    at = AppTest.from_file(str(SHELL), default_timeout=60)
    at.switch_page("../pages/workbook.py")
    at.run()
    at.file_uploader[0].upload("สมุดงาน.xlsx", data, XLSX).run()
    assert not at.exception
    return at


def press(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def filled_in(data: bytes, **cells: Any) -> bytes:
    def edit(opened: Any) -> None:
        row = next(row for row in opened["กิจกรรม"].iter_rows(min_row=2) if row[0].value == CODE)
        heads = [str(cell.value).rstrip("*") for cell in opened["กิจกรรม"][1]]
        for name, value in cells.items():
            row[heads.index(t("th", f"column.{name}"))].value = value

    return edited(data, edit)


def test_another_officers_work_stays_unless_its_box_is_ticked(store: Store) -> None:
    record(store, OFFICER, [revised("activity", standing(store), planned_baht=1_000, note="เดิม")])
    file = template(store)
    record(store, OTHER, [revised("activity", standing(store), planned_baht=5_000)])
    data = filled_in(file, planned_baht=2_000, note=None, unit="คน")

    at = shown(data)
    assert [box.value for box in at.checkbox] == [False, False]
    labels = [box.label.replace("\\", "") for box in at.checkbox]
    assert "“2,000”" in labels[0]
    assert "“5,000” (วิชัย *ก* <b>" in labels[0]
    assert "ลบ “เดิม” (สมหญิง" in labels[1]
    press(at, t("th", "intake.confirm", count=1))
    after = standing(store)
    assert (after["planned_baht"], after["note"], after["unit"]) == (5_000, "เดิม", "คน")

    at = shown(data)
    assert (len(at.checkbox), store.version) == (2, after["change_id"])
    press(at, t("th", "intake.confirm_ticked"))
    assert [warning.value for warning in at.warning] == [t("th", "intake.none_ticked")]
    at.checkbox[0].check()
    press(at, t("th", "intake.confirm_ticked"))
    after = standing(store)
    assert (after["planned_baht"], after["note"], after["unit"]) == (2_000, "เดิม", "คน")


def test_what_was_recorded_while_the_preview_stood_is_asked_about(store: Store) -> None:
    record(store, OFFICER, [revised("activity", standing(store), planned_baht=1_000)])
    at = shown(filled_in(template(store), planned_baht=2_000))
    assert not at.checkbox
    record(store, OTHER, [revised("activity", standing(store), planned_baht=7_000)])
    press(at, t("th", "intake.confirm", count=1))
    assert standing(store)["planned_baht"] == 7_000
    assert at.warning[0].value == t("th", "intake.outdated")
    at.checkbox[0].check()
    press(at, t("th", "intake.confirm_ticked"))
    assert standing(store)["planned_baht"] == 2_000


def test_one_yes_answers_for_every_cell_with_the_same_slip_on_whatever_sheet(store: Store) -> None:
    rows = [(str(n), "ผ่านน" if n < 4 else "ยังไม่ครบถวน", "12 ก.พ. 2567") for n in range(1, 7)]
    sheets = {"ม.ค.": rows[:2] + rows[3:4], "ก.พ.": rows[2:3] + rows[4:]}
    at = shown(book({name: [CRITERIA, *((*HOME, *row) for row in those)] for name, those in sheets.items()}))
    assert "D2, D3" in html(at)
    asked = [button for button in at.button if button.key and button.key.startswith("intake-yes")]
    assert [button.label.replace("\\", "") for button in asked] == [
        t("th", "intake.answer", value="ผ่านน", meant="ผ่าน", count=3),
        t("th", "intake.answer", value="ยังไม่ครบถวน", meant="ยังไม่ครบถ้วน", count=3),
    ]
    asked[0].click().run()
    asked = [button for button in at.button if button.key and button.key.startswith("intake-yes")]
    asked[0].click().run()
    assert not at.exception
    assert "ก.พ. · แถว 3" in html(at).replace("\u00a0", " ")
    press(at, t("th", "intake.confirm", count=6))
    results = [row["result"] for row in store.ask("latest_revisions", kind="observation", keys=None)]
    assert sorted(results) == ["met"] * 3 + ["not_met"] * 3


def html(at: AppTest) -> str:
    return " ".join(element.proto.body for element in at.get("html"))


def test_a_preview_is_counted_before_it_is_listed_and_leads_to_what_it_changed(store: Store) -> None:
    rows = [(str(n), "ผ่าน" if n < 8 else "ยังไม่ครบถ้วน", "12 ก.พ. 2567") for n in range(1, 13)]
    at = shown(criteria(*rows))
    text = html(at)
    assert "ผ่าน <b>7</b>" in text
    assert "ยังไม่ครบถ้วน <b>5</b>" in text
    assert "บ้านกลาง <b>12</b>" in text
    # Rows are named in words, never by their codes.
    assert unbroken("บ้านกลาง · เกณฑ์พื้นฐาน · 1 · 12 ก.พ. 2567") in text
    assert "lamphun-ban-klang diw-eit-basic12" not in text
    press(at, t("th", "intake.confirm", count=12))
    text = html(at)
    assert "/criteria?area=lamphun-ban-klang&amp;framework=diw-eit-basic12" in text
    assert t("th", "intake.look_at", sheet=t("th", "sheet.criteria_status"), count=12) in text


def test_one_yes_answers_for_a_column_whose_days_are_all_of_the_other_era(store: Store) -> None:
    at = shown(criteria(*((str(n), "ผ่าน", date(2567, 2, n)) for n in range(1, 13))))
    assert unbroken(t("th", "intake.problem_kinds", count=1)) in html(at)
    asked = [button for button in at.button if button.key and button.key.startswith("intake-yes")]
    assert len(asked) == 1
    asked[0].click().run()
    press(at, t("th", "intake.confirm", count=12))
    days = {row["effective_on"] for row in store.ask("latest_revisions", kind="observation", keys=None)}
    assert days == {date(2024, 2, n) for n in range(1, 13)}


def test_a_form_of_the_office_is_matched_once_and_known_from_then_on(store: Store) -> None:
    rows = [("แบบติดตาม",), ("ที่", "ข้อกำหนด", "ผลการประเมิน"), (1, "ข้อกำหนดที่ 1", "ไม่ผ่าน"), (2, "ข้อ 2", "ผ่าน")]
    data = book({"ติดตาม": rows})
    at = shown(data)
    boxes = {box.label: box.value for box in at.selectbox}
    assert (boxes["ข้อกำหนด"], boxes["ผลการประเมิน"], boxes["ที่"]) == ("item", "result", "")
    day = next(box for box in at.text_input if box.label == t("th", "column.effective_on"))
    day.input("1 ก.พ. 2568").run()
    press(at, t("th", "match.use"))
    assert "ผ่าน <b>1</b>" in html(at)
    again = shown(data)
    # The day of this file is not that of the last one; whatever else was said is still there.
    assert unbroken(t("th", "problem.form_asks", columns="วันที่มีผล")) in html(again)
    boxes = {box.label: box.value for box in again.selectbox}
    assert (boxes["ข้อกำหนด"], boxes["พื้นที่"]) == ("item", "lamphun-ban-klang")
    day = next(box for box in again.text_input if box.label == t("th", "column.effective_on"))
    assert day.value == ""
    day.input("1 มี.ค. 2568").run()
    press(again, t("th", "match.use"))
    press(again, t("th", "intake.confirm", count=2))
    found = store.ask("latest_revisions", kind="observation", keys=None)
    assert sorted((row["item"], row["result"]) for row in found) == [("1", "not_met"), ("2", "met")]
    assert {row["effective_on"] for row in found} == {date(2025, 3, 1)}


def test_a_word_without_a_suggestion_is_chosen_for_all_its_cells(store: Store) -> None:
    at = shown(criteria(*((str(n), "โอเค" if n < 3 else "ผ่าน", "12 ก.พ. 2567") for n in range(1, 4))))
    _, box = at.selectbox
    assert (box.value, "D2, D3" in box.label) == (None, True)
    everywhere = t("th", "intake.use_everywhere", count=2)
    press(at, everywhere)
    assert at.selectbox[1:]
    at.selectbox[1].select("ผ่านบางส่วน")
    press(at, everywhere)
    press(at, t("th", "intake.confirm", count=3))
    results = [row["result"] for row in store.ask("latest_revisions", kind="observation", keys=None)]
    assert sorted(results) == ["met", "partly_met", "partly_met"]


def test_a_picture_is_refused_in_our_words(store: Store) -> None:
    at = AppTest.from_file(str(SHELL), default_timeout=60)
    at.switch_page("../pages/workbook.py")
    at.run()
    at.file_uploader[0].upload("สำรวจ.jpg", b"\xff\xd8\xff\xe0" + bytes(60), "image/jpeg").run()
    assert unbroken(t("th", "problem.file_picture")) in html(at)


def test_every_sheet_leads_to_a_screen_of_what_it_changed(store: Store) -> None:
    activity = ("พื้นที่", "ปีงบประมาณ", "ชื่อกิจกรรม", "สถานะ"), ("บ้านกลาง", 2567, "อบรม", "ยังไม่เริ่ม")
    project = ("แผน", "โครงการ", "พื้นที่", "ปีงบประมาณ"), ("แผนบ้านกลาง", "น้ำทิ้ง", "บ้านกลาง", 2567)
    people = ("การประชุม", "ชื่อ", "การเข้าประชุม"), ("lamphun-ban-klang-wg-2024-02-12", "นายหนึ่ง", "มาประชุม")
    names = {name: t("th", f"sheet.{name}") for name in ("activities", "plan_projects", "attendance")}
    data = book(dict(zip(names.values(), (activity, project, people), strict=True)))
    prepared = prepare(store, data, "x.xlsx")
    assert not prepared.problems, [problem.sentence("th") for problem in prepared.problems]
    assert {sheet: screen for sheet, _, screen, _ in where_to_look(prepared)} == {
        "activities": "activities", "plan_projects": "action_plan", "attendance": "meetings",
    }  # fmt: skip
    press(shown(data), t("th", "intake.confirm", count=3))
