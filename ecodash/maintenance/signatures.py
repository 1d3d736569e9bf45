"""Heads of the history, signed with a key that is kept elsewhere: on a stick in a drawer, not on this machine.

Who has the machine can write the history anew, with hashes that fit, and every backup on it. They cannot sign it: a
signature of before names a head that the new history does not have. Signatures lie in ``signatures.jsonl`` and, where
nobody at the machine can drop them, beside the key.
"""

import hashlib
import json
import os
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from ecodash.disk import DISK
from ecodash.domain.dates import utc_now
from ecodash.language.problem import Problem

NAME = "signatures.jsonl"
_LETTERS, _GROUP = 24, 4


class SignatureProblem(Problem):
    """Why nothing was signed."""

    section = "signature_problem"


@dataclass(frozen=True)
class Signature:
    """``public`` and ``signature`` in base64; ``at`` is what the signer's clock said."""

    changes: int
    head: str
    at: str
    public: str
    signature: str

    @property
    def fingerprint(self) -> str:
        """What people keep of the key on paper: 3f0a-91bc-…, 24 letters of its hash."""
        letters = hashlib.sha256(self.public.encode()).hexdigest()[:_LETTERS]
        return "-".join(letters[start : start + _GROUP] for start in range(0, _LETTERS, _GROUP))

    @property
    def is_genuine(self) -> bool:
        """Whether the key that it names has signed what it says."""
        # Loaded where something is signed, and not at each start.
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            public = Ed25519PublicKey.from_public_bytes(b64decode(self.public))
            public.verify(b64decode(self.signature), _signed(self.changes, self.head, self.at))
        except (InvalidSignature, ValueError, TypeError):
            return False
        return True


def new_key(path: Path, password: str) -> None:
    """Make a key, locked by the password if there is one; SignatureProblem when the file is there or not written."""
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    how = form.BestAvailableEncryption(password.encode()) if password else form.NoEncryption()
    key = Ed25519PrivateKey.generate().private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, how)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(key)
    except OSError as error:
        raise SignatureProblem("key_not_written", path=path, reason=error.strerror or error) from error


def sign(home: Path, head: tuple[int, str], key_file: Path, password: str) -> Signature:
    """Sign a head and keep the signature, here and beside the key; SignatureProblem says why not."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(key_file.read_bytes(), password.encode() or None)
    except OSError as error:
        raise SignatureProblem("key_not_read", path=key_file, reason=error.strerror or error) from error
    except (ValueError, TypeError) as error:
        raise SignatureProblem("key_not_opened", path=key_file) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise SignatureProblem("key_not_opened", path=key_file)
    at = utc_now().isoformat(timespec="seconds")
    public = b64encode(key.public_key().public_bytes_raw()).decode()
    made = Signature(*head, at, public, b64encode(key.sign(_signed(*head, at))).decode())
    for path in (beside(key_file), home / NAME):
        try:
            DISK.append(path, (json.dumps(asdict(made)).encode(), b"\n"))
        except OSError as error:
            raise SignatureProblem("not_written", path=path, reason=error.strerror or error) from error
    return made


def beside(key_file: Path) -> Path:
    """Where a key has its signatures."""
    return key_file.with_name(key_file.name + ".signatures")


def check_signed(path: Path) -> None:
    """SignatureProblem when a file holds no signature."""
    if not any(signatures(path)):
        raise SignatureProblem("nothing_signed", path=path)


def signatures(path: Path) -> Iterator[Signature | None]:
    """Those of a file, in the order in which they were made; None for a line that is none."""
    for line in DISK.read(path).splitlines():
        try:
            told = Signature(**json.loads(line))
        except (ValueError, TypeError):
            yield None
        else:
            yield told if told.is_genuine else None


def _signed(changes: int, head: str, at: str) -> bytes:
    return f"ecodash head\n{changes}\n{head}\n{at}\n".encode()
