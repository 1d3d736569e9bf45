"""The file of a backup: a zip with the journal, a manifest, and the files of evidence and imports or their names.

Files that are only named lie once for all backups of a folder beside them (``files_beside.py``). It may come from
anywhere and be damaged in any way: reading it ends in a Backup or in a BackupProblem.
"""

import hashlib
import io
import json
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from ecodash import __version__
from ecodash.domain.dates import utc_now
from ecodash.language.problem import FAILED, REFUSED, Problem
from ecodash.maintenance import files_beside
from ecodash.maintenance.files_beside import NAME
from ecodash.store.journal_lines import Chain, read_line

_JOURNAL, _MANIFEST = "journal.jsonl", "manifest.json"
_KEPT = ("evidence", "imports")
# Grows when an older program could no longer read what is written; a manifest without one has the first.
_FORMAT = 4
_CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Backup:
    """One backup. ``head`` is the last hash of its chain, ``altered`` the files that were damaged when it was made,
    ``beside`` those that lie in the folder beside it, ``accounts`` who may sign in, sealed."""

    path: Path
    made_at: datetime
    changes: int
    head: str
    files: int
    size_bytes: int
    altered: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    accounts: str | None = field(default=None, repr=False)

    @property
    def files_folder(self) -> Path:
        """Where the files lie that are only named."""
        return self.path.parent / files_beside.FOLDER


class BackupProblem(Problem):
    """Why a backup was not made or is not used."""

    section = "backup_problem"

    @property
    def exit_code(self) -> int:
        """Refused where another file can be named."""
        is_input = self.code in ("not_there", "not_one", "altered", "lacks", "newer", "does_not_open")
        return REFUSED if is_input else FAILED


def write_archive(
    path: Path, journal: Iterable[bytes], home: Path, beside: Path | None = None, accounts: str | None = None
) -> None:
    """Write and sync the file, its manifest last; OSError when that fails, BackupProblem for a damaged journal.

    ``beside``: a folder that gets the files, each once, and the archive their names alone. ``accounts`` are sealed.
    """
    members: dict[str, str] = {}
    named = []
    with path.open("wb") as file:
        # Lines so much alike win little from trying harder, which takes three times as long; pictures win nothing.
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            members[_JOURNAL], chain = _written_journal(archive, journal)
            for name in _kept_files(home):
                # One that is damaged here, and was never kept there, is in the archive as it is.
                if beside and files_beside.keep(home, beside, name):
                    named.append(name)
                    continue
                archive.write(home / name, name)
                members[name] = _digest((home / name).open("rb"))
            told = {
                "format": _FORMAT,
                "program": f"ecodash {__version__}",
                "made_at": utc_now().isoformat(timespec="seconds"),
                "changes": chain.length,
                "head": chain.head,
                "members": members,
                "beside": named,
                "accounts": accounts,
            }
            archive.writestr(_MANIFEST, json.dumps(told, ensure_ascii=False, indent=1))
        file.flush()
        os.fsync(file.fileno())


def _kept_files(home: Path) -> Iterator[str]:
    for folder in _KEPT:
        for path in sorted(path for path in (home / folder).rglob("*") if path.is_file()):
            name = path.relative_to(home).as_posix()
            if NAME.fullmatch(name):
                yield name


def _written_journal(archive: zipfile.ZipFile, lines: Iterable[bytes]) -> tuple[str, Chain]:
    """Line by line, each looked at before it is written; the hash of them all."""
    chain, digest = Chain(), hashlib.sha256()
    with archive.open(_JOURNAL, "w", force_zip64=True) as member:
        for line in lines:
            if not chain.add(read_line(line)):
                raise BackupProblem("journal")
            for part in (line, b"\n"):
                member.write(part)
                digest.update(part)
    if not chain.length:
        raise BackupProblem("journal")
    return digest.hexdigest(), chain


