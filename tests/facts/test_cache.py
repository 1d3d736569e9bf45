"""Answers are worked out once however many ask, and kept within a room that is counted in bytes."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from itertools import count

import pytest

from ecodash.facts import cache
from ecodash.facts.cache import Answers, fact, size_of
from ecodash.store.store import Store

READERS = 8
SECONDS = 20


@pytest.fixture
def readers() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(READERS) as pool:
        yield pool


class Slow:
    """A question that answers when the test lets it, counts how often it is worked out, and knows who waits."""

    def __init__(self) -> None:
        self.asked = 0
        self.begun, self.may_end = threading.Event(), threading.Event()

    def __call__(self) -> str:
        self.asked += 1
        self.begun.set()
        assert self.may_end.wait(SECONDS)
        return "answer"


def waiting(answers: Answers, readers: int) -> None:
    """Return when so many threads wait for somebody else's answer."""
    for _ in range(SECONDS * 1000):
        if len(answers._waits) == readers:
            return
        threading.Event().wait(0.001)
    raise AssertionError(f"{len(answers._waits)} of {readers} wait")


def test_what_many_ask_at_once_is_worked_out_once(empty_store: Store, readers: ThreadPoolExecutor) -> None:
    slow = Slow()

    @fact
    def question(_store: Store, _day: date) -> str:
        return slow()

    told = [readers.submit(question, empty_store, date(2024, 1, 1)) for _ in range(READERS)]
    waiting(cache._answers, READERS - 1)
    slow.may_end.set()
    assert [each.result(SECONDS) for each in told] == ["answer"] * READERS
    assert slow.asked == 1
    assert question(empty_store, date(2024, 1, 1)) == "answer"
    assert slow.asked == 1


def test_other_questions_do_not_wait(readers: ThreadPoolExecutor) -> None:
    answers, slow = Answers(1000), Slow()
    first = readers.submit(answers.get, "slow", slow)
    assert slow.begun.wait(SECONDS)
    assert readers.submit(answers.get, "other", lambda: 1).result(SECONDS) == 1
    slow.may_end.set()
    assert first.result(SECONDS) == "answer"


def test_what_fails_fails_for_all_who_wait_and_is_asked_anew_the_next_time(readers: ThreadPoolExecutor) -> None:
    answers, slow = Answers(1000), Slow()

    def fails() -> str:
        slow()
        raise LookupError("no such day")

    told = [readers.submit(answers.get, "key", fails) for _ in range(READERS)]
    waiting(answers, READERS - 1)
    slow.may_end.set()
    for each in told:
        assert isinstance(each.exception(SECONDS), LookupError)
    assert slow.asked == 1
    assert answers.get("key", lambda: "well") == "well"


def test_a_reader_who_is_stopped_stops_nobody_who_waits(readers: ThreadPoolExecutor) -> None:
    answers, slow = Answers(1000), Slow()

    class Stopped(BaseException):
        pass

    def stopped() -> str:
        slow()
        raise Stopped

    first = readers.submit(answers.get, "key", stopped)
    assert slow.begun.wait(SECONDS)
    second = readers.submit(answers.get, "key", lambda: "the second one's own")
    waiting(answers, 1)
    slow.may_end.set()
    assert isinstance(first.exception(SECONDS), Stopped)
    assert second.result(SECONDS) == "the second one's own"


def test_questions_that_ask_each_other_from_two_threads_do_not_wait_for_ever(readers: ThreadPoolExecutor) -> None:
    answers, both = Answers(1000), threading.Barrier(2)
    depth = threading.local()

    def asking(other: str) -> Callable[[], str]:
        def work_out() -> str:
            depth.now = getattr(depth, "now", 0) + 1
            if depth.now > 1:
                return "the end"
            both.wait(SECONDS)
            return answers.get(other, asking("neither"))

        return work_out

    told: list[Future[str]] = [
        readers.submit(answers.get, "a", asking("b")),
        readers.submit(answers.get, "b", asking("a")),
    ]
    assert [each.result(SECONDS) for each in told] == ["the end"] * 2
    assert not answers._waits
    assert not answers._works


def test_a_ring_of_threads_that_ask_each_other_comes_to_an_end(readers: ThreadPoolExecutor) -> None:
    answers, all_of_them = Answers(1000), threading.Barrier(READERS)

    def asking(number: int) -> Callable[[], int]:
        def work_out() -> int:
            all_of_them.wait(SECONDS)
            return answers.get((number + 1) % READERS, lambda: -1)

        return work_out

    told = [readers.submit(answers.get, number, asking(number)) for number in range(READERS)]
    assert {each.result(SECONDS) for each in told} == {-1}


def test_a_question_may_ask_others_and_each_is_worked_out_once(empty_store: Store, readers: ThreadPoolExecutor) -> None:
    asked = {"inner": count(), "outer": count()}
    all_of_them = threading.Barrier(READERS)

    @fact
    def inner(_store: Store, number: int) -> int:
        next(asked["inner"])
        return number

    @fact
    def outer(store: Store, number: int) -> int:
        next(asked["outer"])
        return inner(store, number) + inner(store, number + 1)

    def one_reader() -> int:
        all_of_them.wait(SECONDS)
        return outer(empty_store, 1) + outer(empty_store, 2)

    assert {each.result(SECONDS) for each in [readers.submit(one_reader) for _ in range(READERS)]} == {8}
    assert (next(asked["inner"]), next(asked["outer"])) == (3, 2)


def test_a_question_that_asks_itself_says_so_and_does_not_hang() -> None:
    answers = Answers(1000)

    def itself() -> int:
        return answers.get("key", itself)

    with pytest.raises(RecursionError):
        itself()


def test_the_room_is_counted_in_bytes_and_what_was_asked_last_stays() -> None:
    answers, one = Answers(room=10_500), "x" * 951
    assert size_of(one) == 1000
    for number in range(10):
        answers.get(number, lambda: one)
    assert answers.get(0, lambda: "forgotten") == one
    answers.get("one more", lambda: one)
    assert answers.get(0, lambda: "forgotten") == one
    assert answers.get(1, lambda: "forgotten") == "forgotten"


def test_many_small_answers_are_all_kept() -> None:
    answers = Answers(cache._ROOM)
    for number in range(4000):
        answers.get(number, lambda: ("met", number))  # noqa: B023
    assert all(answers.get(number, lambda: None) is not None for number in range(4000))


def test_an_answer_larger_than_all_the_room_is_given_and_not_kept() -> None:
    answers = Answers(room=500)
    assert answers.get("small", lambda: 1) == 1
    assert answers.get("large", lambda: "x" * 1000) == "x" * 1000
    assert answers.get("large", lambda: "new") == "new"
    assert answers.get("small", lambda: 2) == 1


def test_a_nested_answer_is_as_large_as_what_is_in_it() -> None:
    rows = [{"text": f"{number:1000}", "number": number} for number in range(300)]
    assert 300_000 < size_of(rows) < 420_000
    assert size_of({"a": tuple(rows), "b": tuple(rows)}) == pytest.approx(2 * size_of(rows), rel=0.01)
