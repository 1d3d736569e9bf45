"""What is owed: an assignment and the resolution behind it are one matter, and what is settled is none."""

from dataclasses import FrozenInstanceError
from datetime import date, timedelta
from typing import Any

import pytest

from ecodash.domain.matters import Matter, owed, waiting
from ecodash.domain.progress import ItemState
from ecodash.domain.vocabulary import Result

DAY = date(2024, 3, 1)
PLACE = ("a", "f", "1")


def assignment(item: str = "1", **more: Any) -> dict[str, Any]:
    return {"area": "a", "framework": "f", "item": item, "agency": "x", "task": "ทำ", "task_en": None,
            "assigned_on": date(2024, 1, 1), "due_on": None, "resolution": None, "status": "open", "repeats": None,
            **more}  # fmt: skip


def resolution(code: str = "r", **more: Any) -> dict[str, Any]:
    return {"code": code, "agency": "x", "text": "มติ", "text_en": None, "due_on": None, "status": "open",
            "held_on": date(2023, 12, 1), "meeting": "m", "meeting_number": None, **more}  # fmt: skip


def test_an_assignment_and_its_resolution_are_one_matter_and_the_earlier_date_counts() -> None:
    (one,) = owed(
        [assignment(resolution="r", due_on=DAY + timedelta(days=5))],
        [resolution(due_on=DAY - timedelta(days=61))],
        {PLACE: Result.NOT_MET}, [], DAY,
    )  # fmt: skip
    assert (one.item, one.resolution, one.days_late, one.due_on) == ("1", "r", 61, DAY - timedelta(days=61))


def test_a_resolution_of_nobody_is_carried_out_by_whoever_has_an_item_of_it() -> None:
    told = owed([assignment(resolution="r")], [resolution(agency=None)], {}, [], DAY)
    assert [(m.item, m.resolution) for m in told] == [("1", "r")]


def test_a_resolution_of_another_agency_than_the_items_stands_beside_it() -> None:
    told = owed([assignment(resolution="r")], [resolution(agency="y")], {}, [], DAY)
    assert sorted((m.item or "", m.agency) for m in told) == [("", "y"), ("1", "x")]


@pytest.mark.parametrize("settled", [Result.MET, Result.NOT_APPLICABLE])
def test_an_open_assignment_on_a_settled_item_waits_and_is_not_owed_and_its_resolution_stays(settled: Result) -> None:
    given = [assignment(resolution="r", due_on=DAY - timedelta(days=9))]
    told = owed(given, [resolution()], {PLACE: settled}, [], DAY)
    assert [(m.item, m.resolution) for m in told] == [(None, "r")]
    assert waiting(given, {PLACE: settled}) == given
    assert waiting(given, {}) == []


def test_what_repeats_is_owed_on_a_met_item_and_not_where_it_does_not_apply() -> None:
    given = [assignment(repeats="yearly", due_on=DAY - timedelta(days=3))]
    (again,) = owed(given, [], {PLACE: Result.MET}, [], DAY)
    assert (again.repeats, again.days_late) == ("yearly", 3)
    assert waiting(given, {PLACE: Result.MET}) == owed(given, [], {PLACE: Result.NOT_APPLICABLE}, [], DAY) == []


def test_a_gap_is_owed_by_nobody_until_somebody_has_it() -> None:
    gap = ItemState("a", "f", "1", None, None, None, result=Result.PARTLY_MET)
    (nobody,) = owed([], [], {}, [gap], DAY)
    assert (nobody.agency, nobody.since, nobody.result) == (None, None, Result.PARTLY_MET)
    (had,) = owed([assignment()], [], {PLACE: Result.PARTLY_MET}, [gap], DAY)
    assert had.agency == "x"
    (again,) = owed([assignment(status="done")], [], {PLACE: Result.PARTLY_MET}, [gap], DAY)
    assert again.agency is None


def test_the_longest_late_comes_first_then_what_nobody_has_then_by_date_then_the_oldest() -> None:
    told = owed(
        [assignment("3", due_on=DAY + timedelta(days=1)), assignment("2", due_on=DAY - timedelta(days=1)),
         assignment("10"), assignment("9", assigned_on=date(2023, 1, 1))],
        [resolution("old", due_on=DAY - timedelta(days=214)), resolution("none", agency=None)],
        {}, [], DAY,
    )  # fmt: skip
    assert [m.item or m.resolution for m in told] == ["old", "2", "none", "3", "9", "10"]


@pytest.mark.parametrize(
    ("sooner", "later"),
    [
        ({"days_late": 2, "due_on": DAY}, {"days_late": 1, "due_on": date(2020, 1, 1)}),
        ({"since": DAY}, {"since": None}),
        ({"since": date(2020, 1, 1), "area": "b"}, {"since": DAY, "area": "a"}),
        ({"area": "a", "item": "9"}, {"area": "b", "item": "1"}),
        ({"item": "2", "resolution": "s"}, {"item": "10", "resolution": "r"}),
        ({"resolution": "r", "agency": "y"}, {"resolution": "s", "agency": "x"}),
        ({"agency": "x"}, {"agency": "y"}),
    ],
)
def test_what_is_alike_stands_by_age_area_item_resolution_and_agency(
    sooner: dict[str, Any], later: dict[str, Any]
) -> None:
    assert matter(**sooner).urgency < matter(**later).urgency


def matter(**known: Any) -> Matter:
    return Matter(**{"agency": "x", "task": None, "task_en": None, **known})


def test_late_is_what_is_a_day_past_its_date_and_stays_so_for_all_who_share_it() -> None:
    assert matter(days_late=1).is_late
    assert not matter().is_late
    with pytest.raises(FrozenInstanceError):
        setattr(matter(), "days_late", 1)  # noqa: B010


def test_nothing_is_late_on_its_due_date() -> None:
    (today,) = owed([], [resolution(due_on=DAY)], {}, [], DAY)
    (tomorrow,) = owed([], [resolution(due_on=DAY)], {}, [], DAY + timedelta(days=1))
    assert (today.days_late, tomorrow.days_late) == (None, 1)
