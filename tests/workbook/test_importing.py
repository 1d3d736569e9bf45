"""What an import records, and what it leaves alone."""

import hashlib
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from books import ACTIVITIES, CRITERIA, HOME, book, criteria, found
from ecodash import facts, recording
from ecodash.access.roles import Forbidden, Principal
from ecodash.domain.kinds import KINDS
from ecodash.domain.vocabulary import HOME_AREA, HOME_FRAMEWORK, Means, Role
from ecodash.facts.lists import ALWAYS
from ecodash.language.item_names import item_name
from ecodash.store.change import Act
from ecodash.store.store import Store
from ecodash.workbook import Accept, Outdated, Why, accepting, confirm, prepare, received, template
from ecodash.workbook.incoming import importing

SECRETARY = Principal("สมหญิง", Role.SECRETARY)
DAY = date(2024, 2, 12)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ECODASH_HOME", str(tmp_path))


def taken(store: Store, data: bytes, name: str = "file.xlsx") -> tuple[int, int]:
    """Import; the problems have to be none. Says how many rows were accepted and unchanged."""
    prepared = prepare(store, data, name)
    assert found(prepared) == []
    confirm(store, SECRETARY, prepared)
    return prepared.accepted, prepared.unchanged


def latest(store: Store, kind: str, key: str) -> dict[str, Any]:
    row = recording.standing(store, kind, key)
    assert row is not None
    return row


def sheet(name: str, *rows: tuple[Any, ...]) -> bytes:
    return book({name: rows})


def test_a_survey_is_recorded_and_the_same_file_again_changes_nothing(fresh_store: Store) -> None:
    data = criteria(("1", "ผ่าน", "12 ก.พ. 2567"), (2, "ยังไม่ครบถ้วน", DAY), ("ข้อ ๓", "partly_met", "12/2/67"))
    assert taken(fresh_store, data) == (3, 0)
    states = facts.item_states(fresh_store, HOME_AREA, HOME_FRAMEWORK, DAY)
    assert [str(state.result) for state in states[:4]] == ["met", "not_met", "partly_met", "not_assessed"]
    row = latest(fresh_store, "observation", f"{HOME_AREA}.{HOME_FRAMEWORK}.1.2024-02-12")
    assert (row["review"], row["source"], row["mark"]) == ("accepted", None, None)
    version = fresh_store.version
    assert taken(fresh_store, data) == (0, 3)
    assert fresh_store.version == version


def test_the_change_says_who_by_what_and_from_which_file(fresh_store: Store, tmp_path: Path) -> None:
    data = criteria(("1", "ผ่าน", DAY))
    taken(fresh_store, data, "สำรวจ.xlsx")
    told = list(fresh_store.changes())[-1].act
    digest = hashlib.sha256(data).hexdigest()
    assert (told.who, told.means, told.source_name, told.source_sha256) == ("สมหญิง", Means.IMPORT, "สำรวจ.xlsx", digest)
    kept = tmp_path / "imports" / f"{digest}.xlsx"
    assert kept.read_bytes() == data
    assert list(kept.parent.iterdir()) == [kept]


def test_a_correction_keeps_its_code_and_a_later_day_is_a_new_one(fresh_store: Store) -> None:
    taken(fresh_store, criteria(("1", "ผ่าน", DAY)))
    assert taken(fresh_store, criteria(("1", "ยังไม่ครบถ้วน", DAY), ("1", "ผ่าน", date(2024, 5, 1)))) == (2, 0)
    codes = {row["code"]: row["result"] for row in fresh_store.ask("latest_revisions", kind="observation", keys=None)}
    start = f"{HOME_AREA}.{HOME_FRAMEWORK}.1"
    assert codes == {f"{start}.2024-02-12": "not_met", f"{start}.2024-05-01": "met"}


def test_a_code_in_use_by_a_waiting_report_is_not_taken(fresh_store: Store) -> None:
    code = f"{HOME_AREA}.{HOME_FRAMEWORK}.1.2024-02-12"
    row = {"code": code, "area": HOME_AREA, "framework": HOME_FRAMEWORK, "item": "1", "result": "met",
           "review": "reported", "effective_on": "2024-02-12"}  # fmt: skip
    fresh_store.commit(Act("x", Means.REPORT), [("observation", row)])
    taken(fresh_store, criteria(("1", "ผ่าน", DAY)))
    assert latest(fresh_store, "observation", f"{code}-2")["review"] == "accepted"


