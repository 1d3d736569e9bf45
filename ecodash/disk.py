"""What the operating system must be told so that a file is really there, and ours alone.

:class:`Disk` is all that the store does to the files of a home. It is handed in, so that a simulated disk, which
crashes, fills up and lies (``tests/simulator``), can take its place around the very code that runs in an office.
"""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

_FILES = ("access.sqlite*", "ecodash.lock", "journal.jsonl", "notices.jsonl", "checked.json", "CURRENT")
_FOLDERS = ("asked", "gen-*", "backups", "evidence", "imports", "quarantine", "replaced-*")
# Windows refuses to read locked bytes, so the byte that is locked lies far behind the text.
_LOCKED_BYTE = 1 << 30


class LockedFile:
    """A file that this process alone has, until it is closed."""

    def __init__(self, path: Path, file: IO[str]) -> None:
        self._path = path
        self._file = file

    @property
    def is_in_place(self) -> bool:
        """Whether others who look for the file find this one. OSError when nobody can look."""
        try:
            return os.path.samestat(os.fstat(self._file.fileno()), self._path.stat())
        except FileNotFoundError:
            return False

    def write(self, text: str) -> None:
        """Say something in it, in place of what was said."""
        self._file.seek(0)
        self._file.truncate()
        self._file.write(text)
        self._file.flush()

    def close(self) -> None:
        self._file.close()


class Disk:
    """The files of a home. Whatever changes one is on the disk when the call returns; OSError when it is not."""

    def exists(self, path: Path) -> bool:
        return path.exists()

    def size(self, path: Path) -> int:
        """In bytes; of a file that is not there, none."""
        return path.stat().st_size if path.exists() else 0

    def read(self, path: Path) -> bytes:
        """All of a file; nothing when it is not there."""
        return path.read_bytes() if path.exists() else b""

    def part(self, path: Path, start: int, size: int) -> bytes:
        """So many bytes of a file from one of them on; fewer where it ends before."""
        with path.open("rb") as file:
            file.seek(start)
            return file.read(size)

    def lines(self, path: Path, size: int) -> Iterator[bytes]:
        """The first bytes of a file, so many, line by line with their ends; nothing when it is not there."""
        if not path.exists():
            return
        with path.open("rb") as file:
            while size > 0 and (line := file.readline(size)):
                size -= len(line)
                yield line

    def folders(self, home: Path, pattern: str) -> list[Path]:
        """By name, those in a home whose names fit."""
        return sorted(path for path in home.glob(pattern) if path.is_dir())

    def append(self, path: Path, parts: Iterable[bytes]) -> None:
        """Write behind what is there; a file that was not there is private, and its name lasts too."""
        is_new = not path.exists()
        with path.open("ab") as file:
            for part in parts:
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            keep_private(path.parent)
            sync_folder(path.parent)

    def write(self, path: Path, data: bytes) -> None:
        """A file with this content, whole or not at all."""
        fresh = path.with_name(f"{path.name}.new")
        with fresh.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        sync_folder(path.parent)

    def truncate(self, path: Path, size: int) -> None:
        """Cut off what is behind so many bytes."""
        with path.open("r+b") as file:
            file.truncate(size)
            os.fsync(file.fileno())

    def make_folder(self, folder: Path) -> None:
        """With those above it; each new name lasts."""
        if not folder.is_dir():
            self.make_folder(folder.parent)
            folder.mkdir(exist_ok=True)
            sync_folder(folder.parent)

    def move_folder(self, folder: Path, target: Path) -> None:
        shutil.move(folder, target)
        sync_folder(target.parent)
        sync_folder(folder.parent)

    def remove_folder(self, folder: Path) -> None:
        shutil.rmtree(folder)

    def sync_folder(self, folder: Path) -> None:
        """The names in it last."""
        sync_folder(folder)

    def keep_private(self, home: Path) -> None:
        keep_private(home)

    def lock(self, path: Path) -> LockedFile | None:
        """Take a file for this process, made if it is not there; None when another has it."""
        file: IO[str] = path.open("a+", encoding="utf-8")
        if _is_locked(file):
            return LockedFile(path, file)
        file.close()
        return None


DISK = Disk()


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


def _is_locked(file: IO[str]) -> bool:
    """Whether nobody else has the file; it is ours from here on until it is closed."""
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
