"""The minutes of a meeting: what is typed stays until it is recorded, whoever records what meanwhile."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from streamlit.testing.v1 import AppTest

from ecodash import facts, recording
from ecodash.documents.papers import Wanted, write_paper
from ecodash.language.text import t, words
from ecodash.recording import Entry, revised, standing
from ecodash.store.store import Store
from forms import OTHER, SECRETARY, Open, field, press, said

pytestmark = pytest.mark.slow

ECODASH = Path(__file__).parents[2] / "ecodash"
FRAMEWORK = "diw-eit-basic12"


@pytest.fixture
def meeting(store: Store) -> None:
    """A working group under a committee, two meetings, and a resolution that the first left open."""
    rows = [
        ("body", {"code": "zz-province", "name_th": "คณะกรรมการจังหวัด", "tier": 2}),
        ("body", {"code": "aa-national", "name_th": "คณะระดับชาติ", "tier": 3}),
        ("body", {"code": "wg", "name_th": "คณะทำงาน", "tier": 1, "area": "a", "reports_to": "zz-province"}),
        ("meeting", {"code": "m1", "body": "wg", "number": "1/2567", "held_on": date(2024, 2, 12)}),
        ("meeting", {"code": "m2", "body": "wg", "number": "2/2567", "held_on": date(2024, 5, 12)}),
        ("resolution", {"code": "m1-r1", "meeting": "m1", "text": "ติดตามโรงงาน", "status": "open",
                        "effective_on": date(2024, 2, 12)}),
        *(("observation", {"code": f"o-{item}", "area": "a", "framework": FRAMEWORK, "item": item, "result": "not_met",
                           "review": "accepted", "effective_on": date(2024, 2, 1)}) for item in ("1", "2")),
    ]  # fmt: skip
    recording.record(store, SECRETARY, [Entry(kind, row) for kind, row in rows])


@pytest.mark.usefixtures("meeting")
class TestAnybodyElse:
    """While somebody types, others record."""

    @staticmethod
    def others(store: Store) -> None:
        """Another officer renames an agency and adds a newer meeting, a resolution and an assignment."""
        agency = standing(store, "agency", "tesaban")
        assert agency is not None
        meeting = {"code": "m3", "body": "wg", "number": "3/2567", "held_on": date(2024, 6, 12)}
        place = {"area": "a", "framework": FRAMEWORK, "item": "1", "agency": "tesaban"}
        given = place | {"assigned_on": date(2024, 5, 1), "task": "อื่น", "status": "open"}
        entries = [
            revised("agency", agency, name_th="เทศบาลเมือง"),
            Entry("meeting", meeting),
            Entry("assignment", given),
        ]
        recording.record(store, OTHER, entries)

    def test_a_resolution_is_recorded_as_typed(self, opened: Open, store: Store) -> None:
        at = opened("minutes", area="a")
        typed = "มติยาว " * 70
        at.text_area(key=resolve(at, "text")).set_value(typed)
        at.selectbox(key=resolve(at, "agency")).set_value("tesaban")
        self.others(store)
        press(at, t("th", "minutes.resolve_now"))
        assert t("th", "minutes.resolved") in said(at)
        row = standing(store, "resolution", "m2-r1")
        assert row is not None
        assert (row["text"], row["agency"], row["meeting"]) == (typed.strip(), "tesaban", "m2")

    def test_gaps_are_assigned_as_chosen(self, opened: Open, store: Store) -> None:
        at = opened("minutes", area="a")
        at.multiselect[0].set_value(["1", "2"])
        at.selectbox(key=assign(at, "agency")).set_value("tesaban")
        at.text_area(key=assign(at, "task")).set_value("จัดทำแผน")
        at.text_input(key=assign(at, "due_on")).set_value("30/6/67")
        self.others(store)
        press(at, t("th", "minutes.assign_now"))
        assert t("th", "minutes.assigned") in said(at)
        given = [r for r in store.ask("latest_revisions", kind="assignment", keys=None) if r["task"] == "จัดทำแผน"]
        assert [(row["item"], row["agency"]) for row in given] == [("1", "tesaban"), ("2", "tesaban")]

    def test_a_gap_that_closed_meanwhile_is_named_and_nothing_is_recorded(self, opened: Open, store: Store) -> None:
        at = opened("minutes", area="a")
        at.multiselect[0].set_value(["1", "2"])
        at.selectbox(key=assign(at, "agency")).set_value("tesaban")
        at.text_area(key=assign(at, "task")).set_value("จัดทำแผน")
        at.text_input(key=assign(at, "due_on")).set_value("30/6/67")
        met = {"code": "o1", "area": "a", "framework": FRAMEWORK, "item": "1", "result": "met", "review": "accepted"}
        recording.record(store, OTHER, [Entry("observation", met | {"effective_on": date(2024, 5, 1)})])
        press(at, t("th", "minutes.assign_now"))
        assert t("th", "field.gone", label=t("th", "minutes.gaps")) in said(at)
        assert store.ask("latest_revisions", kind="assignment", keys=None) == []
        assert at.text_area(key=assign(at, "task")).value == "จัดทำแผน"
        assert at.multiselect[0].value == ["2"]

    def test_a_resolution_that_somebody_else_closed_keeps_its_form_and_asks_once(
        self, opened: Open, store: Store
    ) -> None:
        at = opened("minutes", area="a")
        row = standing(store, "resolution", "m1-r1")
        assert row is not None
        done = revised("resolution", row, status="done", note="ของสมชาย", effective_on=date(2024, 5, 12))
        recording.record(store, OTHER, [done])
        at.selectbox(key=field(at, "status")).set_value("cancelled")
        at.text_area(key=field(at, "note")).set_value("ของสมหญิง")
        press(at, t("th", "minutes.save_follow_up"))
        assert t("th", "minutes.stale", status=t("th", "assignment.done")) in said(at)
        assert standing(store, "resolution", "m1-r1")["note"] == "ของสมชาย"  # type: ignore[index]
        assert at.text_area(key=field(at, "note")).value == "ของสมหญิง"
        # The note of the other is no reason for this one.
        at.text_area(key=field(at, "note")).set_value(" ")
        press(at, t("th", "minutes.save_follow_up"))
        assert t("th", "field.missing", label=t("th", "minutes.what_came")) in said(at)
        at.text_area(key=field(at, "note")).set_value("ของสมหญิง")
        press(at, t("th", "minutes.save_follow_up"))
        now = standing(store, "resolution", "m1-r1")
        assert now is not None
        assert (now["status"], now["note"]) == ("cancelled", "ของสมหญิง")


def test_no_field_is_kept_under_the_number_of_changes() -> None:
    kept = re.compile(r"key=.*(version|len\()|key = .*version|form\(.*version|Answers\(.*version")
    for path in (ECODASH / "ui").glob("*.py"):
        assert not kept.search(path.read_text(encoding="utf-8")), path


@pytest.mark.usefixtures("meeting")
def test_the_body_above_is_offered_first_and_the_own_body_not(opened: Open) -> None:
    at = opened("minutes", area="a")
    assert at.selectbox(key=resolve(at, "sent_up_to")).options == ["คณะกรรมการจังหวัด", "คณะระดับชาติ"]


@pytest.mark.usefixtures("meeting")
def test_a_new_meeting_has_a_button_and_the_next_number(opened: Open, store: Store) -> None:
    year = store.today().year + 543
    numbers = {"code": "m3", "body": "wg", "number": f"4/{year}", "held_on": date(2024, 6, 12)}
    recording.record(store, SECRETARY, [Entry("meeting", numbers)])
    at = press(opened("minutes", area="a"), t("th", "minutes.new"))
    assert at.text_input(key=field(at, "number")).value == f"5/{year}"


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize("number", ["2/2567", "๒ / ๒๕๖๗", "02/2567", "2"])
def test_a_number_given_twice_in_a_year_is_refused(opened: Open, store: Store, number: str) -> None:
    at = press(opened("minutes", area="a"), t("th", "minutes.new"))
    at.text_input(key=field(at, "number")).set_value(number)
    at.text_input(key=field(at, "held_on")).set_value("1/9/67")
    press(at, t("th", "minutes.call"))
    assert t("th", "minutes.number_taken", number=number, meeting="").split(" คือ")[0] in said(at)
    assert len(store.ask("latest_revisions", kind="meeting", keys=None)) == 2
    assert at.text_input(key=field(at, "held_on")).value == "1/9/67"


@pytest.mark.usefixtures("meeting")
def test_why_a_resolution_was_closed_is_on_the_meetings_page_and_in_the_agenda(opened: Open, store: Store) -> None:
    row = standing(store, "resolution", "m1-r1")
    assert row is not None
    why = "โรงงานปรับปรุงแล้ว"
    recording.record(
        store, OTHER, [revised("resolution", row, status="done", note=why, effective_on=date(2024, 5, 12))]
    )
    assert why in said(opened("meetings", as_of="m2", area="a"))
    selection, _ = facts.read_selection(store, {"area": "a", "as_of": "m2"})
    paper = Document(BytesIO(write_paper(store, selection, "http://x", Wanted("followup"))))
    assert [row.cells[-1].text for row in paper.tables[-1].rows][1:] == [why]


@pytest.mark.usefixtures("meeting")
def test_a_meeting_is_called_by_its_body_number_and_day(opened: Open) -> None:
    box = next(box for box in opened("record", kind="meeting").selectbox if box.label == t("th", "record.row"))
    assert box.options[1] == "คณะทำงาน · 2/2567 · 12 พ.ค. 2567"
    assert "คณะ: คณะทำงาน" in said(opened("log", key="2"))


def resolve(at: AppTest, column: str) -> str:
    return _of("resolve-", at, column)


def assign(at: AppTest, column: str) -> str:
    return _of("assign-", at, column)


def _of(form: str, at: AppTest, column: str) -> str:
    """The key of a field of one of the forms."""
    keys = [w.key for w in (*at.text_input, *at.text_area, *at.selectbox) if w.key]
    (key,) = [key for key in keys if key.startswith(form) and key.endswith(f"-{column}")]
    return key


def test_a_short_name_of_an_agency_stands_apart_from_the_words_before_it() -> None:
    together = [text for text in words("th").values() if re.search(r"[ก-๙]\{agency\}", text)]
    assert together == []


@pytest.mark.usefixtures("meeting")
class TestWhoCame:
    """The roll of a meeting, one change for all of it."""

    def test_people_are_pasted_one_a_line_and_called_again_at_the_next_meeting(
        self, opened: Open, store: Store
    ) -> None:
        at = opened("minutes", area="a", key="m1")
        pasted = "นาย <b>ก</b>\tนายก\tเทศบาล\tท้องถิ่น\tมา\nนาง ข, =1+1, , เอกชน, ลา\n\nดร. {{ ค }} | | | | ผู้แทน"
        at.text_area(key="attendance-m1-0-more").set_value(pasted)
        press(at, t("th", "minutes.save_attendance"))
        assert t("th", "minutes.attendance_saved") in said(at)
        rows = sorted(store.ask("latest_revisions", kind="attendance", keys=None), key=lambda row: int(row["rev"]))
        assert [(r["name"], r["post"], r["agency"], r["sector"], r["attended"]) for r in rows] == [
            ("นาย <b>ก</b>", "นายก", "เทศบาล", "local_government", "present"),
            ("นาง ข", "=1+1", None, "business", "absent"),
            ("ดร. {{ ค }}", None, None, None, "represented"),
        ]
        assert len({row["change_id"] for row in rows}) == 1
        at = opened("minutes", area="a", key="m2")
        at.selectbox(key="attendance-m2-0-person-1").set_value("present")
        press(at, t("th", "minutes.save_attendance"))
        again = [r for r in store.ask("latest_revisions", kind="attendance", keys=None) if r["meeting"] == "m2"]
        assert [(row["name"], row["attended"]) for row in again] == [("นาง ข", "present")]

    @pytest.mark.parametrize("line", ["ก, ข, ค, ภาคที่ไม่มี", "ก, ข, ค, รัฐ, มา, เกิน", ", นายก", "ก" * 301])
    def test_a_line_that_cannot_be_read_is_named_and_nothing_is_recorded(
        self, opened: Open, store: Store, line: str
    ) -> None:
        at = opened("minutes", area="a", key="m1")
        at.text_area(key="attendance-m1-0-more").set_value(f"คนแรก\n{line}")
        press(at, t("th", "minutes.save_attendance"))
        assert "บรรทัดที่ 2" in at.error[0].value
        assert at.text_area(key="attendance-m1-0-more").value.startswith("คนแรก")
        assert store.ask("latest_revisions", kind="attendance", keys=None) == []

    def test_what_was_said_is_kept_with_its_item_of_the_agenda(self, opened: Open, store: Store) -> None:
        heading = {"meeting": "m1", "number": "1", "kind": "inform", "heading_th": "แจ้ง"}
        recording.record(store, SECRETARY, [Entry("agenda_item", heading)])
        at = opened("minutes", area="a", key="m1")
        at.text_area(key="said-m1-0-1").set_value("ประธานแจ้ง *สองเรื่อง*")
        press(at, t("th", "minutes.save_said"))
        row = standing(store, "agenda_item", "m1|1")
        assert row is not None
        assert row["said"] == "ประธานแจ้ง *สองเรื่อง*"