def test_a_column_that_is_not_there_is_left_and_an_empty_cell_is_not_told(fresh_store: Store) -> None:
    code = "lamphun-ban-klang-2566-01"
    before = latest(fresh_store, "activity", code)
    row = (code, before["title"], HOME_AREA, "2566", "แล้วเสร็จ")
    assert taken(fresh_store, sheet("activities", ACTIVITIES, row)) == (0, 1)
    assert taken(fresh_store, sheet("activities", (*ACTIVITIES, "planned_baht"), (*row, "1.9 ล้านบาท"))) == (1, 0)
    after = latest(fresh_store, "activity", code)
    assert after["planned_baht"] == Decimal(1_900_000)
    assert (after["title_en"], after["source"], after["mark"]) == (before["title_en"], before["source"], before["mark"])
    # Money was told today, so the past knows nothing of it.
    assert after["effective_on"] == fresh_store.today()
    emptied = prepare(fresh_store, sheet("activities", (*ACTIVITIES, "planned_baht"), (*row, "")), "x.xlsx")
    assert (emptied.accepted, [cell.place for cell in emptied.erasures]) == (0, [("activities", "F2")])
    assert confirm(fresh_store, SECRETARY, emptied).accepted == 0
    assert latest(fresh_store, "activity", code)["planned_baht"] == Decimal(1_900_000)
    confirm(fresh_store, SECRETARY, accepting(fresh_store, emptied, Accept(frozenset({Why.ERASE}))))
    assert latest(fresh_store, "activity", code)["planned_baht"] is None


def test_new_rows_hold_from_the_day_they_speak_of(fresh_store: Store) -> None:
    data = book(
        {
            "activities": [ACTIVITIES, ("a-1", "อบรม", HOME_AREA, "2567", "ยังไม่เริ่ม")],
            "การมอบหมาย": [
                ("พื้นที่*", "ชุดเกณฑ์*", "ข้อ*", "หน่วยงาน*", "งานที่มอบหมาย*", "วันที่มอบหมาย*", "มติ"),
                (*HOME, "1", "เทศบาลตำบลบ้านกลาง", "จัดทำแผน", "12 ก.พ. 2567", "m-9-r1"),
            ],
            "มติ": [("รหัส", "การประชุม", "มติ"), ("m-9-r1", "m-9", "ให้จัดทำแผน")],
            "การประชุม": [("รหัส", "คณะ", "ครั้งที่", "วันที่"), ("m-9", "lamphun-committee", "9/2567", DAY)],
            "auditors": [("code", "name", "registered_on", "expires_on"), ("u-1", "นาย ก.", "1/2/2567", "31/1/2570")],
        }
    )
    assert taken(fresh_store, data) == (5, 0)
    assert latest(fresh_store, "activity", "a-1")["effective_on"] is None
    assert latest(fresh_store, "resolution", "m-9-r1")["effective_on"] == DAY
    given = latest(fresh_store, "assignment", f"{HOME_AREA}|{HOME_FRAMEWORK}|1|ban-klang-municipality|2024-02-12")
    assert (given["effective_on"], given["status"]) == (DAY, "open")
    assert latest(fresh_store, "meeting", "m-9")["effective_on"] is None
    assert latest(fresh_store, "auditor", "u-1")["effective_on"] == date(2024, 2, 1)
    assert taken(fresh_store, data) == (0, 5)


def test_a_new_name_of_an_agency_leaves_the_old_one_to_the_past(fresh_store: Store) -> None:
    heads = ("code", "name_th", "valid_from")
    assert taken(fresh_store, sheet("agencies", heads, ("diw", "กรมใหม่", "1 ต.ค. 2567"))) == (1, 0)
    names = {day: facts.agency_names(fresh_store, day)["diw"]["name_th"] for day in (DAY, date(2024, 10, 1))}
    assert names == {DAY: "กรมโรงงานอุตสาหกรรม", date(2024, 10, 1): "กรมใหม่"}
    assert facts.agency_names(fresh_store, date(2024, 10, 1))["diw"]["short_name"] == "กรอ."
    assert taken(fresh_store, sheet("agencies", heads, ("diw", "กรมใหม่กว่า", "2024-10-01"))) == (1, 0)
    assert facts.agency_names(fresh_store, date(2024, 10, 1))["diw"]["name_th"] == "กรมใหม่กว่า"
    assert facts.agency_names(fresh_store, DAY)["diw"]["name_th"] == "กรมโรงงานอุตสาหกรรม"


