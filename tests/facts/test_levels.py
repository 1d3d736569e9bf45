"""Levels: what an area attained and intends, and which items the level after that still wants."""

from datetime import date
from typing import Any

import pytest

from ecodash import facts
from ecodash.domain.vocabulary import Means
from ecodash.facts.levels import Standing
from ecodash.store.change import Act
from ecodash.store.store import Store

DAY = date(2024, 3, 1)


@pytest.fixture
def store(empty_store: Store) -> Store:
    """Levels 1 to 3; items 1 and 2 belong to the second level, item 3 to the third, none to the first."""
    record(
        empty_store,
        *(("area", {"code": code, "name_th": code}) for code in ("a", "b")),
        *(("framework", {"code": code, "name_th": code}) for code in ("f", "g")),
        *(("level", {"framework": "f", "level": str(n), "name_th": f"ระดับ {n}"}) for n in (1, 2, 3)),
        *(
            ("item", {"framework": "f", "item": item, "position": int(item), "level": level})
            for item, level in (("1", "2"), ("2", "2"), ("3", "3"))
        ),
    )
    return empty_store


def record(store: Store, *rows: tuple[str, dict[str, Any]]) -> None:
    store.commit(Act("x", Means.EDIT), rows)


def level(level: str, year: int = 2566, aim: str = "attained", **more: Any) -> tuple[str, dict[str, Any]]:
    return "attainment", {"area": "a", "framework": "f", "year": year, "aim": aim, "level": level, **more}


def seen(item: str, result: str) -> tuple[str, dict[str, Any]]:
    row = {"code": f"o-{item}", "area": "a", "framework": "f", "item": item, "result": result, "review": "accepted"}
    return "observation", {**row, "effective_on": "2024-02-01"}


def standings(store: Store, **query: str) -> list[Standing]:
    selection, misread = facts.read_selection(store, {"as_of": DAY.isoformat(), "framework": "f", **query})
    assert misread == []
    return facts.standings(store, selection)


def missing(store: Store) -> list[str] | None:
    (standing,) = standings(store)
    return None if standing.missing is None else [state.item for state in standing.missing]


def test_only_areas_of_which_a_level_is_told_are_listed(store: Store) -> None:
    assert standings(store) == []
    record(store, level("1"), level("9", framework="g"))
    assert [standing.area["code"] for standing in standings(store)] == ["a"]
    assert standings(store, area="b") == []


def test_a_framework_without_levels_has_no_standings(store: Store) -> None:
    record(store, level("1", framework="g"))
    assert standings(store, framework="g") == []


def test_the_latest_year_counts_for_what_is_attained_and_for_what_is_intended(store: Store) -> None:
    record(store, level("2", 2566), level("1", 2565), level("3", 2570, "intended"), level("2", 2568, "intended"))
    (standing,) = standings(store)
    assert standing.attained is not None
    assert standing.intended is not None
    assert (standing.attained["year"], standing.attained["level"]) == (2566, "2")
    assert (standing.intended["year"], standing.intended["level"]) == (2570, "3")


def test_what_is_only_intended_is_not_attained(store: Store) -> None:
    record(store, level("3", 2570, "intended"))
    (standing,) = standings(store)
    assert standing.attained is None
    assert standing.intended is not None


def test_the_next_level_wants_its_own_items_that_are_neither_met_nor_beside_the_point(store: Store) -> None:
    record(store, level("1"))
    assert missing(store) == ["1", "2"]
    record(store, seen("1", "met"), seen("2", "partly_met"))
    assert missing(store) == ["2"]
    record(store, seen("2", "not_applicable"))
    assert missing(store) == []


def test_the_level_after_the_one_attained_is_the_next(store: Store) -> None:
    record(store, level("2"))
    assert missing(store) == ["3"]


def test_what_nobody_told_is_not_said_to_be_missing_nor_complete(store: Store) -> None:
    # The first level has no items recorded; above the last there is none.
    record(store, level("3", 2570, "intended"))
    assert missing(store) is None
    record(store, level("3"))
    assert missing(store) is None
