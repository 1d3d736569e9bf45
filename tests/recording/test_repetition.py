"""Work that repeats: the next assignment is opened with the closing of the last, once, whichever way it is closed."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from books import book, found
from ecodash import facts, recording
from ecodash.access.roles import Principal
from ecodash.domain.vocabulary import HOME_AREA, HOME_FRAMEWORK, Means, Role
from ecodash.recording import Entry, record, redo, revised, undo
from ecodash.store.change import Act
from ecodash.store.store import Store
from ecodash.workbook import confirm, prepare

SECRETARY = Principal("สมหญิง", Role.SECRETARY)
OWNER = "ban-klang-municipality"
GIVEN = date(2024, 2, 12)
ABOUT = {"area": "a", "framework": "f", "item": "1", "agency": "t"}


@pytest.fixture
def store(empty_store: Store) -> Store:
    rows = [
        ("area", {"code": "a", "name_th": "พื้นที่"}),
        ("framework", {"code": "f", "name_th": "เกณฑ์"}),
        ("item", {"framework": "f", "item": "1", "type": "mandatory", "position": 1}),
        ("agency", {"code": "t", "name_th": "เทศบาล"}),
    ]
    empty_store.commit(Act("ecodash", Means.REFERENCE), rows)
    return empty_store


def give(store: Store, due_on: date | None, repeats: str | None = "yearly", day: date = GIVEN, **more: Any) -> None:
    row = {**ABOUT, "assigned_on": day, "task": "รายงาน", "due_on": due_on, "repeats": repeats, **more}
    record(store, SECRETARY, [Entry("assignment", row)])


def standing(store: Store) -> list[dict[str, Any]]:
    rows = store.ask("latest_revisions", kind="assignment", keys=None)
    return sorted(rows, key=lambda row: (row["due_on"] or date.max, row["assigned_on"]))


def close(store: Store, status: str = "done") -> Any:
    row = next(row for row in standing(store) if row["status"] == "open")
    change = record(store, SECRETARY, [revised("assignment", row, status=status, note="ส่งแล้ว")]).change
    assert change is not None
    return change


@pytest.mark.parametrize(
    ("repeats", "due_on", "then"),
    [
        ("yearly", date(2027, 9, 30), [date(2028, 9, 30), date(2029, 9, 30)]),
        ("yearly", date(2028, 2, 29), [date(2029, 2, 28), date(2030, 2, 28), date(2031, 2, 28), date(2032, 2, 29)]),
        ("half_yearly", date(2027, 8, 31), [date(2028, 2, 29), date(2028, 8, 31)]),
        ("quarterly", date(2027, 11, 30), [date(2028, 2, 29), date(2028, 5, 30)]),
        ("monthly", date(2028, 1, 31), [date(2028, 2, 29), date(2028, 3, 31), date(2028, 4, 30), date(2028, 5, 31)]),
        # Long gone by: every one is still owed.
        ("monthly", date(2024, 2, 29), [date(2024, 3, 29), date(2024, 4, 29)]),
    ],
)
def test_the_next_one_is_due_by_calendar_months_later(
    store: Store, repeats: str, due_on: date, then: list[date]
) -> None:
    give(store, due_on, repeats, task_en="report")
    for day in then:
        close(store)
        *_, before, after = standing(store)
        assert (before["status"], after["status"], after["due_on"]) == ("done", "open", day)
        assert {name: after[name] for name in ABOUT} == ABOUT
        assert (after["task"], after["task_en"], after["repeats"], after["note"]) == ("รายงาน", "report", repeats, None)
        assert before["assigned_on"] < after["assigned_on"] <= after["due_on"]


def test_a_moved_due_day_is_the_one_to_go_on_from(store: Store) -> None:
    give(store, date(2028, 1, 31), "monthly")
    close(store)
    given = standing(store)[-1]
    record(store, SECRETARY, [revised("assignment", given, due_on=date(2028, 3, 5), note="รอผลตรวจ")])
    close(store)
    assert standing(store)[-1]["due_on"] == date(2028, 4, 5)


@pytest.mark.parametrize(
    ("due_on", "repeats", "status"),
    [(None, "yearly", "done"), (date(2027, 1, 1), None, "done"), (date(2027, 1, 1), "yearly", "cancelled"),
     (date(2199, 6, 1), "yearly", "done")],
)  # fmt: skip
def test_none_is_opened_without_a_due_day_or_repetition_or_for_what_is_called_off(
    store: Store, due_on: date | None, repeats: str | None, status: str
) -> None:
    give(store, due_on, repeats)
    close(store, status)
    assert len(standing(store)) == 1


def test_closing_twice_opens_one_and_undo_and_redo_take_it_along(store: Store) -> None:
    give(store, date(2027, 9, 30))
    first = close(store)
    assert [row["status"] for row in standing(store)] == ["done", "open"]
    undo(store, SECRETARY, first.id)
    assert [row["status"] for row in standing(store)] == ["open"]
    redo(store, SECRETARY, first.id)
    assert [row["status"] for row in standing(store)] == ["done", "open"]
    # Opened again and closed again: the next one is there already, even if it was called off.
    again = standing(store)[0]
    close(store, "cancelled")
    record(store, SECRETARY, [revised("assignment", again, status="open", note="ส่งไม่ครบ")])
    close(store)
    assert [row["status"] for row in standing(store)] == ["done", "cancelled"]


def test_the_next_one_may_have_been_given_by_hand(store: Store) -> None:
    give(store, date(2027, 9, 30))
    give(store, date(2028, 10, 15), day=date(2024, 3, 1))
    close(store)
    assert [row["due_on"] for row in standing(store)] == [date(2027, 9, 30), date(2028, 10, 15)]


def test_what_was_given_and_done_on_one_day_is_followed_at_once(store: Store) -> None:
    today = store.today()
    give(store, date(today.year + 1, 1, 31), "yearly", day=today)
    close(store)
    shown = facts.assignments(store, today)
    assert [row["status"] for row in shown] == ["done", "open"]


def test_what_repeats_is_owed_on_a_met_item_too(store: Store) -> None:
    give(store, date(2024, 3, 1), "quarterly")
    seen = {name: ABOUT[name] for name in ("area", "framework", "item")}
    record(store, SECRETARY, [Entry("observation", {**seen, "result": "met", "effective_on": GIVEN})])
    (matter,) = facts.matters_on(store, "f", date(2024, 3, 3))
    assert (matter.repeats, matter.days_late) == ("quarterly", 2)
    assert facts.item_states(store, "a", "f", date(2024, 3, 3))[0].days_late == 2


HEADS = ("พื้นที่", "ชุดเกณฑ์", "ข้อ", "หน่วยงาน", "งานที่มอบหมาย", "วันที่มอบหมาย", "กำหนดเสร็จ", "ทำซ้ำ", "สถานะ", "หมายเหตุ")


def workbook(*rows: tuple[Any, ...]) -> bytes:
    place = (HOME_AREA, HOME_FRAMEWORK, "1", OWNER, "รายงานประจำปี")
    return book({"การมอบหมาย": [HEADS, *(place + row for row in rows)]})


@pytest.fixture
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ECODASH_HOME", str(tmp_path))


@pytest.mark.parametrize(
    ("word", "code"),
    [("รายปี", "yearly"), ("ทุกปี", "yearly"), ("ทุก 6 เดือน", "half_yearly"), ("ทุก 3 เดือน", "quarterly"),
     ("รายไตรมาส", "quarterly"), ("รายเดือน", "monthly"), ("every quarter", "quarterly"), ("monthly", "monthly"),
     (None, None)],
)  # fmt: skip
def test_a_workbook_tells_it_in_words(fresh_store: Store, word: str | None, code: str | None) -> None:
    prepared = prepare(fresh_store, workbook((GIVEN, date(2027, 9, 30), word, "กำลังดำเนินการ", None)), "f.xlsx")
    assert (found(prepared), [entry.row["repeats"] for entry in prepared.entries]) == ([], [code])


@pytest.mark.usefixtures("_home")
def test_a_workbook_closes_and_opens_once_and_says_so(fresh_store: Store) -> None:
    given = workbook((GIVEN, date(2027, 9, 30), "รายปี", "กำลังดำเนินการ", None))
    confirm(fresh_store, SECRETARY, prepare(fresh_store, given, "f.xlsx"))
    # Saved after that: a workbook of before the second in which it was recorded would be an older one.
    done = workbook((GIVEN, date(2027, 9, 30), "รายปี", "เสร็จแล้ว", "ส่งรายงานแล้ว"))
    for opened in (1, 0):
        prepared = prepare(fresh_store, done, "f.xlsx")
        assert [note.values for note in prepared.notes if note.code == "opens_next"] == [{"count": 1}] * opened
        confirm(fresh_store, SECRETARY, prepared)
        assert [row["due_on"] for row in standing(fresh_store)] == [date(2027, 9, 30), date(2028, 9, 30)]


@pytest.mark.usefixtures("_home")
def test_the_years_gone_by_in_one_workbook_open_the_one_after_the_last(fresh_store: Store) -> None:
    years = [(date(y, 1, 5), date(y, 9, 30), "รายปี", "เสร็จแล้ว", "ส่งแล้ว") for y in (2023, 2024, 2025)]
    confirm(fresh_store, SECRETARY, prepare(fresh_store, workbook(*years), "f.xlsx"))
    assert [row["due_on"].year for row in standing(fresh_store)] == [2023, 2024, 2025, 2026]
    assert recording.own_items(fresh_store, OWNER) == {(HOME_AREA, HOME_FRAMEWORK, "1")}
