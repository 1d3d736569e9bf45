"""A form of an office's own: read as somebody matched its headings, and known again by them alone."""

import json
from datetime import date
from pathlib import Path

import pytest

from books import HOME, book, found, new_store
from ecodash import stores
from ecodash.access.roles import Principal
from ecodash.domain.vocabulary import Role
from ecodash.maintenance.backup import back_up
from ecodash.maintenance.restore import restore
from ecodash.store.store import Store
from ecodash.workbook import OwnForm, confirm, guessed, headings_of, prepare, remember, remembered
from ecodash.workbook.cells import loose
from ecodash.workbook.sheets import SHEETS

HEADS = ("ที่", "ข้อกำหนด", "ผลการประเมิน", "ผู้รับผิดชอบ", "กำหนดแล้วเสร็จ")
ROWS = [("แบบติดตามตามเกณฑ์ 12 ข้อ",), HEADS, (1, "ข้อกำหนดที่ 1", "ไม่ผ่าน", "ทสจ.", "30 ก.ย. 2568"),
        (2, "ข้อกำหนดที่ 2", "ผ่าน", "สอจ.", "30 ก.ย. 2568"), ("", "รวม", "", "", "")]  # fmt: skip
SURVEY = OwnForm(
    headings_of(HEADS), "criteria_status", {"ข้อกำหนด": "item", "ผลการประเมิน": "result"},
    {"area": HOME[0], "framework": HOME[1], "effective_on": "1 ก.พ. 2568"},
)  # fmt: skip
TASKS = OwnForm(
    headings_of(HEADS), "assignments", {"ข้อกำหนด": "item", "ผู้รับผิดชอบ": "agency", "กำหนดแล้วเสร็จ": "due_on"},
    {"area": "บ้านกลาง", "framework": "เกณฑ์พื้นฐาน", "task": "ติดตาม", "assigned_on": "1 ก.พ. 2568"},
)  # fmt: skip


def test_an_unknown_form_is_offered_with_what_its_headings_may_be(plain_store: Store) -> None:
    prepared = prepare(plain_store, book({"ติดตาม": ROWS}), "x.xlsx", forms=())
    assert found(prepared) == [(None, "no_known_sheet")]
    (sheet,) = prepared.shaped.unmatched
    row, name = sheet.guess()
    assert (sheet.rows[row][0], name) == (2, "criteria_status")
    assert guessed(sheet.rows[row][1], SHEETS[name]) == {1: "item", 2: "result"}


def test_a_matched_form_is_read_as_it_was_matched(plain_store: Store) -> None:
    prepared = prepare(plain_store, book({"ติดตาม": ROWS}), "x.xlsx", forms=[SURVEY])
    assert found(prepared) == []
    rows = [entry.row for entry in prepared.entries]
    assert [(row["area"], row["item"], row["result"], row["effective_on"]) for row in rows] == [
        (HOME[0], "1", "not_met", date(2025, 2, 1)), (HOME[0], "2", "met", date(2025, 2, 1)),
    ]  # fmt: skip
    assert [note.code for note in prepared.notes] == ["own_form", "headings_left_alone", "totals_left_alone"]


def test_one_form_may_be_of_two_sheets(plain_store: Store) -> None:
    prepared = prepare(plain_store, book({"ติดตาม": ROWS}), "x.xlsx", forms=[SURVEY, TASKS])
    assert found(prepared) == []
    assert [entry.kind for entry in prepared.entries] == ["observation"] * 2 + ["assignment"] * 2
    assert prepared.entries[2].row["agency"] == "lamphun-mnre"


def test_a_slip_in_what_all_rows_share_is_pointed_out(plain_store: Store) -> None:
    form = OwnForm(SURVEY.headings, SURVEY.sheet, SURVEY.columns, {**SURVEY.same, "effective_on": "31 ก.พ. 2568"})
    prepared = prepare(plain_store, book({"ติดตาม": ROWS}), "x.xlsx", forms=[form])
    assert {code for _, code in found(prepared)} == {"no_such_day"}


@pytest.mark.parametrize("heads", [HEADS[:4], (*HEADS, "อื่น"), (HEADS[1], HEADS[0], *HEADS[2:])])
def test_other_headings_are_another_form(plain_store: Store, heads: tuple[str, ...]) -> None:
    prepared = prepare(plain_store, book({"ติดตาม": [heads, ROWS[2]]}), "x.xlsx", forms=[SURVEY])
    assert found(prepared) == [(None, "no_known_sheet")]


