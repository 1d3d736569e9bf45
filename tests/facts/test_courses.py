"""Courses: how many items were met and assessed, month by month, of one area and of several together."""

from datetime import date

import pytest

from ecodash import facts
from ecodash.domain.vocabulary import Means
from ecodash.facts.courses import Course, Step, at, courses, steps_by_area, together
from ecodash.store.change import Act
from ecodash.store.store import Store
from survey import AREA, FRAMEWORK, observe, surveyed_store

DAY = date(2024, 6, 30)


@pytest.fixture
def store() -> Store:
    """Item 1 not met on 10 January and met from 1 March 2567, item 2 partly met from 1 February."""
    return surveyed_store()


def told(store: Store, day: date = DAY, **query: str) -> tuple[Course, ...]:
    selection, misread = facts.read_selection(store, {"as_of": day.isoformat(), **query})
    assert misread == []
    return courses(store, selection)


def test_a_course_steps_at_the_end_of_every_month_in_which_something_changed(store: Store) -> None:
    assert steps_by_area(store, FRAMEWORK, DAY) == {
        AREA: (Step(date(2024, 1, 31), 0, 1), Step(date(2024, 2, 29), 0, 2), Step(date(2024, 3, 31), 1, 2))
    }
    # The last month ends with the day shown.
    assert steps_by_area(store, FRAMEWORK, date(2024, 3, 5))[AREA][-1] == Step(date(2024, 3, 5), 1, 2)
    assert steps_by_area(store, FRAMEWORK, date(2024, 1, 9)) == {}


def test_what_is_lost_goes_down_and_what_comes_to_nothing_is_no_step(store: Store) -> None:
    observe(store, "2024-06-02T08:00:00", code="o-4", item="1", result="not_met", effective_on="2024-05-01")
    observe(store, "2024-06-03T08:00:00", code="o-5", item="10", result="met", effective_on="2024-06-05")
    observe(store, "2024-06-04T08:00:00", code="o-6", item="10", result="not_assessed", effective_on="2024-06-20")
    assert steps_by_area(store, FRAMEWORK, DAY)[AREA][-2:] == (
        Step(date(2024, 3, 31), 1, 2), Step(date(2024, 5, 31), 0, 2),
    )  # fmt: skip


def test_an_item_counts_from_the_day_it_belongs_to_the_framework(store: Store) -> None:
    item = {"framework": FRAMEWORK, "item": "13", "position": 4, "effective_on": "2024-05-15"}
    store.commit(Act("x", Means.EDIT), [("item", item)])
    observe(store, "2024-06-03T08:00:00", code="o-5", item="13", result="met", effective_on="2024-04-01")
    observe(store, "2024-06-03T09:00:00", code="o-6", item="nowhere", result="met", effective_on="2024-04-01")
    assert steps_by_area(store, FRAMEWORK, DAY)[AREA][-1] == Step(date(2024, 5, 31), 2, 3)


def test_the_last_step_is_how_every_area_of_the_demonstration_stands_on_any_day(demo_store: Store) -> None:
    for day in (demo_store.today(), date(2023, 9, 30), date(2022, 7, 15)):
        counts = facts.counts_by_area(demo_store, FRAMEWORK, day)
        steps = steps_by_area(demo_store, FRAMEWORK, day)
        assert {code for code, count in counts.items() if count.assessed} == set(steps)
        for code, those in steps.items():
            assert (those[-1].met, those[-1].assessed) == (counts[code].met, counts[code].assessed)


def test_only_areas_with_a_result_by_the_day_have_a_course(store: Store) -> None:
    (course,) = told(store)
    assert (course.area["code"], course.counts.met, course.gain) == (AREA, 1, 1)
    observe(
        store, "2024-06-02T08:00:00", code="o-4", item="1", result="met", area="rayong-town", effective_on="2024-08-01"
    )  # fmt: skip
    assert len(told(store)) == 1
    assert len(told(store, date(2024, 8, 1))) == 2
    assert told(store, date(2024, 1, 1)) == ()


def test_the_gain_is_counted_from_the_eve_of_the_fiscal_year(store: Store) -> None:
    observe(store, "2024-09-02T08:00:00", code="o-4", item="1", result="not_met", effective_on="2024-10-01")
    assert told(store, date(2024, 9, 30))[0].gain == 1
    assert told(store, date(2024, 10, 1))[0].gain == -1


def test_an_area_is_complete_when_all_that_applies_is_met(store: Store) -> None:
    assert not told(store)[0].is_complete
    observe(store, "2024-06-02T08:00:00", code="o-4", item="10", result="not_applicable", effective_on="2024-06-01")
    observe(store, "2024-06-03T08:00:00", code="o-5", item="2", result="met", effective_on="2024-06-01")
    assert told(store)[0].is_complete


def test_courses_together_are_the_sum_at_every_step(store: Store) -> None:
    observe(
        store, "2024-06-02T08:00:00", code="o-4", item="1", result="met", area="rayong-town", effective_on="2024-02-03"
    )  # fmt: skip
    assert together(told(store)) == (
        Step(date(2024, 1, 31), 0, 1), Step(date(2024, 2, 29), 1, 3), Step(date(2024, 3, 31), 2, 3),
    )  # fmt: skip
    assert together([]) == ()


def test_before_its_first_step_a_course_is_at_nothing() -> None:
    steps = (Step(date(2024, 1, 31), 1, 2), Step(date(2024, 3, 31), 3, 4))
    assert [at(steps, date(2024, month, 31)).met for month in (1, 3, 5)] == [1, 3, 3]
    assert at(steps, date(2024, 1, 30)) == Step(date(2024, 1, 30), 0, 0)
