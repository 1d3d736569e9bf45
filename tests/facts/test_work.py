from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from days import demo_days
from ecodash import facts
from ecodash.domain.dates import fiscal_year_bounds, fiscal_year_of
from ecodash.domain.vocabulary import ActivityStatus
from ecodash.facts.work import MONEY, linked_items, partner_codes, work_of
from ecodash.store.store import Store
from ecodash.stores import DATA

DAYS = demo_days(DATA / "demo")
baht = st.none() | st.decimals(0, 10**9, places=2)
activities = st.lists(
    st.fixed_dictionaries({"status": st.sampled_from([s.value for s in ActivityStatus]), **dict.fromkeys(MONEY, baht)})
)


@given(activities)
def test_every_activity_is_counted_once(rows: list[dict[str, Any]]) -> None:
    work = work_of(rows)
    assert work.total == len(rows) == work.done + work.in_progress + work.planned + work.cancelled


@given(activities)
def test_sums_say_for_how_many_they_are_known_and_nil_is_known(rows: list[dict[str, Any]]) -> None:
    work = work_of(rows)
    for column in MONEY:
        known = [row[column] for row in rows if row[column] is not None]
        assert (work.money[column].known, work.money[column].baht) == (len(known), sum(known, Decimal(0)))


@given(activities)
def test_the_share_disbursed_compares_like_with_like(rows: list[dict[str, Any]]) -> None:
    work = work_of(rows)
    both = [r for r in rows if r["allocated_baht"] is not None and r["disbursed_baht"] is not None]
    assert work.both_known == len(both)
    assert (work.disbursed_of is None) == (not both)
    if work.disbursed_of:
        assert work.disbursed_of == (
            sum(r["disbursed_baht"] for r in both),
            sum(r["allocated_baht"] for r in both),
        )


def test_nothing_at_all_is_nothing_known() -> None:
    work = work_of([])
    assert (work.total, work.disbursed_of) == (0, None)
    assert all(money.known == 0 for money in work.money.values())


def test_links_and_partners_are_lists() -> None:
    row = {"items": "diw-eit-basic12:4; unido-eip:1.2;", "partner_agencies": " a;b ;"}
    assert linked_items(row) == [("diw-eit-basic12", "4"), ("unido-eip", "1.2")]
    assert partner_codes(row) == ["a", "b"]
    assert not linked_items({"items": None})
    assert not partner_codes({"partner_agencies": None})


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_areas_and_years_share_out_the_whole(demo_store: Store, day: date) -> None:
    whole = facts.activities_where(demo_store, day)
    assert whole == facts.activities(demo_store, day)
    areas = {row["area"] for row in whole}
    years = {row["fiscal_year"] for row in whole}
    parts = [
        row
        for area in areas
        for year in years
        for row in facts.activities_where(demo_store, day, frozenset((area,)), year)
    ]
    assert sorted(row["code"] for row in parts) == sorted(row["code"] for row in whole)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_an_agency_has_what_it_leads_and_what_it_takes_part_in(demo_store: Store, day: date) -> None:
    for agency in facts.agencies(demo_store, day):
        code = agency["code"]
        for row in facts.activities_where(demo_store, day, agency=code):
            assert code == row["lead_agency"] or code in partner_codes(row)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_activity_is_of_a_known_area_and_of_a_known_year(demo_store: Store, day: date) -> None:
    areas = {row["code"] for row in facts.areas(demo_store, day)}
    years = facts.fiscal_years(demo_store, day)
    assert list(years) == sorted(set(years), reverse=True)
    assert fiscal_year_of(day) in years
    for row in facts.activities(demo_store, day):
        assert row["area"] in areas
        assert row["fiscal_year"] in years


@given(st.integers(2500, 2600), st.dates(date(1957, 1, 1), date(2060, 1, 1)))
def test_a_fiscal_year_is_compared_from_its_eve_to_its_end_or_to_the_day(year: int, day: date) -> None:
    first, last = fiscal_year_bounds(year)
    since, until = facts.comparison_days(year, day)
    assert since == first - timedelta(days=1)
    assert until == min(last, day)