def test_the_text_of_an_item_that_was_unknown_becomes_attested(fresh_store: Store) -> None:
    heads = ("framework", "item", "text_th", "dimension")
    assert taken(fresh_store, sheet("items", heads, (HOME_FRAMEWORK, "1", "มีแผนแม่บท", "กายภาพ"))) == (1, 0)
    row = latest(fresh_store, "item", f"{HOME_FRAMEWORK}|1")
    assert (row["text_th"], row["mark"], row["dimension"]) == ("มีแผนแม่บท", "attested", "กายภาพ")
    assert latest(fresh_store, "dimension", f"{HOME_FRAMEWORK}|กายภาพ")["name_th"] == "กายภาพ"


@pytest.mark.parametrize("headings", [("short_th", "short_en"), ("ชื่อย่อ", "ชื่อย่ออังกฤษ")])
def test_an_item_gets_a_short_name_and_is_called_by_it(fresh_store: Store, headings: tuple[str, str]) -> None:
    heads = ("framework", "item", "text_th", *headings)
    row = (HOME_FRAMEWORK, "6", "มีระบบติดตามคุณภาพน้ำทิ้งรวม", "น้ำทิ้งรวม", "combined effluent")
    assert taken(fresh_store, sheet("items", heads, row)) == (1, 0)
    told = facts.items_by_code(fresh_store, DAY)[HOME_FRAMEWORK, "6"]
    assert [item_name(told, lang) for lang in ("th", "en")] == ["6 น้ำทิ้งรวม", "6 combined effluent"]


def test_new_items_keep_the_order_of_the_sheet(fresh_store: Store) -> None:
    heads = ("framework", "item", "text_th", "source")
    rows = [("diw-eit-2565", number, f"ข้อที่ {number}", "http://example.org") for number in ("1", "2", "10")]
    assert taken(fresh_store, sheet("items", heads, *rows)) == (3, 0)
    assert [row["item"] for row in facts.framework_items(fresh_store, "diw-eit-2565", DAY)] == ["1", "2", "10"]
    assert latest(fresh_store, "item", "diw-eit-2565|10")["mark"] == "attested"


def test_what_was_unknown_may_stay_unknown_but_not_in_a_new_row(fresh_store: Store) -> None:
    heads = ("code", "body", "number", "held_on", "venue")
    code = "lamphun-committee-2023-09-05"
    assert taken(fresh_store, sheet("meetings", heads, (code, "lamphun-committee", "", "5/9/2566", "ห้อง 1"))) == (1, 0)
    new = prepare(fresh_store, sheet("meetings", heads, ("m-1", "lamphun-committee", "", "5/9/2566", "")), "x.xlsx")
    assert found(new) == [("C2", "required")]


@pytest.mark.parametrize("code", ["Lamphun-Ban-Klang", "lamphun-ban-klang\u200b", "lamphun–ban−klang", "บ้านกลาง"])
def test_a_code_that_differs_by_nothing_visible_is_matched(fresh_store: Store, code: str) -> None:
    area = latest(fresh_store, "area", HOME_AREA)["short_th"] if code == "บ้านกลาง" else code
    data = sheet("criteria_status", CRITERIA, (area, HOME[1], "๑", "ผ่าน", DAY))
    assert taken(fresh_store, data) == (1, 0)


@pytest.mark.parametrize("written", ["1.2", "1-2", "1 2", "1_2", "๑.๒", "ข้อ 1-2", "1.1", "0", "1.02"])
def test_an_item_that_is_none_is_a_problem_and_never_another_item(plain_store: Store, written: str) -> None:
    prepared = prepare(plain_store, criteria((written, "ผ่าน", DAY)), "x.xlsx")
    assert found(prepared) == [("C2", "unknown_item")]
    assert "1, 2, 3" in prepared.problems[0].sentence("th")


