"""The forms of the desk: what is typed is read, nothing is lost, and the second of two officers is told."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ecodash import facts, recording, stores
from ecodash.domain.vocabulary import Means
from ecodash.language.text import t
from ecodash.recording import Entry, revised, standing
from ecodash.store.change import Act
from ecodash.store.store import Store
from forms import AGENCY, OTHER, SECRETARY, Open, field, observed, press, said
from pdf_files import pdf

pytestmark = pytest.mark.slow


def test_a_survey_typed_as_people_write_is_recorded_once(opened: Open, store: Store) -> None:
    at = opened("record", kind="observation", area="a", item="1")
    at.selectbox(key=field(at, "result")).set_value("met")
    at.text_input(key=field(at, "effective_on")).set_value("12 ก.พ. ๒๕๖๗")
    at.text_area(key=field(at, "note")).set_value("<b>ดี</b> =1+1")
    press(at, t("th", "record.save"))
    assert t("th", "record.saved", change=2) in said(at)
    (row,) = store.ask("latest_revisions", kind="observation", keys=None)
    assert (row["result"], row["effective_on"].isoformat(), row["note"]) == ("met", "2024-02-12", "<b>ดี</b> =1+1")
    assert row["review"] == "accepted"


@pytest.mark.parametrize(("typed", "words"), [("31 ก.พ. 2567", "ไม่มีวันที่นี้"), ("12/2/2599", "อนาคต"), ("", "ยังไม่ได้กรอก")])
def test_a_bad_day_is_said_and_what_was_typed_stays(opened: Open, store: Store, typed: str, words: str) -> None:
    at = opened("record", kind="observation", area="a", item="1")
    at.selectbox(key=field(at, "result")).set_value("met")
    at.text_input(key=field(at, "effective_on")).set_value(typed)
    at.text_area(key=field(at, "note")).set_value("คำอธิบาย")
    press(at, t("th", "record.save"))
    assert words in said(at)
    assert at.text_area(key=field(at, "note")).value == "คำอธิบาย"
    assert store.version == 1


def test_a_file_becomes_the_evidence_of_its_form_and_once_only(opened: Open, store: Store) -> None:
    at = opened("record", kind="evidence", area="a", item="1")
    at.text_area(key=field(at, "title")).set_value("แผนแม่บท")
    at.file_uploader[0].upload("แผน.pdf", pdf(), "application/pdf")
    press(at, t("th", "record.save"))
    (row,) = store.ask("latest_revisions", kind="evidence", keys=None)
    assert (row["title"], row["file_name"], row["visibility"]) == ("แผนแม่บท", "แผน.pdf", "public")
    assert stores.vault().get(row["sha256"])[1] == "application/pdf"

    at = opened("record", kind="observation", area="a", item="1")
    at.selectbox(key=field(at, "result")).set_value("met")
    at.text_input(key=field(at, "effective_on")).set_value("12/2/67")
    at.file_uploader[0].upload("แผน.pdf", pdf(), "application/pdf")
    press(at, t("th", "record.save"))
    (observation,) = store.ask("latest_revisions", kind="observation", keys=None)
    attached = [r for r in store.ask("latest_revisions", kind="evidence", keys=None) if r["observation"]]
    assert [(r["observation"], r["visibility"]) for r in attached] == [(observation["code"], "internal")]


def test_a_form_that_is_refused_leaves_no_file_behind(opened: Open, store: Store, tmp_path: Path) -> None:
    row = {
        "code": "o-1", "area": "a", "framework": "diw-eit-basic12", "item": "1", "result": "met",
        "review": "accepted", "effective_on": "2024-02-12",
    }  # fmt: skip
    recording.record(store, SECRETARY, [Entry("observation", row)])
    at = opened("record", kind="observation", key="o-1")
    at.text_area(key=field(at, "note")).set_value("คำอธิบาย")
    at.file_uploader[0].upload("แผน.pdf", pdf(), "application/pdf")
    held = standing(store, "observation", "o-1")
    assert held is not None
    recording.record(store, OTHER, [revised("observation", held, note="ก่อนหน้า")])
    version = store.version
    press(at, t("th", "record.save"))
    assert store.version == version
    assert [path for path in tmp_path.glob("evidence/**/*") if path.is_file()] == []


@pytest.fixture
def activity(store: Store) -> str:
    row = {
        "code": "act",
        "title": "อบรม",
        "area": "a",
        "fiscal_year": 2570,
        "status": "planned",
        "allocated_baht": 100000,
    }
    recording.record(store, SECRETARY, [Entry("activity", row)])
    return "act"


def now(store: Store, kind: str, key: str) -> dict[str, object]:
    row = standing(store, kind, key)
    assert row is not None
    return row


def test_what_two_officers_change_in_different_fields_is_put_together(
    opened: Open, store: Store, activity: str
) -> None:
    at = opened("record", kind="activity", key=activity)
    at.text_area(key=field(at, "note")).set_value("ของสมหญิง")
    recording.record(store, OTHER, [revised("activity", now(store, "activity", activity), allocated_baht=95000)])
    press(at, t("th", "record.save"))
    assert t("th", "record.merged", change=4, who="สมชาย") in said(at)
    row = now(store, "activity", activity)
    assert (row["note"], row["allocated_baht"]) == ("ของสมหญิง", 95000)


@pytest.mark.parametrize("retitled", ["อบรมผู้ประกอบการ", "อบรม"])
def test_the_same_field_changed_by_two_is_asked_about_and_mine_on_top_loses_nothing(
    opened: Open, store: Store, activity: str, retitled: str
) -> None:
    at = opened("record", kind="activity", key=activity)
    at.text_area(key=field(at, "note")).set_value("ของสมหญิง")
    theirs = {"title": retitled, "note": "ของสมชาย", "allocated_baht": 95000}
    recording.record(store, OTHER, [revised("activity", now(store, "activity", activity), **theirs)])
    press(at, t("th", "record.save"))
    assert said(at).count(t("th", "record.stale")) == 1
    assert now(store, "activity", activity)["note"] == "ของสมชาย"
    assert at.text_area(key=field(at, "note")).value == "ของสมหญิง"
    press(at, t("th", "record.save_over"))
    row = now(store, "activity", activity)
    assert (row["note"], row["title"], row["allocated_baht"]) == ("ของสมหญิง", retitled, 95000)


def test_a_row_taken_back_meanwhile_is_recorded_anew_if_wanted(opened: Open, store: Store, activity: str) -> None:
    at = opened("record", kind="activity", key=activity)
    at.text_area(key=field(at, "note")).set_value("ของสมหญิง")
    recording.undo(store, SECRETARY, 2)
    press(at, t("th", "record.save"))
    assert t("th", "record.gone") in said(at)
    assert standing(store, "activity", activity) is None
    press(at, t("th", "record.save_over"))
    row = now(store, "activity", activity)
    assert (row["title"], row["note"]) == ("อบรม", "ของสมหญิง")


def test_a_code_that_is_taken_is_said_and_keeps_what_was_typed(opened: Open, store: Store) -> None:
    at = opened("record", kind="agency")
    at.text_input(key=field(at, "code")).set_value("tesaban")
    at.text_area(key=field(at, "name_th")).set_value("เทศบาลใหม่")
    press(at, t("th", "record.save"))
    assert t("th", "record.taken", label="เทศบาล · tesaban") in said(at)
    assert now(store, "agency", "tesaban")["name_th"] == "เทศบาล"
    assert at.text_area(key=field(at, "name_th")).value == "เทศบาลใหม่"


def test_a_number_that_nobody_touched_stays_exact(opened: Open, store: Store) -> None:
    exact = revised("area", now(store, "area", "a"), lat="18.123456")
    recording.record(store, SECRETARY, [exact])
    at = opened("record", kind="area", key="a")
    at.text_input(key=field(at, "district")).set_value("เมืองลำพูน")
    press(at, t("th", "record.save"))
    assert str(now(store, "area", "a")["lat"]) == "18.123456"


def test_closing_needs_a_reason(opened: Open, store: Store) -> None:
    given = {"area": "a", "framework": "diw-eit-basic12", "item": "1", "agency": "tesaban", "assigned_on": "2024-02-12"}
    recording.record(store, SECRETARY, [Entry("assignment", given | {"task": "ทำ", "status": "open"})])
    key = store.ask("latest_revisions", kind="assignment", keys=None)[0]["key"]
    at = opened("record", kind="assignment", key=key)
    at.selectbox(key=field(at, "status")).set_value("done")
    press(at, t("th", "record.save"))
    assert t("th", "problem.closing_needs") in said(at)
    at.text_area(key=field(at, "note")).set_value("ส่งรายงานแล้ว")
    press(at, t("th", "record.save"))
    assert facts.open_assignments(store, "tesaban") == ()


def test_everything_that_is_missing_is_told_at_once(opened: Open, store: Store) -> None:
    at = opened("record", kind="assignment")
    press(at, t("th", "record.save"))
    missing = [t("th", "field.missing", label=t("th", f"field.{name}")) for name in ("item", "agency", "task")]
    assert [error.value.split("\n\n") for error in at.error] == [missing]
    at = opened("bulk", area="a")
    press(at, t("th", "bulk.move"))
    missing = [t("th", "field.missing", label=t("th", f"bulk.{name}")) for name in ("new_due", "reason")]
    assert [error.value.split("\n\n") for error in at.error] == [[t("th", "bulk.choose"), *missing]]


def test_a_new_meeting_brings_its_agenda(opened: Open, store: Store) -> None:
    at = opened("minutes", area="a")
    at.selectbox(key="meeting-new-body").set_value("wg").run()
    at.text_input(key=field(at, "number")).set_value("1/2567")
    at.text_input(key=field(at, "held_on")).set_value("12/2/67")
    press(at, t("th", "minutes.call"))
    (meeting,) = store.ask("latest_revisions", kind="meeting", keys=None)
    assert (meeting["code"], meeting["number"]) == ("wg-2024-02-12", "1/2567")
    assert len(store.ask("latest_revisions", kind="agenda_item", keys=None)) == 6


def test_a_button_with_nothing_chosen_says_what_to_choose(opened: Open, store: Store) -> None:
    recording.record(
        store, SECRETARY, [Entry("agency_link", {"code": "l-1", "agency": "tesaban", "token_sha256": "x"})]
    )
    at = opened("people")
    for button, box in (("links.withdraw", "links.title"), ("withdrawal.withdraw", "withdrawal.which")):
        press(at, t("th", button))
        assert t("th", "field.missing", label=t("th", box)) in said(at)


def test_an_officer_cannot_make_a_link_and_a_secretary_can(opened: Open, store: Store) -> None:
    assert not opened("people", OTHER).get("form")
    at = opened("people")
    next(box for box in at.selectbox if box.label == t("th", "links.agency")).set_value("tesaban")
    press(at, t("th", "links.make"))
    (link,) = facts.agency_links(store)
    assert link["agency"] == "tesaban"
    assert "/auth/link/" in said(at)
    assert link["token_sha256"] not in said(at)


def test_a_report_is_returned_only_with_a_reason(opened: Open, store: Store) -> None:
    given = {"area": "a", "framework": "diw-eit-basic12", "item": "1", "agency": "tesaban", "assigned_on": "2024-02-12"}
    link = {"code": "l-1", "agency": "tesaban", "token_sha256": "0" * 64}
    recording.record(
        store,
        SECRETARY,
        [Entry("assignment", given | {"task": "ทำ", "status": "open"}), Entry("agency_link", link)],
    )
    at = opened("report", AGENCY, item="1")
    at.text_area[0].set_value("ทำแล้ว")
    next(box for box in at.selectbox if box.label.startswith(t("th", "field.result"))).set_value("met")
    press(at, t("th", "report.send"))
    assert t("th", "report.thanks", item="1") in said(at)
    at = opened("reports")
    press(at, t("th", "reports.return"))
    assert t("th", "reports.say_why") in said(at)
    at.text_area[0].set_value("แนบหลักฐานด้วย")
    press(at, t("th", "reports.return"))
    (report,) = facts.reports(store)
    assert (report["review"], report["review_note"]) == ("returned", "แนบหลักฐานด้วย")
    assert "แนบหลักฐานด้วย" in said(opened("report", AGENCY))


def test_undoing_on_the_screen(opened: Open, store: Store) -> None:
    recording.record(store, OTHER, [Entry("area", {"code": "b", "name_th": "ผิด", "province": "lamphun"})])
    at = opened("log")
    at.number_input[0].set_value(2).run()
    press(at, t("th", "log.undo", change=2))
    assert t("th", "log.undone", change=2, undo=3) in said(at)
    assert standing(store, "area", "b") is None


def test_a_change_of_several_rows_is_asked_about_before_it_is_undone(opened: Open, store: Store) -> None:
    rows = [Entry("area", {"code": code, "name_th": "ผิด", "province": "lamphun"}) for code in ("b", "c")]
    recording.record(store, OTHER, rows)
    at = opened("log", key="2")
    press(at, t("th", "log.undo", change=2))
    assert [warning.value for warning in at.warning] == [t("th", "log.sure", count=2)]
    assert standing(store, "area", "b") is not None
    press(at, t("th", "log.undo_all", count=2))
    assert standing(store, "area", "b") is None


def test_what_cannot_be_undone_is_said_at_its_button_with_links_to_what_comes_first(opened: Open, store: Store) -> None:
    row = {"code": "b", "name_th": "ใหม่", "province": "lamphun"}
    recording.record(store, OTHER, [Entry("area", row)])
    recording.record(store, OTHER, [Entry("area", row | {"name_th": "ชื่อใหม่"})])
    at = opened("log", key="2")
    assert t("th", "cannot_undo.rests", change=2, newer="3") in said(at)
    assert 'log?key=3">' in said(at)
    assert not at.get("form")
    recording.undo(store, SECRETARY, 3)
    for number, code in ((3, "already"), (4, "is_undo"), (1, "not_a_persons")):
        at = opened("log", key=str(number))
        assert t("th", f"cannot_undo.{code}", change=number) in said(at)
        assert t("th", "log.undo", change=number) not in [button.label for button in at.button]


def test_what_was_undone_is_recorded_anew_on_the_screen(opened: Open, store: Store) -> None:
    rows = [Entry("area", {"code": code, "name_th": code, "province": "lamphun"}) for code in ("b", "c")]
    recording.record(store, OTHER, rows)
    recording.undo(store, SECRETARY, 2)
    at = opened("log", key="2")
    press(at, t("th", "log.redo", change=2, count=2))
    assert t("th", "log.redone", change=2, redo=4) in said(at)
    assert standing(store, "area", "c") is not None


def test_the_log_is_searched_by_item_person_and_day(opened: Open, store: Store) -> None:
    seen = {"area": "a", "framework": "diw-eit-basic12", "result": "met", "effective_on": "2024-02-12"}
    recording.record(store, SECRETARY, [Entry("observation", {**seen, "item": "1"})])
    recording.record(store, OTHER, [Entry("observation", {**seen, "item": "2"})])
    today = store.today().isoformat()

    def found(**query: str) -> list[str]:
        at = opened("log")
        for name, value in query.items():
            at.query_params[name] = value
        return re.findall(r'id="c(\d+)"', said(at.run()))

    assert found(item="1") == ["2", "1"]
    assert found(item="1", who="หญิง") == ["2"]
    assert found(who=OTHER.who) == ["3"]
    assert found(on=today) == ["3", "2", "1"]
    assert found(on=today, who=SECRETARY.who, area="a", item="1") == ["2"]
    assert found(on="2001-01-01") == []
    at = opened("log")
    who = next(box for box in at.text_input if box.label == t("th", "log.who"))
    who.set_value("ชาย").run()
    assert at.query_params["who"] == "ชาย"


def test_the_log_tells_what_a_change_changed_in_words(opened: Open, store: Store) -> None:
    given = {"area": "a", "framework": "diw-eit-basic12", "item": "1", "agency": "tesaban", "assigned_on": "2024-02-12"}
    recording.record(store, SECRETARY, [Entry("assignment", given | {"task": "ทำแผน", "status": "open"})])
    key = store.ask("latest_revisions", kind="assignment", keys=None)[0]["key"]
    recording.record(store, SECRETARY, [revised("assignment", now(store, "assignment", key), due_on="2024-06-30")])
    text = said(opened("log", key="3"))
    assert "ข้อ 1 · พื้นที่หนึ่ง · เทศบาล · ทำแผน · 12 ก.พ. 2567" in text
    assert "กำหนดเสร็จ: - → 30 มิ.ย. 2567" in text
    assert key not in text
    box = next(b for b in opened("record", kind="assignment").selectbox if b.label == t("th", "record.row"))
    assert box.options[1] == "ข้อ 1 · พื้นที่หนึ่ง · เทศบาล · ทำแผน · 12 ก.พ. 2567"


def warned(at: AppTest) -> str:
    return " ".join(warning.value for warning in at.warning)


def test_a_value_far_from_all_there_were_is_asked_about_once_and_recorded_as_typed(opened: Open, store: Store) -> None:
    store.commit(
        Act("ecodash", Means.REFERENCE), [("item", {"framework": "diw-eit-basic12", "item": "1", "type": "measured"})]
    )
    for code, value in (("x", "8"), ("y", "8.4")):
        observed(store, "1", "met", code=code, value=value)
    at = opened("record", kind="observation", area="a", item="1")
    at.selectbox(key=field(at, "result")).set_value("met")
    at.text_input(key=field(at, "value")).set_value("84")
    at.text_input(key=field(at, "effective_on")).set_value("1 มี.ค. 2567")
    press(at, t("th", "record.save"))
    assert "84" in warned(at)
    assert store.version == 4
    # Another value is asked about anew; the same is meant.
    at.text_input(key=field(at, "value")).set_value("840")
    press(at, t("th", "record.save"))
    assert "840" in warned(at)
    press(at, t("th", "record.save"))
    assert store.version == 5
    assert max(row["value"] for row in store.ask("latest_revisions", kind="observation", keys=None)) == 840

    at = opened("survey", area="a")
    form = "survey-a-diw-eit-basic12-0"
    at.text_input(key=f"{form}-value_1").set_value("9000")
    at.text_input(key=f"{form}-day").set_value("2 มี.ค. 2567")
    press(at, t("th", "survey.save"))
    assert "9,000" in warned(at)
    assert store.version == 5
    press(at, t("th", "survey.save"))
    assert store.version == 6


def test_what_a_row_lists_is_chosen_by_name_and_kept_as_it_stood(opened: Open, store: Store) -> None:
    row = {"code": "x-1", "title": "อบรม", "area": "a", "fiscal_year": 2567, "status": "planned"}
    row |= {"partner_agencies": "tesaban", "items": "diw-eit-basic12:2;diw-eit-basic12:1"}
    recording.record(store, SECRETARY, [Entry("activity", row)])
    at = opened("record", kind="activity", key="x-1")
    partners, items = at.multiselect
    assert (partners.value, items.value) == (["tesaban"], ["diw-eit-basic12:2", "diw-eit-basic12:1"])
    assert ("เทศบาล" in partners.options, "ข้อ 1" in items.options) == (True, True)
    at.radio[0].set_value(False)
    press(at, t("th", "record.save"))
    assert t("th", "record.unchanged") in said(at)
    at.multiselect[1].unselect("diw-eit-basic12:2")
    press(at, t("th", "record.save"))
    after = standing(store, "activity", "x-1") or {}
    assert (after["partner_agencies"], after["items"]) == ("tesaban", "diw-eit-basic12:1")
