"""What happened to a home that an officer should know: ``notices.jsonl``, a line each, kept until it has been read.

Healing is quiet work; a disk that goes bad a little every day must not stay unseen because each day was healed.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ecodash.disk import DISK, Disk
from ecodash.domain.dates import utc_now
from ecodash.language.text import t

NOTICES = "notices.jsonl"


@dataclass(frozen=True)
class Notice:
    """One thing that happened. ``at`` is UTC; ``code`` names the words under ``notice``."""

    at: datetime
    code: str
    values: Mapping[str, object]

    def sentence(self, lang: str) -> str:
        """What happened and what to do about it."""
        return t(lang, f"notice.{self.code}", **self.values)


def leave_notice(home: Path, code: str, disk: Disk = DISK, /, **values: object) -> None:
    """Say something to the officers of a home, once they come; OSError when it cannot be written."""
    _append(home, {"at": utc_now().isoformat(timespec="seconds"), "code": code, "values": values}, disk)


def unread_notices(home: Path) -> list[Notice]:
    """What no officer has read yet, the oldest first."""
    lines = _lines(home)
    read = max((line["read"] for line in lines if "read" in line), default=0)
    told = [line for line in lines if "code" in line]
    return [Notice(datetime.fromisoformat(line["at"]), line["code"], line["values"]) for line in told[read:]]


def mark_as_read(home: Path, by: str, number: int) -> None:
    """An officer has read the oldest ``number`` of the unread notices; those that came since stay."""
    told = sum("code" in line for line in _lines(home)) - len(unread_notices(home))
    _append(home, {"at": utc_now().isoformat(timespec="seconds"), "read": told + number, "by": by})


def _append(home: Path, line: Mapping[str, Any], disk: Disk = DISK) -> None:
    path = home / NOTICES
    # What a power cut left of the last line must not take this one with it.
    known = disk.read(path)
    torn = bool(known) and not known.endswith(b"\n")
    disk.append(path, [b"\n" * torn + json.dumps(line, ensure_ascii=False, default=str).encode() + b"\n"])


def _lines(home: Path) -> list[dict[str, Any]]:
    path = home / NOTICES
    found = []
    for line in path.read_bytes().splitlines() if path.exists() else ():
        try:
            found.append(json.loads(line))
        except ValueError:
            continue
    return [line for line in found if isinstance(line, dict)]
