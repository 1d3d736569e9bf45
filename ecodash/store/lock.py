"""One process owns a home. Our own lock file: reading the database file would drop DuckDB's lock."""

import json
import os
import sys
from pathlib import Path
from typing import IO, Any

from ecodash.domain.dates import utc_now
from ecodash.store.problem import StoreProblem

LOCK_NAME = "ecodash.lock"
# Windows refuses to read locked bytes, so the byte that is locked lies far behind the text.
_LOCKED_BYTE = 1 << 30


class HomeLock:
    """Holds ``ecodash.lock`` until closed; its text says who holds it and at which address."""

    def __init__(self, home: Path, address: str | None) -> None:
        self._home = home
        self._path = home / LOCK_NAME
        self._address = address
        self._file = self._taken()

    def hold(self) -> None:
        """See to it that the file others would find is the one that is held.

        Somebody may have deleted it, the usual answer to "in use". StoreProblem when another program has the home
        by now, OSError when the file cannot be made again.
        """
        if not _is_at(self._file, self._path):
            fresh = self._taken()
            self._file.close()
            self._file = fresh

    def release(self) -> None:
        self._file.close()

    def _taken(self) -> IO[str]:
        file: IO[str] = self._path.open("a+", encoding="utf-8")
        try:
            # A lock on a file that was deleted meanwhile keeps nobody out.
            if not _try_lock(file) or not _is_at(file, self._path):
                raise in_use(self._home, _read_owner(file))
            file.seek(0)
            file.truncate()
            owner = {"pid": os.getpid(), "since": f"{utc_now():%Y-%m-%d %H:%M} UTC", "address": self._address}
            json.dump(owner, file)
            file.flush()
        except BaseException:
            file.close()
            raise
        return file


def in_use(home: Path, owner: dict[str, Any]) -> StoreProblem:
    """The refusal that says who has a home, as far as it is known."""
    return StoreProblem(
        "in_use",
        home=home,
        pid=owner.get("pid", "?"),
        since=owner.get("since", "?"),
        address=owner.get("address") or "-",
    )


def _is_at(file: IO[str], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _read_owner(file: IO[str]) -> dict[str, Any]:
    file.seek(0)
    try:
        owner = json.loads(file.read())
    except ValueError:
        return {}
    return owner if isinstance(owner, dict) else {}


def _try_lock(file: IO[str]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(_LOCKED_BYTE)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
