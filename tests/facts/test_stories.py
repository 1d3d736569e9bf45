"""What one screen tells of a phase, an item and a fiscal year, counted by hand on a small world."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ecodash import facts
from ecodash.domain.vocabulary import Means, Result
from ecodash.facts.stories import measured_values
from ecodash.store.change import Act
from ecodash.store.store import Store
from survey import AREA, FRAMEWORK, observe, surveyed_store

DAY = date(2024, 6, 30)


@pytest.fixture
def store() -> Store:
    return surveyed_store()


def record(store: Store, kind: str, *rows: dict[str, Any]) -> None:
    store.commit(Act("x", Means.EDIT), [(kind, row) for row in rows])


def selected(store: Store, day: date = DAY, **query: str) -> facts.Selection:
    selection, misread = facts.read_selection(store, {"as_of": day.isoformat(), **query})
    assert misread == []
    return selection


# Phases


def test_a_phase_adds_up_its_areas_and_no_others(store: Store) -> None:
    first, third = facts.phase_groups(store, selected(store))
    assert (third.code, [row["code"] for row in third.rows]) == ("3", [AREA])
    assert (third.surveyed, third.all_met, third.met, third.items, third.late) == (1, 0, 1, 3, 1)
    assert (third.work.total, third.work.done) == (1, 1)
    assert (first.code, [row["code"] for row in first.rows]) == ("1", ["rayong-town"])
    assert (first.surveyed, first.all_met, first.met, first.items, first.late) == (0, 0, 0, 0, 0)
    # Its activity is of another fiscal year than the day's.
    assert first.work.total == 0
    assert facts.phase_groups(store, selected(store, fy="2568"))[0].work.total == 1


def test_a_phase_counts_an_area_as_complete_when_all_that_applies_is_met(store: Store) -> None:
    observe(store, "2024-06-02T08:00:00", code="o-4", item="10", result="not_applicable", effective_on="2024-06-01")
    assert facts.phase_groups(store, selected(store))[1].all_met == 0
    observe(store, "2024-06-03T08:00:00", code="o-5", item="2", result="met", effective_on="2024-06-01")
    third = facts.phase_groups(store, selected(store))[1]
    assert (third.all_met, third.met, third.late) == (1, 2, 0)


def test_areas_where_nothing_applies_are_not_complete(store: Store) -> None:
    for item in ("1", "2", "10"):
        observe(
            store, "2024-06-02T08:00:00", code=f"na-{item}", item=item, result="not_applicable",
            effective_on="2024-06-01",
        )  # fmt: skip
    third = facts.phase_groups(store, selected(store))[1]
    assert (third.surveyed, third.all_met) == (1, 0)


def test_a_level_that_is_only_intended_is_not_counted_as_attained(store: Store) -> None:
    row = {"area": AREA, "framework": FRAMEWORK, "level": "1"}
    record(store, "attainment", {**row, "year": 2570, "aim": "intended"})
    assert facts.phase_groups(store, selected(store))[1].levelled == 0
    record(store, "attainment", {**row, "year": 2566, "aim": "attained"}, {**row, "year": 2567, "aim": "attained"})
    assert [group.levelled for group in facts.phase_groups(store, selected(store))] == [0, 1]


def test_areas_of_a_phase_nobody_knows_stand_by_themselves_at_the_end(store: Store) -> None:
    record(store, "area", {"code": "nowhere", "name_th": "ไม่ทราบ", "province": "rayong"})
    groups = facts.phase_groups(store, selected(store))
    assert [(group.code, [row["code"] for row in group.rows]) for group in groups] == [
        ("1", ["rayong-town"]), ("3", [AREA]), (None, ["nowhere"]),
    ]  # fmt: skip


def test_a_phase_without_areas_is_shown_unless_places_were_selected(store: Store) -> None:
    record(store, "phase", {"code": "2", "name_th": "ระยะที่ 2"})
    assert [group.code for group in facts.phase_groups(store, selected(store))] == ["1", "2", "3"]
    assert [group.code for group in facts.phase_groups(store, selected(store, province="rayong"))] == ["1"]
    assert [group.code for group in facts.phase_groups(store, selected(store, phase="2"))] == ["2"]


# Items


def test_an_item_is_told_with_its_neighbours_owners_and_activities(store: Store) -> None:
    story = facts.item_story(store, selected(store, item="2", area=AREA))
    assert (story["previous"], story["item"]["item"], story["next"]) == ("1", "2", "10")
    assert story["area"]["code"] == AREA
    assert story["state"].result is Result.PARTLY_MET
    assert [(row["agency"], row["item"]) for row in story["owners"]] == [("municipality", "2")]
    assert [row["code"] for row in story["activities"]] == ["a-1"]
    assert [row["code"] for row in story["history"]] == ["o-3"]
    assert [(row["code"], state.result) for row, state in story["others"]] == [("rayong-town", Result.NOT_ASSESSED)]


def test_the_first_item_has_none_before_it_and_the_last_none_after(store: Store) -> None:
    first, last = (facts.item_story(store, selected(store, item=item)) for item in ("1", "10"))
    assert (first["previous"], first["next"]) == (None, "2")
    assert (last["previous"], last["next"]) == ("2", None)


def test_an_item_brings_its_own_files_and_those_of_no_other_area_or_item(store: Store) -> None:
    here = {"area": AREA, "framework": FRAMEWORK, "item": "2", "title": "ภาพ"}
    record(
        store,
        "evidence",
        {**here, "code": "mine"},
        {**here, "code": "item", "item": "1"},
        {**here, "code": "area", "area": "rayong-town"},
        {**here, "code": "framework", "framework": "other"},
    )
    assert [row["code"] for row in facts.item_story(store, selected(store, item="2"))["earlier_files"]] == ["mine"]


def test_other_areas_are_those_of_the_selection(store: Store) -> None:
    record(store, "area", {"code": "third", "name_th": "สาม", "phase": "3", "province": "rayong"})

    def others(**query: str) -> set[str]:
        return {row["code"] for row, _ in facts.item_story(store, selected(store, item="1", **query))["others"]}

    assert others() == {"rayong-town", "third"}
    assert others(phase="3") == {"third"}
    # The area in focus itself is never among the others.
    assert others(province="lamphun") == set()


def test_measured_values_are_the_accepted_ones_up_to_the_day_oldest_first(store: Store) -> None:
    def measure(code: str, day: str, value: str, **more: str) -> None:
        observe(
            store, f"{day}T09:00:00", code=code, item="10", result="met", value=value, effective_on=day, **more
        )  # fmt: skip

    measure("v-1", "2024-06-01", "6.5")
    measure("v-2", "2024-06-10", "7")
    measure("v-3", "2024-06-11", "99", review="reported")
    measure("v-4", "2024-06-30", "8")
    measure("v-5", "2024-07-01", "9")
    measure("v-2", "2024-06-10", "7.5")
    values = [row["value"] for row in measured_values(store, AREA, FRAMEWORK, "10", DAY)]
    assert values == [Decimal("6.5"), Decimal("7.5"), Decimal(8)]


def test_of_many_measured_values_the_newest_two_dozen_are_shown(store: Store) -> None:
    for n in range(1, 27):
        observe(
            store, f"2024-06-{n:02}T09:00:00", code=f"v-{n}", item="10", result="met", value=str(n),
            effective_on=f"2024-06-{n:02}",
        )  # fmt: skip
    assert len(measured_values(store, AREA, FRAMEWORK, "10", DAY)) == 26, "a chart and its rows have all"
    story = facts.item_story(store, selected(store, item="10"))
    assert [row["value"] for row in story["values"]] == list(range(3, 27))


# Fiscal years


def test_a_fiscal_year_tells_what_was_gained_and_lost_between_its_eve_and_its_end_or_the_day(store: Store) -> None:
    observe(store, "2024-06-02T08:00:00", code="o-4", item="1", result="not_met", effective_on="2024-06-20")
    observe(store, "2023-08-02T08:00:00", code="o-5", item="10", result="met", effective_on="2023-09-30")
    observe(store, "2024-06-03T08:00:00", code="o-6", item="10", result="not_met", effective_on="2024-06-30")

    def moved(day: date) -> tuple[list[str], list[str]]:
        story = facts.fiscal_year_story(store, selected(store, day), 2567)
        return [c.item for c in story["gained"]], [c.item for c in story["lost"]]

    assert moved(date(2024, 2, 28)) == ([], [])
    assert moved(date(2024, 3, 1)) == (["1"], [])
    assert moved(date(2024, 6, 20)) == ([], [])
    assert moved(date(2024, 6, 30)) == moved(date(2025, 1, 1)) == ([], ["10"])


def test_a_fiscal_year_narrowed_to_an_item_tells_of_that_item_alone(store: Store) -> None:
    day = date(2024, 3, 1)
    assert len(facts.fiscal_year_story(store, selected(store, day, item="1"), 2567)["gained"]) == 1
    assert facts.fiscal_year_story(store, selected(store, day, item="2"), 2567)["gained"] == []


def test_a_fiscal_year_begins_on_the_first_of_october(store: Store) -> None:
    eve = facts.fiscal_year_story(store, selected(store, date(2023, 9, 30)), 2567)
    first = facts.fiscal_year_story(store, selected(store, date(2023, 10, 1)), 2567)
    assert (eve["started"], first["started"]) == (False, True)
    assert (first["start"], first["end"]) == (date(2023, 10, 1), date(2024, 9, 30))
    assert (first["compared_from"], first["compared_to"]) == (date(2023, 9, 30), date(2023, 10, 1))


def test_a_fiscal_year_lists_its_own_activities_and_budget_lines(store: Store) -> None:
    line = {"ministry": "ม", "amount_baht": "1"}
    record(store, "budget", {"code": "b-7", "fiscal_year": 2567, **line}, {"code": "b-8", "fiscal_year": 2568, **line})
    story = facts.fiscal_year_story(store, selected(store), 2567)
    assert [row["code"] for row in story["activities"]] == ["a-1"]
    assert [row["code"] for row in story["budgets"]] == ["b-7"]
    assert story["focus"] is None
    assert facts.fiscal_year_story(store, selected(store, area=AREA), 2567)["focus"]["code"] == AREA


@pytest.mark.parametrize(
    ("disbursed", "allocated", "percent"),
    [("0", "1900000", "0%"), ("250", "1000", "25%"), ("1000", "0", None), (None, "1000", None), ("5", None, None)],
)
def test_the_share_disbursed_is_told_only_where_both_are_known_and_something_was_allocated(
    store: Store, disbursed: str | None, allocated: str | None, percent: str | None
) -> None:
    row = {"code": "x", "title": "ก", "area": AREA, "fiscal_year": 2570, "status": "planned"}
    record(store, "activity", {**row, "disbursed_baht": disbursed, "allocated_baht": allocated})
    assert facts.fiscal_year_story(store, selected(store), 2570)["percent"] == percent


def test_an_activity_none_of_whose_days_lies_in_its_year_is_marked(store: Store) -> None:
    row = {"title": "ก", "area": AREA, "fiscal_year": 2570, "status": "planned"}
    record(
        store,
        "activity",
        {**row, "code": "before", "planned_start": "2026-09-01", "planned_end": "2026-09-30"},
        {**row, "code": "touches", "planned_start": "2026-09-01", "planned_end": "2026-10-01"},
        {**row, "code": "last-day", "actual_end": "2027-09-30"},
        {**row, "code": "after", "actual_start": "2027-10-01"},
        {**row, "code": "no-day"},
    )
    assert facts.fiscal_year_story(store, selected(store), 2570)["outside"] == {"before", "after"}
