"""Rows without a code: known again by what they say, else new under a code that the forms would make too."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from books import book, found, new_store
from ecodash.access.roles import Principal
from ecodash.domain.vocabulary import Role
from ecodash.recording import codes_for
from ecodash.store.store import Store
from ecodash.workbook import Prepared, confirm, prepare
from ecodash.workbook.incoming import row_identity

SECRETARY = Principal("สมหญิง", Role.SECRETARY)
ACTIVITY = ("title", "area", "fiscal_year", "status", "note")
AREA, GROUP = "lamphun-ban-klang", "lamphun-ban-klang-wg"


@pytest.fixture
def store(home: object) -> Store:
    return new_store()


def read(store: Store, sheet: str, *rows: Any) -> Prepared:
    return prepare(store, book({sheet: rows}), "x.xlsx")


def recorded(store: Store, sheet: str, *rows: Any) -> Prepared:
    prepared = read(store, sheet, *rows)
    assert found(prepared) == []
    confirm(store, SECRETARY, prepared)
    return prepared


def notes(prepared: Prepared) -> list[tuple[str, object]]:
    for note in prepared.notes:
        assert note.sentence("th") != note.sentence("en")
    return [(note.code, note.values.get("count")) for note in prepared.notes]


def activity(title: str, note: str = "") -> tuple[str, ...]:
    return title, "บ้านกลาง", "2572", "ยังไม่เริ่ม", note


def codes(prepared: Prepared) -> list[str]:
    return [entry.row["code"] for entry in prepared.entries]


def test_new_rows_get_the_codes_of_the_forms_and_are_known_again(store: Store) -> None:
    rows = [activity("อบรม"), activity("ดูงาน")]
    first = recorded(store, "กิจกรรม", ACTIVITY, *rows)
    assert codes(first) == [f"{AREA}-2572-01", f"{AREA}-2572-02"]
    assert notes(first) == [("codes_made", 2)]
    assert [change.key for change in first.changes] == codes(first)
    again = read(store, "กิจกรรม", ("รหัส", *ACTIVITY), ("", *activity("อบรม ")), ("-", *activity("ดูงาน", "ต.ค.")))
    assert (again.accepted, again.unchanged) == (1, 1)
    assert codes(again) == [f"{AREA}-2572-02"]
    assert notes(again) == [("rows_recognised", 2)]


def test_a_code_that_the_workbook_itself_gives_is_not_made_again(store: Store) -> None:
    rows = [("", *activity("อบรม")), (f"{AREA}-2572-01", *activity("ดูงาน"))]
    prepared = read(store, "กิจกรรม", ("code", *ACTIVITY), *rows)
    assert codes(prepared) == [f"{AREA}-2572-02", f"{AREA}-2572-01"]


def test_the_same_new_row_twice_is_asked_about(store: Store) -> None:
    prepared = read(store, "กิจกรรม", ACTIVITY, activity("อบรม"), activity(" อบรม"))
    assert found(prepared) == [("A3", "same_as_above")]


def test_a_row_that_fits_several_is_asked_about(store: Store) -> None:
    head = ("code", *ACTIVITY)
    recorded(store, "กิจกรรม", head, ("x-1", *activity("อบรม")), ("x-2", *activity("อบรม")))
    prepared = read(store, "กิจกรรม", ACTIVITY, activity("อบรม", "หมายเหตุ"))
    assert found(prepared) == [("A2", "several_like_this")]
    assert "x-1, x-2" in prepared.problems[0].sentence("th")


def test_a_row_with_a_new_code_that_says_the_same_as_another_is_pointed_out(store: Store) -> None:
    head = ("code", *ACTIVITY)
    recorded(store, "กิจกรรม", head, ("x-1", *activity("อบรม")))
    prepared = read(store, "กิจกรรม", head, ("x-9", *activity("อบรม")))
    assert (codes(prepared), notes(prepared)) == (["x-9"], [("row_like_another", None)])


def test_what_is_missing_is_said_of_its_cell_and_no_code_is_asked_for(store: Store) -> None:
    prepared = read(store, "กิจกรรม", ACTIVITY, ("อบรม", "", "2572", "ยังไม่เริ่ม", ""))
    assert found(prepared) == [("B2", "required")]


def test_a_meeting_without_a_code_is_named_by_its_number(store: Store) -> None:
    resolutions = [("meeting", "text", "status"), ("ครั้งที่ 7/2567", "ให้ติดตาม", ""), ("7/2567", "รับทราบ", "")]
    meetings = [("body", "number", "held_on"), ("คณะทำงาน", "7/2567", date(2024, 7, 5))]
    data = book({"มติ": resolutions, "การประชุม": meetings})
    prepared = prepare(store, data, "x.xlsx")
    assert found(prepared) == []
    assert codes(prepared) == [f"{GROUP}-2024-07-05-r1", f"{GROUP}-2024-07-05-r2", f"{GROUP}-2024-07-05"]
    confirm(store, SECRETARY, prepared)
    again = prepare(store, data, "x.xlsx")
    assert (found(again), again.accepted, again.unchanged) == ([], 0, 3)


def test_an_auditor_is_known_by_the_registration(store: Store) -> None:
    head = ("name", "registration_no", "note")
    first = recorded(store, "ผู้ตรวจประเมิน", head, ("บริษัท ก จำกัด", "0012", ""))
    again = read(store, "ผู้ตรวจประเมิน", head, ("บจก. ก", "0012", "ย้ายที่อยู่"))
    assert codes(again) == codes(first)


def test_a_code_that_was_given_away_is_not_looked_at_again(plain_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def told(kind: str, row: dict[str, Any]) -> Iterator[str]:
        for code in codes_for(kind, row):
            made.append(code)
            yield code

    monkeypatch.setattr(row_identity, "codes_for", told)
    prepared = read(plain_store, "กิจกรรม", ACTIVITY, *(activity(f"อบรม {number}") for number in range(50)))
    assert codes(prepared) == made
