"""By dimension and towards the next level: what stands, a year ago, what is wanted, and what nobody recorded."""

from datetime import date
from typing import Any

import pytest

from ecodash import facts
from ecodash.domain.dates import a_year_before
from ecodash.domain.vocabulary import Means
from ecodash.facts.ladder import Ladder
from ecodash.facts.profile import Profile
from ecodash.store.change import Act
from ecodash.store.store import Store

DAY = date(2024, 3, 1)


@pytest.fixture
def store(empty_store: Store) -> Store:
    """Two dimensions, an aspect in the first; items 1 to 3 belong to the second level, item 4 to none."""
    record(
        empty_store,
        ("area", {"code": "a", "name_th": "ก"}),
        ("agency", {"code": "x", "name_th": "หน่วยงาน"}),
        ("framework", {"code": "f", "name_th": "ชุด"}),
        *(("dimension", {"framework": "f", "code": c, "name_th": f"มิติ {c}", "position": int(c)}) for c in "12"),
        ("aspect", {"framework": "f", "code": "1.1", "dimension": "1", "name_th": "ด้าน", "position": 1}),
        *(("level", {"framework": "f", "level": str(n), "name_th": f"ระดับ {n}"}) for n in (1, 2)),
        *(("item", item(*each)) for each in (("1", "1", "2"), ("2", "1", "2"), ("3", "2", "2"), ("4", "2", None))),
        ("attainment", {"area": "a", "framework": "f", "year": 2566, "aim": "attained", "level": "1"}),
    )
    return empty_store


def item(code: str, dimension: str, level: str | None) -> dict[str, Any]:
    aspect = "1.1" if dimension == "1" else None
    return {
        "framework": "f", "item": code, "dimension": dimension, "aspect": aspect, "level": level, "position": int(code),
    }  # fmt: skip


def record(store: Store, *rows: tuple[str, dict[str, Any]]) -> None:
    store.commit(Act("x", Means.EDIT), rows)


def seen(code: str, result: str, day: str = "2024-02-01") -> tuple[str, dict[str, Any]]:
    row = {"code": f"o-{code}-{day}", "area": "a", "framework": "f", "item": code, "result": result}
    return "observation", {**row, "review": "accepted", "effective_on": day}


def owed(code: str, **more: Any) -> tuple[str, dict[str, Any]]:
    row = {"area": "a", "framework": "f", "item": code, "agency": "x", "assigned_on": "2024-01-05", "status": "open"}
    return "assignment", {**row, "effective_on": "2024-01-05", **more}


def work(code: str, items: str, status: str) -> tuple[str, dict[str, Any]]:
    return "activity", {"code": code, "title": code, "area": "a", "items": items, "status": status}


def the_ladder(store: Store) -> Ladder:
    found = facts.ladder(store, "a", "f", DAY)
    assert found is not None
    return found


def the_profile(store: Store) -> Profile:
    found = facts.profile(store, "a", "f", DAY)
    assert found is not None
    return found


def test_the_next_level_lists_what_is_wanting_by_dimension_the_least_known_work_first(store: Store) -> None:
    record(
        store, seen("1", "not_met"), seen("2", "partly_met"), seen("3", "met"), owed("1"),
        work("w1", "f:1", "planned"), work("w2", "f:1;f:2", "in_progress"), work("w3", "f:2", "done"),
    )  # fmt: skip
    found = the_ladder(store)
    assert (found.attained, found.next and found.next["level"], found.wanted) == ("1", "2", 3)
    assert found.missing is not None
    assert [(one.state.item, one.open_work) for one in found.missing] == [("2", 1), ("1", 3)]
    assert found.owners == (("x", 1), (None, 1))


def test_no_work_recorded_is_not_the_cheapest(store: Store) -> None:
    record(store, owed("2"))
    missing = the_ladder(store).missing
    assert missing is not None
    assert [(one.state.item, one.open_work) for one in missing] == [("2", 1), ("1", 0), ("3", 0)]


def test_an_item_that_does_not_apply_is_neither_wanted_nor_missing(store: Store) -> None:
    record(store, seen("1", "not_applicable"), seen("2", "met"), seen("3", "met"))
    assert (the_ladder(store).wanted, the_ladder(store).missing) == (2, ())


def test_what_a_level_wants_and_what_stands_above_the_last_is_not_guessed(store: Store) -> None:
    record(store, ("level", {"framework": "f", "level": "3"}))
    record(store, ("attainment", {"area": "a", "framework": "f", "year": 2567, "aim": "attained", "level": "2"}))
    found = the_ladder(store)
    assert (found.next and found.next["level"], found.missing) == ("3", None)
    record(store, ("attainment", {"area": "a", "framework": "f", "year": 2568, "aim": "attained", "level": "3"}))
    assert (the_ladder(store).next, the_ladder(store).missing) == (None, None)
    assert facts.ladder(store, "a", "unheard-of", DAY) is None


def test_a_profile_counts_each_dimension_now_and_a_year_before(store: Store) -> None:
    record(store, seen("1", "met", "2023-01-05"), seen("2", "met"), seen("3", "not_met"))
    first, second = the_profile(store).parts
    assert (first.now.met, first.now.total, second.now.met, second.now.gaps) == (2, 2, 0, 1)
    assert first.before is not None
    assert first.before.met == 1
    assert [(aspect.names["name_th"], aspect.now.met) for aspect in first.aspects] == [("ด้าน", 2)]
    assert second.aspects == ()


def test_before_the_first_survey_nothing_was_known_and_without_an_aim_nothing_is_wanted(store: Store) -> None:
    record(store, seen("1", "met"))
    told = the_profile(store)
    assert (told.aim, [(part.before, part.wanted) for part in told.parts]) == (None, [(None, None)] * 2)
    record(store, ("attainment", {"area": "a", "framework": "f", "year": 2569, "aim": "intended", "level": "2"}))
    assert [part.wanted for part in the_profile(store).parts] == [2, 1]


def test_a_framework_without_dimensions_has_no_profile(store: Store) -> None:
    record(store, ("item", {"framework": "g", "item": "1"}))
    assert facts.profile(store, "a", "g", DAY) is None


def test_a_year_before_the_29th_of_february() -> None:
    assert a_year_before(date(2024, 2, 29)) == date(2023, 2, 28)
    assert a_year_before(DAY) == date(2023, 3, 1)
