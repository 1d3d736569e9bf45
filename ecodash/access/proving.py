"""Proving who one is: by a password, or, for the very first secretary, by the code in the terminal."""

import secrets

from ecodash.access import passwords
from ecodash.access.attempts import Kind
from ecodash.access.events import note
from ecodash.access.passwords import new_code, plain_code
from ecodash.access.problem import EntryProblem
from ecodash.access.second_factor import SecondFactor
from ecodash.access.sessions import Sessions
from ecodash.access.tries import short
from ecodash.domain.vocabulary import Role


class Proving(SecondFactor, Sessions):
    """How a session comes to begin."""

    # Stands in the terminal of the machine that shows it, and is known to no other.
    _first_code: str | None = None

    def sign_in(self, login: str, password: str, address: str, browser: str | None = None) -> str:
        """A token for a new session; EntryProblem when name or password are wrong, or tried too often.

        ``browser`` is the number of a browser in which this officer signed in before: what strangers try under the
        same name, from wherever, does not count there.
        """
        return self.go_on(self.prove(short(login), password, address, browser))

    def go_on(self, name: str) -> str:
        """A session of whoever proved the password; EntryProblem ``number_needed`` where that is the first step."""
        if self.second_step(name) is not None:
            raise EntryProblem("number_needed", name=name)
        return self.begin(name)

    def sign_in_by_number(self, name: str, number: str) -> str:
        """The second step, for whoever took the first."""
        self.check_number(name, number)
        return self.begin(name)

    def prove(self, login: str, password: str, address: str, browser: str | None = None) -> str:
        """The name of whoever signs in by ``login``; EntryProblem unless the password is theirs.

        Every wrong one counts as a try.
        """
        kind, place = (Kind.SIGN_IN, address) if browser is None else (Kind.KNOWN, browser)
        with self.counted(kind, login, place):
            with self.place.opened() as rows:
                row = rows.execute(
                    "select password_hash, name from officer where coalesce(login, name) = ?", (login,)
                ).fetchone()
            if not passwords.verified(row[0] if row else passwords.NOBODY, password) or row is None:
                with self.place.opened() as rows:
                    note(rows, login or "-", "sign_in_failed", short(address))
                raise EntryProblem("wrong")
        # What it takes is loaded at the first sign-in, and not at each start.
        from ecodash.access.sealed_accounts import keep_pair

        name: str = row[1]
        keep_pair(self.place, name, password)
        return name

    def first_code(self) -> str | None:
        """The code by which the first secretary makes themselves known; None once there is an officer."""
        if self.officers():
            self._first_code = None
            return None
        self._first_code = self._first_code or new_code()
        return self._first_code

    def claim(self, code: str, name: str, password: str, address: str, login: str = "") -> str:
        """Become the first secretary with the code from the terminal; a token for a session."""
        wanted = self.first_code()
        if wanted is None:
            raise EntryProblem("claimed")
        with self.counted(Kind.CODE, "", address):
            if not secrets.compare_digest(plain_code(code).encode(), plain_code(wanted).encode()):
                raise EntryProblem("wrong_code")
        self.add(name, Role.SECRETARY, password, by=" ".join(name.split()), login=login)
        return self.begin(" ".join(name.split()))
