"""Passwords: which are good enough, and how one is kept and compared. Only hashes are ever written."""

import hashlib
import secrets
import threading

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from ecodash.access.problem import EntryProblem

LEAST_LETTERS = 12
_MOST_LETTERS = 200
# Hashing takes 64 MB each; a flood of sign-ins must not take the memory.
HASHING = threading.Semaphore(2)
_HASHER = PasswordHasher()
# Compared for names that do not exist, so that the time of an answer tells nothing: no password has this hash.
NOBODY = f"$argon2id$v=19$m={_HASHER.memory_cost},t={_HASHER.time_cost},p={_HASHER.parallelism}${'A' * 22}${'A' * 43}"


def check_password(password: str, *names: str) -> None:
    """EntryProblem for a password that is easily guessed, or has one of their names in it."""
    if len(password) < LEAST_LETTERS:
        raise EntryProblem("short", least=LEAST_LETTERS)
    if len(password) > _MOST_LETTERS:
        raise EntryProblem("long")
    if len(set(password)) < 5 or any(name.casefold() in password.casefold() for name in names):
        raise EntryProblem("simple")


def hashed(password: str) -> str:
    with HASHING:
        return _HASHER.hash(password)


def verified(kept: str, password: str) -> bool:
    """Whether a password is the one of which a hash was kept."""
    try:
        with HASHING:
            return _HASHER.verify(kept, password[:_MOST_LETTERS])
    except VerificationError:
        return False


def new_code() -> str:
    """A one-time code that people read out and type: 3f0a-91bc-77de."""
    return "-".join(secrets.token_hex(2) for _ in range(3))


def plain_code(code: str) -> str:
    """A code as it is compared: with dashes and blanks or without, in any case of letters."""
    return "".join(c for c in code.lower() if c.isalnum())


def code_hash(code: str) -> str:
    return token_hash(plain_code(code))


def token_hash(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
