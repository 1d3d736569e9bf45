"""Which areas meet an item, how long it took them, on what evidence."""

from datetime import date

import pytest

from ecodash.facts.passing import passing
from ecodash.store.store import Store
from survey import AREA, FRAMEWORK, observe, surveyed_store

DAY = date(2024, 6, 30)


@pytest.fixture
def store() -> Store:
    """Item 1 not met on 10 January, met from 1 March 2567."""
    return surveyed_store()


def told(store: Store, day: date = DAY) -> list[tuple[str, date, int, list[str]]]:
    return [
        (one.area["code"], one.met_on, one.days, [piece.title for piece in one.pieces])
        for one in passing(store, FRAMEWORK, "1", day)
    ]


def test_an_area_is_told_with_the_days_since_its_first_survey(store: Store) -> None:
    assert told(store) == [(AREA, date(2024, 3, 1), 51, ["รายงาน"])]
    assert told(store, date(2024, 2, 29)) == []


def test_a_later_survey_that_says_the_same_does_not_begin_anew_and_brings_its_evidence(store: Store) -> None:
    observe(store, "2024-06-02T08:00:00", code="o-4", item="1", result="met", effective_on="2024-06-01", evidence="ใหม่")
    assert told(store) == [(AREA, date(2024, 3, 1), 51, ["ใหม่"])]


def test_what_was_lost_and_met_again_is_met_since_then_and_what_is_lost_is_not_told(store: Store) -> None:
    observe(store, "2024-06-02T08:00:00", code="o-4", item="1", result="not_met", effective_on="2024-05-01")
    assert told(store) == []
    observe(store, "2024-06-03T08:00:00", code="o-5", item="1", result="met", effective_on="2024-06-01")
    assert told(store)[0][1:3] == (date(2024, 6, 1), 143)


def test_the_quickest_area_comes_first(store: Store) -> None:
    observe(store, "2024-06-02T08:00:00", code="o-4", item="1", result="met", area="rayong-town",
            effective_on="2024-06-01")  # fmt: skip
    assert [(code, days) for code, _, days, _ in told(store)] == [("rayong-town", 0), (AREA, 51)]
