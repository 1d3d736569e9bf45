"""The forms of the desk: what is typed is read, nothing is lost, and the second of two officers is told."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ecodash import facts, recording
from ecodash.access import Principal
from ecodash.model import Means, Role
from ecodash.recording import Entry, revised, standing
from ecodash.store import current
from ecodash.store.change import Act
from ecodash.store.database import Database
from ecodash.store.store import Store
from ecodash.text import t
from pdf_files import pdf

SHELL = Path(__file__).parents[2] / "ecodash" / "shell.py"
SECRETARY = Principal("สมหญิง", Role.SECRETARY)
OTHER = Principal("สมชาย", Role.OFFICER)
Open = Callable[..., AppTest]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    database = Database(None)
    database.migrate()
    store = Store(database)
    rows = [
        ("province", {"code": "lamphun", "name_th": "ลำพูน"}),
        ("area", {"code": "a", "name_th": "พื้นที่หนึ่ง", "province": "lamphun"}),
        ("framework", {"code": "diw-eit-basic12", "name_th": "เกณฑ์"}),
        ("item", {"framework": "diw-eit-basic12", "item": "1", "type": "mandatory", "position": 1}),
        ("item", {"framework": "diw-eit-basic12", "item": "2", "type": "mandatory", "position": 2}),
        ("agency", {"code": "tesaban", "name_th": "เทศบาล"}),
        ("body", {"code": "wg", "name_th": "คณะทำงาน", "tier": 1, "area": "a"}),
    ]  # fmt: skip
    store.commit(Act("ecodash", Means.REFERENCE), rows)
    monkeypatch.setenv("ECODASH_HOME", str(tmp_path))
    monkeypatch.setattr(current, "_stores", {False: store, True: store})
    yield store
    store.close()


@pytest.fixture
def opened(store: Store, monkeypatch: pytest.MonkeyPatch) -> Open:
    def open_screen(screen: str, who: Principal = SECRETARY, **query: str) -> AppTest:
        monkeypatch.setattr("ecodash.ui.entering.principal", lambda store: who)
        at = AppTest.from_file(str(SHELL), default_timeout=30)
        at.switch_page(f"../pages/{screen}.py")
        for name, value in query.items():
            at.query_params[name] = value
        at.run()
        assert not at.exception
        return at

    return open_screen


def field(at: AppTest, column: str) -> str:
    """The key of a field of the form that is open."""
    keys = [w.key for w in (*at.text_input, *at.text_area, *at.selectbox) if w.key and w.key.endswith(f"-{column}")]
    assert len(keys) == 1, keys
    return keys[0]


def press(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def said(at: AppTest) -> str:
    return " ".join(
        (*(e.value for e in at.error), *(e.value for e in at.success), *(h.proto.body for h in at.get("html")))
    )


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
    assert current.vault().get(row["sha256"])[1] == "application/pdf"

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


def test_the_second_of_two_officers_sees_what_changed_and_loses_nothing(opened: Open, store: Store) -> None:
    at = opened("record", kind="area", key="a")
    at.text_input(key=field(at, "district")).set_value("เมืองลำพูน")
    row = standing(store, "area", "a")
    assert row is not None
    recording.record(store, OTHER, [revised("area", row, subdistrict="บ้านกลาง")])
    press(at, t("th", "record.save"))
    assert t("th", "record.stale") in said(at)
    assert "บ้านกลาง" in said(at)
    assert "สมชาย" in said(at)
    assert at.text_input(key=field(at, "district")).value == "เมืองลำพูน"
    assert standing(store, "area", "a")["district"] is None  # type: ignore[index]
    press(at, t("th", "record.save_over"))
    assert standing(store, "area", "a")["district"] == "เมืองลำพูน"  # type: ignore[index]


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


def test_a_new_meeting_brings_its_agenda(opened: Open, store: Store) -> None:
    at = opened("minutes", area="a")
    at.selectbox(key="meeting-new-body").set_value("wg")
    at.text_input(key="meeting-new-number").set_value("1/2567")
    at.text_input(key="meeting-new-held_on").set_value("12/2/67")
    press(at, t("th", "minutes.call"))
    (meeting,) = store.ask("latest_revisions", kind="meeting", keys=None)
    assert (meeting["code"], meeting["number"]) == ("wg-2024-02-12", "1/2567")
    assert len(store.ask("latest_revisions", kind="agenda_item", keys=None)) == 5


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
    agency = Principal("tesaban", Role.AGENCY, "tesaban", "l-1")
    at = opened("report", agency)
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
    assert "แนบหลักฐานด้วย" in said(opened("report", agency))


def test_undoing_on_the_screen(opened: Open, store: Store) -> None:
    recording.record(store, OTHER, [Entry("area", {"code": "b", "name_th": "ผิด", "province": "lamphun"})])
    at = opened("log")
    at.number_input[0].set_value(2).run()
    press(at, t("th", "log.undo", change=2))
    assert t("th", "log.undone", change=2, undo=3) in said(at)
    assert standing(store, "area", "b") is None