@pytest.mark.parametrize(
    ("written", "item"),
    [("1.0", "1"), ("10.0", "10"), ("๑.๐", "1"), (1.0, "1"), (10, "10"), ("ข้อ 1", "1"), ("ข้อที่ ๑๒", "12"),
     ("ข้อกำหนดที่ 11", "11"), (" 3 ", "3")],
)  # fmt: skip
def test_an_item_is_read_as_people_and_programs_write_it(plain_store: Store, written: Any, item: str) -> None:
    prepared = prepare(plain_store, criteria((written, "ผ่าน", DAY)), "x.xlsx")
    assert found(prepared) == []
    assert [entry.row["item"] for entry in prepared.entries] == [item]


def test_the_code_of_another_activity_is_another_activity(fresh_store: Store) -> None:
    taken(fresh_store, sheet("activities", ACTIVITIES, ("1-11", "ปลูกต้นไม้", HOME_AREA, "2567", "done")))
    for code in ("11-1", "111", "1.11", "1 11"):
        prepared = prepare(
            fresh_store, sheet("activities", ACTIVITIES, (code, "อบรม", HOME_AREA, "2567", "done")), "x.xlsx"
        )
        assert [(change.key, change.is_new) for change in prepared.changes] == [(code, True)]
        assert ["1-11" in note.sentence("th") for note in prepared.notes] == [True]
    again = sheet("activities", ACTIVITIES, ("๑–๑๑", "ปลูกป่า", HOME_AREA, "2567", "done"))
    assert [change.key for change in prepare(fresh_store, again, "x.xlsx").changes] == ["1-11"]


def test_linked_items_that_excel_made_a_number_of_are_asked_about(plain_store: Store) -> None:
    for cell in (1.2, "1-2", "1.2"):
        row = ("a-1", "อบรม", HOME_AREA, "2567", "done", cell)
        prepared = prepare(plain_store, sheet("activities", (*ACTIVITIES, "items"), row), "x.xlsx")
        assert found(prepared) == [("F2", "unknown_part")]
        assert prepared.problems[0].suggestion == "1, 2"


def test_items_of_an_activity_are_written_as_people_do(fresh_store: Store) -> None:
    data = sheet("activities", (*ACTIVITIES, "items", "partner_agencies"),
                 ("a-1", "อบรม", HOME_AREA, "2567", "done", "๓, 8; ข้อ 12", "diw; เทศบาลตำบลบ้านกลาง"))  # fmt: skip
    taken(fresh_store, data)
    row = latest(fresh_store, "activity", "a-1")
    assert row["items"] == "diw-eit-basic12:3;diw-eit-basic12:8;diw-eit-basic12:12"
    assert row["partner_agencies"] == "diw;ban-klang-municipality"
    wrong = sheet("activities", (*ACTIVITIES, "items"), ("a-1", "อบรม", HOME_AREA, "2567", "done", "3, 99"))
    problem = prepare(fresh_store, wrong, "x.xlsx").problems[0]
    assert (problem.cell, problem.code, problem.values["part"]) == ("F2", "unknown_part", "99")


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"planned_start": "1/3/2567", "planned_end": "1/2/2567"}, ("G2", "ends_before_it_starts")),
        ({"actual_start": "1/11/2567", "actual_end": "2/11/2567"}, ("D2", "fiscal_year_without_days")),
        ({"planned_baht": "ตามจริง", "items": ""}, ("F2", "not_money")),
    ],
)
def test_an_activity_that_cannot_be_is_told(fresh_store: Store, more: dict[str, str], problem: tuple[str, str]) -> None:
    data = sheet("activities", (*ACTIVITIES, *more), ("a-1", "อบรม", HOME_AREA, "2567", "done", *more.values()))
    assert found(prepare(fresh_store, data, "x.xlsx")) == [problem]


def test_a_row_with_only_its_item_is_not_filled_in_yet(fresh_store: Store) -> None:
    prepared = prepare(fresh_store, criteria(("1", "", ""), ("2", "ผ่าน", DAY)), "x.xlsx")
    assert (found(prepared), prepared.accepted, prepared.unchanged) == ([], 1, 0)


def test_a_preview_says_every_cell_that_will_change(fresh_store: Store) -> None:
    taken(fresh_store, criteria(("1", "ผ่าน", DAY)))
    (change,) = prepare(fresh_store, criteria(("1", "not met", DAY)), "x.xlsx").changes
    assert change.as_dict() == {
        "sheet": "criteria_status", "row": 2, "key": f"{HOME_AREA} {HOME_FRAMEWORK} 1 2024-02-12", "new": False,
        "cells": [{"column": "result", "from": "met", "to": "not_met"}],
    }  # fmt: skip


