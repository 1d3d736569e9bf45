"""What the phases' screen says: sentences, the order of the areas, what the address chooses."""

import pytest

from ecodash import facts
from ecodash.sentences import short_name
from ecodash.store.store import Store
from ecodash.ui.page import Page
from ecodash.ui.phase_progress import SORTS, chosen, phase_progress


def page(store: Store, own: dict[str, str] | None = None, **query: str) -> Page:
    selection, misread = facts.read_selection(store, {"lang": "en", **query})
    assert misread == []
    return Page(store, selection, (), "phases", own=own or {})


def test_a_headline_over_all_and_a_sentence_for_each_phase(demo_store: Store) -> None:
    headline, phases = phase_progress(page(demo_store))
    assert headline == (
        "Every item is met in 1 of 7 areas with survey results\u00a0· 11 more items met in fiscal year 2567 (2024)"
    )
    assert [one.code for one in phases] == ["1", "2", "3", None]
    assert phases[0].sentence == "Om Noi all items · Bang Kadi 9 of 12 · 2 more items met in fiscal year 2567 (2024)"
    assert (phases[0].met, phases[0].items) == (21, 24)
    assert [row["code"] for row in phases[2].unsurveyed] == ["lampang-mae-moh"]


@pytest.mark.parametrize(
    ("sort", "names"),
    [("value", ["Om Noi", "Bang Kadi"]), ("gain", ["Bang Kadi", "Om Noi"]), ("name", ["Bang Kadi", "Om Noi"])],
)
def test_areas_are_sorted_as_the_address_says(demo_store: Store, sort: str, names: list[str]) -> None:
    _, (one,) = phase_progress(page(demo_store, {"sort": sort}, phase="1"))
    assert [short_name(course.area, "en") for course, _ in one.lines] == names


def test_by_time_since_the_first_result_every_line_begins_at_the_left(demo_store: Store) -> None:
    _, phases = phase_progress(page(demo_store, {"axis": "elapsed"}))
    for one in phases:
        for course, drawn in one.lines:
            assert drawn.axis.start == course.steps[0].day
            assert drawn.axis.ticks[0].label == "0 y"


def test_what_the_address_does_not_know_is_the_first_choice(demo_store: Store) -> None:
    assert chosen(page(demo_store, {"sort": "<b>"}), "sort", SORTS) == "value"


def test_without_any_result_it_says_that_none_is_in_the_system(plain_store: Store) -> None:
    headline, phases = phase_progress(page(plain_store))
    assert headline.startswith("None of the ")
    assert all(one.lines == [] and one.total is None for one in phases)
    assert {one.sentence for one in phases} == {"No survey result of an area in this phase is in the system yet"}
