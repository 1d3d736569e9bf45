"""Backups: the journal, which says everything that was ever recorded, with the files that it names.

The database is not in a backup. It is written anew from the journal, line by line against the chain of hashes, so
that no database file from elsewhere is ever opened, and a backup that restores is a backup whose history is whole.
"""

import hashlib
import io
import json
import os
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from ecodash import __version__
from ecodash.dates import utc_now
from ecodash.store.journal import read_lines
from ecodash.store.lock import HomeLock
from ecodash.store.opening import RESTORING, open_store
from ecodash.store.problem import StoreProblem
from ecodash.store.store import Store
from ecodash.text import t

_FOLDER = "backups"
_NAME = re.compile(r"ecodash-(\d{8}-\d{6})\.zip")
_JOURNAL, _MANIFEST = "journal.jsonl", "manifest.json"
_FILE = re.compile(r"(evidence/[0-9a-f]{2}/[0-9a-f]{64}\.[a-z0-9]{1,5}|imports/[0-9a-f]{64}\.[a-z0-9]{1,5})")
_KEPT = ("evidence", "imports")
# These belong to the machine and not to the history.
_STAYS = re.compile(r"(ecodash\.lock|RESTORING|access\.sqlite.*|backups|replaced-.*)")
_DAILY, _MONTHLY = 14, 12
_MOST_BYTES = 20 * 1024**3
_CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Backup:
    """One backup that was read back and found whole. ``head`` is the last hash of its chain."""

    path: Path
    made_at: datetime
    changes: int
    head: str
    files: int
    size_bytes: int


class BackupProblem(Exception):
    """Why a backup was not made or is not used. ``code`` names the words under ``backup_problem``."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(self.sentence("en"))

    def sentence(self, lang: str) -> str:
        """What is wrong and what to do."""
        return t(lang, f"backup_problem.{self.code}", **self.values)


def back_up(store: Store, home: Path, target: Path | None = None) -> Backup:
    """Write a backup, read it back, and only then give it its name. The store may be written to meanwhile."""
    reading = store.journal()
    if reading.damaged_line is not None or not reading.entries:
        raise BackupProblem("journal")
    target = target or home / _FOLDER / f"ecodash-{utc_now():%Y%m%d-%H%M%S}.zip"
    fresh = target.with_name(target.name + ".new")
    journal = b"".join(entry.line + b"\n" for entry in reading.entries)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(fresh, journal, home, reading.entries[-1].hash, len(reading.entries))
        _check(fresh)
        fresh.replace(target)
    except OSError as error:
        raise BackupProblem("not_written", path=target, reason=error.strerror or error) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    return _check(target, thorough=False)


def restore(file: Path, home: Path) -> tuple[Backup, Path | None]:
    """Put a backup in place of what a home holds; returns it, and where the replaced now lies.

    Nothing is deleted: what was there is moved aside, and moved back if the backup does not open.
    """
    home.mkdir(parents=True, exist_ok=True)
    lock = HomeLock(home, None)
    moment = f"{utc_now():%Y%m%dT%H%M%S%f}"
    coming, aside = home / f"replaced-{moment}-coming", home / f"replaced-{moment}"
    try:
        backup = _check(file)
        _unpack(file, coming)
        # A power cut from here on leaves a home half moved; the mark keeps it from being taken for a new one.
        (home / RESTORING).write_text(f"{coming.name}\n{aside.name}\n", encoding="utf-8")
        moved = _move(home, aside, (path for path in home.iterdir() if not _STAYS.fullmatch(path.name)))
        _move(coming, home, coming.iterdir())
        coming.rmdir()
        (home / RESTORING).unlink()
    except OSError as error:
        raise BackupProblem("not_restored", reason=error.strerror or error) from error
    finally:
        lock.release()
    try:
        open_store(home).close()
    except StoreProblem as problem:
        failed = home / f"replaced-{moment}-failed"
        _move(home, failed, (path for path in home.iterdir() if not _STAYS.fullmatch(path.name)))
        if moved:
            _move(aside, home, aside.iterdir())
            aside.rmdir()
        raise BackupProblem("does_not_open", path=file) from problem
    return backup, aside if moved else None


def backups(home: Path) -> list[Path]:
    """The backups of a home, the newest first."""
    return sorted((p for p in (home / _FOLDER).glob("*.zip") if _NAME.fullmatch(p.name)), reverse=True)


def last_backup(home: Path) -> Backup | None:
    """The newest backup, or None when there is none that can be read."""
    for path in backups(home):
        with suppress(BackupProblem):
            return _check(path, thorough=False)
    return None


def daily(store: Store, home: Path) -> Backup | None:
    """A backup if the newest is a day old and something was recorded since; older ones are thinned out."""
    last = last_backup(home)
    if last is not None and (utc_now() - last.made_at < timedelta(days=1) or last.changes == store.version):
        return None
    made = back_up(store, home)
    for path in _surplus(backups(home)):
        path.unlink()
    return made


def _surplus(paths: Iterable[Path]) -> list[Path]:
    """All but the newest fourteen and the last of each of twelve months."""
    months: dict[str, None] = {}
    surplus = []
    for number, path in enumerate(paths):
        month = path.name[len("ecodash-") :][:6]
        is_last_of_month = month not in months
        months[month] = None
        if number >= _DAILY and not (is_last_of_month and len(months) <= _MONTHLY):
            surplus.append(path)
    return surplus


def _write(path: Path, journal: bytes, home: Path, head: str, changes: int) -> None:
    members: dict[str, str] = {}
    with path.open("wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            archive.writestr(_JOURNAL, journal)
            members[_JOURNAL] = hashlib.sha256(journal).hexdigest()
            for folder in _KEPT:
                for kept in sorted(p for p in (home / folder).rglob("*") if p.is_file()):
                    name = kept.relative_to(home).as_posix()
                    if _FILE.fullmatch(name):
                        archive.write(kept, name)
                        members[name] = _digest(kept.open("rb"))
            told = {
                "program": f"ecodash {__version__}",
                "made_at": utc_now().isoformat(timespec="seconds"),
                "changes": changes,
                "head": head,
                "members": members,
            }
            archive.writestr(_MANIFEST, json.dumps(told, ensure_ascii=False, indent=1))
        file.flush()
        os.fsync(file.fileno())


def _check(path: Path, thorough: bool = True) -> Backup:
    """Read a backup; ``thorough``: every member against its hash, every change against the chain."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive, path)
            if thorough:
                _check_members(archive, manifest, path)
            return Backup(
                path=path,
                made_at=datetime.fromisoformat(manifest["made_at"]),
                changes=int(manifest["changes"]),
                head=str(manifest["head"]),
                files=len(manifest["members"]) - 1,
                size_bytes=path.stat().st_size,
            )
    except FileNotFoundError as error:
        raise BackupProblem("not_there", path=path) from error
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, EOFError, NotImplementedError, RuntimeError) as error:
        raise BackupProblem("not_one", path=path) from error


