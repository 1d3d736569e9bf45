"""One process owns a home. Our own lock file: reading the database file would drop DuckDB's lock."""

import json
import os
import sys
from pathlib import Path
from typing import IO, Any

from ecodash.dates import utc_now
from ecodash.store.problem import StoreProblem

# Windows refuses to read locked bytes, so the byte that is locked lies far behind the text.
_LOCKED_BYTE = 1 << 30


class HomeLock:
    """Holds ``ecodash.lock`` until closed; its text says who holds it and at which address."""

    def __init__(self, home: Path, address: str | None) -> None:
        self._file: IO[str] = (home / "ecodash.lock").open("a+", encoding="utf-8")
        if not _try_lock(self._file):
            owner = _read_owner(self._file)
            self._file.close()
            raise StoreProblem(
                "in_use",
                home=home,
                pid=owner.get("pid", "?"),
                since=owner.get("since", "?"),
                address=owner.get("address") or "-",
            )
        self._file.seek(0)
        self._file.truncate()
        json.dump({"pid": os.getpid(), "since": f"{utc_now():%Y-%m-%d %H:%M} UTC", "address": address}, self._file)
        self._file.flush()

    def release(self) -> None:
        self._file.close()


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
