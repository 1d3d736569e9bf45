"""What DuckDB says when it cannot open a file, sorted: damage on the disk, or something that passes."""

import os
import re
from errno import EACCES, EAGAIN, EIO, EMFILE, ENFILE, ENOMEM, ENOSPC, EPERM
from pathlib import Path

import duckdb

# DuckDB knows no classes for these, only sentences; a test opens files damaged in every one of these ways.
_DAMAGE = re.compile(
    "not a valid duckdb database|checksum|corrupt|replaying wal|read enough bytes|unexpected end|deserializ",
    re.IGNORECASE,
)
_PASSING = re.compile(
    "|".join(
        ["could not set lock", "conflicting lock", "being used by another process", "out of memory"]
        + [re.escape(os.strerror(number)) for number in (EACCES, EPERM, EAGAIN, EIO, EMFILE, ENFILE, ENOMEM, ENOSPC)]
    ),
    re.IGNORECASE,
)
_LOCKED = re.compile("could not set lock|conflicting lock|being used by another process", re.IGNORECASE)
_HOLDER = re.compile(r"PID (\d+)")


def is_damage(error: duckdb.Error, files: list[Path]) -> bool:
    """Whether these files of a database are proven not to be what was written.

    A lock, a missing permission, a full disk or memory, a disk that does not answer and too many open files prove
    nothing about them. OSError when the files cannot be read.
    """
    if isinstance(error, (duckdb.OutOfMemoryException, duckdb.PermissionException, duckdb.InterruptException)):
        return False
    said = str(error)
    for path in files:
        said = said.replace(str(path), "")
    if _PASSING.search(said):
        return False
    for path in files:
        if path.exists() and not path.is_file():
            return True
        if path.exists():
            path.open("rb").close()
    # Read as a database, the content makes no sense: anything but trouble with reading it.
    is_reading = isinstance(error, (duckdb.IOException, duckdb.FatalException))
    return bool(_DAMAGE.search(said)) or not is_reading


def holder(error: duckdb.Error) -> dict[str, str] | None:
    """Who has the database open, when that is what DuckDB says."""
    if not _LOCKED.search(str(error)):
        return None
    found = _HOLDER.search(str(error))
    return {"pid": found[1]} if found else {}
