"""``backup`` and ``restore``."""

import argparse
import json
from pathlib import Path

from ecodash.backing import Backup, back_up, restore
from ecodash.store.current import current, home
from ecodash.text import t


def arguments(parser: argparse.ArgumentParser, lang: str, *, required: bool) -> None:
    """The backup file, which a new backup need not be told."""
    parser.add_argument(
        "file", type=Path, nargs=None if required else "?", metavar="FILE", help=t(lang, "cli.help_backup_file")
    )


def run_backup(asked: argparse.Namespace) -> int:
    """Write a backup and read it back."""
    made = back_up(current(), home(), asked.file)
    _say(asked, made, t(asked.lang, "backup.made", path=made.path))
    return 0


def run_restore(asked: argparse.Namespace) -> int:
    """Put a backup in place; what was there is kept aside."""
    found, aside = restore(asked.file, home())
    lines = [t(asked.lang, "backup.restored", changes=found.changes)]
    if aside:
        lines.append(t(asked.lang, "backup.replaced", path=aside))
    _say(asked, found, "\n".join(lines), aside)
    return 0


def _say(asked: argparse.Namespace, backup: Backup, text: str, aside: Path | None = None) -> None:
    plain = {
        "file": str(backup.path),
        "changes": backup.changes,
        "head": backup.head,
        "files": backup.files,
        "replaced": str(aside) if aside else None,
    }
    print(json.dumps(plain, ensure_ascii=False) if asked.json else text)
