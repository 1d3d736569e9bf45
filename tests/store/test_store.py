"""Many at once: every commit is one whole act, and reading never waits for it or sees half of it."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from days import TODAY
from ecodash.domain.dates import utc_now
from ecodash.domain.vocabulary import Means
from ecodash.store.change import GENESIS, Act, Change, no_name
from ecodash.store.database import Database
from ecodash.store.opening import open_store
from ecodash.store.problem import StoreProblem
from ecodash.store.store import Store
from homes import all_rows, assert_sound, fill, observed

THREADS, COMMITS, ROWS = 4, 15, 3


@pytest.mark.slow
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


@pytest.mark.slow
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


def test_every_act_moves_the_head_on(empty_store: Store) -> None:
    assert (empty_store.version, empty_store.head, empty_store.stamp) == (0, (0, GENESIS), f"0-{'0' * 16}")
    first = empty_store.commit(Act("x", Means.EDIT), [observed(1), observed(2)])
    assert (empty_store.version, empty_store.head) == (1, (1, first.hash))
    assert (empty_store.stamp, empty_store.mark) == (f"1-{first.hash[:16]}", f"1-{first.hash[:8]}")
    second = empty_store.commit(Act("x", Means.EDIT), [observed(3)], [("observation", 2), ("observation", 1)])
    assert (second.prev, second.first_rev, second.voids) == (first.hash, 3, (("observation", 1), ("observation", 2)))
    assert empty_store.follow() == 0
    assert empty_store.whole is empty_store


def test_who_listens_hears_of_every_change_until_they_stop(empty_store: Store) -> None:
    heard: list[int] = []

    def two_changes(then: Exception | None = None) -> None:
        with empty_store.telling(lambda: heard.append(empty_store.version)):
            for number in (1, 2):
                empty_store.commit(Act("x", Means.EDIT), [observed(number)])
            if then:
                raise then

    two_changes()
    with pytest.raises(RuntimeError):
        two_changes(then=RuntimeError())
    empty_store.commit(Act("x", Means.EDIT), [observed(3)])
    assert heard == [1, 2, 3, 4]


def test_a_name_taken_out_of_view_is_in_no_answer_and_nothing_answers_until_names_are_known(empty_store: Store) -> None:
    def told(ask: Callable[..., list[dict[str, Any]]]) -> list[str]:
        return [row["who"] for row in ask("change_log", before=9, most=9)]

    empty_store.commit(Act("สมศรี ใจดี", Means.EDIT), [observed(1)])
    serial = empty_store.serial
    empty_store.keep_back([])
    assert (told(empty_store.ask), empty_store.serial) == (["สมศรี ใจดี"], serial)
    empty_store.keep_back(["สมศรี ใจดี"])
    assert (told(empty_store.ask), told(empty_store.as_recorded)) == ([no_name()], ["สมศรี ใจดี"])
    # What was worked out with the name in it is out of date; what is told twice changes nothing.
    changed = empty_store.serial
    empty_store.keep_back(["สมศรี ใจดี"])
    assert serial != changed == empty_store.serial
    assert not empty_store.awaits_names
    empty_store.await_names()
    assert empty_store.awaits_names
    with pytest.raises(StoreProblem) as problem:
        told(empty_store.ask)
    assert problem.value.code == "names_unknown"
    empty_store.keep_back(["สมศรี ใจดี"])
    assert (told(empty_store.ask), empty_store.awaits_names) == ([no_name()], False)
    serials = [empty_store.serial]
    for names in (["สมหญิง"], ["สมหญิง", "สมชาย"], []):
        empty_store.keep_back(names)
        serials.append(empty_store.serial)
    assert len(set(serials)) == len(serials)


def test_a_name_is_committed_to_where_it_is_recorded_and_stays_as_it_was_where_it_is_taken_over(tmp_path: Path) -> None:
    store = open_store(tmp_path / "home")
    taken_over = store.commit(Act("สมชาย", Means.IMPORT, recorded_at=datetime(2024, 2, 12, 9)), [observed(1)])
    assert (taken_over.recorded_at, taken_over.act.commitment) == (datetime(2024, 2, 12, 9), None)
    recorded = store.commit(Act("สมชาย", Means.EDIT), [observed(2)])
    assert recorded.act.commitment
    assert recorded.is_genuine
    assert abs(utc_now() - recorded.recorded_at) < timedelta(minutes=1)
    assert [entry.names_told for entry in store.journal().entries] == [0, 1]
    with (tmp_path / "home" / "journal.jsonl").open("ab") as file:
        file.write(b'{"hash":"ab')
    assert (store.journal().torn, store.journal().torn) == (True, False)
    store.close()


def test_the_same_person_has_one_commitment_in_a_home_and_another_in_the_next(tmp_path: Path) -> None:
    stands_for = []
    for home in ("one", "other"):
        store = open_store(tmp_path / home)
        auditors = [("auditor", {"code": f"a-{n}", "name": name}) for n, name in enumerate(("สมชาย", "สมศรี"))]
        both = store.commit(Act("สมหญิง", Means.EDIT), auditors).names
        again = store.commit(Act("สมหญิง", Means.EDIT), [("auditor", {"code": "a-2", "name": "สมชาย"})]).names
        assert again == both[:1]
        assert [name.name for name in both] == ["สมชาย", "สมศรี"]
        stands_for += [name.commitment for name in both]
        store.close()
    assert len(set(stands_for)) == 4


def test_a_store_in_memory_keeps_no_journal_and_is_no_demonstration(empty_store: Store) -> None:
    empty_store.commit(Act("x", Means.EDIT), [observed(1)])
    assert empty_store.journal().changes == []
    assert empty_store.journal().lines == len(list(empty_store.journal_lines())) == 0
    assert not empty_store.is_demo
    assert empty_store.today() == TODAY


def test_the_demonstration_has_a_today_of_its_own(demo_store: Store) -> None:
    assert demo_store.is_demo
    assert demo_store.today() == date(2024, 3, 1)
    assert all(change.is_genuine for change in demo_store.changes())


@pytest.mark.slow
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
