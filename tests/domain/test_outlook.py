"""What open assignments promise, and no more than that."""

from datetime import date
from typing import Any

from ecodash.domain.outlook import outlook
from ecodash.domain.progress import ItemState
from ecodash.domain.vocabulary import Result

DAY = date(2024, 3, 1)


def state(item: str, result: Result, due_on: date | None = None, **more: Any) -> ItemState:
    return ItemState("a", "f", item, None, None, None, result=result, due_on=due_on, **more)


def test_what_is_due_is_counted_and_what_is_late_dateless_or_nobodys_is_told_apart() -> None:
    told = outlook(
        [
            state("1", Result.MET),
            state("2", Result.NOT_MET, date(2024, 6, 1), has_owner=True),
            state("3", Result.PARTLY_MET, DAY, has_owner=True),
            state("4", Result.NOT_ASSESSED, date(2024, 4, 1), has_owner=True),
            state("5", Result.NOT_MET, date(2024, 2, 29), has_owner=True),
            state("6", Result.NOT_MET, None, has_owner=True),
            state("7", Result.NOT_MET),
            state("8", Result.NOT_ASSESSED),
            state("9", Result.NOT_APPLICABLE),
            state("10", Result.NOT_MET, date(2024, 1, 31), has_owner=True),
            state("11", Result.PARTLY_MET),
            state("12", Result.NOT_MET, date(2024, 2, 1), has_owner=True),
        ],
        DAY,
    )
    assert (told.met, told.wanted, told.reach, told.by) == (1, 11, 4, date(2024, 6, 1))
    assert [s.item for s in told.dated] == ["3", "4", "2"]
    assert (told.late, told.undated, told.unowned, told.unassessed) == (3, 1, 2, 1)
    assert [told.met_by(date(2024, month, 1)) for month in (3, 4, 5, 6)] == [2, 3, 3, 4]


def test_without_a_date_nothing_is_promised() -> None:
    told = outlook([state("1", Result.MET), state("2", Result.NOT_MET, None, has_owner=True)], DAY)
    assert (told.reach, told.by) == (1, None)


def test_an_assignment_left_open_on_what_is_met_promises_nothing_more() -> None:
    told = outlook([state("1", Result.MET, date(2024, 6, 1), has_owner=True)], DAY)
    assert (told.met, told.wanted, told.dated) == (1, 1, ())


def test_no_items_are_no_promise() -> None:
    assert outlook([], DAY).wanted == 0
