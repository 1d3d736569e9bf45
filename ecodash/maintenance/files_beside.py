"""Evidence and imports beside the backups: each file once, in a folder that every backup there names files of.

A file is called what it is called in a home, under the hash of its content, so it does not matter who put it there: it
is the one that is meant, or it is not.
"""

import hashlib
import os
import re
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath

from ecodash.disk import sync_folder

FOLDER = "files"
NAME = re.compile(r"(evidence/[0-9a-f]{2}/[0-9a-f]{64}\.[a-z0-9]{1,5}|imports/[0-9a-f]{64}\.[a-z0-9]{1,5})")
_UNFINISHED = ".new"
_CHUNK = 1024 * 1024


def is_whole(folder: Path, name: str) -> bool:
    """Whether a file is there and has the content that names it."""
    path = folder / name
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == PurePosixPath(name).stem


def lacking(folder: Path, names: Iterable[str]) -> list[str]:
    """Those that are not there; nobody looks into those that are."""
    return [name for name in names if not (folder / name).is_file()]


def damaged(folder: Path, names: Iterable[str]) -> list[str]:
    """Those that are not there, or not what was kept."""
    return [name for name in names if not is_whole(folder, name)]


def keep(source: Path, folder: Path, name: str) -> bool:
    """See to it that the folder has a file of the source; False where neither has it whole. OSError: not written."""
    if is_whole(folder, name):
        return True
    target = folder / name
    fresh = target.with_name(target.name + _UNFINISHED)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # On a stick of others the name may lead elsewhere.
    fresh.unlink(missing_ok=True)
    try:
        with (source / name).open("rb") as read, fresh.open("xb") as written:
            shutil.copyfileobj(read, written, _CHUNK)
            written.flush()
            os.fsync(written.fileno())
        with fresh.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != target.stem:
                return False
        fresh.replace(target)
        sync_folder(target.parent)
        return True
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def drop_all_but(folder: Path, needed: set[str]) -> None:
    """Delete the files that no backup names any more, and what was left half written."""
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        name = path.relative_to(folder).as_posix()
        if NAME.fullmatch(name.removesuffix(_UNFINISHED)) and name not in needed:
            path.unlink()
