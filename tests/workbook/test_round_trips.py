"""Out and in again: nothing changes; and what was edited on the way is the same in another store."""

import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from books import HOME, found, new_store
from ecodash.access.roles import Principal
from ecodash.domain.kinds import KINDS
from ecodash.domain.vocabulary import ActivityKind, ActivityStatus, AssignmentStatus, Means, Result, Role
from ecodash.language.thai import tidy
from ecodash.store.change import Act
from ecodash.store.store import Store
from ecodash.workbook import confirm, prepare, template
from ecodash.workbook.outgoing.rows import outgoing_rows
from ecodash.workbook.sheets import SHEETS
from ecodash.workbook.stored_rows import Standing

pytestmark = pytest.mark.slow

SECRETARY = Principal("สมหญิง", Role.SECRETARY)
Row = tuple[str, dict[str, Any]]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ECODASH_HOME", str(tmp_path))


def test_the_demonstration_and_the_reference_data_come_back_unchanged(demo_store: Store, plain_store: Store) -> None:
    for store in (demo_store, plain_store):
        prepared = prepare(store, template(store), "template.xlsx")
        assert found(prepared) == []
        assert (prepared.accepted, prepared.notes) == (0, ())
        assert prepared.unchanged > 80
        blank = prepare(store, template(store, blank=True), "blank.xlsx")
        assert (found(blank), blank.accepted, blank.unchanged) == ([], 0, 0)


def test_the_template_holds_what_the_contract_says(plain_store: Store) -> None:
    book = load_workbook(io.BytesIO(template(plain_store)))
    assert book.sheetnames == ["คำแนะนำ", *(sheet.title("th") for sheet in SHEETS.values()), "รายการ"]
    page = book["สถานะเกณฑ์"]
    assert [cell.value for cell in page[1]][:5] == ["พื้นที่*", "ชุดเกณฑ์*", "ข้อ*", "สถานะ*", "คะแนน"]
    assert [cell.value for cell in page["C"]][1:] == [str(n) for n in range(1, 13)]
    assert page.freeze_panes == "B2"
    assert page.auto_filter.ref
    assert page["A1"].comment
    assert {str(validation.formula1) for validation in page.data_validations.dataValidation} >= {
        '"ผ่าน,ผ่านบางส่วน,ยังไม่ครบถ้วน,ไม่เกี่ยวข้อง,ยังไม่ประเมิน"'
    }
    held = book["การประชุม"]["D2"]
    assert held.is_date
    assert held.number_format == "[$-107041E]d mmm yyyy"
    assert book["พื้นที่"]["E2"].value == "ฉะเชิงเทรา"


def test_the_template_of_an_agency_has_its_rows_alone_and_comes_back(demo_store: Store) -> None:
    agency = "ban-klang-municipality"
    data = template(demo_store, agency=agency)
    assert prepare(demo_store, data, "x.xlsx").unchanged
    assert prepare(demo_store, data, "x.xlsx").accepted == 0
    rows = {name: outgoing_rows(sheet, Standing(demo_store), agency) for name, sheet in SHEETS.items()}
    assert rows["assignments"]
    assert {row["agency"] for row in rows["assignments"]} == {agency}
    given = {(row["area"], row["framework"], row["item"]) for row in rows["assignments"]}
    assert {(row["area"], row["framework"], row["item"]) for row in rows["criteria_status"]} == given
    assert all(agency in f"{row['lead_agency']};{row['partner_agencies']}".split(";") for row in rows["activities"])
    assert not rows["areas"]


def test_a_demonstration_says_so_on_every_sheet(demo_store: Store, plain_store: Store) -> None:
    demo = load_workbook(io.BytesIO(template(demo_store)))
    assert any("ข้อมูลสาธิต" in str(cell.value) for row in demo["คำแนะนำ"] for cell in row)
    assert all("ข้อมูลสาธิต" in str(page.oddHeader.center.text) for page in demo.worksheets[:-1])
    real = load_workbook(io.BytesIO(template(plain_store)))
    assert not any("สาธิต" in str(cell.value) for row in real["คำแนะนำ"] for cell in row)


# Whatever a person may have recorded by other ways: on a screen, by an import, with marks above and below.
words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Co", "Cn")), max_size=20)
texts = st.one_of(
    st.none(), st.just("=1+1"), st.just("'x"), st.just("_x000D_"), st.just("1/2567"), st.just("12 ก.พ. 2567"),
    words.filter(lambda text: bool(tidy(text))),
)  # fmt: skip
told = texts.filter(lambda text: text is not None)
sure_days = st.dates(date(2022, 10, 1), date(2024, 9, 30))
days = st.none() | sure_days
money = st.none() | st.decimals(0, 10**9, places=2)
numbers = st.none() | st.decimals(-(10**6), 10**6, places=6)
items = st.sampled_from([str(n) for n in range(1, 13)])
some_codes = st.sampled_from(["a", "b-1", "โครงการ 1"])