def test_a_store_that_changed_in_between_is_looked_at_again(fresh_store: Store) -> None:
    prepared = prepare(fresh_store, criteria(("1", "ผ่าน", DAY)), "x.xlsx")
    taken(fresh_store, criteria(("2", "ผ่าน", DAY)))
    assert confirm(fresh_store, SECRETARY, prepared).accepted == 1
    prepared = prepare(fresh_store, criteria(("3", "ผ่าน", DAY)), "x.xlsx")
    taken(fresh_store, criteria(("3", "ยังไม่ครบถ้วน", DAY)))
    with pytest.raises(Outdated) as outdated:
        confirm(fresh_store, SECRETARY, prepared)
    again = outdated.value.prepared
    assert again.changes == ()
    assert [(cell.store, cell.file, cell.by) for cell in again.conflicts] == [("not_met", "met", "สมหญิง")]
    assert confirm(fresh_store, SECRETARY, again).accepted == 0
    mine = accepting(fresh_store, again, Accept(places=frozenset({again.conflicts[0].place})))
    assert confirm(fresh_store, SECRETARY, mine).accepted == 1


def test_nobody_but_officers_may_confirm_and_problems_never(fresh_store: Store, tmp_path: Path) -> None:
    with pytest.raises(Forbidden):
        confirm(fresh_store, Principal("x", Role.READER), prepare(fresh_store, criteria(("1", "ผ่าน", DAY)), "x.xlsx"))
    with pytest.raises(ValueError, match="problems"):
        confirm(fresh_store, SECRETARY, prepare(fresh_store, b"", "x.xlsx"))


def test_an_import_is_undone_as_one(fresh_store: Store) -> None:
    before = {kind: fresh_store.ask("latest_revisions", kind=kind, keys=None) for kind in KINDS}
    prepared = prepare(fresh_store, criteria(("1", "ผ่าน", DAY), ("2", "ผ่าน", DAY)), "x.xlsx")
    change = confirm(fresh_store, SECRETARY, prepared).change
    assert change is not None
    recording.undo(fresh_store, SECRETARY, change.id)
    assert {kind: fresh_store.ask("latest_revisions", kind=kind, keys=None) for kind in KINDS} == before
    # What was undone can be imported again.
    assert taken(fresh_store, criteria(("1", "ผ่าน", DAY), ("2", "ผ่าน", DAY))) == (2, 0)


def test_tomorrow_is_not_known_yet(fresh_store: Store) -> None:
    tomorrow = fresh_store.today() + timedelta(days=1)
    assert found(prepare(fresh_store, criteria(("1", "ผ่าน", tomorrow)), "x.xlsx")) == [("E2", "in_the_future")]
    assert found(prepare(fresh_store, criteria(("1", "ผ่าน", fresh_store.today())), "x.xlsx")) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_file_is_a_sheet_by_its_name_or_its_headings(plain_store: Store, encoding: str, separator: str) -> None:
    lines = [separator.join(row) for row in (CRITERIA, (*HOME, "1", "ผ่าน", "12 ก.พ. 2567"))]
    data = "\r\n".join(lines).encode(encoding)
    for name in ("สถานะเกณฑ์.csv", "criteria_status.csv", "จากอำเภอ.csv"):
        prepared = prepare(plain_store, data, name)
        assert (found(prepared), prepared.accepted) == ([], 1)


def test_a_file_is_kept_once_and_never_written_again(tmp_path: Path) -> None:
    path = importing.keep(tmp_path, b"first", "abc", "../../x.XLSX")
    assert path == tmp_path / "imports" / "abc.xlsx"
    assert importing.keep(tmp_path, b"second", "abc", "x.xlsx").read_bytes() == b"first"
    assert importing.keep(tmp_path, b"", "abd", "x.exe").name == "abd"
    assert received(tmp_path, "abc") == path
    assert received(tmp_path, "ab") is None


def test_progress_is_told(plain_store: Store) -> None:
    told: list[tuple[int, int]] = []
    rows = [("1", "ผ่าน", DAY + timedelta(days=n % 300)) for n in range(2_500)]
    prepare(plain_store, criteria(*rows), "x.xlsx", lambda done, total: told.append((done, total)))
    assert told
    assert all(0 < done <= total for done, total in told)


