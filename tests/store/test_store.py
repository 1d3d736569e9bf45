"""Many at once: every commit is one whole act, and reading never waits for it or sees half of it."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from days import TODAY
from ecodash.domain.vocabulary import Means
from ecodash.store.change import Act, Change
from ecodash.store.database import Database
from ecodash.store.opening import open_store
from ecodash.store.store import Store
from homes import all_rows, assert_sound, fill, observed

THREADS, COMMITS, ROWS = 4, 15, 3


def test_commits_of_many_threads_are_chained_one_after_the_other(tmp_path: Path) -> None:
    store = open_store(tmp_path / "home")

    def write(thread: int) -> list[int]:
        rows = [[observed(thread * 1000 + n * 10 + k) for k in range(ROWS)] for n in range(COMMITS)]
        return [store.commit(Act(f"ผู้บันทึก {thread}", Means.EDIT), each).id for each in rows]

    with ThreadPoolExecutor(THREADS) as pool:
        numbers = [number for told in pool.map(write, range(THREADS)) for number in told]
    assert sorted(numbers) == list(range(1, THREADS * COMMITS + 1))
    assert_sound(store)
    store.close()


def test_a_reader_sees_whole_acts_only(tmp_path: Path) -> None:
    store = open_store(tmp_path / "home")
    stop = threading.Event()
    seen: set[int] = set()

    def read() -> None:
        while not stop.is_set():
            rows = store.ask("item_states", framework="f", day=date(2024, 2, 12), known=datetime.max)
            seen.add(len(rows))

    reader = threading.Thread(target=read)
    reader.start()
    for n in range(1, 10):
        rows = [observed(n * 100 + k, area=f"area-{n}", item=str(k)) for k in range(1, 4)]
        store.commit(Act("x", Means.EDIT), rows)
    stop.set()
    reader.join()
    store.close()
    assert seen
    assert {count % 3 for count in seen} == {0}


def test_an_act_without_rows_is_an_act(empty_store: Store) -> None:
    change = empty_store.commit(Act("x", Means.EDIT, note="ไม่มีแถว"), [])
    assert (change.id, change.rows, empty_store.version) == (1, (), 1)
    assert empty_store.commit(Act("x", Means.EDIT), [observed(1)]).first_rev == 1


def test_a_store_in_memory_keeps_no_journal_and_is_no_demonstration(empty_store: Store) -> None:
    empty_store.commit(Act("x", Means.EDIT), [observed(1)])
    assert empty_store.journal().changes == []
    assert not empty_store.is_demo
    assert empty_store.today() == TODAY


def test_the_demonstration_has_a_today_of_its_own(demo_store: Store) -> None:
    assert demo_store.is_demo
    assert demo_store.today() == date(2024, 3, 1)
    assert all(change.is_genuine for change in demo_store.changes())


def test_the_journal_is_read_as_it_was_while_others_save(tmp_path: Path) -> None:
    store = open_store(tmp_path / "home")
    for number in range(3):
        store.commit(Act("x", Means.EDIT), [observed(number)])
    lines = store.journal_lines()
    first = next(lines)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(store.commit, Act("y", Means.EDIT), [observed(9)]).result(timeout=20)
    assert len([first, *lines]) == 3
    assert [entry.id for entry in store.journal().entries] == [1, 2, 3, 4]
    store.close()


def test_many_rows_at_once_are_kept_as_few_are(empty_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ecodash.store.insertion._MANY_ROWS", 1_000)
    few = [observed(number) for number in range(5)]
    odd = {"result": None, "score": Decimal("0.000001"), "value": Decimal("-999999999998.5"), "note": "ก\n\x00'"}
    rows = [*few, ("observation", {**observed(5)[1], **odd}), *(observed(number) for number in range(6, 1500))]
    change = empty_store.commit(Act("x", Means.IMPORT), rows)
    (told,) = empty_store.changes()
    assert told.is_genuine
    assert told.to_line() == change.to_line()
    assert Change.from_line(change.to_line()).is_genuine


def test_many_changes_at_once_are_what_they_are_one_by_one(empty_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(empty_store, 9)
    changes = list(empty_store.changes())
    one_by_one, at_once, in_batches = (Database(None) for _ in range(3))
    for database in (one_by_one, at_once, in_batches):
        database.migrate()
    for change in changes:
        with one_by_one.writing(change):
            pass
    at_once.put_in(changes)
    monkeypatch.setattr("ecodash.store.database._BATCH", 4)
    in_batches.put_in(changes)
    assert all_rows(one_by_one) == all_rows(at_once) == all_rows(in_batches)
    assert list(in_batches.changes()) == changes
    for database in (one_by_one, at_once, in_batches):
        database.close()
