"""The three minutes: every figure of a brief is the one that its rows add up to."""

from datetime import date, timedelta

import pytest

from days import FRAMEWORKS, demo_days
from ecodash import facts
from ecodash.domain.dates import fiscal_year_of
from ecodash.domain.progress import count
from ecodash.domain.rules import AskKind, Trend
from ecodash.domain.vocabulary import HOME_AREA, HOME_FRAMEWORK, Result
from ecodash.facts.brief import Brief
from ecodash.store.store import Store
from ecodash.stores import DATA

DAYS = demo_days(DATA / "demo")


def briefs(store: Store, day: date) -> list[Brief]:
    """The brief of every area and framework on the day, with and without a comparison."""
    told = [
        facts.brief(store, area["code"], framework, day, compared)
        for area in facts.areas(store, day)
        for framework in FRAMEWORKS
        for compared in (None, day - timedelta(days=90), DAYS[0])
        if compared is None or compared < day
    ]
    assert all(told)
    return [brief for brief in told if brief]


@pytest.mark.slow
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_verdict_counts_the_items_below_it(demo_store: Store, day: date) -> None:
    for brief in briefs(demo_store, day):
        assert brief.counts == brief.verdict.counts == count(brief.states)
        assert brief.verdict.owed == len(brief.owed)
        assert brief.verdict.late == sum(matter.is_late for matter in brief.owed)
        assert brief.verdict.unassigned == sum(matter.agency is None for matter in brief.owed)


@pytest.mark.slow
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_how_the_verdict_moved_is_explained_by_the_changes(demo_store: Store, day: date) -> None:
    for brief in briefs(demo_store, day):
        if brief.compared_on is None:
            assert brief.changes == []
            assert brief.verdict.trend in (Trend.NO_COMPARISON, Trend.NOT_SURVEYED)
            continue
        moved = sum(c.gained for c in brief.changes) - sum(c.lost for c in brief.changes)
        assert brief.verdict.moved == abs(moved)
        if brief.counts.assessed:
            assert brief.verdict.trend is (Trend.MORE if moved > 0 else Trend.FEWER if moved < 0 else Trend.SAME)


@pytest.mark.slow
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_what_is_stuck_and_asked_is_of_the_items_shown(demo_store: Store, day: date) -> None:
    for brief in briefs(demo_store, day):
        owed = {m.item for m in brief.owed if m.framework == brief.framework["code"]}
        assert {s.item for s in brief.states if s.result.is_gap or s.is_late} <= owed
        assert not owed & {s.item for s in brief.states if s.result in (Result.MET, Result.NOT_APPLICABLE)}
        asked = {m.resolution for ask in brief.asks for m in ask.matters}
        alone = [m for m in brief.owed if m.item is None]
        assert asked == {m.resolution for m in alone if m.is_late or m.due_on is None}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_work_is_of_the_area_and_of_the_fiscal_year_of_the_day(demo_store: Store, day: date) -> None:
    for brief in briefs(demo_store, day):
        assert brief.fiscal_year <= fiscal_year_of(day)
        rows = facts.activities_where(demo_store, day, frozenset((brief.area["code"],)), brief.fiscal_year)
        assert brief.work.total == len(rows)


def test_choosing_an_item_narrows_the_lists_and_never_the_verdict(demo_store: Store) -> None:
    today = demo_store.today()
    whole = facts.brief(demo_store, HOME_AREA, HOME_FRAMEWORK, today, DAYS[0])
    assert whole is not None
    for item in (state.item for state in whole.states):
        one = facts.brief(demo_store, HOME_AREA, HOME_FRAMEWORK, today, DAYS[0], item=item)
        assert one is not None
        assert one.verdict == whole.verdict
        assert one.states == whole.states
        assert {m.item for m in one.owed} <= {item, None}
        assert one.changes == [c for c in whole.changes if c.item == item]


def test_choosing_an_agency_narrows_the_lists_and_never_the_verdict(demo_store: Store) -> None:
    today = demo_store.today()
    whole = facts.brief(demo_store, HOME_AREA, HOME_FRAMEWORK, today, DAYS[0])
    assert whole is not None
    for agency in {state.agency for state in whole.states if state.agency}:
        one = facts.brief(demo_store, HOME_AREA, HOME_FRAMEWORK, today, DAYS[0], agency=agency)
        assert one is not None
        assert one.verdict == whole.verdict
        assert all(matter.agency == agency for matter in one.owed)


def test_the_demonstration_shows_every_result_and_something_to_ask(demo_store: Store) -> None:
    today = demo_store.today()
    selection, _ = facts.read_selection(demo_store, {})
    brief = facts.brief(demo_store, HOME_AREA, HOME_FRAMEWORK, today, selection.vs)
    assert brief is not None
    assert brief.counts.total == 12
    assert brief.asks
    shown = {s.result for states in facts.states_by_area(demo_store, HOME_FRAMEWORK, today).values() for s in states}
    assert shown == set(Result)


def test_without_the_area_or_the_framework_there_is_no_brief(demo_store: Store) -> None:
    today = demo_store.today()
    assert facts.brief(demo_store, "nowhere", HOME_FRAMEWORK, today, None) is None
    assert facts.brief(demo_store, HOME_AREA, "nothing", today, None) is None


def test_the_real_data_are_not_surveyed_and_the_brief_asks_for_the_survey(real_store: Store) -> None:
    brief = facts.brief(real_store, HOME_AREA, HOME_FRAMEWORK, date(2024, 2, 12), date(2023, 9, 5))
    assert brief is not None
    assert (brief.counts.total, brief.counts.not_assessed) == (12, 12)
    assert brief.verdict.trend is Trend.NOT_SURVEYED
    (results,) = [ask for ask in brief.asks if ask.kind is AskKind.FIND_RESULTS]
    assert results.items == tuple(str(n) for n in range(1, 13))
    assert (brief.changes, brief.verdict.late) == ([], 0)


def test_the_two_resolutions_of_the_real_meeting_are_owed_by_nobody_known_since_that_day(real_store: Store) -> None:
    brief = facts.brief(real_store, HOME_AREA, HOME_FRAMEWORK, date(2026, 11, 25), None)
    assert brief is not None
    told = [(m.resolution, m.agency, m.since, m.due_on) for m in brief.owed]
    meeting = "lamphun-ban-klang-wg-2024-02-12"
    assert told == [(f"{meeting}-r{n}", None, date(2024, 2, 12), None) for n in (1, 2)]
    assert brief.asks[0].kind is AskKind.FOLLOW_UP
    assert [m.resolution for m in brief.asks[0].matters] == [f"{meeting}-r1", f"{meeting}-r2"]


def test_a_resolution_is_told_once_with_the_item_that_carries_it_out(demo_store: Store) -> None:
    brief = facts.brief(demo_store, HOME_AREA, HOME_FRAMEWORK, demo_store.today(), DAYS[0])
    assert brief is not None
    told = [m.resolution for m in brief.owed if m.resolution and m.item is None]
    carried = {(m.resolution, m.agency) for m in brief.owed if m.item}
    assert len(told) == len(set(told))
    assert not {(m.resolution, m.agency) for m in brief.owed if m.item is None} & carried
    assert brief.verdict.longest is not None
    assert (brief.verdict.longest.days_late, brief.verdict.longest.agency) == (214, "reo-1")
