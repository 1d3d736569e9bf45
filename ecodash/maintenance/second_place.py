"""Backups in a second place as well: a stick, a share, another disk, named in ``ECODASH_BACKUPS``.

The machine that burns, is stolen or is locked by a stranger has its backups beside its data. A place that cannot be
reached is said at the desk and holds up nothing.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from ecodash.disk import sync_folder
from ecodash.maintenance import files_beside
from ecodash.maintenance.backup import readable_backups, readable_in, thin_out
from ecodash.maintenance.backup_file import Backup, BackupProblem, read_archive

_CHUNK = 1024 * 1024


def second_place() -> Path | None:
    """The folder that was named, or None. It is never made: an empty one would be there where a stick is missing."""
    named = os.environ.get("ECODASH_BACKUPS", "").strip()
    return Path(named) if named else None


def newest_in(folder: Path) -> Backup | None:
    """The backup with the most changes, whatever its clock said."""
    return max(readable_in(folder), key=lambda backup: backup.changes, default=None)


def copy_out(home: Path) -> Path | None:
    """Copy the newest backup to the second place unless it is there; BackupProblem when that fails.

    The copy is read back whole before it gets its name. Returns it, or None when there was nothing to do.
    """
    place = second_place()
    newest = max(readable_backups(home), key=lambda backup: backup.changes, default=None)
    if place is None or newest is None:
        return None
    target = place / newest.path.name
    try:
        if not place.is_dir():
            raise BackupProblem("no_place", path=place)
        there = newest_in(place)
        if there is not None and _is_complete(there) and (there.changes, there.head) == (newest.changes, newest.head):
            return None
        files = files_beside.damaged(place / files_beside.FOLDER, newest.beside)
        sizes = [(newest.files_folder / name).stat().st_size for name in files]
        if shutil.disk_usage(place).free < newest.size_bytes + sum(sizes):
            raise BackupProblem("no_room", path=place)
        for name in files:
            files_beside.keep(newest.files_folder, place / files_beside.FOLDER, name)
        _copied(newest.path, target)
        # A backup with damaged files must not push out the last that has them whole.
        if not newest.altered:
            thin_out(place)
    except OSError as error:
        raise BackupProblem("not_written", path=target, reason=error.strerror or error) from error
    return target


def _is_complete(backup: Backup) -> bool:
    return not files_beside.lacking(backup.files_folder, backup.beside)


def _copied(source: Path, target: Path) -> None:
    fresh = target.with_name(target.name + ".new")
    try:
        # On a stick of others the name may lead elsewhere.
        fresh.unlink(missing_ok=True)
        with source.open("rb") as read, fresh.open("xb") as written:
            shutil.copyfileobj(read, written, _CHUNK)
            written.flush()
            os.fsync(written.fileno())
        read_archive(fresh)
        fresh.replace(target)
        sync_folder(target.parent)
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
