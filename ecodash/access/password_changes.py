"""An officer's own password: changed by whoever knows it, or by a one-time code that a secretary gave."""

import secrets
from datetime import datetime, timedelta

from ecodash.access.accounts import People
from ecodash.access.attempts import Kind
from ecodash.access.events import as_text
from ecodash.access.passwords import code_hash, new_code
from ecodash.access.problem import EntryProblem
from ecodash.access.tries import short
from ecodash.domain.dates import utc_now

CODE_HOURS = 24


def change_own(people: People, token: str, old: str, new: str, again: str, address: str) -> None:
    """A new password of whoever holds a session; their other sessions end. EntryProblem says why not."""
    officer = people.signed_in(token)
    if officer is None:
        raise EntryProblem("not_signed_in")
    _check_alike(new, again)
    people.prove(officer.login, old, address)
    people.set_password(officer.name, new, officer.name, kept=token)


def give_code(people: People, name: str) -> str:
    """A code by which an officer sets a new password once, within a day. The old password holds until then."""
    if people.officer(name) is None:
        raise EntryProblem("nobody", name=name)
    code = new_code()
    ends = utc_now() + timedelta(hours=CODE_HOURS)
    with people.place.opened() as rows:
        rows.execute("delete from one_time_code where officer = ? or ends_at <= ?", (name, as_text(utc_now())))
        rows.execute(
            "insert into one_time_code (officer, sha256, ends_at) values (?, ?, ?)",
            (name, code_hash(code), as_text(ends)),
        )
    return code


def renew(people: People, login: str, code: str, new: str, again: str, address: str) -> str:
    """A new password by a code; a token for a session. A wrong code counts as a try and uses nothing up."""
    login = short(login)
    with people.counted(Kind.CODE, login, address):
        with people.place.opened() as rows:
            row = rows.execute(
                "select sha256, ends_at, name from one_time_code join officer on name = officer"
                " where coalesce(login, name) = ?",
                (login,),
            ).fetchone()
        kept, ends, name = row or ("", "", "")
        is_right = secrets.compare_digest(code_hash(code), kept)
        if not is_right or datetime.fromisoformat(ends) <= utc_now():
            raise EntryProblem("wrong_reset_code")
    _check_alike(new, again)
    people.set_password(name, new, name)
    with people.place.opened() as rows:
        rows.execute("delete from one_time_code where officer = ?", (name,))
    return people.go_on(name)


def _check_alike(new: str, again: str) -> None:
    if new != again:
        raise EntryProblem("differ")
