"""Backups: the journal, which says everything that was ever recorded, with the files that it names.

Those of a home have their files once between them, in a folder beside them; one that is written elsewhere, to be taken
along or handed on, has everything in itself.

The database is not in a backup. It is written anew from the journal, line by line against the chain of hashes, so
that no database file from elsewhere is ever opened, and a backup that restores is a backup whose history is whole.
"""

import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from ecodash.access.place import Place
from ecodash.access.problem import EntryProblem
from ecodash.disk import sync_folder
from ecodash.domain.dates import utc_now
from ecodash.maintenance import files_beside
from ecodash.maintenance.backup_file import Backup, BackupProblem, read_archive, write_archive
from ecodash.store.journal_lines import without_names
from ecodash.store.store import Store

_FOLDER = "backups"
_NAME = re.compile(r"ecodash-(\d{8}-\d{6})\.zip")
# So many backups are kept, and the last of so many months.
DAILY, MONTHLY = 14, 12
# No file is dropped that a backup just being made is about to name.
_BACKING_UP = threading.Lock()


def back_up(store: Store, home: Path, target: Path | None = None, place: Place | None = None) -> Backup:
    """Write a backup, read it back, and only then give it its name. The store may be written to meanwhile.

    With a ``target`` of one's own it is one file with everything in it. ``place``: where the accounts are kept.
    """
    beside = None if target else home / _FOLDER / files_beside.FOLDER
    target = target or home / _FOLDER / f"ecodash-{utc_now():%Y%m%d-%H%M%S}.zip"
    fresh = target.with_name(target.name + ".new")
    try:
        with _BACKING_UP:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_archive(fresh, _lines(store), home, beside, _sealed(place))
            read_archive(fresh)
            fresh.replace(target)
            sync_folder(target.parent)
    except OSError as error:
        raise BackupProblem("not_written", path=target, reason=error.strerror or error) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    return read_archive(target, thorough=False)


def _lines(store: Store) -> Iterator[bytes]:
    """The journal without the names of people that were taken out of view; with all while nobody can say which."""
    lines = store.journal_lines()
    return lines if store.awaits_names else (without_names(line, store.kept_back.is_in) for line in lines)


def _sealed(place: Place | None) -> str | None:
    """The history is backed up also while nobody can say who may sign in."""
    if place is None:
        return None
    from ecodash.access.sealed_accounts import seal

    try:
        return seal(place)
    except EntryProblem:
        return None


def in_one_file(store: Store, home: Path, place: Place | None) -> bytes:
    """A backup of now with everything in it."""
    with TemporaryDirectory() as there:
        return back_up(store, home, Path(there) / "whole.zip", place).path.read_bytes()


def backups(home: Path) -> list[Path]:
    """The backups of a home, the newest first; those dated in the future, by a clock that was wrong, are the last."""
    return backups_in(home / _FOLDER)


def backups_in(folder: Path) -> list[Path]:
    """The same for any folder."""
    found = sorted((p for p in folder.glob("*.zip") if _NAME.fullmatch(p.name)), reverse=True)
    return sorted(found, key=_is_of_the_future)


def last_backup(home: Path) -> Backup | None:
    """The newest backup, or None when there is none that can be read."""
    return next(iter(readable_backups(home)), None)


def daily(store: Store, home: Path, place: Place | None = None) -> Backup | None:
    """A backup if none is of the last day and something was recorded since the last; older ones are thinned out."""
    now = utc_now()
    for known in readable_backups(home):
        is_of_today = timedelta(0) <= now - known.made_at < timedelta(days=1)
        if is_of_today or (known.changes, known.head) == store.head:
            return None
    made = back_up(store, home, place=place)
    # While files are damaged, an older backup may be the last to have them whole.
    if not made.altered:
        thin_out(home / _FOLDER)
    return made


def thin_out(folder: Path) -> None:
    """Delete what is older than fourteen backups and not the last of one of twelve months, and files none needs."""
    for path in _surplus(path for path in backups_in(folder) if not _is_of_the_future(path)):
        path.unlink()
    with _BACKING_UP:
        _drop_files(folder)


def _drop_files(folder: Path) -> None:
    """Nothing is dropped while there is a backup of which nobody can say what it needs."""
    needed: set[str] = set()
    for path in folder.glob("*.zip"):
        try:
            needed.update(read_archive(path, thorough=False).beside)
        except BackupProblem:
            if _NAME.fullmatch(path.name):
                return
    files_beside.drop_all_but(folder / files_beside.FOLDER, needed)


def readable_backups(home: Path) -> Iterator[Backup]:
    """What the backups say of themselves, in the order of ``backups``; those that cannot be read are left out."""
    return readable_in(home / _FOLDER)


def readable_in(folder: Path) -> Iterator[Backup]:
    """The same for any folder."""
    for path in backups_in(folder):
        with suppress(BackupProblem):
            yield read_archive(path, thorough=False)


def _is_of_the_future(path: Path) -> bool:
    # The names are written by the clock of this machine, in UTC and in the order of time.
    return path.name > f"ecodash-{utc_now():%Y%m%d-%H%M%S}.zip"


def _surplus(paths: Iterable[Path]) -> list[Path]:
    """All but the newest fourteen and the last of each of twelve months."""
    months: dict[str, None] = {}
    surplus = []
    for number, path in enumerate(paths):
        month = path.name[len("ecodash-") :][:6]
        is_last_of_month = month not in months
        months[month] = None
        if number >= DAILY and not (is_last_of_month and len(months) <= MONTHLY):
            surplus.append(path)
    return surplus
