"""The level an area means to reach: which one, by when, and whether what is planned suffices."""

from datetime import date
from typing import Any

import pytest

from ecodash.domain.vocabulary import Means
from ecodash.facts.prospects import Aim, prospects
from ecodash.store.change import Act
from ecodash.store.store import Store

DAY = date(2024, 3, 1)


@pytest.fixture
def store(empty_store: Store) -> Store:
    """Levels 1 and 2 of the framework f; item 1 belongs to the first, items 2 and 3 to the second; 1 is met."""
    item = {"area": "a", "framework": "f"}
    record(
        empty_store,
        ("area", {"code": "a", "name_th": "a"}),
        *(("framework", {"code": code, "name_th": code}) for code in ("f", "g")),
        *(("level", {"framework": "f", "level": level}) for level in ("1", "2")),
        *(
            ("item", {"framework": "f", "item": number, "position": int(number), "level": level})
            for number, level in (("1", "1"), ("2", "2"), ("3", "2"))
        ),
        ("observation", {**item, "code": "o", "item": "1", "result": "met", "review": "accepted",
                         "effective_on": "2024-02-01"}),
    )  # fmt: skip
    return empty_store


def record(store: Store, *rows: tuple[str, dict[str, Any]]) -> None:
    store.commit(Act("x", Means.EDIT), rows)


def level(level: str, year: int, aim: str = "intended", framework: str = "f") -> tuple[str, dict[str, Any]]:
    return "attainment", {"area": "a", "framework": framework, "year": year, "aim": aim, "level": level}


def owed(item: str, due_on: str) -> tuple[str, dict[str, Any]]:
    row = {"area": "a", "framework": "f", "item": item, "agency": "x", "assigned_on": "2024-02-01", "status": "open"}
    return "assignment", {**row, "due_on": due_on}


def aim(store: Store, framework: str = "f") -> Aim | None:
    return prospects(store, "a", framework, DAY).aim


def test_without_an_intention_there_is_no_aim(store: Store) -> None:
    assert aim(store) is None
    record(store, level("1", 2566, "attained"))
    assert aim(store) is None


def test_the_nearest_level_not_attained_is_the_aim(store: Store) -> None:
    record(store, level("1", 2567), level("2", 2569))
    found = aim(store)
    assert found is not None
    assert (found.row["level"], found.until, found.is_past) == ("1", date(2024, 12, 31), False)
    record(store, level("1", 2566, "attained"))
    found = aim(store)
    assert found is not None
    assert found.row["level"] == "2"
    record(store, level("2", 2567, "attained"))
    assert aim(store) is None


def test_an_aim_is_out_of_reach_when_what_is_due_in_its_year_does_not_suffice(store: Store) -> None:
    record(store, level("2", 2567))

    def out_of_reach() -> bool:
        found = aim(store)
        assert found is not None
        return found.is_out_of_reach

    assert out_of_reach()
    record(store, owed("2", "2024-06-01"), owed("3", "2024-12-31"))
    assert not out_of_reach()
    record(store, owed("3", "2025-01-01"))
    assert out_of_reach()


def test_where_nobody_recorded_what_the_level_wants_nothing_is_said_of_reaching_it(store: Store) -> None:
    record(store, level("9", 2567, framework="g"))
    found = aim(store)
    assert found is not None
    assert (found.outlook, found.is_out_of_reach) == (None, False)


def test_a_year_that_has_passed_is_told(store: Store) -> None:
    record(store, level("2", 2566))
    found = aim(store)
    assert found is not None
    assert found.is_past
