"""Many at once on the desk: each a change of its own, and nothing of others taken back."""

import pytest
from streamlit.testing.v1 import AppTest

from ecodash import recording
from ecodash.domain.kinds import KINDS
from ecodash.language.text import t
from ecodash.recording import Entry, revised, standing
from ecodash.store.store import Store
from ecodash.ui.desk.copied_activities import next_year
from forms import OTHER, SECRETARY, Open, observed, press, said
from pdf_files import pdf

pytestmark = pytest.mark.slow
FRAMEWORK = "diw-eit-basic12"
GIVEN = {"area": "a", "framework": FRAMEWORK, "agency": "tesaban", "assigned_on": "2024-02-12", "due_on": "2024-06-30"}


def keys(*items: str) -> list[str]:
    return [f"a|{FRAMEWORK}|{item}|tesaban|2024-02-12" for item in items]


def dues(store: Store) -> dict[str, tuple[str, str | None]]:
    rows = store.ask("latest_revisions", kind="assignment", keys=None)
    return {row["item"]: (row["due_on"].isoformat(), row["note"]) for row in rows}


def test_several_due_days_are_moved_with_one_reason(opened: Open, store: Store) -> None:
    meeting = {"code": "m", "body": "wg", "number": "1/2567", "held_on": "2024-02-12"}
    resolution = {"code": "m-r1", "meeting": "m", "text": "ให้ทำ", "due_on": "2024-06-30"}
    made = [Entry("meeting", meeting), Entry("resolution", resolution)]
    given = [{**GIVEN, "item": "1", "resolution": "m-r1"}, {**GIVEN, "item": "2"}]
    recording.record(store, SECRETARY, [*made, *(Entry("assignment", {**row, "task": "ทำ"}) for row in given)])
    at = opened("bulk", area="a")
    at.multiselect(key="bulk-dues-a-0-which").set_value(keys("1", "2"))
    at.text_input(key="bulk-dues-a-0-due_on").set_value("31 มี.ค. 2570")
    press(at, t("th", "bulk.move"))
    assert t("th", "field.missing", label=t("th", "bulk.reason")) in said(at)
    at.text_input(key="bulk-dues-a-0-reason").set_value("รองบประมาณ")
    press(at, t("th", "bulk.move"))
    assert t("th", "bulk.moved", count=2) in said(at)
    # The meeting's own day stands until it is moved too.
    assert t("th", "record.resolution_due", day="30 มิ.ย. 2567") in said(at)
    assert dues(store) == dict.fromkeys(("1", "2"), ("2027-03-31", "รองบประมาณ"))
    assert store.version == 3


def test_what_another_moved_meanwhile_is_not_moved_back(opened: Open, store: Store) -> None:
    recording.record(store, SECRETARY, [Entry("assignment", {**GIVEN, "item": "1", "task": "ทำ"})])
    at = opened("bulk", area="a")
    row = standing(store, "assignment", keys("1")[0])
    assert row is not None
    recording.record(store, OTHER, [revised("assignment", row, due_on="2025-01-01", note="เขา")])
    at.multiselect(key="bulk-dues-a-0-which").set_value(keys("1"))
    at.text_input(key="bulk-dues-a-0-due_on").set_value("31 มี.ค. 2570")
    at.text_input(key="bulk-dues-a-0-reason").set_value("ฉัน")
    press(at, t("th", "bulk.move"))
    assert t("th", "bulk.stale") in said(at)
    assert dues(store) == {"1": ("2025-01-01", "เขา")}
    press(at, t("th", "bulk.move"))
    assert dues(store) == {"1": ("2027-03-31", "ฉัน")}


def test_several_items_are_given_to_one_agency(opened: Open, store: Store) -> None:
    observed(store, "1", "not_met")
    at = opened("bulk", area="a")
    at.multiselect(key="bulk-give-a-0-items").set_value(["1", "2"])
    at.selectbox(key="bulk-give-a-0-agency").set_value("tesaban")
    at.text_area(key="bulk-give-a-0-task").set_value("จัดทำแผน")
    press(at, t("th", "bulk.give_now"))
    assert t("th", "bulk.given", count=2) in said(at)
    rows = store.ask("latest_revisions", kind="assignment", keys=None)
    assert [(row["item"], row["agency"], row["task"], row["status"]) for row in rows] == [
        ("1", "tesaban", "จัดทำแผน", "open"),
        ("2", "tesaban", "จัดทำแผน", "open"),
    ]


