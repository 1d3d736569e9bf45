"""Backups: the journal, which says everything that was ever recorded, with the files that it names.

The database is not in a backup. It is written anew from the journal, line by line against the chain of hashes, so
that no database file from elsewhere is ever opened, and a backup that restores is a backup whose history is whole.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from ecodash.disk import sync_folder
from ecodash.domain.dates import utc_now
from ecodash.maintenance.backup_file import Backup, BackupProblem, read_archive, write_archive
from ecodash.store.store import Store

_FOLDER = "backups"
_NAME = re.compile(r"ecodash-(\d{8}-\d{6})\.zip")
# So many backups are kept, and the last of so many months.
DAILY, MONTHLY = 14, 12


def back_up(store: Store, home: Path, target: Path | None = None) -> Backup:
    """Write a backup, read it back, and only then give it its name. The store may be written to meanwhile."""
    target = target or home / _FOLDER / f"ecodash-{utc_now():%Y%m%d-%H%M%S}.zip"
    fresh = target.with_name(target.name + ".new")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_archive(fresh, store.journal_lines(), home)
        read_archive(fresh)
        fresh.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise BackupProblem("not_written", path=target, reason=error.strerror or error) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    return read_archive(target, thorough=False)


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


def daily(store: Store, home: Path) -> Backup | None:
    """A backup if none is of the last day and something was recorded since the last; older ones are thinned out."""
    now = utc_now()
    for known in readable_backups(home):
        is_of_today = timedelta(0) <= now - known.made_at < timedelta(days=1)
        if is_of_today or (known.changes, known.head) == store.head:
            return None
    made = back_up(store, home)
    # While files are damaged, an older backup may be the last to have them whole.
    if not made.altered:
        thin_out(home / _FOLDER)
    return made


def thin_out(folder: Path) -> None:
    """Delete what is older than fourteen backups and not the last of one of twelve months."""
    for path in _surplus(path for path in backups_in(folder) if not _is_of_the_future(path)):
        path.unlink()


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
