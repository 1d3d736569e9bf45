"""The matched forms of an office, one small file each beside the imports that rested on them.

A file is named by its own hash and never written again, so backups, restores and ``verify`` keep it as they keep every
imported file. Of two for the same headings and sheet the later one holds.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from ecodash.domain.dates import utc_now
from ecodash.workbook.incoming.own_forms import OwnForm
from ecodash.workbook.incoming.received_files import FOLDER, keep
from ecodash.workbook.sheets import SHEETS

_LARGEST = 100_000


def remember(home: Path, form: OwnForm) -> None:
    """Keep what a person matched, but for what is of one file; a form without columns takes back an earlier one.

    OSError when it cannot be kept.
    """
    form = form.lasting()
    told = {
        "headings": form.headings,
        "sheet": form.sheet,
        "columns": dict(form.columns),
        "same": dict(form.same),
        "matched_at": utc_now().isoformat(),
    }
    data = json.dumps(told, ensure_ascii=False, indent=1).encode()
    keep(home, data, hashlib.sha256(data).hexdigest(), "form.json")


def remembered(home: Path) -> tuple[OwnForm, ...]:
    """Every matched form that holds; a file that cannot be read is passed over, as if nobody had matched."""
    latest: dict[tuple[tuple[str, ...], str], OwnForm] = {}
    for _, form in sorted(_read(home), key=lambda told: told[0]):
        latest[form.headings, form.sheet] = form
    return tuple(form for form in latest.values() if form.columns)


def _read(home: Path) -> Iterator[tuple[str, OwnForm]]:
    for path in sorted((home / FOLDER).glob("*.json")):
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            if path.stat().st_size <= _LARGEST:
                told = json.loads(path.read_bytes())
                yield str(told["matched_at"]), _form(told)


def _form(told: dict[str, Any]) -> OwnForm:
    """The form that a file tells; KeyError for a sheet that there is no more."""
    names = {column.name for column in SHEETS[told["sheet"]].columns}
    columns = {str(heading): str(name) for heading, name in told["columns"].items() if name in names}
    same = {str(name): str(text) for name, text in told["same"].items() if name in names}
    return OwnForm(tuple(map(str, told["headings"])), told["sheet"], columns, same).lasting()
