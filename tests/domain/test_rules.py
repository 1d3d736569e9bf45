from dataclasses import FrozenInstanceError, replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecodash.domain import rules
from ecodash.domain.changes import changes_between
from ecodash.domain.progress import Counts, ItemState, count
from ecodash.domain.rules import AskKind, Trend
from ecodash.domain.vocabulary import Result

DAY = date(2024, 3, 1)
DUE = st.none() | st.dates(date(2023, 1, 1), date(2025, 1, 1))


def state(item: str, result: Result = Result.NOT_MET, due: date | None = None, agency: str | None = None) -> ItemState:
    return ItemState(
        "a", "f", item, None, None, None,
        result=result, agency=agency, has_owner=agency is not None,
        due_on=due, days_late=rules.days_late(due, result, DAY),
    )  # fmt: skip


states = st.lists(
    st.builds(
        state,
        item=st.integers(1, 20).map(str),
        result=st.sampled_from(Result),
        due=DUE,
        agency=st.none() | st.sampled_from(["x", "y"]),
    ),
    max_size=12,
    unique_by=lambda s: s.item,
)


def test_nothing_is_late_on_its_due_date_and_one_day_late_on_the_next() -> None:
    assert rules.days_late(DAY, Result.NOT_MET, DAY - timedelta(days=1)) is None
    assert rules.days_late(DAY, Result.NOT_MET, DAY) is None
    assert rules.days_late(DAY, Result.NOT_MET, DAY + timedelta(days=1)) == 1


@pytest.mark.parametrize("result", [Result.MET, Result.NOT_APPLICABLE])
def test_what_is_met_or_does_not_apply_is_never_late(result: Result) -> None:
    assert rules.days_late(DAY, result, DAY + timedelta(days=100)) is None


@pytest.mark.parametrize("result", [Result.PARTLY_MET, Result.NOT_MET, Result.NOT_ASSESSED])
def test_what_is_wanting_is_late_once_its_date_has_gone_by_even_if_nobody_surveyed_it(result: Result) -> None:
    assert rules.days_late(DAY, result, DAY + timedelta(days=10)) == 10


def test_without_a_due_date_nothing_is_late() -> None:
    assert rules.days_late(None, Result.NOT_MET, DAY) is None


@given(DUE, st.sampled_from(Result), st.dates(date(2023, 1, 1), date(2025, 1, 1)))
def test_days_late_are_whole_days_and_at_least_one(due: date | None, result: Result, day: date) -> None:
    late = rules.days_late(due, result, day)
    assert late is None or (due is not None and late >= 1 and due + timedelta(days=late) == day)


@given(states)
def test_stuck_are_exactly_the_gaps_and_the_late_ones(found: list[ItemState]) -> None:
    wanted = {s.item for s in found if s.result.is_gap or s.is_late}
    stuck = rules.stuck(found)
    assert {s.item for s in stuck} == wanted
    assert len(stuck) == len(wanted)


@given(states)
def test_the_longest_late_comes_first_then_what_has_no_owner_then_what_is_due_soonest(
    found: list[ItemState],
) -> None:
    stuck = rules.stuck(found)
    for before, after in pairwise(stuck):
        assert (before.days_late or 0) >= (after.days_late or 0)
        if before.days_late == after.days_late:
            assert before.has_owner <= after.has_owner
            if before.has_owner == after.has_owner:
                assert (before.due_on or date.max) <= (after.due_on or date.max)


@given(states)
def test_the_order_of_stuck_items_does_not_depend_on_how_they_came(found: list[ItemState]) -> None:
    assert rules.stuck(found) == rules.stuck(found[::-1])


def test_one_day_late_comes_before_what_is_not_late_even_without_an_owner() -> None:
    late, unowned = state("2", due=DAY - timedelta(days=1), agency="x"), state("1", due=DAY)
    assert (late.days_late, unowned.days_late) == (1, None)
    assert [s.item for s in rules.stuck([unowned, late])] == ["2", "1"]


def test_without_a_due_date_comes_after_any_due_date() -> None:
    assert [s.item for s in rules.stuck([state("1"), state("2", due=date(2100, 1, 1))])] == ["2", "1"]


def test_areas_stand_together_among_equals() -> None:
    mixed = [replace(state(item), area=area) for item, area in (("1", "b"), ("2", "a"), ("1", "a"))]
    assert [(s.area, s.item) for s in rules.stuck(mixed)] == [("a", "1"), ("a", "2"), ("b", "1")]


def test_an_ask_about_items_counts_no_resolutions_and_carries_the_items_states() -> None:
    gap = state("1")
    (ask,) = rules.asks([gap], [], 0)
    assert (ask.count, ask.since, ask.agency, ask.states) == (0, None, None, (gap,))
    # Two asks are the same when they ask the same, whatever else is known of the items.
    assert ask == replace(ask, states=())