def test_files_go_to_the_items_that_their_names_speak_of(opened: Open, store: Store) -> None:
    at = opened("bulk", area="a")
    box = at.file_uploader[0]
    box.set_value([("ข้อ 1 แผน.pdf", pdf(), "application/pdf"), ("รายงาน.pdf", pdf(), "application/pdf")]).run()
    press(at, t("th", "bulk.attach", count=2))
    assert t("th", "bulk.no_item", names="รายงาน.pdf") in said(at)
    assert store.version == 1
    boxes = [each for each in at.selectbox if each.key and each.key.startswith("bulk-files-a-0-1-")]
    boxes[0].set_value("2")
    press(at, t("th", "bulk.attach", count=2))
    assert t("th", "bulk.attached", count=2) in said(at)
    rows = store.ask("latest_revisions", kind="evidence", keys=None)
    assert sorted((row["item"], row["file_name"], row["visibility"]) for row in rows) == [
        ("1", "ข้อ 1 แผน.pdf", "internal"),
        ("2", "รายงาน.pdf", "internal"),
    ]
    assert store.version == 2


ACTIVITY = {
    "title": "อบรม", "area": "a", "fiscal_year": 2567, "status": "done", "planned_start": "2024-02-29",
    "planned_baht": 100000, "allocated_baht": 90000, "disbursed_baht": 80000, "result_value": 12, "note": "ดี",
    "lead_agency": "tesaban", "items": f"{FRAMEWORK}:1",
}  # fmt: skip


def test_activities_are_copied_to_the_next_year_once(opened: Open, store: Store) -> None:
    recording.record(store, SECRETARY, [Entry("activity", {**ACTIVITY, "code": "act"})])
    at = opened("bulk", area="a")
    at.multiselect(key="bulk-activities-a-2567-0-which").set_value(["act"])
    press(at, t("th", "bulk.copy_to", year=2568))
    assert t("th", "bulk.copied", count=1, year=2568) in said(at)
    row = standing(store, "activity", "a-2568-01")
    assert row is not None
    told = ("title", "status", "planned_baht", "allocated_baht", "disbursed_baht", "result_value", "note", "items")
    assert [row[column] for column in told] == [
        "อบรม", "planned", 100000, None, None, None, None, f"{FRAMEWORK}:1",
    ]  # fmt: skip
    assert row["planned_start"].isoformat() == "2025-02-28"
    at = opened("bulk", area="a")
    at.selectbox(key="bulk-activities-year-a").set_value(2567).run()
    assert at.multiselect(key="bulk-activities-a-2567-0-which").options == []


def test_every_column_of_an_activity_is_copied_or_left_out_on_purpose() -> None:
    row = dict.fromkeys(KINDS["activity"].all_columns) | {"fiscal_year": 2567}
    left_out = set(KINDS["activity"].all_columns) - set(next_year(row))
    assert left_out == {
        "code", "actual_start", "actual_end", "allocated_baht", "disbursed_baht", "result_value", "note",
        "effective_on", "source", "mark",
    }  # fmt: skip


def steps(at: AppTest) -> int:
    return said(at).count("✓ " + t("th", "desk.step_is_done"))


def test_the_desk_leads_through_the_first_days_and_then_stops(opened: Open, store: Store) -> None:
    at = opened("desk")
    assert said(at).index('id="steps"') < said(at).index('id="due"')
    assert steps(at) == 0
    texts = [{**row, "text_th": "ข้อความ"} for row in store.ask("latest_revisions", kind="item", keys=None)]
    columns = KINDS["item"].all_columns
    recording.record(store, SECRETARY, [Entry("item", {c: row[c] for c in columns}) for row in texts])
    observed(store, "1", "met", note="ครบ")
    observed(store, "2", "not_met")
    assert steps(opened("desk")) == 2
    recording.record(store, SECRETARY, [Entry("assignment", {**GIVEN, "item": "2", "task": "ทำแผน"})])
    at = opened("desk")
    assert steps(at) == 3
    # What is late stands before all else, with its form.
    assert "ข้อ 2 พื้นที่หนึ่ง: ทำแผน" in said(at)
    assert said(at).index('id="due"') < said(at).index('id="steps"')
    meeting = {"body": "wg", "number": "1/2570", "held_on": store.today().isoformat()}
    link = {"code": "l-1", "agency": "tesaban", "token_sha256": "x"}
    recording.record(store, SECRETARY, [Entry("meeting", meeting), Entry("agency_link", link)])
    assert t("th", "desk.steps") not in said(opened("desk"))
