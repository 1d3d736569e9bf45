"""The map of places: north is up, east is right, everything fits, and what has no place is named."""

from math import cos, radians
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecodash.ui.map import Plan, plan_of


def area(code: str, lat: float | None, lon: float | None) -> dict[str, Any]:
    return {"code": code, "lat": lat, "lon": lon}


def places(plan: Plan) -> dict[str, tuple[float, float]]:
    return {place.area["code"]: (place.left, place.top) for place in plan.placed}


def test_north_is_up_and_east_is_right_and_a_margin_is_left_for_the_names() -> None:
    plan = plan_of([area("south-west", 13, 99), area("north-east", 18, 101), area("middle", 15.5, 100)])
    assert places(plan) == {"south-west": (18, 82), "north-east": (82, 18), "middle": (50, 50)}


def test_an_area_with_half_a_place_or_none_is_listed_beside_the_map() -> None:
    rows = [area("a", 13, 99), area("b", None, 99), area("c", 13, None), area("d", None, None)]
    plan = plan_of(rows)
    assert list(places(plan)) == ["a"]
    assert [row["code"] for row in plan.missing] == ["b", "c", "d"]


def test_the_equator_and_greenwich_are_places() -> None:
    assert list(places(plan_of([area("a", 0, 0)]))) == ["a"]


def test_without_any_place_there_is_an_empty_map() -> None:
    assert plan_of([]) == Plan([], 1.0, [])
    assert plan_of([area("a", None, None)]) == Plan([], 1.0, [area("a", None, None)])


def test_one_place_alone_stands_in_the_middle() -> None:
    assert places(plan_of([area("a", 18.5, 99)])) == {"a": (50, 50)}


def test_places_close_together_are_not_torn_apart() -> None:
    near = places(plan_of([area("a", 18.5, 99), area("b", 18.75, 99)]))
    # A quarter of a degree fills half of the half degree that is always shown.
    assert near == {"a": (50, 66), "b": (50, 34)}


def test_the_map_is_as_high_as_the_land_is_at_that_latitude_within_what_a_screen_bears() -> None:
    assert plan_of([area("a", 15, 99), area("b", 16, 100)]).ratio == pytest.approx(1 / cos(radians(15.5)))
    assert plan_of([area("a", 10, 99), area("b", 20, 99)]).ratio == 1.6
    assert plan_of([area("a", 15, 95), area("b", 15, 105)]).ratio == 0.6


def test_a_name_at_the_right_edge_stands_left_of_its_dot() -> None:
    plan = plan_of([area("a", 13, 99), area("b", 18, 101)])
    assert [place.label_left for place in plan.placed] == [False, True]


def test_names_of_neighbours_stand_on_two_sides() -> None:
    rows = [area("far", 13, 99), area("also far", 18, 101), area("a", 15.5, 100), area("b", 15.51, 100.01)]
    assert [place.label_left for place in plan_of(rows).placed][2:] == [False, True]


coordinates = st.tuples(st.floats(5.6, 20.5), st.floats(97.3, 105.7))


@given(st.lists(coordinates, min_size=1, max_size=20))
def test_every_place_lies_within_the_margins(given_places: list[tuple[float, float]]) -> None:
    plan = plan_of([area(str(n), *place) for n, place in enumerate(given_places)])
    assert len(plan.placed) == len(given_places)
    assert all(18 <= place.left <= 82 and 18 <= place.top <= 82 for place in plan.placed)
    assert 0.6 <= plan.ratio <= 1.6
