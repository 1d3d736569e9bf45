"""The rules of a row, asked alone: what just passes, what just does not, and what no correction is asked for again."""

from datetime import date, timedelta
from typing import Any

import pytest

from ecodash.domain.kinds import KINDS
from ecodash.recording.row_rules import RowProblem, RowProblems, changed_on, row_problems
from ecodash.store.typed_row import typed

DAY = date(2024, 2, 12)
NEXT = DAY + timedelta(days=1)
PLACE = {"area": "a", "framework": "f", "item": "1"}
ROWS: dict[str, dict[str, Any]] = {
    "assignment": {
        **PLACE, "agency": "x", "assigned_on": DAY, "task": "ทำแผน", "status": "open", "due_on": DAY, "note": "เดิม",
    },
    "resolution": {"code": "r", "meeting": "m", "text": "ให้ทำ", "status": "open", "due_on": DAY, "note": "เดิม"},
    "activity": {"code": "x-1", "title": "อบรม", "area": "a", "fiscal_year": 2567, "status": "planned"},
    "auditor": {"code": "u", "name": "นาย ก."},
    "evidence": {"code": "e", "title": "แผน", "visibility": "public"},
    "item": {"framework": "f", "item": "1", "mark": "unknown"},
    "meeting": {"code": "m", "body": "wg", "number": "1/2567", "held_on": DAY},
    "observation": {**PLACE, "code": "o", "result": "met", "effective_on": DAY},
    "plan": {"code": "p", "name_th": "แผน"},
}  # fmt: skip


def broken(
    kind: str, told: dict[str, Any], before: dict[str, Any] | None = None, *, has_evidence: bool = False
) -> list[tuple[str, str]]:
    """Column and code of what is wrong with a row; ``before``: what stands, where it is a correction."""
    row = typed(KINDS[kind], {**ROWS[kind], **told})
    stands = None if before is None else typed(KINDS[kind], {**ROWS[kind], **before})
    found = row_problems(kind, "key", row, stands, DAY, has_evidence=has_evidence)
    return [(problem.column, problem.code) for problem in found]


@pytest.mark.parametrize(("kind", "first", "last"), [(name, *pair) for name in KINDS for pair in KINDS[name].in_order])
def test_what_begins_may_end_on_its_day_and_not_before(kind: str, first: str, last: str) -> None:
    wrong = [(last, "ends_before_it_starts")]
    assert broken(kind, {first: DAY, last: DAY}) == []
    assert broken(kind, {first: NEXT, last: DAY}) == wrong
    assert broken(kind, {last: DAY}) == []
    # Recorded so before there was a rule: asked about when one of the two days is touched.
    assert broken(kind, {first: NEXT, last: DAY}, {first: NEXT, last: DAY}) == []
    assert broken(kind, {first: NEXT, last: DAY}, {first: NEXT + timedelta(days=1), last: DAY}) == wrong
    if kind != "assignment":
        assert broken(kind, {first: NEXT, last: DAY}, {first: NEXT, last: NEXT}) == wrong


def test_an_activity_has_a_day_in_its_fiscal_year_as_far_as_days_are_known() -> None:
    within, outside = date(2023, 10, 1), date(2023, 9, 30)
    wrong = [("fiscal_year", "fiscal_year_without_days")]
    assert broken("activity", {}) == []
    assert broken("activity", {"planned_start": within}) == []
    assert broken("activity", {"planned_start": outside}) == wrong
    assert broken("activity", {"planned_start": outside, "planned_end": within}) == []
    # Planned for the year and held late, or the other way round.
    assert broken("activity", {"planned_end": outside, "actual_end": within}) == []
    assert broken("activity", {"planned_end": within, "actual_end": date(2025, 1, 1)}) == []
    assert broken("activity", {"planned_end": outside, "actual_start": date(2025, 1, 1)}) == wrong
    assert broken("activity", {"planned_start": outside, "note": "ใหม่"}, {"planned_start": outside}) == []
    assert broken("activity", {"planned_start": outside, "fiscal_year": 2568}, {"planned_start": outside}) == wrong


def test_the_last_year_of_a_plan_may_be_its_first() -> None:
    wrong = [("last_year", "plan_years_reversed")]
    assert broken("plan", {"first_year": 2567, "last_year": 2567}) == []
    assert broken("plan", {"first_year": 2567, "last_year": 2566}) == wrong
    assert broken("plan", {"first_year": 2567}) == broken("plan", {"last_year": 2566}) == []
    reversed_years = {"first_year": 2567, "last_year": 2566}
    assert broken("plan", {**reversed_years, "note": "ใหม่"}, reversed_years) == []
    assert broken("plan", reversed_years, {**reversed_years, "first_year": 2566}) == wrong
    assert broken("plan", reversed_years, {**reversed_years, "last_year": 2567}) == wrong


