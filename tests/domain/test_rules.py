from dataclasses import FrozenInstanceError, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecodash.domain import rules
from ecodash.domain.changes import changes_between
from ecodash.domain.matters import Matter, owed
from ecodash.domain.progress import Counts, ItemState, count
from ecodash.domain.rules import AskKind, Trend
from ecodash.domain.vocabulary import AssignmentStatus, Result

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


@pytest.mark.parametrize("status", [AssignmentStatus.DONE, AssignmentStatus.CANCELLED, None])
def test_only_what_is_open_is_overdue(status: AssignmentStatus | None) -> None:
    assert rules.days_overdue(AssignmentStatus.OPEN, DAY, DAY + timedelta(days=9)) == 9
    assert rules.days_overdue(status, DAY, DAY + timedelta(days=9)) is None


@given(DUE, st.sampled_from(Result), st.dates(date(2023, 1, 1), date(2025, 1, 1)))
def test_days_late_are_whole_days_and_at_least_one(due: date | None, result: Result, day: date) -> None:
    late = rules.days_late(due, result, day)
    assert late is None or (due is not None and late >= 1 and due + timedelta(days=late) == day)


def owing(found: list[ItemState]) -> list[Matter]:
    """What is owed of some items, each with its own assignment where it has an owner."""
    given = [
        {"area": s.area, "framework": s.framework, "item": s.item, "agency": s.agency, "status": "open", "task": "ทำ",
         "task_en": None, "repeats": None, "assigned_on": DAY - timedelta(days=900), "due_on": s.due_on,
         "resolution": None}
        for s in found if s.has_owner
    ]  # fmt: skip
    return owed(given, [], {(s.area, s.framework, s.item): s.result for s in found}, gaps_of(found), DAY)


def gaps_of(found: list[ItemState]) -> list[ItemState]:
    return [s for s in found if s.result.is_gap]


def test_an_ask_about_items_carries_their_states() -> None:
    gap = state("1")
    (ask,) = rules.asks([gap, state("2", Result.MET)], [], owing([gap]))
    assert (ask.kind, ask.since, ask.agency, ask.states, ask.matters) == (AskKind.ASSIGN, None, None, (gap,), ())
    # Two asks are the same when they ask the same, whatever else is known of the items.
    assert ask == replace(ask, states=())


def test_a_late_resolution_is_asked_about_before_what_is_less_late_and_those_without_a_date_together() -> None:
    row = {"agency": "x", "text": "ก", "text_en": None, "status": "open", "held_on": date(2023, 1, 1),
           "meeting": "m", "meeting_number": "1/2566"}  # fmt: skip
    late = {**row, "code": "late", "due_on": DAY - timedelta(days=214)}
    open_ones = [{**row, "code": code, "due_on": None, "agency": None} for code in ("r1", "r2")]
    later = {**row, "code": "later", "due_on": DAY + timedelta(days=9)}
    item = state("1", GAP, DAY - timedelta(days=5), "x")
    matters = owed([], [later, *open_ones, late], {}, [], DAY)
    asked = rules.asks([item, state("2", MET)], [], sorted([*matters, *owing([item])], key=lambda m: m.urgency))
    assert [(a.kind, a.items, tuple(m.resolution for m in a.matters)) for a in asked] == [
        (AskKind.FOLLOW_UP, (), ("late",)),
        (AskKind.EXPEDITE, ("1",), ()),
        (AskKind.FOLLOW_UP, (), ("r1", "r2")),
    ]


def test_late_resolutions_are_asked_for_once_an_agency_and_undated_ones_meeting_by_meeting_behind_them() -> None:
    row = {"agency": "x", "text": "ก", "text_en": None, "status": "open", "held_on": date(2023, 1, 1)}
    rows = [
        {**row, "code": f"{code}-{meeting}", "due_on": due, "meeting": meeting, "meeting_number": meeting}
        for meeting in ("1/2566", "2/2566")
        for code, due in (("undated", None), ("late", DAY - timedelta(days=1)))
    ]
    found = owed([], rows, {}, [], DAY)
    undated_first = sorted(found, key=lambda matter: (matter.is_late, matter.resolution))
    assert [tuple(m.resolution for m in ask.matters) for ask in rules.asks([], [], undated_first)] == [
        ("late-1/2566", "late-2/2566"),
        ("undated-1/2566",),
        ("undated-2/2566",),
    ]