def test_a_verdict_and_an_ask_that_many_readers_share_stay_as_they_were() -> None:
    (ask,) = rules.asks([state("1")], [], 0)
    for shared, field in ((verdict_of([], None), "late"), (ask, "count")):
        with pytest.raises(FrozenInstanceError):
            setattr(shared, field, 1)


def test_among_equals_the_item_numbers_decide() -> None:
    assert [s.item for s in rules.stuck([state("10"), state("2"), state("1")])] == ["1", "2", "10"]


def verdict_of(now: list[Result], before: list[Result] | None) -> rules.Verdict:
    earlier = None if before is None else Counts.of_results(before)
    return rules.verdict(Counts.of_results(now), earlier, [])


MET, GAP, UNKNOWN = Result.MET, Result.NOT_MET, Result.NOT_ASSESSED


@pytest.mark.parametrize(
    ("now", "before", "trend", "moved"),
    [
        ([UNKNOWN] * 12, None, Trend.NOT_SURVEYED, 0),
        ([UNKNOWN] * 12, [UNKNOWN] * 12, Trend.NOT_SURVEYED, 0),
        ([MET, GAP], None, Trend.NO_COMPARISON, 0),
        ([MET, MET], [MET, GAP], Trend.MORE, 1),
        ([GAP, GAP], [MET, MET], Trend.FEWER, 2),
        ([GAP, MET], [MET, MET], Trend.FEWER, 1),
        ([MET, GAP], [GAP, MET], Trend.SAME, 0),
        ([MET, GAP], [UNKNOWN, UNKNOWN], Trend.MORE, 1),
        ([GAP, GAP], [UNKNOWN, UNKNOWN], Trend.SAME, 0),
    ],
)
def test_the_verdict_says_how_the_number_met_moved(
    now: list[Result], before: list[Result] | None, trend: Trend, moved: int
) -> None:
    verdict = verdict_of(now, before)
    assert (verdict.trend, verdict.moved) == (trend, moved)


def test_all_met_means_every_item_that_applies_and_at_least_one() -> None:
    assert verdict_of([MET, Result.NOT_APPLICABLE], None).all_met
    assert not verdict_of([MET, UNKNOWN], None).all_met
    assert not verdict_of([MET, GAP], None).all_met
    assert not verdict_of([Result.NOT_APPLICABLE], None).all_met
    assert not verdict_of([], None).all_met


@given(states)
def test_the_verdict_counts_late_items_and_gaps_without_an_owner(found: list[ItemState]) -> None:
    verdict = rules.verdict(count(found), None, found)
    assert verdict.late == sum(s.is_late for s in found)
    assert verdict.unassigned == sum(s.result.is_gap and not s.has_owner for s in found)
    assert verdict.moved >= 0


@given(states, states, st.integers(0, 3))
def test_asks_leave_out_nothing_and_ask_nothing_without_a_cause(
    found: list[ItemState], earlier: list[ItemState], resolutions: int
) -> None:
    changes = changes_between(earlier, found)
    asked = rules.asks(found, changes, resolutions)
    items = {kind: {i for a in asked if a.kind is kind for i in a.items} for kind in AskKind}
    assert items[AskKind.ASSIGN] == {s.item for s in found if s.result.is_gap and not s.has_owner}
    assert items[AskKind.EXPEDITE] == {s.item for s in found if s.is_late}
    assert items[AskKind.SURVEY] == {s.item for s in found if s.result is Result.NOT_ASSESSED}
    assert items[AskKind.EXPLAIN_LOSS] == {c.item for c in changes if c.lost and c.after.is_gap}
    assert [a.count for a in asked if a.kind is AskKind.FOLLOW_UP] == ([resolutions] if resolutions else [])
    assert all(a.items or a.count for a in asked)


@given(states)
def test_each_agency_is_asked_once_about_all_that_it_is_late_with_since_the_oldest_date(
    found: list[ItemState],
) -> None:
    asked = [a for a in rules.asks(found, [], 0) if a.kind is AskKind.EXPEDITE]
    assert len({a.agency for a in asked}) == len(asked)
    for ask in asked:
        theirs = [s for s in found if s.is_late and s.agency == ask.agency]
        assert set(ask.items) == {s.item for s in theirs}
        assert ask.since == min(s.due_on for s in theirs if s.due_on)


def test_when_all_is_met_nothing_is_asked() -> None:
    assert rules.asks([state("1", MET, DAY - timedelta(days=9), "x")], [], 0) == []


def test_a_loss_to_not_applicable_needs_no_explanation() -> None:
    before, after = state("1", MET), state("1", Result.NOT_APPLICABLE, agency="x")
    assert rules.asks([after], changes_between([before], [after]), 0) == []
    gap = replace(after, result=GAP)
    (ask,) = rules.asks([gap], changes_between([before], [gap]), 0)
    assert ask.kind is AskKind.EXPLAIN_LOSS