def test_a_meeting_begins_at_a_time_of_day() -> None:
    wrong = [("starts_at", "not_a_time")]
    assert broken("meeting", {"starts_at": "09:30"}) == []
    for told in ("9.30", "24:00", "เช้า"):
        assert broken("meeting", {"starts_at": told}) == wrong
    assert broken("meeting", {"starts_at": "เช้า", "venue": "ห้อง 1"}, {"starts_at": "เช้า"}) == []
    assert broken("meeting", {"starts_at": "เช้า"}, {"starts_at": "09:30"}) == wrong


def test_nothing_is_seen_before_its_day() -> None:
    assert broken("observation", {"effective_on": date(2024, 2, 12)}) == []
    assert broken("observation", {"effective_on": NEXT}) == [("effective_on", "in_the_future")]
    assert broken("observation", {"effective_on": NEXT, "note": "ใหม่"}, {"effective_on": NEXT}) == []
    # Only what was seen has happened: a plan may hold from a day to come.
    assert broken("plan", {"effective_on": NEXT}) == []


def test_what_does_not_concern_an_area_says_why() -> None:
    wrong = [("result", "not_applicable_needs")]
    ruled_out = {"result": "not_applicable"}
    assert broken("observation", ruled_out) == wrong
    assert broken("observation", {**ruled_out, "note": "ไม่มีโรงงาน"}) == []
    assert broken("observation", {**ruled_out, "evidence": "หนังสือ"}) == []
    assert broken("observation", {**ruled_out, "score": 1}, ruled_out) == []
    assert broken("observation", ruled_out, {**ruled_out, "note": "ไม่มีโรงงาน"}) == wrong


@pytest.mark.parametrize("kind", ["assignment", "resolution"])
@pytest.mark.parametrize("status", ["done", "cancelled"])
def test_who_closes_says_why_once(kind: str, status: str) -> None:
    closed = {"status": status}
    assert broken(kind, {**closed, "note": None}) == [("status", "closing_needs")]
    assert broken(kind, {**closed, "note": None}, has_evidence=True) == []
    assert broken(kind, closed) == []
    for standing in ({}, {"status": None}):
        assert broken(kind, closed, standing) == [("status", "closing_needs_anew")]
        assert broken(kind, {**closed, "note": None}, standing) == [("status", "closing_needs")]
        assert broken(kind, {**closed, "note": "ส่งแล้ว"}, standing) == []
        assert broken(kind, closed, standing, has_evidence=True) == []
    # What is closed already, one way or the other, is not closed again; nor is what is opened.
    assert broken(kind, closed, closed) == broken(kind, closed, {"status": "done"}) == []
    assert broken(kind, {}, closed) == broken(kind, {}, {}) == []


@pytest.mark.parametrize("kind", ["assignment", "resolution"])
def test_who_moves_a_due_day_says_why(kind: str) -> None:
    wrong = [("due_on", "moving_needs")]
    for moved in ({"due_on": NEXT}, {"due_on": None}):
        assert broken(kind, moved, {}) == broken(kind, moved, {"status": None}) == wrong
        assert broken(kind, {**moved, "note": "เลื่อน"}, {}) == []
        assert broken(kind, {**moved, "note": None}, {}) == wrong
        # Evidence shows that something was done, not why it is done later.
        assert broken(kind, moved, {}, has_evidence=True) == wrong
    assert broken(kind, {"due_on": NEXT}) == broken(kind, {"due_on": NEXT}, {"due_on": None}) == []
    # Opened again with another day, or closed with one, it is not moved.
    assert broken(kind, {"due_on": NEXT}, {"status": "done"}) == []
    assert broken(kind, {"due_on": NEXT, "status": "done", "note": "ส่งแล้ว"}, {}) == []
    assert broken(kind, {"due_on": NEXT, "status": "done"}, {}, has_evidence=True) == []


def test_what_a_row_cannot_be_without_is_asked_for_when_it_is_taken_away() -> None:
    required = [("title", "required")]
    assert broken("activity", {"title": None}) == broken("activity", {"title": None}, {}) == required
    assert broken("activity", {"title": None, "note": "ใหม่"}, {"title": None}) == []
    assert broken("activity", {"title": None, "mark": "unknown"}) == required
    # What nobody could say so far is no gap of the row.
    assert broken("item", {}) == []
    assert broken("item", {"mark": "attested"}) == broken("item", {"mark": None}) == [("text_th", "required")]


def test_a_change_holds_from_today_or_from_when_that_holds_which_it_changes() -> None:
    assert changed_on({"effective_on": None}, DAY) == DAY
    assert changed_on({"effective_on": DAY - timedelta(days=1)}, DAY) == DAY
    assert changed_on({"effective_on": NEXT}, DAY) == NEXT


def test_every_problem_is_told_once_with_its_column_in_front() -> None:
    title = RowProblem("activity", "x-1", "title", "required", {}, {"column": "title"})
    moved = RowProblem("assignment", "k", "due_on", "moving_needs", {"day": DAY})
    told = RowProblems([title, title, moved])
    assert told.code == "required"
    first, second = told.sentence("en").split("\n\n")
    assert first.startswith("“Title of the activity, project or paper”: ")
    assert "12 Feb 2024" in second
