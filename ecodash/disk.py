"""Small things that the operating system must be told so that a file is really there, and ours alone."""

import os
from contextlib import suppress
from pathlib import Path

_FILES = ("access.sqlite*", "ecodash.lock", "journal.jsonl", "notices.jsonl", "checked.json", "CURRENT")
_FOLDERS = ("gen-*", "backups", "evidence", "imports", "quarantine", "replaced-*")


def keep_private(home: Path) -> None:
    """What a home holds is for the account that runs the program: names, hashes of passwords, backups of both.

    The folder itself may be ``data/`` beside the code and stays as it is. Windows has its own rights by folder.
    """
    if os.name != "posix":
        return
    for mode, patterns in ((0o600, _FILES), (0o700, _FOLDERS)):
        for path in (path for pattern in patterns for path in home.glob(pattern)):
            # A home on a stick, or one that another account made, is used all the same.
            with suppress(OSError):
                path.chmod(mode)


def sync_folder(folder: Path) -> None:
    """A name that was made or changed in a folder survives a power cut from here on; Windows does it by itself."""
    if os.name == "posix":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
