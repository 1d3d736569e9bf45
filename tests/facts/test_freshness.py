from datetime import date, datetime, timedelta
from typing import Any

from ecodash.domain.vocabulary import Means
from ecodash.facts.freshness import Fresh, freshness
from ecodash.store.change import Act
from ecodash.store.store import Store

START = datetime(2024, 1, 1, 8)
DAY = date(2024, 6, 30)


def record(store: Store, days_later: int, *rows: tuple[str, dict[str, Any]], void: int | None = None) -> datetime:
    at = START + timedelta(days=days_later)
    voids = [("observation", void)] if void else []
    return store.commit(Act("x", Means.EDIT, recorded_at=at), rows, voids).recorded_at


def seen(code: str, day: str, review: str = "accepted") -> tuple[str, dict[str, Any]]:
    row = {"area": "a", "framework": "f", "item": "1", "result": "met", "effective_on": day, "review": review}
    return "observation", {"code": code, **row}


def test_an_empty_store_knows_nothing(empty_store: Store) -> None:
    assert set(freshness(empty_store, DAY).values()) == {Fresh(None, None)}


def test_the_newest_result_is_the_newest_that_counts(empty_store: Store) -> None:
    at = record(empty_store, 0, seen("1", "2024-01-10"))
    record(empty_store, 1, seen("2", "2024-05-01", "reported"))
    record(empty_store, 2, seen("3", "2024-05-02", "returned"))
    record(empty_store, 3, seen("4", "2024-08-01"))
    record(empty_store, 4, seen("5", "2024-05-03"))
    assert freshness(empty_store, DAY)["observation"].effective_on == date(2024, 5, 3)
    record(empty_store, 5, void=5)
    assert freshness(empty_store, DAY)["observation"] == Fresh(date(2024, 1, 10), at)


def test_every_kind_tells_its_newest_day(empty_store: Store) -> None:
    at = record(
        empty_store,
        0,
        (
            "activity",
            {"code": "a", "status": "done", "actual_start": "2024-01-05", "actual_end": "2024-02-01"},
        ),
        (
            "assignment",
            {"area": "a", "framework": "f", "item": "1", "agency": "x", "assigned_on": "2024-02-12"},
        ),
        (
            "assignment",
            {"area": "a", "framework": "f", "item": "1", "agency": "x", "assigned_on": "2024-12-12"},
        ),
        ("meeting", {"code": "m", "held_on": "2024-03-01"}),
        ("meeting", {"code": "later", "held_on": "2024-09-01"}),
    )
    told = freshness(empty_store, DAY)
    assert told["activity"] == Fresh(date(2024, 2, 1), at)
    assert told["assignment"] == Fresh(date(2024, 2, 12), at)
    assert told["meeting"] == Fresh(date(2024, 3, 1), at)


def test_the_demonstration_is_fresh_up_to_its_own_today(demo_store: Store) -> None:
    today = demo_store.today()
    for fresh in freshness(demo_store, today).values():
        assert fresh.effective_on is not None
        assert fresh.effective_on <= today
