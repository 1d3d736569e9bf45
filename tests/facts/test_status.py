"""What the facts say about where items stand agrees with itself, area by area and meeting by meeting."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from days import FRAMEWORKS, demo_days
from ecodash import facts
from ecodash.domain.progress import Counts, count
from ecodash.domain.vocabulary import HOME_AREA, Means, Result
from ecodash.facts.lists import ALWAYS, framework_items, meetings
from ecodash.facts.status import Observed, Span
from ecodash.store.change import Act
from ecodash.store.store import Store
from ecodash.stores import DATA

DAYS = demo_days(DATA / "demo")


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_area_has_every_item_once_and_in_order(demo_store: Store, framework: str, day: date) -> None:
    wanted = [row["item"] for row in framework_items(demo_store, framework, day)]
    states = facts.states_by_area(demo_store, framework, day)
    assert list(states) == [row["code"] for row in facts.areas(demo_store, day)]
    for area, items in states.items():
        assert [state.item for state in items] == wanted
        assert {state.area for state in items} <= {area}
        assert items == facts.item_states(demo_store, area, framework, day)


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_counts_are_the_count_of_the_states(demo_store: Store, framework: str, day: date) -> None:
    states = facts.states_by_area(demo_store, framework, day)
    for area, counts in facts.counts_by_area(demo_store, framework, day).items():
        assert counts == count(states[area])
        assert counts.total == len(framework_items(demo_store, framework, day))


@pytest.mark.slow
@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_last_month_of_a_series_is_the_state_on_its_last_day(demo_store: Store, framework: str, day: date) -> None:
    start = day - timedelta(days=400)
    areas = tuple(facts.states_by_area(demo_store, framework, day))
    of_all = facts.series_by_area(demo_store, areas, framework, start, day)
    for area in areas:
        months = facts.series(demo_store, area, framework, start, day)
        assert of_all[area] == months
        for month, counts in months[-2:]:
            assert start <= month <= day
            assert counts == facts.counts_by_area(demo_store, framework, month)[area]


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize(("earlier", "later"), list(pairwise(DAYS)), ids=str)
def test_changes_are_the_difference_of_two_states(
    demo_store: Store, framework: str, earlier: date, later: date
) -> None:
    for area in facts.states_by_area(demo_store, framework, later):
        before = {s.item: s.result for s in facts.item_states(demo_store, area, framework, earlier)}
        after = {s.item: s.result for s in facts.item_states(demo_store, area, framework, later)}
        changes = facts.changes_in_area(demo_store, area, framework, earlier, later)
        assert {c.item: (c.before, c.after) for c in changes} == {
            item: (before.get(item, Result.NOT_ASSESSED), result)
            for item, result in after.items()
            if before.get(item, Result.NOT_ASSESSED) is not result
        }
        for change in changes:
            if change.after is not Result.NOT_ASSESSED and change.effective_on is not None:
                assert change.effective_on <= later
        assert facts.changes_in_area(demo_store, area, framework, later, later) == []


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_nothing_that_holds_only_later_is_told_before(demo_store: Store, day: date) -> None:
    for framework in FRAMEWORKS:
        for states in facts.states_by_area(demo_store, framework, day).values():
            for state in states:
                assert state.effective_on is None or state.effective_on <= day
                assert state.assigned_on is None or state.assigned_on <= day
                assert (state.result is Result.NOT_ASSESSED) or state.effective_on is not None


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_late_items_have_an_owner_and_a_date_that_has_gone_by(demo_store: Store, day: date) -> None:
    for framework in FRAMEWORKS:
        for states in facts.states_by_area(demo_store, framework, day).values():
            for state in states:
                if state.is_late:
                    assert state.has_owner
                    assert state.agency
                    assert state.due_on
                    assert state.days_late == (day - state.due_on).days >= 1
                    assert state.result not in (Result.MET, Result.NOT_APPLICABLE)


def test_every_agency_that_owns_an_item_has_a_name(demo_store: Store) -> None:
    today = demo_store.today()
    names = facts.agency_names(demo_store, today)
    for framework in FRAMEWORKS:
        for states in facts.states_by_area(demo_store, framework, today).values():
            assert {state.agency for state in states if state.agency} <= set(names)


def test_the_newest_that_holds_in_an_items_history_is_its_state(demo_store: Store) -> None:
    today = demo_store.today()
    for framework in FRAMEWORKS:
        for area, states in facts.states_by_area(demo_store, framework, today).items():
            for state in states:
                history = facts.item_history(demo_store, area, framework, state.item)
                holding = [
                    row
                    for row in history
                    if not (row["voided"] or row["superseded"])
                    and row["review"] == "accepted"
                    and row["effective_on"] <= today
                ]
                told = holding[0]["result"] if holding else Result.NOT_ASSESSED
                assert told == state.result


def test_before_anything_was_known_nothing_was_assessed(demo_store: Store) -> None:
    today, never = demo_store.today(), datetime(1990, 1, 1)
    for framework in FRAMEWORKS:
        for states in facts.states_by_area(demo_store, framework, today, never).values():
            assert all(s.result is Result.NOT_ASSESSED and not s.has_owner and not s.evidence for s in states)


def test_what_is_known_always_is_what_is_known_now(demo_store: Store) -> None:
    today = demo_store.today()
    for framework in FRAMEWORKS:
        assert facts.states_by_area(demo_store, framework, today) == facts.states_by_area(
            demo_store, framework, today, ALWAYS
        )


def test_an_area_or_framework_that_is_not_there_has_no_items(demo_store: Store) -> None:
    today = demo_store.today()
    assert facts.item_states(demo_store, "nowhere", FRAMEWORKS[0], today) == ()
    assert facts.item_states(demo_store, HOME_AREA, "nothing", today) == ()


def test_meetings_about_an_area_are_its_own_and_those_above(demo_store: Store) -> None:
    today = demo_store.today()
    mine = facts.meetings_of_area(demo_store, HOME_AREA, today)
    assert mine
    assert [m["held_on"] for m in mine] == sorted((m["held_on"] for m in mine), reverse=True)
    assert all(m in meetings(demo_store, today) for m in mine)
    assert facts.meetings_of_area(demo_store, "nowhere", today) == ()


# Small worlds


def world(store: Store, *rows: tuple[str, dict[str, object]]) -> None:
    base: list[tuple[str, dict[str, object]]] = [
        ("area", {"code": "a"}),
        ("framework", {"code": "f"}),
        ("item", {"framework": "f", "item": "1", "position": 1}),
        ("item", {"framework": "f", "item": "2", "position": 2}),
    ]
    store.commit(Act("x", Means.EDIT), [*base, *rows])


def seen(item: str, result: str, day: str, **more: object) -> tuple[str, dict[str, object]]:
    row = {
        "area": "a",
        "framework": "f",
        "item": item,
        "result": result,
        "effective_on": day,
        "review": "accepted",
    }
    return "observation", {"code": f"{item}-{day}", **row, **more}


def given(item: str, agency: str, day: str, due: str | None, status: str = "open") -> tuple[str, dict[str, object]]:
    row = {"area": "a", "framework": "f", "item": item, "agency": agency}
    return "assignment", {**row, "assigned_on": day, "due_on": due, "status": status}


DAY = date(2024, 6, 30)


def test_a_result_for_an_item_that_is_not_in_the_list_is_not_counted(empty_store: Store) -> None:
    world(empty_store, seen("1", "met", "2024-01-01"), seen("99", "met", "2024-01-01"))
    ((_, counts),) = facts.series(empty_store, "a", "f", date(2024, 6, 1), DAY)
    assert counts == Counts(met=1, not_assessed=1) == facts.counts_by_area(empty_store, "f", DAY)["a"]


def test_an_item_that_joins_the_list_later_counts_from_then_on(empty_store: Store) -> None:
    later = ("item", {"framework": "f", "item": "3", "position": 3, "effective_on": "2024-05-15"})
    world(empty_store, later, seen("3", "met", "2024-01-01"))
    for day, counts in facts.series(empty_store, "a", "f", date(2024, 4, 1), DAY):
        assert counts == facts.counts_by_area(empty_store, "f", day)["a"]
        assert counts.total == (3 if day >= date(2024, 5, 15) else 2)


def test_not_assessed_said_aloud_and_nothing_said_count_the_same(empty_store: Store) -> None:
    world(empty_store, seen("1", "not_assessed", "2024-01-01"))
    ((_, counts),) = facts.series(empty_store, "a", "f", date(2024, 6, 1), DAY)
    assert counts == Counts(not_assessed=2) == facts.counts_by_area(empty_store, "f", DAY)["a"]


def test_only_what_was_accepted_counts(empty_store: Store) -> None:
    world(
        empty_store,
        seen("1", "met", "2024-01-01", review="reported"),
        seen("2", "met", "2024-01-01", review="returned"),
    )
    assert facts.counts_by_area(empty_store, "f", DAY)["a"] == Counts(not_assessed=2)


def test_the_open_assignment_that_is_due_first_speaks_for_an_item(empty_store: Store) -> None:
    world(
        empty_store,
        given("1", "later", "2024-01-01", "2024-12-31"),
        given("1", "first", "2024-02-01", "2024-05-31"),
        given("1", "done", "2024-01-01", "2024-01-31", "done"),
        given("1", "cancelled", "2024-01-01", "2024-01-31", "cancelled"),
    )
    state, other = facts.item_states(empty_store, "a", "f", DAY)
    assert (state.agency, state.due_on, state.days_late, state.has_owner) == (
        "first",
        date(2024, 5, 31),
        30,
        True,
    )
    assert (other.agency, other.due_on, other.days_late, other.has_owner) == (None, None, None, False)


def test_an_assignment_that_is_done_still_names_who_had_it_and_owes_nothing(empty_store: Store) -> None:
    world(empty_store, given("1", "x", "2024-01-01", "2024-01-31", "done"))
    state = facts.item_states(empty_store, "a", "f", DAY)[0]
    assert (state.agency, state.due_on, state.days_late, state.has_owner) == ("x", None, None, False)


def test_evidence_counts_what_is_named_and_what_is_attached(empty_store: Store) -> None:
    world(
        empty_store,
        seen("1", "met", "2024-01-01", evidence="รายงาน; ภาพถ่าย\nหนังสือ;; "),
        ("evidence", {"code": "e", "observation": "1-2024-01-01"}),
        ("evidence", {"code": "other", "observation": "9"}),
    )
    state, other = facts.item_states(empty_store, "a", "f", DAY)
    assert (state.evidence, other.evidence) == (4, 0)


def test_an_answer_is_never_older_than_the_last_change(empty_store: Store) -> None:
    world(empty_store)
    assert facts.counts_by_area(empty_store, "f", DAY)["a"].met == 0
    empty_store.commit(Act("x", Means.EDIT), [seen("1", "met", "2024-01-01")])
    assert facts.counts_by_area(empty_store, "f", DAY)["a"].met == 1


@pytest.mark.parametrize(
    ("query", "asked", "told"),
    [("item_states", {}, Observed), ("span_states", {"area": None}, Observed),
     ("area_states", {"area": HOME_AREA}, Observed), ("item_spans", {"item": "1"}, Span),
     ("area_spans", {"area": HOME_AREA}, Span)],
)  # fmt: skip
def test_what_was_observed_has_the_columns_that_its_type_says(
    demo_store: Store, query: str, asked: dict[str, str | None], told: type
) -> None:
    params = {"framework": FRAMEWORKS[0], "day": demo_store.today(), "known": ALWAYS, **asked}
    rows = demo_store.ask(query, **params)
    assert rows
    assert set(told.__annotations__) <= set(rows[0])
