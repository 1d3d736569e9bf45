"""Fiscal years side by side, counted by hand and against the story of each year."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ecodash import facts
from ecodash.domain.vocabulary import Means
from ecodash.facts.years import Targets, Year
from ecodash.store.change import Act
from ecodash.store.store import Store
from survey import AREA, observe, surveyed_store

DAY = date(2025, 6, 30)


@pytest.fixture
def store() -> Store:
    """Item 1 not met on 10 January and met from 1 March 2567; an activity of 2567 and one, elsewhere, of 2568."""
    return surveyed_store()


def years(store: Store, day: date = DAY, **query: str) -> dict[int, Year]:
    selection, misread = facts.read_selection(store, {"as_of": day.isoformat(), **query})
    assert misread == []
    return {year.year: year for year in facts.years_side_by_side(store, selection)}


def activity(store: Store, code: str, year: int, **more: Any) -> None:
    row = {"code": code, "title": "ก", "area": AREA, "fiscal_year": year, "status": "done", **more}
    store.commit(Act("x", Means.EDIT), [("activity", row)])


def test_every_year_from_the_first_that_is_told_to_the_one_of_the_day(store: Store) -> None:
    assert list(years(store)) == [2567, 2568]
    activity(store, "old", 2560)
    assert list(years(store)) == list(range(2560, 2569))
    activity(store, "older", 2550)
    assert list(years(store)) == list(range(2559, 2569))
    # One to come is none yet.
    activity(store, "future", 2570)
    assert max(years(store)) == 2568


def test_items_are_gained_and_lost_in_the_year_in_which_that_holds_at_its_end(store: Store) -> None:
    observe(store, "2024-10-02T08:00:00", code="o-4", item="1", result="not_met", effective_on="2024-10-01")
    found = years(store)
    assert [(found[year].gained, found[year].lost) for year in (2567, 2568)] == [(1, 0), (0, 1)]
    assert [found[year].is_running for year in (2567, 2568)] == [False, True]
    assert years(store, area="rayong-town")[2568].gained is None


def test_before_any_result_nothing_is_said_to_be_gained_or_lost(store: Store) -> None:
    activity(store, "old", 2565)
    assert [years(store)[year].gained for year in (2565, 2566, 2567)] == [None, None, 1]
    assert years(store, date(2024, 1, 9))[2567].gained is None


def test_an_item_that_came_later_counts_as_gained_and_another_framework_not_at_all(store: Store) -> None:
    item = {"framework": "diw-eit-basic12", "item": "13", "effective_on": "2024-12-01"}
    store.commit(Act("x", Means.EDIT), [("item", item)])
    observe(store, "2024-12-02T08:00:00", code="o-4", item="13", result="met", effective_on="2024-05-01")
    observe(store, "2024-12-03T08:00:00", code="o-5", framework="other", item="1", result="met",
            effective_on="2024-12-01")  # fmt: skip
    assert [(y.gained, y.lost) for y in years(store).values()] == [(1, 0), (1, 0)]
    assert [(y.gained, y.lost) for y in years(store, item="1").values()] == [(1, 0), (0, 0)]


def test_the_demonstration_agrees_with_the_story_of_each_year(demo_store: Store) -> None:
    selection, _ = facts.read_selection(demo_store, {})
    found = facts.years_side_by_side(demo_store, selection)
    assert [(y.year, y.gained, y.lost) for y in found] == [(2565, 17, 0), (2566, 18, 2), (2567, 11, 0)]
    for year in found:
        story = facts.fiscal_year_story(demo_store, selection, year.year)
        assert (year.gained, year.lost) == (len(story["gained"]), len(story["lost"]))
        assert year.work == story["work"]


def test_targets_are_compared_where_the_result_is_told_and_nothing_was_cancelled(store: Store) -> None:
    aims: list[tuple[str, str | None, str]] = [
        ("10", "10", "done"), ("10", "9.9", "done"), ("10", None, "planned"), ("10", "12", "cancelled"),
    ]  # fmt: skip
    for number, (target, result, status) in enumerate(aims):
        activity(store, f"t-{number}", 2567, target=target, result_value=result, status=status)
    found = years(store)[2567]
    assert found.targets == Targets(named=3, told=2, reached=1)
    assert found.work.money["allocated_baht"].baht == Decimal(1900000)
    assert found.work.money["planned_baht"].known == 0


def test_where_nothing_is_recorded_there_are_no_years(empty_store: Store) -> None:
    selection, _ = facts.read_selection(empty_store, {})
    assert facts.years_side_by_side(empty_store, selection) == ()


def test_what_presses_most_comes_first() -> None:
    day = date(2024, 3, 1)
    rows: list[tuple[str, str, date | None]] = [
        ("late", "in_progress", date(2024, 2, 1)), ("later", "planned", date(2024, 1, 1)),
        ("near", "planned", date(2024, 3, 1)), ("far", "in_progress", date(2024, 9, 1)), ("open", "planned", None),
        ("done", "done", date(2023, 1, 1)), ("dropped", "cancelled", date(2023, 1, 1)),
    ]  # fmt: skip
    told = [{"code": code, "status": status, "planned_end": end} for code, status, end in rows]
    ordered = sorted(told, key=lambda row: facts.urgency(row, day))
    assert [row["code"] for row in ordered] == ["later", "late", "near", "far", "open", "done", "dropped"]
