"""The one cache: answers are kept per store and version, so a change makes them all old at once.

Whoever asks what somebody is already working out waits for that answer instead of working it out once more.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sized
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field, fields, is_dataclass
from enum import Enum
from functools import wraps
from itertools import islice
from sys import getsizeof
from typing import Any, Concatenate, ParamSpec, TypeVar

from ecodash.store.store import Store

P = ParamSpec("P")
R = TypeVar("R")

# A whole country on one day is about 3 MB; a visitor who asks for every day must not fill the memory.
_ROOM = 64 * 1024 * 1024
# Of a long list so many entries are measured; the rest is taken to be like them.
_MEASURED = 8


@dataclass(frozen=True, eq=False)
class _Work:
    """A question that a thread is working out, and what those who wait for it will be told."""

    worker: int
    told: "Future[Any]" = field(default_factory=Future)


class Answers:
    """Answers by key within ``room`` bytes, about: the one not asked for longest goes first."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._taken = 0
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._works: dict[Hashable, _Work] = {}
        self._waits: dict[int, _Work] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, work_out: Callable[[], R]) -> R:
        """The answer kept or, worked out once for all who ask meanwhile, a new one; what it raises all are told."""
        me = threading.get_ident()
        while True:
            with self._lock:
                if key in self._kept:
                    self._kept.move_to_end(key)
                    return self._kept[key][0]  # type: ignore[no-any-return]
                work = self._joined(key, me)
            if work.worker == me:
                return self._worked_out(key, work, work_out)
            try:
                return work.told.result()  # type: ignore[no-any-return]
            except CancelledError:
                # Its worker was stopped, which says nothing about the question.
                continue
            finally:
                with self._lock:
                    del self._waits[me]

    def _joined(self, key: Hashable, me: int) -> _Work:
        """The work of another thread to wait for, or one of this thread."""
        others = self._works.get(key)
        # Where the other one waits for this thread, waiting would never end.
        if others is None or self._rests_on(others, me):
            mine = _Work(me)
            self._works.setdefault(key, mine)
            return mine
        self._waits[me] = others
        return others

    def _rests_on(self, work: _Work | None, me: int) -> bool:
        """Whether a work waits, over however many threads, for one of this thread."""
        while work is not None and work.worker != me:
            work = self._waits.get(work.worker)
        return work is not None

    def _worked_out(self, key: Hashable, mine: _Work, work_out: Callable[[], R]) -> R:
        try:
            answer = work_out()
            size = size_of(answer)
        except BaseException as error:
            self._forget(key, mine)
            if isinstance(error, Exception):
                mine.told.set_exception(error)
            else:
                mine.told.cancel()
            raise
        with self._lock:
            self._keep(key, answer, size)
        self._forget(key, mine)
        mine.told.set_result(answer)
        return answer

    def _forget(self, key: Hashable, work: _Work) -> None:
        with self._lock:
            if self._works.get(key) is work:
                del self._works[key]

    def _keep(self, key: Hashable, answer: object, size: int) -> None:
        if size > self._room:
            return
        self._taken += size - self._kept.pop(key, (None, 0))[1]
        self._kept[key] = answer, size
        while self._taken > self._room:
            _, (_, freed) = self._kept.popitem(last=False)
            self._taken -= freed


_answers = Answers(_ROOM)


def fact(question: Callable[Concatenate[Store, P], R]) -> Callable[Concatenate[Store, P], R]:
    """Remember a question's answers. Arguments must be hashable; nobody may change an answer."""

    @wraps(question)
    def remembered(store: Store, /, *args: P.args, **kwargs: P.kwargs) -> R:
        key = (store.serial, store.known_at, store.version, question, args, tuple(sorted(kwargs.items())))
        return _answers.get(key, lambda: question(store, *args, **kwargs))

    return remembered


def size_of(answer: object) -> int:
    """About how many bytes an answer takes, without what it shares with others: column names, results, nothing."""
    if answer is None or isinstance(answer, Enum):
        return 0
    if isinstance(answer, dict):
        return getsizeof(answer) + _together(answer, answer.values())
    if isinstance(answer, (list, tuple, set, frozenset)):
        return getsizeof(answer) + _together(answer, answer)
    if is_dataclass(answer):
        values = [getattr(answer, each.name) for each in fields(answer)]
        return getsizeof(answer) + getsizeof(values) + sum(map(size_of, values))
    return getsizeof(answer)


def _together(container: Sized, values: Iterable[object]) -> int:
    step = max(1, len(container) // _MEASURED)
    sizes = [size_of(value) for value in islice(values, 0, None, step)]
    return sum(sizes) * len(container) // max(1, len(sizes))
