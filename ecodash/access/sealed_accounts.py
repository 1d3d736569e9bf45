"""The accounts as a backup has them: sealed, so that only the password of a secretary opens them.

Nobody types a password when a backup is made at night. So each secretary who signs in with one has a pair of keys: with
the open half anybody here can seal, and the other is locked by the password itself. Both halves are kept with the
accounts alone; a backup has the locked half.
"""

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterator
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ecodash.access.passwords import HASHING, token_hash
from ecodash.access.place import Accounts, Place, Rows, accounts_of, is_accounts
from ecodash.access.problem import EntryProblem
from ecodash.domain.vocabulary import Role

_PAIR = "backup key "
# Who came and went, and from where, is of the machine.
_LEFT_OUT = ("event",)
# As argon2-cffi hashes passwords: 64 MB, three times over.
_ROUNDS, _KILOBYTES, _LANES, _KEY_BYTES = 3, 65536, 4, 32


def keep_pair(place: Place, name: str, password: str) -> None:
    """See to it that a secretary, whose password this is, has keys that it opens."""
    with place.opened() as rows:
        of = _password_mark(rows, name)
        if of is None or _pair(rows, name, of) is not None:
            return
    private = X25519PrivateKey.generate()
    salt = os.urandom(16)
    locked = _locked(_stretched(password, salt), private.private_bytes_raw())
    open_half = private.public_key().public_bytes_raw()
    pair = {"of": of, "open": _text(open_half), "salt": _text(salt), "locked": _text(locked)}
    with place.opened() as rows:
        rows.execute("delete from setting where name = ?", (_PAIR + name,))
        rows.execute("insert into setting (name, value) values (?, ?)", (_PAIR + name, json.dumps(pair)))


def seal(place: Place) -> str | None:
    """The accounts for a backup; None while no secretary has signed in with the password of now."""
    with place.opened() as rows:
        pairs = list(_pairs(rows))
    if not pairs:
        return None
    found = {table: rows for table, rows in accounts_of(place).items() if table not in _LEFT_OUT}
    key = ChaCha20Poly1305.generate_key()
    locks = []
    for pair in pairs:
        once = X25519PrivateKey.generate()
        shared = once.exchange(X25519PublicKey.from_public_bytes(b64decode(pair["open"])))
        sent = once.public_key().public_bytes_raw()
        locks.append(
            {
                "salt": pair["salt"],
                "locked": pair["locked"],
                "sent": _text(sent),
                "key": _text(_locked(_of(shared, sent), key)),
            }
        )
    return json.dumps({"locks": locks, "accounts": _text(_locked(key, json.dumps(found).encode()))})


def unseal(sealed: str, password: str) -> Accounts:
    """The accounts; EntryProblem when the password is of no secretary of then, or the part is damaged."""
    try:
        told = json.loads(sealed)
        for lock in told["locks"]:
            key = _key(lock, password)
            if key is not None:
                found = json.loads(_unlocked(key, b64decode(told["accounts"])))
                return is_accounts(found)
    except (ValueError, KeyError, TypeError, InvalidTag) as error:
        raise EntryProblem("sealed_damaged") from error
    raise EntryProblem("sealed_wrong")


def _pairs(rows: Rows) -> Iterator[dict[str, Any]]:
    """Of those who are secretaries now, and whose keys their password of now opens."""
    found = rows.execute("select name from officer where role = ? order by name", (str(Role.SECRETARY),)).fetchall()
    for (name,) in found:
        pair = _pair(rows, name, _password_mark(rows, name))
        if pair is not None:
            yield pair


def _pair(rows: Rows, name: str, of: str | None) -> dict[str, Any] | None:
    row = rows.execute("select value from setting where name = ?", (_PAIR + name,)).fetchone()
    pair: dict[str, Any] | None = json.loads(row[0]) if row else None
    return pair if pair and pair["of"] == of else None


def _password_mark(rows: Rows, name: str) -> str | None:
    """Differs from one password to the next; None of whoever is no secretary."""
    row = rows.execute("select role, password_hash from officer where name = ?", (name,)).fetchone()
    return token_hash(row[1]) if row and row[0] == str(Role.SECRETARY) else None


def _key(lock: dict[str, str], password: str) -> bytes | None:
    """The key of the accounts; None where the password is another's."""
    try:
        half = _unlocked(_stretched(password, b64decode(lock["salt"])), b64decode(lock["locked"]))
    except InvalidTag:
        return None
    sent = b64decode(lock["sent"])
    shared = X25519PrivateKey.from_private_bytes(half).exchange(X25519PublicKey.from_public_bytes(sent))
    return _unlocked(_of(shared, sent), b64decode(lock["key"]))


def _stretched(password: str, salt: bytes) -> bytes:
    with HASHING:
        return hash_secret_raw(password.encode(), salt, _ROUNDS, _KILOBYTES, _LANES, _KEY_BYTES, Type.ID)


def _of(shared: bytes, sent: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=sent, info=b"ecodash accounts").derive(shared)


def _locked(key: bytes, content: bytes) -> bytes:
    nonce = os.urandom(12)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, content, None)


def _unlocked(key: bytes, locked: bytes) -> bytes:
    return ChaCha20Poly1305(key).decrypt(locked[:12], locked[12:], None)


def _text(content: bytes) -> str:
    return b64encode(content).decode()