def _manifest(archive: zipfile.ZipFile, path: Path) -> dict[str, Any]:
    if sum(info.file_size for info in archive.infolist()) > _MOST_BYTES:
        raise BackupProblem("not_one", path=path)
    manifest: dict[str, Any] = json.loads(archive.read(_MANIFEST))
    names = archive.namelist()
    wanted = {_MANIFEST, *manifest["members"]}
    # Nothing beside what the manifest names, nothing twice, and no name that leads out of the folder.
    is_ours = all(name in (_MANIFEST, _JOURNAL) or _FILE.fullmatch(name) for name in names)
    if not is_ours or len(names) != len(set(names)) or set(names) != wanted or _JOURNAL not in wanted:
        raise BackupProblem("not_one", path=path)
    return manifest


def _check_members(archive: zipfile.ZipFile, manifest: Mapping[str, Any], path: Path) -> None:
    for name, digest in manifest["members"].items():
        with archive.open(name) as member:
            if _digest(member) != digest:
                raise BackupProblem("altered", path=path, name=name)
    reading = read_lines(archive.read(_JOURNAL).removesuffix(b"\n"))
    entries = reading.entries
    is_whole = reading.damaged_line is None and len(entries) == manifest["changes"]
    if not is_whole or not entries or entries[-1].hash != manifest["head"]:
        raise BackupProblem("altered", path=path, name=_JOURNAL)


def _unpack(file: Path, folder: Path) -> None:
    folder.mkdir()
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            if name == _MANIFEST:
                continue
            target = folder.joinpath(*name.split("/"))
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(name) as member, target.open("wb") as written:
                for chunk in _chunks(member):
                    written.write(chunk)
                written.flush()
                os.fsync(written.fileno())


def _move(source: Path, target: Path, paths: Iterable[Path]) -> bool:
    """Whether anything was moved."""
    found = [path for path in paths if path != target]
    if found:
        target.mkdir(exist_ok=True)
    for path in found:
        path.rename(target / path.name)
    return bool(found)


def _digest(file: Any) -> str:
    with file:
        digest = hashlib.sha256()
        for chunk in _chunks(file):
            digest.update(chunk)
        return digest.hexdigest()


def _chunks(file: io.BufferedIOBase | Any) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk
