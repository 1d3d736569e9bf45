"""Meetings and agencies: what is late from which day, what was left open, where what was sent up is heard."""

from datetime import date, timedelta
from typing import Any

import pytest

from ecodash import facts, sentences
from ecodash.domain.vocabulary import HOME_AREA, Means, Result
from ecodash.facts.agenda import next_meeting, sent_up
from ecodash.facts.loads import AgencyLoad
from ecodash.store.change import Act
from ecodash.store.store import Store
from survey import AREA, FRAMEWORK, observe, surveyed_store

DUE = date(2024, 4, 30)
LATE = DUE + timedelta(days=1)


def record(store: Store, kind: str, *rows: dict[str, Any]) -> None:
    store.commit(Act("x", Means.EDIT), [(kind, row) for row in rows])


def resolution(code: str, meeting: str = "m-1", **more: Any) -> dict[str, Any]:
    return {"code": code, "meeting": meeting, "text": "ติดตาม", "agency": "municipality", "status": "open", **more}


@pytest.fixture
def store() -> Store:
    return surveyed_store()


def selected(store: Store, day: date, **query: str) -> facts.Selection:
    selection, misread = facts.read_selection(store, {"as_of": day.isoformat(), **query})
    assert misread == []
    return selection


# Who came


def test_those_who_came_are_counted_by_sector_with_all_recorded_as_the_denominator(store: Store) -> None:
    people = [
        ("ก", "state", "present"),
        ("ข", "state", "absent"),
        ("ค", "people", "represented"),
        ("ง", None, "present"),
    ]
    told = [{"meeting": "m-1", "name": n, "sector": s, "attended": a} for n, s, a in people]
    record(store, "attendance", *told, {"meeting": "m-2", "name": "ก", "sector": "state", "attended": "present"})
    found = facts.participation(store, "m-1", DUE)
    assert [(part.sector, part.came, part.recorded) for part in found.parts] == [
        ("state", 1, 2),
        ("people", 1, 1),
        (None, 1, 1),
    ]
    assert (found.came, found.recorded) == (3, 4)
    assert facts.participation(store, "m-r", DUE).parts == ()


def test_the_brief_says_who_took_part_last_with_the_denominator(demo_store: Store) -> None:
    day = date(2024, 2, 20)
    told = facts.latest_participation(demo_store, HOME_AREA, day)
    assert told is not None
    meeting, whole = told
    assert meeting["code"] == "lamphun-ban-klang-wg-2024-02-12"
    line = sentences.participation_line(told, "th")
    assert f"เข้าประชุม {whole.came} จาก {whole.recorded} คน" in line
    assert all(f"{part.came} จาก {part.recorded}" in line for part in whole.parts)
    assert facts.latest_participation(demo_store, HOME_AREA, date(2020, 1, 1)) is None
    assert sentences.participation_line(None, "th") == ""


# Late


@pytest.mark.parametrize(("status", "is_late"), [("open", True), ("done", False), ("cancelled", False)])
def test_a_resolution_is_late_from_the_day_after_it_was_due_while_it_is_open(status: str, is_late: bool) -> None:
    row = {"status": status, "due_on": DUE}
    assert not facts.is_overdue(row, DUE)
    assert facts.is_overdue(row, LATE) is is_late
    assert not facts.is_overdue({**row, "due_on": None}, LATE)


def test_a_resolution_is_owed_while_it_is_open_and_late_from_the_day_after_it_was_due(store: Store) -> None:
    record(store, "resolution", resolution("r-b", due_on=DUE), resolution("r-a", due_on=DUE), resolution("r-0"))
    record(store, "resolution", resolution("r-c", due_on="2024-03-01"), resolution("r-d", due_on=DUE, status="done"))

    def told(area: str, day: date) -> list[tuple[str | None, int | None]]:
        owed = facts.matters_in(store, (area,), FRAMEWORK, day)
        return [(m.resolution, m.days_late) for m in owed if m.item is None]

    assert told(AREA, DUE) == [("r-c", 60), ("r-a", None), ("r-b", None), ("r-0", None), ("r-1", None)]
    assert told(AREA, LATE) == [("r-c", 61), ("r-a", 1), ("r-b", 1), ("r-0", None), ("r-1", None)]
    assert told("rayong-town", LATE) == []


def test_an_agency_is_late_from_the_day_after_its_assignment_and_its_resolution_were_due(store: Store) -> None:
    record(store, "resolution", resolution("r-1", due_on=DUE))

    def load(day: date) -> AgencyLoad:
        return next(x for x in facts.agency_loads(store, selected(store, day)) if x.agency["code"] == "municipality")

    on_time, late = load(DUE), load(LATE)
    assert (on_time.count, on_time.late, on_time.longest) == (2, 0, 0)
    assert (late.count, late.late, late.longest) == (2, 2, 1)
    assert late.since == date(2024, 2, 12)
    assert [m.result for m in late.matters if m.item] == [Result.PARTLY_MET]


def test_the_agency_that_is_late_longest_comes_first(store: Store) -> None:
    row = {"area": AREA, "framework": FRAMEWORK, "item": "10", "agency": "province-office", "task": "ทำ",
           "assigned_on": "2024-02-12", "due_on": "2024-04-01", "status": "open"}  # fmt: skip
    record(store, "assignment", row)
    loads = facts.agency_loads(store, selected(store, LATE))
    assert [(load.agency["code"], load.longest) for load in loads] == [("province-office", 30), ("municipality", 1)]


def test_what_an_agency_finished_is_told_once_since_the_day_compared_with(store: Store) -> None:
    row = {"area": AREA, "framework": FRAMEWORK, "item": "2", "agency": "municipality", "task": "แก้ไข",
           "assigned_on": "2024-02-12", "due_on": DUE, "status": "done", "effective_on": "2024-03-10"}  # fmt: skip
    record(store, "assignment", row)

    def done(vs: str) -> list[str]:
        loads = facts.agency_loads(store, selected(store, DUE, vs=vs, agency="municipality"))
        return [row["item"] for load in loads for row in load.done]

    assert done("2024-03-09") == ["2"]
    assert done("2024-03-10") == []


def test_areas_that_are_not_selected_burden_no_agency(store: Store) -> None:
    loads = facts.agency_loads(store, selected(store, LATE, area="rayong-town"))
    assert [matter for load in loads for matter in load.matters] == []


# Meetings


def test_a_meeting_takes_up_what_earlier_ones_of_its_body_left_open_even_what_it_closed_itself(store: Store) -> None:
    record(store, "meeting", {"code": "m-3", "body": "wg", "number": "2/2567", "held_on": "2024-06-10"})
    record(
        store,
        "resolution",
        resolution("closed-before", status="done", effective_on="2024-06-09"),
        resolution("closed-there", effective_on="2024-02-12"),
        resolution("its-own", "m-3"),
    )
    record(store, "resolution", resolution("closed-there", status="done", effective_on="2024-06-10"))
    paper = facts.meeting_paper(store, "m-3", date(2024, 6, 10))
    assert paper is not None
    assert {row["code"]: row["status"] for row in paper.carried} == {"r-1": "open", "closed-there": "done"}
    assert [row["code"] for row in paper.resolved] == ["its-own"]
    assert paper.received == []
    assert facts.meeting_paper(store, "nowhere", date(2024, 6, 10)) is None


def test_the_body_above_receives_what_was_sent_up_to_it_and_is_still_open(store: Store) -> None:
    record(store, "resolution", resolution("up", sent_up_to="committee"), resolution("other", sent_up_to="rayong-wg"))
    paper = facts.meeting_paper(store, "m-2", date(2024, 10, 1))
    assert paper is not None
    assert [row["code"] for row in paper.received] == ["up"]
    assert [row["code"] for row in paper.carried] == []


def test_what_was_sent_up_is_heard_at_the_next_meeting_of_the_body_above(store: Store) -> None:
    record(store, "resolution", resolution("up", sent_up_to="committee"), resolution("stays"))
    record(
        store,
        "meeting",
        {"code": "same-day", "body": "committee", "number": "0/2567", "held_on": "2024-02-12"},
        {"code": "much-later", "body": "committee", "number": "1/2569", "held_on": "2025-10-01"},
    )
    ((row, heard),) = sent_up(store, selected(store, date(2024, 3, 1)))
    assert row["code"] == "up"
    assert heard is not None
    assert heard["code"] == "m-2"


def test_what_was_sent_up_where_no_meeting_is_known_is_told_without_one(store: Store) -> None:
    record(store, "resolution", resolution("up", sent_up_to="rayong-wg", meeting="m-2"))
    ((_, heard),) = sent_up(store, selected(store, date(2024, 10, 1)))
    assert heard is None
    # Before its own meeting there is no such resolution.
    assert sent_up(store, selected(store, date(2024, 9, 30))) == []


def test_the_next_meeting_is_later_than_the_day(store: Store) -> None:
    day = date(2024, 10, 1)
    eve = next_meeting(store, "committee", day - timedelta(days=1), day)
    assert eve is not None
    assert eve["code"] == "m-2"
    assert next_meeting(store, "committee", day, day) is None


def test_a_meeting_screen_tells_the_meeting_of_the_day_or_the_one_before(store: Store) -> None:
    def shown(day: date, **query: str) -> str | None:
        story = facts.meeting_story(store, selected(store, day, **query))
        return story and str(story["paper"].meeting["code"])

    assert shown(date(2024, 2, 11)) is None
    assert shown(date(2024, 2, 12)) == "m-1"
    assert shown(date(2024, 5, 4)) == "m-1"
    assert shown(date(2024, 5, 5)) == "m-r"
    assert shown(date(2024, 5, 5), area=AREA) == "m-1"
    assert shown(date(2024, 10, 1), area=AREA) == "m-2"


def test_a_meeting_screen_sets_two_days_side_by_side_and_counts_what_changed(store: Store) -> None:
    observe(store, "2024-06-02T08:00:00", code="o-4", item="10", result="met", effective_on="2024-05-01")
    story = facts.meeting_story(store, selected(store, date(2024, 5, 1), vs="2024-02-12"))
    assert story is not None
    told = [(after.item, str(before.result), str(after.result)) for before, after in story["pairs"]]
    assert told == [
        ("1", "not_met", "met"),
        ("2", "partly_met", "partly_met"),
        ("10", "not_assessed", "met"),
    ]
    assert story["changed"] == 2
    assert story["resolution_counts"] == {"m-1": 1}
    assert [row["code"] for row in story["meetings"]] == ["m-2", "m-r", "m-1"]
