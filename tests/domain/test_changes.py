from dataclasses import FrozenInstanceError
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecodash.domain.changes import changes_between
from ecodash.domain.progress import ItemState, count
from ecodash.domain.vocabulary import Result

surveys = st.dictionaries(
    st.tuples(st.sampled_from(["a", "b"]), st.sampled_from("123456")), st.sampled_from(Result), max_size=12
)


def states(survey: dict[tuple[str, str], Result]) -> list[ItemState]:
    return [ItemState(area, "f", item, None, None, None, result=r) for (area, item), r in survey.items()]


@given(surveys)
def test_nothing_changes_between_a_day_and_itself(survey: dict[tuple[str, str], Result]) -> None:
    assert changes_between(states(survey), states(survey)) == []


@given(surveys, surveys)
def test_every_change_is_a_difference_and_every_difference_a_change(
    earlier: dict[tuple[str, str], Result], later: dict[tuple[str, str], Result]
) -> None:
    changes = changes_between(states(earlier), states(later))
    told = {(c.area, c.item): (c.before, c.after) for c in changes}
    unseen = Result.NOT_ASSESSED
    assert told == {at: (earlier.get(at, unseen), r) for at, r in later.items() if earlier.get(at, unseen) is not r}
    assert [(c.area, c.item) for c in changes] == [at for at in later if at in told]


@given(surveys, st.data())
def test_the_changes_explain_how_the_counts_moved(survey: dict[tuple[str, str], Result], data: st.DataObject) -> None:
    later = {at: data.draw(st.sampled_from(Result)) for at in survey}
    changes = changes_between(states(survey), states(later))
    gained, lost = sum(c.gained for c in changes), sum(c.lost for c in changes)
    assert count(states(later)).met - count(states(survey)).met == gained - lost


@given(surveys, surveys)
def test_going_back_undoes_every_change(
    one: dict[tuple[str, str], Result], other: dict[tuple[str, str], Result]
) -> None:
    there = {(c.area, c.item, c.before, c.after) for c in changes_between(states(one), states(other))}
    back = {(c.area, c.item, c.after, c.before) for c in changes_between(states(other), states(one))}
    both = one.keys() & other.keys()
    assert {c for c in there if c[:2] in both} == {c for c in back if c[:2] in both}


def test_a_change_says_when_it_holds_from_and_when_it_was_recorded() -> None:
    later = ItemState(
        "a", "f", "1", None, None, None,
        result=Result.MET, effective_on=date(2024, 2, 1), recorded_at=datetime(2024, 2, 3, 9),
    )  # fmt: skip
    (change,) = changes_between([], [later])
    assert (change.before, change.after) == (Result.NOT_ASSESSED, Result.MET)
    assert change.gained
    assert not change.lost
    assert (change.effective_on, change.recorded_at) == (date(2024, 2, 1), datetime(2024, 2, 3, 9))


def test_a_change_that_many_readers_share_stays_as_it_was() -> None:
    (change,) = changes_between([], states({("a", "1"): Result.MET}))
    with pytest.raises(FrozenInstanceError):
        change.after = Result.NOT_MET  # type: ignore[misc]


def test_an_item_that_is_gone_from_the_list_is_no_change() -> None:
    assert changes_between(states({("a", "1"): Result.MET}), []) == []
