"""The file as it was received, kept under its own hash: what a change rested on can be looked at again."""

import os
import tempfile
from pathlib import Path

from ecodash.disk import sync_folder

FOLDER = "imports"


def keep(home: Path, data: bytes, sha256: str, name: str) -> Path:
    """Store the bytes once; a file that is there already is never written again. OSError when it cannot be."""
    folder = home / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{sha256}{_suffix(name)}"
    if target.exists():
        return target
    handle, unfinished = tempfile.mkstemp(dir=folder, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    Path(unfinished).replace(target)
    sync_folder(folder)
    return target


def received(home: Path, sha256: str) -> Path | None:
    """The file that a change rested on, as it was received; None where it is not kept here."""
    return next((path for path in (home / FOLDER).glob(f"{sha256}*") if path.stem == sha256), None)


def _suffix(name: str) -> str:
    """Only endings that we read or write; whatever else a name says stays out of the file system."""
    suffix = Path(name).suffix.casefold()
    return suffix if suffix in (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".txt", ".tsv", ".json") else ""