def test_known_headings_without_an_area_can_be_matched_too(plain_store: Store) -> None:
    heads = ("ข้อ", "สถานะ", "วันที่มีผล")
    data = book({"สถานะเกณฑ์": [heads, ("1", "ผ่าน", "1 ก.พ. 2568")]})
    prepared = prepare(plain_store, data, "x.xlsx", forms=())
    assert [sheet.title for sheet in prepared.shaped.unmatched] == ["สถานะเกณฑ์"]
    columns = {"ข้อ": "item", "สถานะ": "result", "วันที่มีผล": "effective_on"}
    form = OwnForm(headings_of(heads), "criteria_status", columns, {"area": HOME[0], "framework": HOME[1]})
    assert prepare(plain_store, data, "x.xlsx", forms=[form]).accepted == 1


def test_the_home_remembers_the_last_match_and_forgets_when_told(home: Path) -> None:
    remember(home, TASKS)
    remember(home, SURVEY)
    (home / "imports" / "0.json").write_text("{", encoding="utf-8")
    other = OwnForm(SURVEY.headings, SURVEY.sheet, {"ข้อกำหนด": "item"}, {})
    assert {form.sheet for form in remembered(home)} == {"assignments", "criteria_status"}
    remember(home, other)
    assert other in remembered(home)
    assert SURVEY.lasting() not in remembered(home)
    remember(home, OwnForm(SURVEY.headings, SURVEY.sheet, {}))
    assert remembered(home) == (TASKS.lasting(),)


def test_what_is_remembered_holds_for_every_import_and_not_for_the_demonstration(home: Path, demo_store: Store) -> None:
    dated = OwnForm(
        headings_of((*HEADS, "วันที่")), SURVEY.sheet, {**SURVEY.columns, loose("วันที่"): "effective_on"},
        {"area": HOME[0], "framework": HOME[1]},
    )  # fmt: skip
    remember(home, dated)
    rows = [(*HEADS, "วันที่"), (1, "ข้อ 1", "ไม่ผ่าน", "", "", "1 ก.พ. 2568"), (2, "ข้อ 2", "ผ่าน", "", "", "1 ก.พ. 2568")]
    data = book({"ติดตาม": rows})
    assert prepare(new_store(), data, "x.xlsx").accepted == 2
    assert found(prepare(demo_store, data, "x.xlsx")) == [(None, "no_known_sheet")]


def test_the_day_of_one_file_is_not_taken_for_that_of_the_next(home: Path) -> None:
    remember(home, SURVEY)
    assert [(form.columns, form.same) for form in remembered(home)] == [
        (SURVEY.columns, {"area": HOME[0], "framework": HOME[1]}),
    ]  # fmt: skip
    prepared = prepare(new_store(), book({"ติดตาม": ROWS}), "x.xlsx")
    assert (found(prepared), prepared.accepted) == ([(None, "form_asks")], 0)
    assert "วันที่มีผล" in prepared.problems[0].sentence("th")
    (asked,) = prepared.shaped.unmatched
    row, name = asked.guess()
    assert (name, asked.likely(asked.rows[row][1], SHEETS[name])) == ("criteria_status", {1: "item", 2: "result"})


def test_a_match_that_was_kept_with_its_day_is_asked_for_it_too(home: Path) -> None:
    remember(home, SURVEY)
    (kept,) = (home / "imports").glob("*.json")
    told = json.loads(kept.read_bytes())
    told["same"]["effective_on"] = "1 ก.พ. 2568"
    kept.write_bytes(json.dumps(told).encode())
    assert "effective_on" not in remembered(home)[0].same


@pytest.mark.slow
def test_it_is_backed_up_and_restored_with_the_imports(home: Path, tmp_path: Path) -> None:
    store = stores.current()
    remember(home, SURVEY)
    confirm(store, Principal("สมหญิง", Role.SECRETARY), prepare(store, book({"ติดตาม": ROWS}), "x.xlsx", forms=[SURVEY]))
    made = back_up(store, home, tmp_path / "backup.zip")
    stores.close_all()
    another = tmp_path / "another"
    restore(made.path, another)
    assert remembered(another) == (SURVEY.lasting(),)
