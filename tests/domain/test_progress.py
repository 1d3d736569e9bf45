import random
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ecodash.domain.progress import Counts, ItemState, count, natural_order
from ecodash.domain.vocabulary import Result

results = st.lists(st.sampled_from(Result))


def state(item: str, result: Result = Result.NOT_ASSESSED) -> ItemState:
    return ItemState("a", "f", item, None, None, None, result=result)


@given(results)
def test_counts_add_up_to_the_number_of_items(found: list[Result]) -> None:
    counts = count(state(str(n), result) for n, result in enumerate(found))
    assert counts.total == len(found)
    assert sum(counts.of(result) for result in Result) == counts.total
    assert all(counts.of(result) == found.count(result) for result in Result)


@given(results)
def test_gaps_and_assessed_are_parts_of_the_whole(found: list[Result]) -> None:
    counts = Counts.of_results(found)
    assert counts.gaps == sum(result.is_gap for result in found)
    assert counts.assessed + counts.not_assessed == counts.total
    assert counts.met + counts.gaps + counts.not_applicable == counts.assessed


@given(results)
def test_counts_as_a_dict_hold_every_result_by_its_code_and_the_total(found: list[Result]) -> None:
    counts = Counts.of_results(found)
    told = counts.as_dict()
    assert list(told) == ["met", "partly_met", "not_met", "not_applicable", "not_assessed", "total"]
    assert told.pop("total") == sum(told.values()) == counts.total


def test_only_partly_met_and_not_met_are_gaps() -> None:
    assert {result for result in Result if result.is_gap} == {Result.PARTLY_MET, Result.NOT_MET}


def test_an_item_nobody_surveyed_is_not_assessed() -> None:
    assert state("1").result is Result.NOT_ASSESSED
    assert not state("1").is_late


def test_of_an_item_nobody_surveyed_or_assigned_nothing_is_claimed() -> None:
    untouched = state("1")
    assert (untouched.evidence, untouched.has_owner, untouched.days_late) == (0, False, None)


def test_without_items_every_count_is_nil() -> None:
    assert set(Counts().as_dict().values()) == set(Counts.of_results([]).as_dict().values()) == {0}


@pytest.mark.parametrize(("shared", "field"), [(state("1"), "result"), (Counts(), "met")])
def test_what_many_readers_share_stays_as_it_was(shared: object, field: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(shared, field, Result.MET)


def test_items_are_numbered_as_people_number_them() -> None:
    wanted = ["1", "1.1", "1.2", "1.10", "2", "2-1", "10", "a"]
    mixed = random.Random(1).sample(wanted, len(wanted))
    assert sorted(mixed, key=natural_order) == wanted


@given(st.lists(st.text(max_size=6)))
@example(["²", "1", "", ".", "-", "๑"])
def test_any_codes_can_be_sorted(codes: list[str]) -> None:
    assert sorted(sorted(codes, key=natural_order)) == sorted(codes)