def read_archive(path: Path, thorough: bool = True) -> Backup:
    """What a backup holds; ``thorough``: every file against its hash, every change against the chain."""

    def read(archive: zipfile.ZipFile) -> Backup:
        manifest = _manifest(archive, path)
        if thorough:
            _check_members(archive, manifest, path)
            _check_beside(manifest, path)
        return Backup(
            path=path,
            made_at=datetime.fromisoformat(manifest["made_at"]).replace(tzinfo=None),
            changes=int(manifest["changes"]),
            head=str(manifest["head"]),
            files=len(manifest["members"]) - 1 + len(manifest["beside"]),
            size_bytes=path.stat().st_size,
            # A file of evidence or an import is named by its hash.
            altered=tuple(
                name for name, digest in manifest["members"].items() if NAME.fullmatch(name) and digest not in name
            ),
            beside=tuple(manifest["beside"]),
            accounts=manifest.get("accounts"),
        )

    return _reading(path, read)


def unpack(backup: Backup, folder: Path) -> None:
    """Every member but the manifest, and what lies beside, as files in a new folder; OSError when not written."""
    folder.mkdir()
    for name in backup.beside:
        if not files_beside.keep(backup.files_folder, folder, name):
            raise BackupProblem("lacks", path=backup.path, name=name, folder=backup.files_folder)
    with zipfile.ZipFile(backup.path) as archive:
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


def _reading(path: Path, read: Callable[[zipfile.ZipFile], Backup]) -> Backup:
    try:
        with zipfile.ZipFile(path) as archive:
            return read(archive)
    except BackupProblem:
        raise
    except FileNotFoundError as error:
        raise BackupProblem("not_there", path=path) from error
    except OSError as error:
        raise BackupProblem("not_read", path=path, reason=error.strerror or error) from error
    except Exception as error:
        # zipfile, zlib, json and what else reads there raise a dozen classes for a flipped bit.
        raise BackupProblem("not_one", path=path) from error


def _manifest(archive: zipfile.ZipFile, path: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads(archive.read(_MANIFEST))
    if int(manifest.get("format", _FORMAT)) > _FORMAT:
        raise BackupProblem("newer", path=path)
    names = archive.namelist()
    wanted = {_MANIFEST, *manifest["members"]}
    # Nothing beside what the manifest names, nothing twice, and no name that leads out of the folder.
    is_ours = all(name in (_MANIFEST, _JOURNAL) or NAME.fullmatch(name) for name in names)
    is_ours = is_ours and all(NAME.fullmatch(name) for name in manifest.setdefault("beside", []))
    if not is_ours or len(names) != len(set(names)) or set(names) != wanted or _JOURNAL not in wanted:
        raise BackupProblem("not_one", path=path)
    return manifest


def _check_members(archive: zipfile.ZipFile, manifest: Mapping[str, Any], path: Path) -> None:
    for name, digest in manifest["members"].items():
        with archive.open(name) as member:
            found = _digest(member) if name != _JOURNAL else _checked_journal(member, manifest)
            if found != digest:
                raise BackupProblem("altered", path=path, name=name)


def _check_beside(manifest: Mapping[str, Any], path: Path) -> None:
    folder = path.parent / files_beside.FOLDER
    for name in files_beside.damaged(folder, manifest["beside"]):
        raise BackupProblem("lacks", path=path, name=name, folder=folder)


def _checked_journal(member: IO[bytes], manifest: Mapping[str, Any]) -> str | None:
    """The hash of the journal; None where it is not the chain that the manifest speaks of."""
    chain, digest = Chain(), hashlib.sha256()
    for line in member:
        digest.update(line)
        if not chain.add(read_line(line.removesuffix(b"\n"))):
            return None
    is_whole = chain.length > 0 and (chain.length, chain.head) == (manifest["changes"], manifest["head"])
    return digest.hexdigest() if is_whole else None


def _digest(file: Any) -> str:
    with file:
        digest = hashlib.sha256()
        for chunk in _chunks(file):
            digest.update(chunk)
        return digest.hexdigest()


def _chunks(file: io.BufferedIOBase | Any) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk
