"""Whoever tries to get in is counted first."""

from collections.abc import Iterator
from contextlib import contextmanager

from ecodash.access import attempts
from ecodash.access.attempts import Kind
from ecodash.access.officers import LONGEST_NAME
from ecodash.access.place import Kept
from ecodash.access.problem import EntryProblem


class Tries(Kept):
    """How often somebody may try."""

    @contextmanager
    def counted(self, kind: Kind, name: str, address: str) -> Iterator[None]:
        """One try, which counts unless it comes to a good end."""
        with self.place.opened() as rows:
            number = attempts.reserve(rows, kind, name, short(address))
        if number is None:
            raise EntryProblem("too_often_numbers" if kind is Kind.SECOND else "too_often")
        yield
        with self.place.opened() as rows:
            attempts.give_back(rows, number)

    def seconds_to_wait(self, name: str) -> float:
        """How long a try to sign in by this name is to be held up before it is looked at."""
        with self.place.opened() as rows:
            return attempts.seconds_to_wait(rows, short(name))


def short(text: str) -> str:
    """What a stranger says of themselves, cut before it is compared or written down."""
    return " ".join(text[:1000].split())[:LONGEST_NAME]
