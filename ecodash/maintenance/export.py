"""The whole log as open files: enough to rebuild the store with nothing but a CSV reader."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ecodash.domain.kinds import KINDS, Kind
from ecodash.language import csv_text
from ecodash.language.refusal import Refusal
from ecodash.store.kept_back import KeptBack
from ecodash.store.names_apart import NameApart, no_name
from ecodash.store.store import Store

_CHANGE_COLUMNS = (
    "id", "recorded_at", "who", "means", "source_name", "source_sha256", "note", "undoes", "first_rev",
    "prev_hash", "hash", "commitment", "salt",
)  # fmt: skip
_VOID_COLUMNS = ("change_id", "kind", "rev")
_NAME_COLUMNS = ("change_id", "name", "commitment", "salt")
NAMES = "names.csv"
_UNFINISHED = ".part"

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class ExportedFile:
    name: str
    rows: int


def export(store: Store, folder: Path) -> list[ExportedFile]:
    """Write every revision of every kind, every change and everything voided.

    The folder is made, or holds an earlier export, which is replaced; Refusal when it holds anything else.
    """
    tables = _tables(store)
    _check_folder(folder, {name for name, _, _ in tables})
    folder.mkdir(parents=True, exist_ok=True)
    for name, columns, rows in tables:
        _write(folder / name, csv_text.write(columns, rows))
    return [ExportedFile(name, len(rows)) for name, _, rows in tables]


def _tables(store: Store) -> list[tuple[str, Sequence[str], Rows]]:
    """File name, columns and rows of each file, none newer than the last change there is now."""
    last, kept_back = store.version, store.kept_back
    changes = [_spoken(kept_back, row) for row in store.as_recorded("changes_after", after=0) if row["id"] <= last]
    voids = [row for row in store.ask("voids_after", after=0) if row["change_id"] <= last]
    names = [row for row in store.as_recorded("names_after", after=0) if row["change_id"] <= last]
    in_rows = {(row["change_id"], row["name"]): _told(kept_back, row) for row in names}
    tables: list[tuple[str, Sequence[str], Rows]] = [
        ("changes.csv", _CHANGE_COLUMNS, changes),
        ("voided.csv", _VOID_COLUMNS, voids),
        (NAMES, _NAME_COLUMNS, [{"change_id": change, **vars(told)} for (change, _), told in in_rows.items()]),
    ]
    for name, kind in KINDS.items():
        ask = store.as_recorded if kind.personal else store.ask
        revisions = [row for row in ask("revisions_after", kind=name, after=0) if row["change_id"] <= last]
        rows = [_with_names(kept_back, kind, row, in_rows) for row in revisions] if kind.personal else revisions
        tables.append((f"{kind.plural}.csv", ("rev", "change_id", "recorded_at", *kind.all_columns), rows))
    return tables


def _spoken(kept_back: KeptBack, change: Mapping[str, Any]) -> Mapping[str, Any]:
    """A change without names taken out of view. Where a commitment stands for its recorder, it still proves itself."""
    told = kept_back.in_rows([dict(change)])[0]
    if change["commitment"] and kept_back.is_in(change["who"]):
        # With the salt a name could be found by trying.
        told |= {"who": no_name(), "salt": None}
    return told


def _told(kept_back: KeptBack, row: Mapping[str, Any]) -> NameApart:
    """A name in the rows of a change; left out where it was taken out of view."""
    if kept_back.is_in(row["name"]):
        return NameApart.left_out(row["commitment"])
    return NameApart(row["name"], row["commitment"], row["salt"])


def _with_names(
    kept_back: KeptBack, kind: Kind, row: Mapping[str, Any], names: Mapping[tuple[int, str], NameApart]
) -> Mapping[str, Any]:
    """A revision without names taken out of view, with what is said in their place where commitments stand for them."""
    places = {column: names.get((row["change_id"], row[column])) for column in kind.personal}
    return kept_back.in_rows([dict(row)])[0] | {column: told.name for column, told in places.items() if told}


def _check_folder(folder: Path, ours: set[str]) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise Refusal("cli.not_a_folder", folder=folder)
    strangers = sorted(p.name for p in folder.iterdir() if p.name.removesuffix(_UNFINISHED) not in ours)
    if strangers:
        raise Refusal("cli.folder_not_ours", folder=folder, name=strangers[0])


def _write(path: Path, text: str) -> None:
    unfinished = path.with_name(path.name + _UNFINISHED)
    with unfinished.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
