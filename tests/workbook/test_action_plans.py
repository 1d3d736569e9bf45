"""An action plan by the workbook, the form and the API: kept like every other kind, and by its own rules."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from books import book, found, new_store
from ecodash import facts
from ecodash.access.roles import Principal
from ecodash.api import answers
from ecodash.domain.vocabulary import Role
from ecodash.recording import Entry, RowProblems, record, undo
from ecodash.store.store import Store
from ecodash.workbook import Prepared, confirm, prepare, template

SECRETARY = Principal("สมหญิง", Role.SECRETARY)
AREA = "lamphun-ban-klang"
HEADINGS = (
    "แผน*", "รหัส", "โครงการ*", "พื้นที่*", "ปีงบประมาณ*", "ข้อที่เกี่ยวข้อง", "หน่วยงานหลัก", "งบที่ขอ", "งบที่ได้รับ", "สถานะ", "กิจกรรม",
)  # fmt: skip
NAME = "แผนปฏิบัติการ 2566–2570"


@pytest.fixture
def store(home: object) -> Store:
    return new_store()


def row(title: str, year: object = 2567, **more: Any) -> list[Any]:
    told = {"plan": NAME, "area": "บ้านกลาง", "items": "6", "asked": "1,500,000", "granted": "", "status": "", "act": ""}
    told |= more
    return [
        told["plan"], "", title, told["area"], year, told["items"], "", told["asked"], told["granted"], told["status"],
        told["act"],
    ]  # fmt: skip


def read(store: Store, *rows: list[Any], sheet: str = "แผนปฏิบัติการ") -> Prepared:
    return prepare(store, book({sheet: [HEADINGS, *rows]}), "x.xlsx")


def recorded(store: Store, *rows: list[Any]) -> Prepared:
    prepared = read(store, *rows)
    assert found(prepared) == []
    confirm(store, SECRETARY, prepared)
    return prepared


def add(store: Store, kind: str, **told: Any) -> int:
    change = record(store, SECRETARY, [Entry(kind, told)]).change
    assert change
    return change.id


def refused(store: Store, kind: str, **told: Any) -> list[tuple[str, str]]:
    with pytest.raises(RowProblems) as problems:
        record(store, SECRETARY, [Entry(kind, told)])
    for lang in ("th", "en"):
        assert problems.value.sentence(lang)
    return [(problem.column, problem.code) for problem in problems.value.problems]


def test_a_plan_that_a_sheet_names_for_the_first_time_is_made_and_known_again(store: Store) -> None:
    first = recorded(store, row("น้ำทิ้ง"), row("อากาศ", 2568, granted="-"))
    assert [note.code for note in first.notes] == ["plan_made", "codes_made"]
    (plan,) = [row for row in facts.plans(store, store.today()) if row["area"]]
    assert (plan["code"], plan["area"], plan["name_th"]) == (f"{AREA}-plan-1", AREA, NAME)
    rows = facts.plan_projects(store, store.today())
    assert [r["code"] for r in rows] == [f"{AREA}-p2567-01", f"{AREA}-p2568-01"]
    # Nil is not «not told».
    assert [(r["asked_baht"], r["granted_baht"]) for r in rows] == [(1_500_000, None), (1_500_000, Decimal(0))]
    assert rows[0]["items"] == "diw-eit-basic12:6"
    again = read(store, row("น้ำทิ้ง"), row("อากาศ", 2568, granted="-"))
    assert (again.accepted, again.unchanged, found(again)) == (0, 2, [])
    # Another area may call its plan the same.
    other = recorded(store, row("ขยะ", area="แม่แฝก"))
    assert other.entries[0].row["code"] == "chiang-mai-mae-faek-plan-1"


def test_the_english_sheet_and_the_template_come_back_unchanged(store: Store) -> None:
    recorded(store, row("น้ำทิ้ง", status="ยังไม่เริ่ม"))
    prepared = prepare(store, template(store), "x.xlsx")
    assert (prepared.changes, found(prepared)) == ((), [])
    english = ["plan", "code", "title", "area", "fiscal_year", "items", "lead_agency", "asked_baht", "granted_baht",
               "status", "activities"]  # fmt: skip
    data = book({"plan_projects": [english, [f"{AREA}-plan-1", *row("อากาศ")[1:]]]})
    assert found(prepare(store, data, "x.xlsx")) == []


def test_what_a_cell_says_wrongly_is_said_at_the_cell(store: Store) -> None:
    recorded(store, row("น้ำทิ้ง"))
    assert found(read(store, row("ก", items="99"))) == [("F2", "unknown_part")]
    assert found(read(store, row("ก", act="ไม่มี-01"))) == [("K2", "unknown_part")]
    assert found(read(store, row("ก", plan="แผนปฎิบัติการ 2566–2570"))) == [("A2", "unknown_code")]
    assert found(read(store, row("ก", plan=""))) == [("A2", "required")]
    assert found(read(store, row("ก", plan=f"{AREA}-plan-1", area="แม่แฝก"))) == [("A2", "plan_of_another_area")]


def test_a_project_stays_within_the_years_of_its_plan_by_every_way(store: Store) -> None:
    told = {"area": AREA, "name_th": NAME, "effective_on": date(2023, 9, 5)}
    assert refused(store, "plan", **told, first_year=2570, last_year=2566) == [("last_year", "plan_years_reversed")]
    add(store, "plan", **told, first_year=2566, last_year=2570)
    project = {"plan": f"{AREA}-plan-1", "title": "น้ำทิ้ง", "area": AREA}
    assert refused(store, "plan_project", **project, fiscal_year=2571) == [("fiscal_year", "fiscal_year_outside_plan")]
    assert found(read(store, row("น้ำทิ้ง", 2565))) == [("E2", "fiscal_year_outside_plan")]
    told_wrong = {"items": "diw-eit-basic12:99", "activities": "no-such"}
    assert refused(store, "plan_project", **project, fiscal_year=2567, **told_wrong) == [
        ("items", "unknown_part"), ("activities", "unknown_part"),
    ]  # fmt: skip
    # A project is in its plan as long as that is in force.
    change = add(store, "plan_project", **project, fiscal_year=2567)
    assert [r["effective_on"] for r in facts.plan_projects(store, store.today())] == [date(2023, 9, 5)]
    assert facts.plan_projects(store, date(2023, 9, 4)) == ()
    undo(store, SECRETARY, change)
    assert facts.plan_projects(store, store.today()) == ()


def test_the_api_answers_projects_by_area_year_agency_and_item(demo_store: Store) -> None:
    def codes(**query: str) -> list[str]:
        selection, misread = facts.read_selection(demo_store, query)
        assert misread == []
        return [r["code"] for r in answers.table(demo_store, "plan_projects", selection)["rows"]]

    assert len(codes()) == 15
    assert codes(area=AREA, fy="2568", agency="nrie") == [f"{AREA}-p2567-02", f"{AREA}-p2568-01"]
    assert codes(area=AREA, framework="diw-eit-basic12", item="10") == [f"{AREA}-p2568-03"]
    assert codes(area=AREA, as_of="2023-12-31", fy="2568") == [f"{AREA}-p2568-01", f"{AREA}-p2568-02"]
