"""A second step at sign-in, for who wants one: a number from an app on the phone (TOTP), or a recovery code.

A number counts once, and a try is counted before it is looked at, by the name it is for: whoever comes here knows the
password already, so no stranger can shut an officer out.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

import pyotp

from ecodash.access.attempts import Kind
from ecodash.access.events import as_text, note
from ecodash.access.passwords import code_hash, new_code
from ecodash.access.place import Rows
from ecodash.access.problem import EntryProblem
from ecodash.access.tries import Tries
from ecodash.domain.dates import utc_now

_ISSUER = "ecodash"
_SECONDS = 30
# A phone's clock may be off a little.
_NEAR = (0, -1, 1)
_RECOVERY_CODES = 8


@dataclass(frozen=True)
class SecondStep:
    """Since when an officer is asked for a number, and how many recovery codes are left."""

    since: datetime
    codes_left: int


def new_secret() -> str:
    """What phone and program have in common from now on."""
    return pyotp.random_base32()


def address_for_phone(secret: str, name: str) -> str:
    """What the QR code says to the app."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=_ISSUER)


class SecondFactor(Tries):
    """Who is asked for a number beside the password."""

    def second_step(self, name: str) -> SecondStep | None:
        """None where an officer is asked for the password alone."""
        with self.place.opened() as rows:
            row = rows.execute("select since from second_factor where officer = ?", (name,)).fetchone()
            left = rows.execute("select count(*) from recovery_code where officer = ?", (name,)).fetchone()[0]
        return SecondStep(datetime.fromisoformat(row[0]), left) if row else None

    def with_second_step(self) -> list[str]:
        """The names of those who are asked for a number."""
        with self.place.opened() as rows:
            found = rows.execute("select officer from second_factor order by officer").fetchall()
        return [row[0] for row in found]

    def set_second_step(self, name: str, secret: str, number: str) -> list[str]:
        """Ask for a number from now on, once one shows that the phone is set up; the recovery codes, told once."""
        step = _step_of(secret, number)
        if step is None:
            raise EntryProblem("wrong_number")
        codes = [new_code() for _ in range(_RECOVERY_CODES)]
        with self.place.opened() as rows:
            _forget(rows, name)
            rows.execute(
                "insert into second_factor (officer, secret, since, last_step) values (?, ?, ?, ?)",
                (name, secret, as_text(utc_now()), step),
            )
            for code in codes:
                rows.execute("insert into recovery_code (sha256, officer) values (?, ?)", (code_hash(code), name))
            note(rows, name, "second_on", name)
        return codes

    def drop_second_step(self, name: str, by: str) -> None:
        """Ask for the password alone again; EntryProblem where nothing else was asked."""
        if self.second_step(name) is None:
            raise EntryProblem("no_second", name=name)
        with self.place.opened() as rows:
            _forget(rows, name)
            note(rows, by, "second_off", name)

    def check_number(self, name: str, number: str) -> None:
        """EntryProblem unless it is a number of now that was not used, or a recovery code, which is used up."""
        with self.counted(Kind.SECOND, name, name):
            with self.place.opened() as rows:
                is_right = _used_up(rows, name, number)
                if not is_right:
                    note(rows, name, "second_failed", "")
            if not is_right:
                raise EntryProblem("wrong_number")


def _used_up(rows: Rows, name: str, number: str) -> bool:
    """Whether a number or code is right; it is not right a second time."""
    rows.alone()
    row = rows.execute("select secret, last_step from second_factor where officer = ?", (name,)).fetchone()
    step = _step_of(row[0], number) if row else None
    if step is not None and step > row[1]:
        rows.execute("update second_factor set last_step = ? where officer = ?", (step, name))
        return True
    kept = (code_hash(number), name)
    if row and rows.execute("select 1 from recovery_code where sha256 = ? and officer = ?", kept).fetchone():
        rows.execute("delete from recovery_code where sha256 = ? and officer = ?", kept)
        note(rows, name, "recovery_used", name)
        return True
    return False


def _step_of(secret: str, number: str) -> int | None:
    """Which half minute a number is of, among those near now."""
    typed = "".join(c for c in number if c.isdecimal()).encode()
    now = int(utc_now().replace(tzinfo=UTC).timestamp()) // _SECONDS
    totp = pyotp.TOTP(secret)
    return next((now + n for n in _NEAR if secrets.compare_digest(totp.at((now + n) * _SECONDS).encode(), typed)), None)


def _forget(rows: Rows, name: str) -> None:
    rows.execute("delete from second_factor where officer = ?", (name,))
    rows.execute("delete from recovery_code where officer = ?", (name,))
