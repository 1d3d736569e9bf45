"""Files of evidence, kept under the hash of their content and never changed; removed only once withdrawn.

What comes in is judged by its content (``content.py``), not by its name.
"""

import hashlib
import os
import re
import threading
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ecodash.disk import sync_folder
from ecodash.domain.vocabulary import TemplateForm
from ecodash.evidence.file_types import SUFFIX
from ecodash.evidence.problem import FileProblem
from ecodash.evidence.template_check import TYPES, check_file

# A file on its way into the vault.
UNFINISHED = re.compile(r"[0-9a-f]{64}\.\d+\.new")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Stored:
    """A file as it is kept. ``sha256`` is of the kept bytes, ``file_name`` what it was called, as data."""

    sha256: str
    media_type: str
    size_bytes: int
    file_name: str


class Elsewhere(Protocol):
    """Where other programs of the same record find the files that this one keeps."""

    def keep_file(self, sha256: str, media_type: str, content: bytes) -> None: ...

    def file(self, sha256: str) -> tuple[bytes, str] | None: ...

    def forget_file(self, sha256: str) -> None: ...


class Vault:
    """The evidence of one home, or (None) of the demonstration, which is kept in memory.

    ``elsewhere``: each file is kept there as well, and fetched from there when another program kept it.
    """

    def __init__(self, home: Path | None, elsewhere: Elsewhere | None = None) -> None:
        self._elsewhere = elsewhere
        self._folder = home / "evidence" if home else None
        self._kept: dict[str, tuple[bytes, str]] = {}
        for path in self._folder.glob("*/*.new") if self._folder else ():
            with suppress(OSError):
                path.unlink()

    def put(self, data: bytes, file_name: str) -> Stored:
        """Check a file and keep it; the same content twice is one file."""
        # What opens pictures and PDFs is loaded for whoever hands one in, not for every reader.
        from ecodash.evidence.content import checked

        name = clean_name(file_name)
        return self._keep(*checked(data, name), name)

    def put_template(self, data: bytes, file_name: str, form: TemplateForm) -> Stored:
        """Keep a file that documents are to be filled into; TemplateProblem unless it may be one."""
        check_file(data, form)
        return self._keep(data, TYPES[form], clean_name(file_name))

    def _keep(self, kept: bytes, media_type: str, name: str) -> Stored:
        digest = hashlib.sha256(kept).hexdigest()
        if self._folder is None:
            self._kept[digest] = (kept, media_type)
        else:
            self._write(self._path(digest, media_type), kept, name)
        if self._elsewhere is not None:
            self._elsewhere.keep_file(digest, media_type, kept)
        return Stored(digest, media_type, len(kept), name)

    def get(self, sha256: str) -> tuple[bytes, str]:
        """The content of a file and its type; FileProblem when it is gone or no longer what was kept."""
        if not re.fullmatch("[0-9a-f]{64}", sha256):
            raise FileProblem("gone")
        data, media_type = self._read(sha256)
        if hashlib.sha256(data).hexdigest() != sha256:
            raise FileProblem("altered")
        return data, media_type

    def remove(self, sha256: str) -> bool:
        """Take a file out, here and where other programs find it; whether it was here. FileProblem when that fails."""
        if self._folder is None:
            return self._kept.pop(sha256, None) is not None
        paths = [path for media_type in SUFFIX if (path := self._path(sha256, media_type)).exists()]
        try:
            for path in paths:
                path.unlink()
                sync_folder(path.parent)
        except OSError as error:
            raise FileProblem("not_removed", name=sha256[:12], reason=error.strerror or error) from error
        if self._elsewhere is not None:
            self._elsewhere.forget_file(sha256)
        return bool(paths)

    def _read(self, sha256: str) -> tuple[bytes, str]:
        if self._folder is None:
            if sha256 not in self._kept:
                raise FileProblem("gone")
            return self._kept[sha256]
        for media_type in SUFFIX:
            path = self._path(sha256, media_type)
            if path.exists():
                return path.read_bytes(), media_type
        found = self._elsewhere.file(sha256) if self._elsewhere else None
        if found is None or hashlib.sha256(found[0]).hexdigest() != sha256 or found[1] not in SUFFIX:
            raise FileProblem("gone")
        self._write(self._path(sha256, found[1]), found[0], sha256)
        return found

    def _path(self, sha256: str, media_type: str) -> Path:
        assert self._folder is not None
        return self._folder / sha256[:2] / f"{sha256}{SUFFIX[media_type]}"

    def _write(self, path: Path, data: bytes, name: str) -> None:
        if path.exists():
            return
        fresh = path.with_suffix(f".{threading.get_ident()}.new")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with fresh.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            fresh.chmod(0o440)
            fresh.replace(path)
            sync_folder(path.parent)
        except OSError as error:
            fresh.unlink(missing_ok=True)
            raise FileProblem("not_kept", name=name, reason=error.strerror or error) from error


def clean_name(name: str) -> str:
    """A file's name as data: no path, no control or direction characters, at most 120 letters."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = "".join(c for c in last if unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs")).strip(" .")
    plain = re.sub(r'[<>:"|?*]', "_", plain)
    if not plain or _RESERVED.fullmatch(plain):
        plain = f"file_{plain}" if plain else "file"
    stem, dot, suffix = plain.rpartition(".")
    return f"{stem[: 119 - len(suffix)]}.{suffix}" if dot and len(plain) > 120 and len(suffix) < 10 else plain[:120]
