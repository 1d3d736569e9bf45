"""Items × meetings: what stood at each meeting, what changed there, and where one can go from a day."""

from datetime import date, timedelta
from typing import Any

import pytest

from ecodash import facts
from ecodash.domain.vocabulary import Means, Result
from ecodash.facts.matrix import Matrix
from ecodash.store.change import Act
from ecodash.store.store import Store
from survey import AREA, FRAMEWORK, observe, surveyed_store

DAY = date(2024, 6, 30)


@pytest.fixture
def store() -> Store:
    """Meetings of the area on 12 February and 20 March 2567; item 1 not met on 10 January, met from 1 March."""
    store = surveyed_store(demo_today=DAY)
    record(store, "meeting", {"code": "m-3", "body": "wg", "number": "2/2567", "held_on": "2024-03-20"})
    return store


def record(store: Store, kind: str, *rows: dict[str, Any]) -> None:
    store.commit(Act("x", Means.EDIT), [(kind, row) for row in rows])


def results(matrix: Matrix, item: str) -> list[str | None]:
    line = next(line for line in matrix.lines if line.state.item == item)
    return [(cell.result.value if cell.result else "-") + ("*" if cell.changed else "") for cell in line.cells]


def test_every_item_is_told_at_each_meeting_and_on_the_day(store: Store) -> None:
    matrix = facts.matrix(store, AREA, FRAMEWORK, DAY)
    assert [(column.day, column.meeting and column.meeting["code"]) for column in matrix.columns] == [
        (date(2024, 2, 12), "m-1"), (date(2024, 3, 20), "m-3"), (DAY, None),
    ]  # fmt: skip
    assert [line.state.item for line in matrix.lines] == ["1", "2", "10"]
    assert results(matrix, "1") == ["not_met", "met*", "met"]
    assert results(matrix, "2") == ["partly_met"] * 3
    assert results(matrix, "10") == ["not_assessed"] * 3
    assert [(column.counts.met, column.counts.total) for column in matrix.columns] == [(0, 3), (1, 3), (1, 3)]


def test_a_cell_tells_since_when_on_what_evidence_and_who_recorded_it(store: Store) -> None:
    record(store, "evidence", {"code": "e", "area": AREA, "framework": FRAMEWORK, "item": "1", "observation": "o-2"})
    first, second, _ = facts.matrix(store, AREA, FRAMEWORK, DAY).lines[0].cells
    assert (first.since, first.evidence, first.by) == (date(2024, 1, 10), 1, "สมหญิง")
    assert (second.since, second.evidence) == (date(2024, 3, 1), 2)


def test_the_matrix_agrees_with_the_states_of_every_day(demo_store: Store) -> None:
    matrix = facts.matrix(demo_store, AREA, FRAMEWORK, demo_store.today())
    assert len(matrix.columns) == 5
    for place, column in enumerate(matrix.columns):
        states = facts.item_states(demo_store, AREA, FRAMEWORK, column.day)
        told = [line.cells[place] for line in matrix.lines]
        assert [(s.result, s.effective_on, s.evidence) for s in states] == [
            (cell.result, cell.since, cell.evidence) for cell in told
        ]


def test_a_meeting_on_the_day_shown_is_the_last_column(store: Store) -> None:
    matrix = facts.matrix(store, AREA, FRAMEWORK, date(2024, 3, 20))
    assert [column.meeting and column.meeting["code"] for column in matrix.columns] == ["m-1", "m-3"]


def test_before_any_survey_and_without_a_meeting_there_is_one_column_of_unknowns(store: Store) -> None:
    matrix = facts.matrix(store, "rayong-town", FRAMEWORK, date(2024, 1, 1))
    assert [column.day for column in matrix.columns] == [date(2024, 1, 1)]
    assert {cell.result for line in matrix.lines for cell in line.cells} == {Result.NOT_ASSESSED}


def test_what_was_found_later_than_the_day_does_not_count(store: Store) -> None:
    observe(store, "2024-05-01T08:00:00", code="future", item="10", result="met", effective_on="2024-07-01")
    assert results(facts.matrix(store, AREA, FRAMEWORK, DAY), "10") == ["not_assessed"] * 3


def test_of_sixty_meetings_the_newest_are_shown_and_a_change_before_them_is_still_a_change(store: Store) -> None:
    first = date(2024, 4, 1)
    days = [first + timedelta(days=n) for n in range(60)]
    record(store, "meeting", *({"code": f"x-{d}", "body": "wg", "held_on": d.isoformat()} for d in days))
    observe(store, "2024-06-20T08:00:00", code="late", item="10", result="met", effective_on=days[-3].isoformat())
    matrix = facts.matrix(store, AREA, FRAMEWORK, days[-1], most=3)
    assert [column.day for column in matrix.columns] == days[-3:]
    assert matrix.left_out == 59
    assert results(matrix, "10") == ["met*", "met", "met"]


def test_an_item_added_later_is_none_before_and_makes_no_change(store: Store) -> None:
    record(store, "item", {"framework": FRAMEWORK, "item": "13", "position": 4, "effective_on": "2024-03-01"})
    observe(store, "2024-03-05T09:00:00", code="new", item="13", result="met", effective_on="2024-03-02")
    matrix = facts.matrix(store, AREA, FRAMEWORK, DAY)
    assert results(matrix, "13") == ["-", "met", "met"]
    assert [column.counts.total for column in matrix.columns] == [3, 4, 4]


def test_an_area_without_a_body_of_its_own_is_told_by_those_above(store: Store) -> None:
    record(store, "body", {"code": "wg", "reports_to": "committee", "tier": 1, "province": "lamphun"})
    assert facts.meetings_held(store, AREA, date(2025, 1, 1)) == ()
    record(store, "body", {"code": "new", "area": AREA, "reports_to": "committee", "tier": 1})
    assert [row["code"] for row in facts.meetings_held(store, AREA, date(2025, 1, 1))] == ["m-2"]


def test_from_a_day_one_goes_to_the_meeting_before_the_one_after_or_today(store: Store) -> None:
    def ways(day: date) -> tuple[str | None, str | None, bool]:
        found = facts.neighbours(store, AREA, day)
        return found.earlier and found.earlier["code"], found.later and found.later["code"], found.is_past

    assert ways(date(2024, 1, 1)) == (None, "m-1", True)
    assert ways(date(2024, 2, 12)) == (None, "m-3", True)
    assert ways(date(2024, 3, 20)) == ("m-1", None, True)
    assert ways(DAY) == ("m-3", None, False)
    # A meeting that is only planned is no place to go to.
    record(store, "meeting", {"code": "planned", "body": "wg", "held_on": "2024-07-10"})
    assert ways(DAY) == ("m-3", None, False)
