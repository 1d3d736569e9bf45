"""Plan against actual: how late an activity is, and where it stands on the calendar of its fiscal year."""

from datetime import date, timedelta
from typing import Any

import pytest

from ecodash import facts
from ecodash.domain.vocabulary import Means
from ecodash.facts.schedule import Span, scheduled, share_of_year, slip_days
from ecodash.store.change import Act
from ecodash.store.store import Store

END = date(2024, 3, 31)
DAYS_OF_2567 = 366


def activity(status: str = "planned", **dates: date | None) -> dict[str, Any]:
    columns = ("planned_start", "planned_end", "actual_start", "actual_end")
    return {"status": status, **dict.fromkeys(columns), **dates}


@pytest.mark.parametrize(("after", "slip"), [(-5, -5), (0, 0), (1, 1), (40, 40)])
def test_what_is_done_is_late_by_the_days_after_its_planned_end_and_early_by_those_before(
    after: int, slip: int
) -> None:
    row = activity("done", planned_end=END, actual_end=END + timedelta(days=after))
    assert slip_days(row, date(2030, 1, 1)) == slip


@pytest.mark.parametrize("status", ["planned", "in_progress"])
@pytest.mark.parametrize(("after", "slip"), [(-1, None), (0, None), (1, 1), (30, 30)])
def test_what_is_not_finished_is_late_from_the_day_after_its_planned_end(
    status: str, after: int, slip: int | None
) -> None:
    assert slip_days(activity(status, planned_end=END), END + timedelta(days=after)) == slip


@pytest.mark.parametrize(
    "row",
    [activity("planned"), activity("cancelled", planned_end=END), activity("done", planned_end=END)],
    ids=["no planned end", "cancelled", "done on a day not told"],
)
def test_where_nothing_can_be_said_nothing_is_late(row: dict[str, Any]) -> None:
    assert slip_days(row, date(2030, 1, 1)) is None


def test_a_year_from_end_to_end_fills_the_calendar_and_one_day_is_one_day_of_it() -> None:
    first, last = date(2023, 10, 1), date(2024, 9, 30)
    whole = scheduled(activity(planned_start=first, planned_end=last), 2567, first)
    assert whole.plan == Span(0, 1)
    one = scheduled(activity(planned_start=last), 2567, first)
    assert one.plan == Span(365 / DAYS_OF_2567, 1 / DAYS_OF_2567)


def test_what_lies_outside_the_fiscal_year_is_cut_off_or_not_drawn() -> None:
    over = activity(planned_start=date(2023, 1, 1), planned_end=date(2025, 1, 1))
    assert scheduled(over, 2567, END).plan == Span(0, 1)
    eve, after = date(2023, 9, 30), date(2024, 10, 1)
    assert scheduled(activity(planned_start=eve, planned_end=eve), 2567, END).plan is None
    assert scheduled(activity(planned_start=after, planned_end=after), 2567, END).plan is None
    assert scheduled(activity(planned_start=eve, planned_end=date(2023, 10, 1)), 2567, END).plan == Span(
        0, 1 / DAYS_OF_2567
    )


def test_what_goes_on_is_drawn_up_to_the_day_shown_and_what_is_done_up_to_its_end() -> None:
    start = date(2023, 10, 1)
    going = scheduled(activity("in_progress", actual_start=start), 2567, date(2023, 10, 10))
    assert going.actual == Span(0, 10 / DAYS_OF_2567)
    done = scheduled(activity("done", actual_start=start, actual_end=date(2023, 10, 3)), 2567, END)
    assert done.actual == Span(0, 3 / DAYS_OF_2567)
    begun = scheduled(activity("done", actual_start=start), 2567, END)
    assert begun.actual == Span(0, 1 / DAYS_OF_2567)
    assert scheduled(activity("in_progress"), 2567, END).actual is None
    ended = scheduled(activity("done", actual_end=start), 2567, END)
    assert ended.actual == Span(0, 1 / DAYS_OF_2567)


def test_an_end_before_its_start_is_drawn_as_the_one_day_of_its_start() -> None:
    row = activity(planned_start=date(2023, 10, 5), planned_end=date(2023, 10, 1))
    assert scheduled(row, 2567, END).plan == Span(4 / DAYS_OF_2567, 1 / DAYS_OF_2567)


def test_a_schedule_tells_the_slip_of_its_activity() -> None:
    row = activity(planned_end=END)
    told = scheduled(row, 2567, END + timedelta(days=2))
    assert (told.row, told.slip) == (row, 2)


def test_the_line_of_today_stands_within_its_fiscal_year_alone() -> None:
    assert share_of_year(date(2023, 10, 1), 2567) == 0
    assert share_of_year(date(2024, 9, 30), 2567) == 365 / DAYS_OF_2567
    assert share_of_year(date(2023, 9, 30), 2567) is None
    assert share_of_year(date(2024, 10, 1), 2567) is None


def test_an_activity_has_its_own_files_and_no_others(empty_store: Store) -> None:
    files = [
        {"code": "e-1", "activity": "a-1", "title": "ภาพ"},
        {"code": "e-2", "activity": "a-2", "title": "ภาพ"},
        {"code": "e-3", "activity": "a-1", "title": "รายงาน"},
        {"code": "e-4", "observation": "o-1", "title": "ผล"},
    ]
    empty_store.commit(Act("x", Means.EDIT), [("evidence", row) for row in files])
    told = facts.files_of_activities(empty_store, END)
    assert {activity: [row["code"] for row in rows] for activity, rows in told.items()} == {
        "a-1": ["e-1", "e-3"], "a-2": ["e-2"],
    }  # fmt: skip