def chosen(codes: Any) -> Any:
    return st.sampled_from([str(code) for code in codes])


observations = st.fixed_dictionaries(
    {"item": items, "result": chosen(Result), "score": numbers, "value": numbers, "effective_on": sure_days,
     "evidence": texts, "note": texts}
).map(lambda row: ("observation", {"area": HOME[0], "framework": HOME[1], "review": "accepted", **row,
                                   "code": f"{HOME[0]}.{HOME[1]}.{row['item']}.{row['effective_on']}"}))  # fmt: skip
activities = st.fixed_dictionaries(
    {"code": some_codes, "title": told, "kind": st.none() | chosen(ActivityKind), "status": chosen(ActivityStatus),
     "planned_baht": money, "disbursed_baht": money, "fund_source": texts, "target": numbers, "unit": texts,
     "lead_agency": st.sampled_from([None, "diw"]), "items": st.sampled_from([None, "diw-eit-basic12:3"])}
).map(lambda row: ("activity", {"area": HOME[0], "fiscal_year": 2567, **row}))  # fmt: skip
assignments = st.fixed_dictionaries(
    {"item": items, "assigned_on": sure_days, "task": told, "status": chosen(AssignmentStatus), "note": texts}
).filter(  # what is closed says why
    lambda row: row["status"] == AssignmentStatus.OPEN or row["note"]
).map(lambda row: ("assignment", {"area": HOME[0], "framework": HOME[1], "agency": "diw", **row,
                                  "effective_on": row["assigned_on"]}))  # fmt: skip
agencies = st.fixed_dictionaries(
    {"code": some_codes, "name_th": told, "name_en": texts, "short_name": texts, "effective_on": days}
).map(lambda row: ("agency", row))  # fmt: skip
meetings = st.fixed_dictionaries(
    {"code": some_codes, "number": told.filter(lambda text: "/" not in text), "held_on": sure_days, "venue": texts}
).map(lambda row: ("meeting", {"body": "lamphun-committee", **row}))  # fmt: skip
rows = st.lists(st.one_of(observations, activities, assignments, agencies, meetings), max_size=8)


@given(rows, rows)
@settings(max_examples=6)
def test_whatever_is_recorded_goes_out_and_comes_back(before: list[Row], later: list[Row]) -> None:
    store, other = new_store(), new_store()
    try:
        for recorded in (before, later):
            if recorded:
                store.commit(Act("x", Means.EDIT), recorded)
        data = template(store)
        again = prepare(store, data, "template.xlsx")
        assert (found(again), again.accepted) == ([], 0)
        there = prepare(other, data, "template.xlsx")
        assert found(there) == []
        confirm(other, SECRETARY, there)
        assert list(_told(other)) == list(_told(store))
        twice = prepare(other, data, "template.xlsx")
        assert (found(twice), twice.accepted) == ([], 0)
    finally:
        store.close()
        other.close()


def _told(store: Store) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """What the sheets say of a store, texts tidied; of observations the last state of each item."""
    for sheet in SHEETS.values():
        rows = store.ask("latest_revisions", kind=sheet.kind, keys=None)
        if sheet.kind == "observation":
            latest = {(row["item"]): row for row in sorted(rows, key=lambda row: row["effective_on"])}
            rows = [latest[item] for item in sorted(latest)]
        if sheet.kind == "agency":
            # Recorded in another order: what they are called on a day is what counts.
            rows = store.ask("agencies", day=date(2025, 1, 1), known=date(2100, 1, 1))
            rows = [{**row, "effective_on": row["valid_from"]} for row in rows]
        rows = sorted(rows, key=lambda row: [str(row[column]) for column in sheet.key])
        for row in rows:
            yield sheet.name, tuple(_plain(row[column.column]) for column in sheet.columns)


def _plain(value: Any) -> Any:
    return tidy(value) if isinstance(value, str) else value


def test_every_column_of_every_sheet_is_a_column_of_the_store() -> None:
    for sheet in SHEETS.values():
        assert {column.column for column in sheet.columns} <= set(KINDS[sheet.kind].all_columns)
        assert set(sheet.key) <= set(sheet.by_stored)


def test_headings_in_english_are_the_names_of_the_columns() -> None:
    for sheet in SHEETS.values():
        assert sheet.title("en") == sheet.name
        assert [column.heading("en").rstrip("*") for column in sheet.columns] == [c.name for c in sheet.columns]


def test_a_large_number_keeps_every_digit(fresh_store: Store) -> None:
    row = {"code": "a", "title": "x", "area": HOME[0], "fiscal_year": 2567, "status": "done",
           "target": Decimal("123456789012.123456")}  # fmt: skip
    fresh_store.commit(Act("x", Means.EDIT), [("activity", row)])
    prepared = prepare(fresh_store, template(fresh_store), "x.xlsx")
    assert (found(prepared), prepared.accepted) == ([], 0)
