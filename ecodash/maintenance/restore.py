"""Put a backup in place of what a home holds: old or new, never half, and nothing deleted."""

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from ecodash.disk import sync_folder
from ecodash.domain.dates import utc_now
from ecodash.maintenance.backup_file import Backup, BackupProblem, read_archive, unpack
from ecodash.store.lock import LOCK_NAME, HomeLock
from ecodash.store.notices import NOTICES, leave_notice
from ecodash.store.opening import RESTORING, open_store
from ecodash.store.problem import StoreProblem

# These belong to the machine and not to the history.
_STAYS = re.compile(r"(ecodash\.lock|RESTORING|access\.sqlite.*|backups|replaced-.*)")


def restore(file: Path, home: Path) -> tuple[Backup, Path | None]:
    """Put a backup in place of what a home holds; returns it, and where the replaced now lies.

    The backup is unpacked and opened beside the home before anything is moved. What was there is moved aside, and
    moved back when anything fails: BackupProblem, or StoreProblem for a home in use.
    """
    home.mkdir(parents=True, exist_ok=True)
    lock = HomeLock(home, None)
    moment = f"{utc_now():%Y%m%dT%H%M%S%f}"
    coming, aside = home / f"replaced-{moment}-coming", home / f"replaced-{moment}"
    try:
        backup = _prepared(file, coming)
        _swap(home, coming, aside)
    finally:
        lock.release()
        # A power cut leaves it to the next restore; after a failure it is of no use.
        if not (home / RESTORING).exists():
            shutil.rmtree(coming, ignore_errors=True)
    return backup, aside if aside.exists() else None


def _prepared(file: Path, coming: Path) -> Backup:
    """The backup as a home of its own that is known to open."""
    backup = read_archive(file)
    try:
        unpack(backup, coming)
        open_store(coming).close()
        (coming / LOCK_NAME).unlink()
        # That its database was built anew is no news here; that a backup took the place of what was there is.
        (coming / NOTICES).unlink(missing_ok=True)
        leave_notice(coming, "restored", name=file.name, changes=backup.changes)
    except StoreProblem as problem:
        code = "newer" if problem.code in ("newer_change", "newer_version") else "does_not_open"
        raise BackupProblem(code, path=file) from problem
    except BackupProblem:
        raise
    except Exception as error:
        raise BackupProblem("not_unpacked", path=file, reason=getattr(error, "strerror", None) or error) from error
    return backup


def _swap(home: Path, coming: Path, aside: Path) -> None:
    was_marked = (home / RESTORING).exists()
    leaving = [path for path in home.iterdir() if not _STAYS.fullmatch(path.name)]
    names = [path.name for path in coming.iterdir()]
    try:
        # A power cut from here on leaves a home half moved; the mark keeps it from being taken for a new one.
        (home / RESTORING).write_text(f"{coming.name}\n{aside.name}\n", encoding="utf-8")
        sync_folder(home)
        _move(leaving, aside)
        for name in names:
            (coming / name).rename(home / name)
        coming.rmdir()
        sync_folder(home)
        (home / RESTORING).unlink()
    except Exception as error:
        reason = getattr(error, "strerror", None) or error
        try:
            _put_back(home, coming, aside, names)
            if not was_marked:
                (home / RESTORING).unlink(missing_ok=True)
        except OSError:
            raise BackupProblem("not_restored", reason=reason) from error
        raise BackupProblem("put_back", reason=reason) from error


def _put_back(home: Path, coming: Path, aside: Path, names: Iterable[str]) -> None:
    coming.mkdir(exist_ok=True)
    for name in names:
        if not (coming / name).exists():
            (home / name).rename(coming / name)
    if aside.exists():
        _move(aside.iterdir(), home)
        aside.rmdir()


def _move(paths: Iterable[Path], target: Path) -> None:
    for path in list(paths):
        target.mkdir(exist_ok=True)
        path.rename(target / path.name)
