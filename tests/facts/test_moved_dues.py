"""A due day that was moved leaves its trace: from when, how often, why; as far as it held on a day."""

from datetime import date
from typing import Any

from ecodash import facts
from ecodash.domain.vocabulary import Means
from ecodash.facts.moved_dues import Moved
from ecodash.store.change import Act
from ecodash.store.store import Store

GIVEN = {"area": "a", "framework": "f", "item": "1", "agency": "x", "assigned_on": date(2024, 1, 1), "status": "open"}
FIRST, SECOND, THIRD = date(2024, 6, 30), date(2025, 6, 30), date(2026, 6, 30)


def given(store: Store, due: date | None, since: date, note: str | None = None) -> int:
    row: dict[str, Any] = {**GIVEN, "due_on": due, "effective_on": since, "note": note}
    return store.commit(Act("x", Means.EDIT), [("assignment", row)]).id


def moved(store: Store, day: date = date(2027, 1, 1)) -> Moved | None:
    return facts.moved_due(store, day, "assignment", GIVEN)


def test_the_first_day_the_moves_and_the_last_reason_are_told(empty_store: Store) -> None:
    given(empty_store, None, date(2024, 1, 1))
    given(empty_store, FIRST, date(2024, 2, 1))
    assert moved(empty_store) is None
    given(empty_store, SECOND, date(2024, 7, 1), "รองบ")
    given(empty_store, SECOND, date(2024, 8, 1), "อย่างอื่น")
    assert moved(empty_store) == Moved(FIRST, 1, "รองบ")
    last = given(empty_store, THIRD, date(2025, 7, 1), "ผู้รับจ้างทิ้งงาน")
    assert moved(empty_store) == Moved(FIRST, 2, "ผู้รับจ้างทิ้งงาน")
    assert moved(empty_store, date(2025, 1, 1)) == Moved(FIRST, 1, "รองบ")
    empty_store.commit(Act("x", Means.UNDO, undoes=last), [], [("assignment", 5)])
    assert moved(empty_store) == Moved(FIRST, 1, "รองบ")


def test_a_resolution_is_followed_by_its_code(empty_store: Store) -> None:
    row = {"code": "r1", "meeting": "m", "text": "ให้ทำ", "effective_on": FIRST}
    for due in (SECOND, THIRD):
        empty_store.commit(Act("x", Means.EDIT), [("resolution", {**row, "due_on": due, "note": "รอ"})])
    assert facts.moved_due(empty_store, THIRD, "resolution", {"code": "r1"}) == Moved(SECOND, 1, "รอ")
