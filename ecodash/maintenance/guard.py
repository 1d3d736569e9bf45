"""Somebody looks: once a day while the dashboard runs, and on request, at everything that could have gone wrong.

What is found stands in ``checked.json`` until the next look, so that the desk can say it without looking again.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from ecodash.domain.dates import in_thailand, short_date, utc_now
from ecodash.language.text import t
from ecodash.maintenance.backup import backups
from ecodash.maintenance.backup_file import BackupProblem, read_archive
from ecodash.maintenance.second_place import newest_in, second_place
from ecodash.maintenance.verify import Finding, verify
from ecodash.store.notices import leave_notice
from ecodash.store.store import Store

_NAME = "checked.json"
_EVERY = timedelta(hours=20)
# A backup of everything must still fit, and the office's machine must go on working.
_LEAST_FREE_BYTES = 500 * 1024 * 1024
_LATEST_BACKUP = timedelta(days=3)
_MENDED = "spans_renewed"


@dataclass(frozen=True)
class Look:
    """What one look found. ``at`` is UTC."""

    at: datetime
    changes: int
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        return not self.findings


def look(store: Store, home: Path) -> Look:
    """Verify both records and every file, read the newest backup whole, look at the disk and the clock."""
    verified = verify(store, home)
    findings = (
        *verified.problems,
        *_in_newest_backup(store, home),
        *_in_second_place(home),
        *_on_disk(home),
        *_in_clock(store),
    )
    for finding in findings:
        if finding.code == _MENDED:
            # It is right again by the next look; that it was wrong is still to be said.
            leave_notice(home, finding.code, **finding.values)
    found = Look(utc_now().replace(microsecond=0), verified.changes, tuple(f for f in findings if f.code != _MENDED))
    _keep(home, found)
    return found


def last_look(home: Path) -> Look | None:
    """What the last look found, or None when nobody has looked yet or what it wrote cannot be read."""
    try:
        told = json.loads((home / _NAME).read_text(encoding="utf-8"))
        findings = tuple(Finding(code, values) for code, values in told["findings"])
        return Look(datetime.fromisoformat(told["at"]), int(told["changes"]), findings)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def headline(last: Look | None, lang: str) -> str:
    """Whether all is well, and when somebody looked."""
    if last is None:
        return t(lang, "guard.never")
    at = in_thailand(last.at)
    when = t(lang, "guard.when", day=short_date(at.date(), lang), time=f"{at:%H:%M}")
    return t(lang, "guard.sound" if last.is_sound else "guard.unsound", when=when, count=len(last.findings))


def look_if_due(store: Store, home: Path) -> Look | None:
    """A look if none is of the last twenty hours: an office's machine is on for part of a day."""
    last = last_look(home)
    is_recent = last is not None and timedelta(0) <= utc_now() - last.at < _EVERY
    return None if is_recent else look(store, home)


def _in_newest_backup(store: Store, home: Path) -> Iterator[Finding]:
    """The newest backup is read whole, as a restore would; and it is not older than what was recorded since."""
    newest = next(iter(backups(home)), None)
    if newest is None:
        return
    try:
        backup = read_archive(newest)
    except BackupProblem:
        yield Finding("backup_unreadable", {"name": newest.name})
        return
    if backup.changes < store.version and utc_now() - backup.made_at > _LATEST_BACKUP:
        yield Finding("backup_old", {"name": newest.name, "changes": store.version - backup.changes})


def _in_second_place(home: Path) -> Iterator[Finding]:
    """The newest backup is in the second place too, if one was named."""
    place, newest = second_place(), newest_in(home / "backups")
    if place is None or newest is None:
        return
    try:
        there = newest_in(place) if place.is_dir() else None
    except OSError:
        there = None
    if there is None or there.changes < newest.changes:
        yield Finding("second_place_behind", {"place": place, "have": there.changes if there else 0})


def _on_disk(home: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(home).free
    if free < _LEAST_FREE_BYTES:
        yield Finding("disk_full", {"free": free // (1024 * 1024)})


def _in_clock(store: Store) -> Iterator[Finding]:
    last = store.as_recorded("head")[0]["recorded_at"]
    if last is not None and last - utc_now() > timedelta(days=1):
        yield Finding("clock_behind", {"last": f"{last:%Y-%m-%d %H:%M}"})


def _keep(home: Path, found: Look) -> None:
    told: Mapping[str, Any] = {
        "at": found.at.isoformat(timespec="seconds"),
        "changes": found.changes,
        "findings": [(finding.code, dict(finding.values)) for finding in found.findings],
    }
    fresh = home / f"{_NAME}.new"
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(told, file, ensure_ascii=False, default=str)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(home / _NAME)