def surveyed(area: str, number: int, day: date = DAY, **more: Any) -> tuple[str, dict[str, Any]]:
    row = {"area": area, "framework": HOME_FRAMEWORK, "item": str(number % 12 + 1), "result": "met"}
    return "observation", {"code": f"{area}-{number}", "review": "accepted", "effective_on": day, **row, **more}


def test_a_small_workbook_is_not_compared_with_every_observation_there_is(
    fresh_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = [surveyed(f"area-{n % 30}", n, DAY - timedelta(days=n)) for n in range(3000)]
    mine = [surveyed(HOME_AREA, n, DAY - timedelta(days=n)) for n in range(24)]
    fresh_store.commit(Act("x", Means.EDIT), [*elsewhere, *mine])
    fetched: list[dict[str, Any]] = []
    ask = fresh_store.ask

    def counted(query: str, **params: Any) -> list[dict[str, Any]]:
        rows = ask(query, **params)
        fetched.extend(row for row in rows if "review" in row or query == "codes_taken")
        return rows

    monkeypatch.setattr(fresh_store, "ask", counted)
    prepared = prepare(fresh_store, criteria(("1", "met", DAY), ("5", "not_met", DAY)), "file.xlsx")
    assert found(prepared) == []
    assert (prepared.accepted, prepared.unchanged) == (1, 1)
    assert 0 < len(fetched) <= 24


def test_a_workbook_about_many_areas_finds_what_stands_in_each(fresh_store: Store) -> None:
    areas = [row["code"] for row in facts.areas(fresh_store, DAY)][:15]
    assert len(areas) == 15
    fresh_store.commit(Act("x", Means.EDIT), [surveyed(area, 0) for area in areas])
    rows = [(area, HOME_FRAMEWORK, "1", "met" if n % 2 else "not_met", DAY) for n, area in enumerate(areas)]
    heads = ("พื้นที่", "ชุดเกณฑ์", "ข้อ", "สถานะ", "วันที่มีผล")
    assert taken(fresh_store, sheet("สถานะเกณฑ์", heads, *rows)) == (8, 7)
    assert len(fresh_store.ask("span_states", framework=HOME_FRAMEWORK, day=DAY, known=ALWAYS, area=None)) == 15


def test_a_code_in_use_is_not_given_again_even_to_a_report_that_waits(fresh_store: Store) -> None:
    plain = f"{HOME_AREA}.{HOME_FRAMEWORK}.1.{DAY}"
    reports = [surveyed(HOME_AREA, 0, code=code, review="reported") for code in (plain, f"{plain}-2")]
    fresh_store.commit(Act("x", Means.EDIT), reports)
    assert taken(fresh_store, criteria(("1", "met", DAY))) == (1, 0)
    assert latest(fresh_store, "observation", f"{plain}-3")["review"] == "accepted"


def test_until_when_evidence_is_valid_comes_from_the_workbook_too(fresh_store: Store) -> None:
    held = {"code": "ev-1", "area": HOME_AREA, "framework": HOME_FRAMEWORK, "item": "1", "title": "ใบอนุญาต",
            "evidence_on": DAY, "visibility": "internal", "sha256": "0" * 64, "file_name": "ใบอนุญาต.pdf"}  # fmt: skip
    recording.record(fresh_store, SECRETARY, [recording.Entry("evidence", held)])
    assert taken(fresh_store, sheet("หลักฐาน", ("รหัส", "ใช้ได้ถึง"), ("ev-1", "30 ก.ย. 2570"))) == (1, 0)
    row = latest(fresh_store, "evidence", "ev-1")
    assert {**held, "valid_until": date(2027, 9, 30)}.items() <= row.items()
    back = template(fresh_store)
    assert taken(fresh_store, back) == (0, prepare(fresh_store, back, "t.xlsx").unchanged)


def test_a_workbook_brings_no_file_of_evidence(fresh_store: Store) -> None:
    data = sheet("evidence", ("code", "title", "valid_until"), ("ev-2", "ใบอนุญาต", "30 ก.ย. 2570"))
    assert found(prepare(fresh_store, data, "x.xlsx")) == [("A2", "evidence_without_file")]
