"""Two people's changes to one row, put together: nothing of either is lost without a question."""

from hypothesis import given
from hypothesis import strategies as st

from ecodash.recording.field_merge import merge

ROWS = st.fixed_dictionaries({column: st.integers(0, 2) for column in "abcd"})


@given(ROWS, ROWS, ROWS)
def test_every_field_is_as_whoever_changed_it_has_it_or_asked_about(
    began: dict[str, int], mine: dict[str, int], now: dict[str, int]
) -> None:
    merged = merge(began, mine, now)
    for column in began:
        me, they = mine[column] != began[column], now[column] != began[column]
        assert (column in merged.both) == (me and they and mine[column] != now[column])
        assert merged.row[column] == (mine[column] if me else now[column])


def test_fields_that_the_form_does_not_have_stand_as_they_are_now() -> None:
    assert merge({"a": 1, "key": "k", "b": 1}, {"a": 2}, {"a": 1, "key": "k", "b": 5}).row == {
        "a": 2,
        "key": "k",
        "b": 5,
    }
