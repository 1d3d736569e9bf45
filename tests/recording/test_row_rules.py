"""One rule for a row: whichever way it comes in, the program adds the same to it and refuses the same."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from books import book
from copies import store_as
from days import TODAY
from ecodash import facts, stores
from ecodash.__main__ import main
from ecodash.access.roles import Principal
from ecodash.domain.kinds import KINDS
from ecodash.domain.vocabulary import HOME_FRAMEWORK, Means, Role
from ecodash.recording import Entry, RowProblems, completed, record, revised, row_problems, standing, take_over, undo
from ecodash.store.change import Act
from ecodash.store.reference import _read
from ecodash.store.store import Store
from ecodash.store.typed_row import key_of, typed
from ecodash.ui.desk.record_form import entry_of
from ecodash.workbook import confirm, prepare
from ecodash.workbook.sheets import SHEETS

OFFICER = Principal("สมชาย", Role.OFFICER)
AGENCY = Principal("tesaban", Role.AGENCY, "tesaban", "l-1")
DAY = date(2024, 2, 12)
PLACE = {"area": "a", "framework": HOME_FRAMEWORK, "item": "1"}
GIVEN = {**PLACE, "agency": "tesaban", "assigned_on": DAY, "task": "ทำแผน"}
ACTIVITY = {"code": "x-1", "title": "อบรม", "area": "a", "fiscal_year": 2567, "status": "planned"}
BASE: list[tuple[str, dict[str, Any]]] = [
    ("province", {"code": "lamphun", "name_th": "ลำพูน"}),
    ("area", {"code": "a", "name_th": "พื้นที่หนึ่ง", "province": "lamphun"}),
    ("framework", {"code": HOME_FRAMEWORK, "name_th": "เกณฑ์"}),
    ("item", {"framework": HOME_FRAMEWORK, "item": "1", "type": "mandatory", "position": 1, "mark": "unknown"}),
    ("agency", {"code": "tesaban", "name_th": "เทศบาล"}),
    ("body", {"code": "wg", "name_th": "คณะทำงาน", "tier": 1, "area": "a"}),
    ("agency_link", {"code": "l-1", "agency": "tesaban"}),
]


def made() -> Store:
    return store_as(_base)


def _base(store: Store) -> None:
    store.commit(Act("ecodash", Means.REFERENCE), BASE)


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> Iterator[Store]:
    monkeypatch.setenv("ECODASH_HOME", str(tmp_path))
    store = made()
    yield store
    store.close()


def codes(problems: RowProblems) -> list[tuple[str, str]]:
    return [(problem.column, problem.code) for problem in problems.problems]


def refused(store: Store, *entries: Entry, by: Principal = OFFICER) -> list[tuple[str, str]]:
    """The problems that keep rows from being recorded; none of them is."""
    before = store.version
    with pytest.raises(RowProblems) as told:
        record(store, by, entries)
    assert store.version == before
    assert told.value.sentence("th") != told.value.sentence("en")
    return codes(told.value)


def latest(store: Store, kind: str, key: str) -> dict[str, Any]:
    row = standing(store, kind, key)
    assert row is not None
    return row


# What a row must hold


@pytest.mark.parametrize(
    ("kind", "row", "expected"),
    [
        ("activity", {**ACTIVITY, "planned_start": DAY, "planned_end": date(2017, 1, 1)},
         [("planned_end", "ends_before_it_starts")]),
        ("activity", {**ACTIVITY, "actual_start": date(2022, 1, 1)}, [("fiscal_year", "fiscal_year_without_days")]),
        ("activity", {**ACTIVITY, "title": None}, [("title", "required")]),
        ("assignment", {**GIVEN, "due_on": DAY - timedelta(1)}, [("due_on", "ends_before_it_starts")]),
        ("assignment", {**GIVEN, "status": "done"}, [("status", "closing_needs")]),
        ("assignment", {**GIVEN, "status": "cancelled"}, [("status", "closing_needs")]),
        ("resolution", {"code": "r", "meeting": "m", "text": "ให้ทำ", "status": "done"}, [("status", "closing_needs")]),
        ("auditor", {"code": "u", "name": "นาย ก.", "registered_on": DAY, "expires_on": date(2020, 1, 1)},
         [("expires_on", "ends_before_it_starts")]),
        ("observation", {**PLACE, "result": "not_applicable", "effective_on": DAY},
         [("result", "not_applicable_needs")]),
        ("observation", {**PLACE, "result": "met", "effective_on": TODAY + timedelta(1)},
         [("effective_on", "in_the_future")]),
        ("observation", {**PLACE, "result": "met"}, [("effective_on", "required")]),
        ("meeting", {"code": "m", "body": "wg", "held_on": DAY}, [("number", "required")]),
        ("item", {"framework": HOME_FRAMEWORK, "item": "9"}, [("text_th", "required")]),
    ],
)  # fmt: skip
def test_a_row_that_breaks_a_rule_is_not_recorded(
    store: Store, kind: str, row: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert refused(store, Entry(kind, row)) == expected


def test_what_is_seen_today_holds_from_today(store: Store) -> None:
    entry = Entry("observation", {**PLACE, "result": "met", "effective_on": store.today()})
    assert record(store, OFFICER, [entry]).accepted == 1


def test_a_workbook_is_told_the_cell_before_anything_is_recorded(store: Store) -> None:
    record(store, OFFICER, [Entry("assignment", GIVEN)])
    meeting = {"code": "m", "body": "wg", "number": "1/2567", "held_on": DAY}
    record(store, OFFICER, [Entry("meeting", meeting), Entry("resolution", {"meeting": "m", "text": "ให้ทำ"})])
    given = ("area", "framework", "item", "agency", "task", "assigned_on", "status")
    sheets = {
        "assignments": [given, ("a", HOME_FRAMEWORK, "1", "tesaban", "ทำแผน", DAY, "done")],
        "resolutions": [("code", "meeting", "text", "status"), ("m-r1", "m", "ให้ทำ", "cancelled")],
        "activities": [
            ("code", "title", "area", "fiscal_year", "status", "planned_start", "planned_end"),
            ("x-1", "อบรม", "a", "2567", "planned", DAY, date(2017, 1, 1)),
        ],
    }
    problems = prepare(store, book(sheets), "x.xlsx").problems
    assert {(problem.sheet, problem.cell, problem.code) for problem in problems} == {
        ("assignments", "G2", "closing_needs"),
        ("resolutions", "D2", "closing_needs"),
        ("activities", "G2", "ends_before_it_starts"),
    }
    with_note = [(*given, "note"), ("a", HOME_FRAMEWORK, "1", "tesaban", "ทำแผน", DAY, "done", "ส่งแล้ว")]
    confirm(store, OFFICER, prepare(store, book({"assignments": with_note}), "x.xlsx"))
    assert facts.open_assignments(store, "tesaban") == ()


def test_a_report_of_an_agency_obeys_the_rules_of_a_row(store: Store) -> None:
    record(store, OFFICER, [Entry("assignment", GIVEN)])
    row = {**PLACE, "code": "report-1", "result": "met", "review": "reported", "agency_link": "l-1"}
    tomorrow = TODAY + timedelta(1)
    entry = Entry("observation", {**row, "effective_on": tomorrow}, seen=0)
    assert refused(store, entry, by=AGENCY) == [("effective_on", "in_the_future")]


def test_a_reason_for_closing_is_a_note_or_evidence_in_the_same_act(store: Store) -> None:
    record(store, OFFICER, [Entry("assignment", GIVEN)])
    row = latest(store, "assignment", f"a|{HOME_FRAMEWORK}|1|tesaban|2024-02-12")
    file = {"code": "ev-1", "title": "แผน", "visibility": "internal"}
    elsewhere = Entry("evidence", {**file, **PLACE, "item": "2"})
    assert refused(store, revised("assignment", row, status="done"), elsewhere) == [("status", "closing_needs")]
    record(store, OFFICER, [revised("assignment", row, status="done"), Entry("evidence", {**file, **PLACE})])
    assert facts.open_assignments(store, "tesaban") == ()


def test_what_was_noted_before_is_no_reason_for_closing(store: Store) -> None:
    record(store, OFFICER, [Entry("assignment", {**GIVEN, "note": "รอแบบแปลน"})])
    row = latest(store, "assignment", f"a|{HOME_FRAMEWORK}|1|tesaban|2024-02-12")
    assert refused(store, revised("assignment", row, status="done")) == [("status", "closing_needs_anew")]
    columns = ("area", "framework", "item", "agency", "task", "assigned_on", "status", "note")
    told = [columns, ("a", HOME_FRAMEWORK, "1", "tesaban", "ทำแผน", DAY, "done", "รอแบบแปลน")]
    (problem,) = prepare(store, book({"assignments": told}), "x.xlsx").problems
    assert (problem.cell, problem.code) == ("G2", "closing_needs_anew")
    record(store, OFFICER, [revised("assignment", row, status="done", note="ก่อสร้างเสร็จ")])
    assert facts.open_assignments(store, "tesaban") == ()


def test_moving_a_due_day_needs_a_reason_of_its_own_each_time(store: Store) -> None:
    key = f"a|{HOME_FRAMEWORK}|1|tesaban|2024-02-12"
    record(store, OFFICER, [Entry("assignment", {**GIVEN, "due_on": date(2024, 6, 30), "note": "ตามมติ"})])
    given = latest(store, "assignment", key)
    for due in (date(2027, 3, 31), None):
        assert refused(store, revised("assignment", given, due_on=due)) == [("due_on", "moving_needs")]
    record(store, OFFICER, [revised("assignment", given, due_on=date(2027, 3, 31), note="รองบประมาณ")])
    moved = latest(store, "assignment", key)
    assert refused(store, revised("assignment", moved, due_on=date(2027, 6, 30))) == [("due_on", "moving_needs")]
    # A first due day moves nothing, and what closes has a reason already.
    record(store, OFFICER, [Entry("assignment", {**GIVEN, "item": "2"})])
    other = latest(store, "assignment", f"a|{HOME_FRAMEWORK}|2|tesaban|2024-02-12")
    record(store, OFFICER, [revised("assignment", other, due_on=date(2024, 6, 30))])


def test_a_row_of_looser_rules_is_corrected_in_its_other_columns(store: Store) -> None:
    """A rule is asked about what a change touches."""
    loose = {**ACTIVITY, "planned_start": DAY, "planned_end": date(2017, 1, 1)}
    closed = {**GIVEN, "status": "done"}
    store.commit(Act("x", Means.IMPORT), [("activity", loose), ("assignment", closed), ("meeting", {"code": "m"})])
    row = latest(store, "activity", "x-1")
    record(store, OFFICER, [revised("activity", row, title="อบรมใหม่")])
    given = latest(store, "assignment", f"a|{HOME_FRAMEWORK}|1|tesaban|2024-02-12")
    record(store, OFFICER, [revised("assignment", given, task="ทำแผนแม่บท")])
    record(store, OFFICER, [revised("meeting", latest(store, "meeting", "m"), venue="ห้องประชุม")])
    again = latest(store, "activity", "x-1")
    assert refused(store, revised("activity", again, planned_start=DAY - timedelta(1))) == [
        ("planned_end", "ends_before_it_starts")
    ]
    assert refused(store, revised("activity", again, title=None)) == [("title", "required")]


def test_rows_recorded_elsewhere_are_taken_over_as_they_are(store: Store) -> None:
    loose = {**ACTIVITY, "planned_start": DAY, "planned_end": date(2017, 1, 1)}
    assert take_over(store, OFFICER, [Entry("activity", loose)], "export").accepted == 1
    assert latest(store, "activity", "x-1")["planned_end"] == date(2017, 1, 1)


@pytest.mark.parametrize("folder", ["reference", "demo"])
def test_the_files_that_come_with_the_program_obey_the_rules(folder: str) -> None:
    found = []
    for kind in KINDS.values():
        for raw in _read(stores.DATA / folder / f"{kind.plural}.csv"):
            row = typed(kind, {column: raw[column] for column in kind.all_columns if column in raw})
            found += row_problems(kind.name, key_of(kind, row), row, None, date(2100, 1, 1))
            day = kind.holds_from if kind.holds_from in row else "effective_on"
            assert row["effective_on"] is not None or row[day] is None, (kind.name, row)
    # News items do not say of which number a meeting was.
    assert [p for p in found if (p.kind, p.column) != ("meeting", "number")] == []


# What the program adds


def test_a_new_auditor_holds_from_the_day_of_registration_by_every_way(store: Store) -> None:
    day = date(2024, 1, 1)
    form = entry_of(KINDS["auditor"], {"name": "นาย ก.", "registered_on": day}, None)
    record(store, OFFICER, [form])
    cells = [("code", "name", "registered_on"), ("u-2", "นาย ข.", "1 ม.ค. 2567")]
    confirm(store, OFFICER, prepare(store, book({"auditors": cells}), "x.xlsx"))
    held = {row["code"]: row["effective_on"] for row in store.ask("latest_revisions", kind="auditor", keys=None)}
    assert held == {"auditor-1": day, "u-2": day}
    assert facts.auditors(store, date(2023, 12, 31)) == ()


def filled_in(store: Store, *told: tuple[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """What the program makes of rows of one act, as far as it says something in them that they did not."""
    whole = completed(store, [Entry(kind, row) for kind, row in told])
    return [
        {column: value for column, value in entry.row.items() if value is not None and row.get(column) is None}
        for entry, (_, row) in zip(whole, told, strict=True)
    ]


def test_what_people_leave_empty_is_filled_in(store: Store) -> None:
    meeting = {"body": "wg", "number": "1/2567", "held_on": DAY}
    assert filled_in(
        store,
        ("assignment", GIVEN),
        ("meeting", meeting),
        ("meeting", {**meeting, "code": "m"}),
        ("resolution", {"meeting": "m", "text": "ก"}),
        ("resolution", {"meeting": "m", "text": "ข"}),
        ("resolution", {"meeting": "unknown", "text": "ก"}),
        ("observation", {**PLACE, "result": "met", "effective_on": DAY}),
        ("observation", {**PLACE, "result": "not_met", "effective_on": DAY}),
        ("observation", {**PLACE, "result": "partly_met", "effective_on": DAY}),
        ("activity", {**ACTIVITY, "code": None}),
        ("activity", {**ACTIVITY, "code": None, "area": None}),
        ("plan", {"name_th": "แผน", "area": "a", "source": "เล่มแผน"}),
    ) == [
        {"status": "open", "effective_on": DAY},
        {"code": "wg-2024-02-12"},
        {},
        {"code": "m-r1", "status": "open", "effective_on": DAY},
        {"code": "m-r2", "status": "open", "effective_on": DAY},
        {"code": "unknown-r1", "status": "open"},
        {"code": f"a.{HOME_FRAMEWORK}.1.2024-02-12", "review": "accepted"},
        {"code": f"a.{HOME_FRAMEWORK}.1.2024-02-12-2", "review": "accepted"},
        {"code": f"a.{HOME_FRAMEWORK}.1.2024-02-12-3", "review": "accepted"},
        {"code": "a-2567-01"},
        {},
        {"code": "a-plan-1", "mark": "attested"},
    ]


def test_what_people_say_stays(store: Store) -> None:
    said = {"status": "cancelled", "effective_on": date(2024, 3, 1), "mark": "unknown", "source": "หนังสือ"}
    report = {**PLACE, "code": "o-7", "result": "met", "review": "returned", "effective_on": DAY}
    assert filled_in(store, ("assignment", {**GIVEN, **said}), ("observation", report)) == [{}, {}]
    row = completed(store, [Entry("assignment", {**GIVEN, **said})])[0].row
    assert {column: row[column] for column in said} == said


def test_a_new_item_stands_behind_the_last_of_its_framework(store: Store) -> None:
    new = {"framework": HOME_FRAMEWORK, "text_th": "ใหม่"}
    told = filled_in(
        store,
        ("item", {**new, "item": "2"}),
        ("item", {**new, "item": "3"}),
        ("item", {**new, "item": "1", "framework": "other"}),
    )
    assert [row["position"] for row in told] == [2, 3, 1]
    # One that is told where to stand counts too, wherever it comes in the act.
    told = filled_in(store, ("item", {**new, "item": "2"}), ("item", {**new, "item": "3", "position": 7}))
    assert [row.get("position") for row in told] == [8, None]


def test_what_an_item_says_is_unknown_until_somebody_can_say(store: Store) -> None:
    stands = latest(store, "item", f"{HOME_FRAMEWORK}|1")
    for changed, mark in (({"text_th": "เกณฑ์ที่หนึ่ง"}, "attested"), ({"unit": "ฉบับ"}, "unknown")):
        (entry,) = completed(store, [revised("item", stands, **changed)])
        assert entry.row["mark"] == mark


def test_a_form_sent_twice_is_one_row(store: Store) -> None:
    activity = {name: value for name, value in ACTIVITY.items() if name != "code"}
    for kind, row in (("activity", activity), ("observation", {**PLACE, "result": "met", "effective_on": DAY})):
        assert record(store, OFFICER, [entry_of(KINDS[kind], row, None)]).accepted == 1
        assert record(store, OFFICER, [entry_of(KINDS[kind], row, None)]).unchanged == 1
        assert len(store.ask("latest_revisions", kind=kind, keys=None)) == 1
    record(store, OFFICER, [entry_of(KINDS["activity"], {**activity, "title": "อื่น"}, None)])
    assert {row["code"] for row in store.ask("latest_revisions", kind="activity", keys=None)} == {
        "a-2567-01",
        "a-2567-02",
    }


def test_a_day_put_right_takes_along_what_held_from_it(store: Store) -> None:
    auditor = {"code": "u", "name": "นาย ก.", "registered_on": date(2024, 3, 15)}
    record(store, OFFICER, [Entry("auditor", auditor)])
    record(store, OFFICER, [revised("auditor", latest(store, "auditor", "u"), note="แก้")])
    record(store, OFFICER, [revised("auditor", latest(store, "auditor", "u"), registered_on=date(2024, 3, 5))])
    assert [row["note"] for row in facts.auditors(store, date(2024, 3, 5))] == ["แก้"]
    record(store, OFFICER, [revised("auditor", latest(store, "auditor", "u"), registered_on=date(2024, 4, 1))])
    # None of the earlier revisions holds again from its day.
    assert facts.auditors(store, date(2024, 3, 31)) == ()


# A meeting on another day

MET = date(2024, 3, 15)


def resolved(store: Store) -> None:
    meeting = {"code": "m", "body": "wg", "number": "1/2567", "held_on": MET}
    record(store, OFFICER, [Entry("meeting", meeting), Entry("resolution", {"meeting": "m", "text": "ให้ทำ"})])


def move(store: Store, day: date) -> int:
    change = record(store, OFFICER, [revised("meeting", latest(store, "meeting", "m"), held_on=day)]).change
    assert change is not None
    return change.id


def states(store: Store, day: date) -> list[tuple[str, str]]:
    return [(row["text"], row["status"]) for row in facts.resolutions(store, day)]


def test_a_meeting_put_on_an_earlier_day_takes_its_resolutions_along(store: Store) -> None:
    resolved(store)
    record(store, OFFICER, [revised("resolution", latest(store, "resolution", "m-r1"), text="ให้จัดทำแผน")])
    done = revised("resolution", latest(store, "resolution", "m-r1"), status="done", note="ส่งแล้ว",
                   effective_on=date(2024, 4, 1))  # fmt: skip
    record(store, OFFICER, [done])
    before = {day: states(store, day) for day in (MET, date(2024, 4, 1))}
    number = move(store, date(2024, 3, 5))
    assert states(store, date(2024, 3, 4)) == []
    assert states(store, date(2024, 3, 5)) == [("ให้จัดทำแผน", "open")]
    assert {day: states(store, day) for day in before} == before
    assert latest(store, "resolution", "m-r1")["status"] == "done"
    undo(store, OFFICER, number)
    assert states(store, date(2024, 3, 5)) == []
    assert {day: states(store, day) for day in before} == before


def test_a_meeting_put_on_a_later_day_closes_nothing_before_it(store: Store) -> None:
    resolved(store)
    done = revised("resolution", latest(store, "resolution", "m-r1"), status="done", note="ส่งแล้ว",
                   effective_on=date(2024, 3, 20))  # fmt: skip
    record(store, OFFICER, [done])
    move(store, date(2024, 4, 1))
    assert states(store, date(2024, 3, 31)) == []
    assert states(store, date(2024, 4, 1)) == [("ให้ทำ", "done")]


@pytest.mark.parametrize(
    ("day", "open_until"),
    [
        (date(2024, 6, 20), date(2024, 6, 19)),
        (date(2024, 6, 1), date(2024, 5, 31)),
        (date(2024, 4, 1), date(2024, 4, 30)),
    ],
)
def test_a_moved_meeting_takes_along_what_it_closed_of_earlier_resolutions(
    store: Store, day: date, open_until: date
) -> None:
    resolved(store)
    later = {"code": "n", "body": "wg", "number": "2/2567", "held_on": date(2024, 6, 8)}
    record(store, OFFICER, [Entry("meeting", later)])
    postponed = revised("resolution", latest(store, "resolution", "m-r1"), due_on=date(2024, 9, 1),
                        effective_on=date(2024, 5, 1))  # fmt: skip
    record(store, OFFICER, [postponed])
    closed = revised("resolution", latest(store, "resolution", "m-r1"), status="done", note="ส่งแล้ว",
                     effective_on=date(2024, 6, 8))  # fmt: skip
    record(store, OFFICER, [closed])
    change = record(store, OFFICER, [revised("meeting", latest(store, "meeting", "n"), held_on=day)]).change
    # What was said of it after the meeting's new day is not overtaken.
    assert states(store, open_until) == [("ให้ทำ", "open")]
    assert states(store, open_until + timedelta(1)) == [("ให้ทำ", "done")]
    carried = facts.meeting_paper(store, "n", max(day, open_until))
    assert carried is not None
    assert [row["code"] for row in carried.carried] == ["m-r1"]
    assert change is not None
    undo(store, OFFICER, change.id)
    assert (states(store, date(2024, 6, 7)), states(store, date(2024, 6, 8))) == (
        [("ให้ทำ", "open")],
        [("ให้ทำ", "done")],
    )


def test_a_workbook_that_moves_a_meeting_takes_its_resolutions_along(store: Store) -> None:
    resolved(store)
    cells = [("code", "body", "number", "held_on"), ("m", "wg", "1/2567", date(2024, 3, 5))]
    confirm(store, OFFICER, prepare(store, book({"meetings": cells}), "x.xlsx"))
    assert states(store, date(2024, 3, 5)) == [("ให้ทำ", "open")]


# The same by every way

_DAYS = st.sampled_from([None, date(2024, 1, 1), DAY, date(2024, 9, 30), TODAY + timedelta(1)])
_TEXTS = st.sampled_from([None, "อบรม", "จัดทำแผน"])
_ROWS: dict[str, dict[str, Any]] = {
    "observation": {
        **{name: st.just(value) for name, value in PLACE.items()},
        "result": st.sampled_from([None, "met", "not_met"]),
        "effective_on": _DAYS,
        # Nothing but the place is a line of the template that nobody has filled in yet.
        "note": st.just("สำรวจแล้ว"),
    },
    "activity": {
        "code": st.just("x-1"),
        "title": _TEXTS,
        "area": st.sampled_from([None, "a"]),
        "fiscal_year": st.sampled_from([None, 2566, 2567]),
        "status": st.sampled_from([None, "planned", "done"]),
        **dict.fromkeys(("planned_start", "planned_end", "actual_start", "actual_end"), _DAYS),
    },
    "assignment": {
        **{name: st.just(value) for name, value in PLACE.items()},
        "agency": st.just("tesaban"),
        "task": _TEXTS,
        "assigned_on": st.sampled_from([date(2024, 1, 1), DAY]),
        "due_on": _DAYS,
        "status": st.sampled_from([None, "open", "done", "cancelled"]),
        "note": _TEXTS,
    },
    "meeting": {
        "code": st.just("m"),
        "body": st.sampled_from([None, "wg"]),
        "number": st.sampled_from([None, "1/2567"]),
        "held_on": _DAYS,
    },
    "auditor": {"code": st.just("u"), "name": _TEXTS, "registered_on": _DAYS, "expires_on": _DAYS},
    "agency": {"code": st.just("new"), "name_th": _TEXTS, "short_name": _TEXTS},
    "area": {"code": st.just("b"), "name_th": _TEXTS, "province": st.sampled_from([None, "lamphun"])},
}
_ANY_ROW = st.sampled_from(sorted(_ROWS)).flatmap(
    lambda kind: st.tuples(st.just(kind), st.fixed_dictionaries(_ROWS[kind]))
)

Outcome = tuple[list[Any], set[tuple[str, str]]]


def by_form(store: Store, kind: str, row: dict[str, Any]) -> Outcome:
    try:
        change = record(store, OFFICER, [entry_of(KINDS[kind], row, None)]).change
    except RowProblems as told:
        return [], set(codes(told))
    assert change is not None
    return list(change.rows), set()


def workbook(kind: str, row: dict[str, Any]) -> bytes:
    sheet = next(sheet for sheet in SHEETS.values() if sheet.kind == kind)
    return book({sheet.name: [tuple(row), tuple(str(v) if isinstance(v, int) else v for v in row.values())]})


def heads(row: dict[str, Any]) -> dict[str, str]:
    """The letter of each column of the sheet."""
    return dict(zip("ABCDEFGHIJKLMNOPQ", row, strict=False))


def by_workbook(store: Store, kind: str, row: dict[str, Any]) -> Outcome:
    prepared = prepare(store, workbook(kind, row), "x.xlsx")
    if prepared.problems:
        return [], {(heads(row)[str(problem.cell)[0]], problem.code) for problem in prepared.problems}
    change = confirm(store, OFFICER, prepared).change
    assert change is not None
    return list(change.rows), set()


def by_command_line(store: Store, kind: str, row: dict[str, Any]) -> Outcome:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        path = Path(folder) / "x.xlsx"
        path.write_bytes(workbook(kind, row))
        said: list[str] = []
        patched.setattr("ecodash.commands.workbook.current", lambda demo=False: store)
        patched.setattr("ecodash.commands.workbook.say", said.append)
        code = main(["import", str(path), "--json", "--by", OFFICER.who])
    (answer,) = map(json.loads, said)
    found = {(heads(row)[problem["cell"][0]], problem["code"]) for problem in answer["problems"]}
    assert code == (2 if found else 0)
    return ([], found) if found else (list(next(iter(store.changes(1))).rows), found)


@settings(max_examples=8)
@given(_ANY_ROW)
def test_a_row_by_form_by_workbook_and_by_command_line_is_one(told: tuple[str, dict[str, Any]]) -> None:
    """The same change, or the same problems at the same columns."""
    outcomes = []
    for way in (by_form, by_workbook, by_command_line):
        store = made()
        try:
            outcomes.append(way(store, *told))
        finally:
            store.close()
    assert outcomes[0] == outcomes[1] == outcomes[2]
