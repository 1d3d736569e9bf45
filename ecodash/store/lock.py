"""One process owns a home. Our own lock file: reading the database file would drop DuckDB's lock."""

import json
import os
from pathlib import Path
from typing import Any

from ecodash.disk import DISK, Disk, LockedFile
from ecodash.domain.dates import utc_now
from ecodash.store.problem import StoreProblem

LOCK_NAME = "ecodash.lock"


class HomeLock:
    """Holds ``ecodash.lock`` until closed; its text says who holds it and at which address."""

    def __init__(self, home: Path, address: str | None, disk: Disk = DISK) -> None:
        self._home = home
        self._path = home / LOCK_NAME
        self._address = address
        self._disk = disk
        self._file = self._taken()

    def hold(self) -> None:
        """See to it that the file others would find is the one that is held.

        Somebody may have deleted it, the usual answer to "in use". StoreProblem when another program has the home
        by now, OSError when the file cannot be made again.
        """
        if not self._file.is_in_place:
            fresh = self._taken()
            self._file.close()
            self._file = fresh

    def release(self) -> None:
        self._file.close()

    def _taken(self) -> LockedFile:
        file = self._disk.lock(self._path)
        if file is None:
            raise in_use(self._home, self._owner())
        try:
            # A lock on a file that was deleted meanwhile keeps nobody out.
            if not file.is_in_place:
                raise in_use(self._home, self._owner())
            owner = {"pid": os.getpid(), "since": f"{utc_now():%Y-%m-%d %H:%M} UTC", "address": self._address}
            file.write(json.dumps(owner))
        except BaseException:
            file.close()
            raise
        return file

    def _owner(self) -> dict[str, Any]:
        """Who says in the file that they have it."""
        try:
            owner = json.loads(self._disk.read(self._path))
        except ValueError:
            return {}
        return owner if isinstance(owner, dict) else {}


def in_use(home: Path, owner: dict[str, Any]) -> StoreProblem:
    """The refusal that says who has a home, as far as it is known."""
    return StoreProblem(
        "in_use",
        home=home,
        pid=owner.get("pid", "?"),
        since=owner.get("since", "?"),
        address=owner.get("address") or "-",
    )
