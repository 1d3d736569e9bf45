"""The one cache: answers are kept per store and version, so a change makes them all old at once."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from ecodash.store.store import Store

P = ParamSpec("P")
R = TypeVar("R")

# A whole country on one day is about 3 MB; a visitor who asks for every day must not fill the memory.
_MOST = 256
_answers: OrderedDict[tuple[object, ...], object] = OrderedDict()
_lock = threading.Lock()


def fact(question: Callable[Concatenate[Store, P], R]) -> Callable[Concatenate[Store, P], R]:
    """Remember a question's answers. Arguments must be hashable; nobody may change an answer."""

    @wraps(question)
    def remembered(store: Store, /, *args: P.args, **kwargs: P.kwargs) -> R:
        key = (store.serial, store.version, question, args, tuple(sorted(kwargs.items())))
        with _lock:
            if key in _answers:
                _answers.move_to_end(key)
                return _answers[key]  # type: ignore[return-value]
        answer = question(store, *args, **kwargs)
        with _lock:
            _answers[key] = answer
            while len(_answers) > _MOST:
                _answers.popitem(last=False)
        return answer

    return remembered
