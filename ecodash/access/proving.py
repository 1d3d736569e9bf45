"""Proving who one is: by a password, or, for the very first secretary, by the code in the terminal."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from ecodash.access import attempts, passwords
from ecodash.access.attempts import Kind
from ecodash.access.events import note
from ecodash.access.officers import LONGEST_NAME
from ecodash.access.passwords import new_code, plain_code
from ecodash.access.place import Kept
from ecodash.access.problem import EntryProblem
from ecodash.access.sessions import Sessions
from ecodash.domain.vocabulary import Role


class Tries(Kept):
    """How often somebody may try."""

    @contextmanager
    def counted(self, kind: Kind, name: str, address: str) -> Iterator[None]:
        """One try, which counts unless it comes to a good end."""
        with self.place.opened() as rows:
            number = attempts.reserve(rows, kind, name, short(address))
        if number is None:
            raise EntryProblem("too_often")
        yield
        with self.place.opened() as rows:
            attempts.give_back(rows, number)

    def seconds_to_wait(self, name: str) -> float:
        """How long a try to sign in by this name is to be held up before it is looked at."""
        with self.place.opened() as rows:
            return attempts.seconds_to_wait(rows, short(name))


class Proving(Tries, Sessions):
    """How a session comes to begin."""

    # Stands in the terminal of the machine that shows it, and is known to no other.
    _first_code: str | None = None

    def sign_in(self, name: str, password: str, address: str, browser: str | None = None) -> str:
        """A token for a new session; EntryProblem when name or password are wrong, or tried too often.

        ``browser`` is the number of a browser in which this officer signed in before: what strangers try under the
        same name, from wherever, does not count there.
        """
        name = short(name)
        self.prove(name, password, address, browser)
        return self.begin(name)

    def prove(self, name: str, password: str, address: str, browser: str | None = None) -> None:
        """EntryProblem unless the password is theirs; every wrong one counts as a try."""
        kind, place = (Kind.SIGN_IN, address) if browser is None else (Kind.KNOWN, browser)
        with self.counted(kind, name, place):
            with self.place.opened() as rows:
                row = rows.execute("select password_hash from officer where name = ?", (name,)).fetchone()
            if not passwords.verified(row[0] if row else passwords.NOBODY, password) or row is None:
                with self.place.opened() as rows:
                    note(rows, name or "-", "sign_in_failed", short(address))
                raise EntryProblem("wrong")

    def first_code(self) -> str | None:
        """The code by which the first secretary makes themselves known; None once there is an officer."""
        if self.officers():
            self._first_code = None
            return None
        self._first_code = self._first_code or new_code()
        return self._first_code

    def claim(self, code: str, name: str, password: str, address: str) -> str:
        """Become the first secretary with the code from the terminal; a token for a session."""
        wanted = self.first_code()
        if wanted is None:
            raise EntryProblem("claimed")
        with self.counted(Kind.CODE, "", address):
            if not secrets.compare_digest(plain_code(code).encode(), plain_code(wanted).encode()):
                raise EntryProblem("wrong_code")
        self.add(name, Role.SECRETARY, password, by=" ".join(name.split()))
        return self.begin(" ".join(name.split()))


def short(text: str) -> str:
    """What a stranger says of themselves, cut before it is compared or written down."""
    return " ".join(text[:1000].split())[:LONGEST_NAME]