def test_where_no_result_is_recorded_the_results_are_asked_for_and_not_a_survey() -> None:
    (ask,) = rules.asks([state("1", UNKNOWN), state("2", UNKNOWN)], [], [])
    assert (ask.kind, ask.items) == (AskKind.FIND_RESULTS, ("1", "2"))


def test_nothing_found_is_said_by_what_could_have_shown_it() -> None:
    assert rules.absence(0) is rules.Absence.NOT_RECORDED
    assert rules.absence(1) is rules.Absence.NONE


def test_a_verdict_and_an_ask_that_many_readers_share_stay_as_they_were() -> None:
    (ask,) = rules.asks([state("1")], [], [])
    for shared, field in ((verdict_of([], None), "late"), (ask, "items")):
        with pytest.raises(FrozenInstanceError):
            setattr(shared, field, 1)


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


def test_nothing_waits_to_be_closed_where_nobody_said_so() -> None:
    assert verdict_of([MET], None).waiting == 0


@given(states)
def test_the_verdict_counts_what_is_owed_late_and_without_an_owner(found: list[ItemState]) -> None:
    matters = owing(found)
    verdict = rules.verdict(count(found), None, matters, 3)
    assert (verdict.owed, verdict.waiting) == (len(matters), 3)
    assert verdict.late == sum(s.is_late and s.has_owner for s in found)
    assert verdict.unassigned == sum(s.result.is_gap and not s.has_owner for s in found)
    assert (verdict.longest is None) == (verdict.late == 0)
    if verdict.longest:
        assert verdict.longest.days_late == max(s.days_late or 0 for s in found if s.has_owner)


@given(states, states)
def test_asks_leave_out_nothing_and_ask_nothing_without_a_cause(
    found: list[ItemState], earlier: list[ItemState]
) -> None:
    changes = changes_between(earlier, found)
    asked = rules.asks(found, changes, owing(found))
    items = {kind: {i for a in asked if a.kind is kind for i in a.items} for kind in AskKind}
    assert items[AskKind.ASSIGN] == {s.item for s in found if s.result.is_gap and not s.has_owner}
    assert items[AskKind.EXPEDITE] == {s.item for s in found if s.is_late and s.has_owner}
    unknown = items[AskKind.SURVEY] | items[AskKind.FIND_RESULTS]
    assert unknown == {s.item for s in found if s.result is Result.NOT_ASSESSED}
    assert items[AskKind.EXPLAIN_LOSS] == {c.item for c in changes if c.lost and c.after.is_gap}
    assert all(a.items or a.matters for a in asked)


@given(states)
def test_each_agency_is_asked_once_about_all_that_it_is_late_with_since_the_oldest_date(
    found: list[ItemState],
) -> None:
    asked = [a for a in rules.asks(found, [], owing(found)) if a.kind is AskKind.EXPEDITE]
    assert len({a.agency for a in asked}) == len(asked)
    for ask in asked:
        theirs = [s for s in found if s.is_late and s.has_owner and s.agency == ask.agency]
        assert set(ask.items) == {s.item for s in theirs}
        assert ask.since == min(s.due_on for s in theirs if s.due_on)


def test_when_all_is_met_nothing_is_asked() -> None:
    assert rules.asks([state("1", MET, DAY - timedelta(days=9), "x")], [], []) == []


def test_a_loss_to_not_applicable_needs_no_explanation() -> None:
    before, after = state("1", MET), state("1", Result.NOT_APPLICABLE, agency="x")
    assert rules.asks([after], changes_between([before], [after]), []) == []
    gap = replace(after, result=GAP)
    (ask,) = rules.asks([gap], changes_between([before], [gap]), [])
    assert ask.kind is AskKind.EXPLAIN_LOSS
