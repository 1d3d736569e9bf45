"""An officer's own password: changed by whoever knows it, or by a one-time code that a secretary gave."""

import hashlib
import secrets
from datetime import timedelta

from ecodash.access.accounts import EntryProblem, People, new_code, plain_code
from ecodash.access.attempts import Kind
from ecodash.domain.dates import utc_now

CODE_HOURS = 24


def change_own(people: People, token: str, old: str, new: str, again: str, address: str) -> None:
    """A new password of whoever holds a session; their other sessions end. EntryProblem says why not."""
    officer = people.signed_in(token)
    if officer is None:
        raise EntryProblem("not_signed_in")
    _check_alike(new, again)
    people.prove(officer.name, old, address)
    people.set_password(officer.name, new, officer.name, kept=token)


def give_code(people: People, name: str) -> str:
    """A code by which an officer sets a new password once, within a day. The old password holds until then."""
    if people.officer(name) is None:
        raise EntryProblem("nobody", name=name)
    code = new_code()
    people.reset_codes[name] = _hash(code), utc_now() + timedelta(hours=CODE_HOURS)
    return code


def renew(people: People, name: str, code: str, new: str, again: str, address: str) -> str:
    """A new password by a code; a token for a session. A wrong code counts as a try and uses nothing up."""
    name = " ".join(name[:200].split())
    with people.counted(Kind.CODE, name, address):
        hashed, ends = people.reset_codes.get(name, ("", utc_now()))
        if not secrets.compare_digest(_hash(code), hashed) or ends <= utc_now():
            raise EntryProblem("wrong_reset_code")
    _check_alike(new, again)
    people.set_password(name, new, name)
    people.reset_codes.pop(name, None)
    return people.begin(name)


def _check_alike(new: str, again: str) -> None:
    if new != again:
        raise EntryProblem("differ")


def _hash(code: str) -> str:
    return hashlib.sha256(plain_code(code).encode()).hexdigest()
