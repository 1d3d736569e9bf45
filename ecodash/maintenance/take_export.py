"""A folder as ``export`` writes it, taken back in: the whole past into an empty store, or what is missing from another.

Every change in it proves itself by its hash. A store that holds none of them, or the first ones, gets the others
exactly as they were, so that every as-of answer is the same. A store with a past of its own gets the rows that it
does not have, as one change.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ecodash.access.roles import Principal, check_may_manage
from ecodash.domain.kinds import KINDS
from ecodash.domain.vocabulary import Means
from ecodash.language import csv_text
from ecodash.maintenance.export import NAMES
from ecodash.recording import Entry, take_over
from ecodash.store.change import GENESIS, Act, Change
from ecodash.store.names_apart import NameApart
from ecodash.store.store import Store
from ecodash.store.typed_row import Row, typed
from ecodash.workbook.problems import Problem

_CHANGES = "changes.csv"

Placed = tuple[int, str, Row]
"""The revision number, the kind and the row."""


@dataclass(frozen=True)
class Taken:
    """What became of a folder; rows are revisions here. ``batch`` is the last change recorded."""

    problems: tuple[Problem, ...] = ()
    accepted: int = 0
    unchanged: int = 0
    batch: int | None = None


class _Damaged(Exception):
    """One file of the folder is not as it was exported."""


def is_export(folder: Path) -> bool:
    """Whether the folder looks like one of ours."""
    return (folder / _CHANGES).is_file()


def take_folder(store: Store, principal: Principal, folder: Path, *, is_dry_run: bool = False) -> Taken:
    """Bring an export in. Forbidden, StoreProblem or OSError: nothing, or only whole changes, were recorded."""
    check_may_manage(principal)
    if not is_export(folder):
        return Taken((Problem(None, None, folder.name, "not_an_export", {"name": _CHANGES}),))
    try:
        theirs = _changes(folder)
    except _Damaged as damaged:
        return Taken((Problem(None, None, str(damaged), "folder_damaged", {"name": str(damaged)}),))
    with store.exclusive():
        ours = [row["hash"] for row in store.ask("changes_after", after=0)]
        common = min(len(ours), len(theirs))
        if ours[:common] != [change.hash for change in theirs[:common]]:
            return _join(store, principal, folder.name, theirs, is_dry_run)
        known = sum(len(change.rows) for change in theirs[:common])
        new = theirs[common:]
        for change in [] if is_dry_run else new:
            store.commit(change.act, change.rows, change.voids, change.names)
        batch = store.version if new and not is_dry_run else None
        return Taken(accepted=sum(len(change.rows) for change in new), unchanged=known, batch=batch)


def _join(store: Store, principal: Principal, name: str, theirs: Sequence[Change], is_dry_run: bool) -> Taken:
    """What holds there and is not here, in the order in which it was recorded there."""
    mine = _in_force(store)
    standing = _holding(theirs)
    entries = [Entry(kind, row) for _, kind, row in standing if _content(kind, row) not in mine]
    unchanged = len(standing) - len(entries)
    if is_dry_run or not entries:
        return Taken(accepted=len(entries), unchanged=unchanged)
    recorded = take_over(store, principal, entries, name)
    batch = recorded.change.id if recorded.change else None
    return Taken(accepted=recorded.accepted, unchanged=unchanged + recorded.unchanged, batch=batch)


def _in_force(store: Store) -> set[tuple[Any, ...]]:
    gone = {row["rev"] for row in store.ask("revisions_out_of_force")}
    return {
        _content(kind, row)
        for kind in KINDS
        for row in store.ask("revisions_after", kind=kind, after=0)
        if row["rev"] not in gone
    }


def _content(kind: str, row: Row) -> tuple[Any, ...]:
    return kind, *(row[column] for column in KINDS[kind].all_columns)


def _holding(changes: Sequence[Change]) -> list[Placed]:
    """Every revision that was not taken out of force, or was and came back with an undo."""
    undone = {change.act.undoes for change in changes}
    gone = {rev for change in changes if change.id not in undone for _, rev in change.voids}
    return [
        (rev, kind, row)
        for change in changes
        for rev, (kind, row) in enumerate(change.rows, start=change.first_rev)
        if rev not in gone
    ]


def _changes(folder: Path) -> list[Change]:
    """Every change of the export, each proved by its hash; _Damaged names the file that does not fit."""
    rows: dict[str, list[Placed]] = defaultdict(list)
    # An earlier program had fewer kinds. Where a file was lost, the hashes of the changes will not fit.
    absent = [name for kind in KINDS if not (folder / (name := f"{KINDS[kind].plural}.csv")).is_file()]
    for kind in KINDS:
        name = f"{KINDS[kind].plural}.csv"
        for row in _read(folder, name) if name not in absent else ():
            with_place = _placed(kind, row)
            rows[with_place[0]].append(with_place[1])
    voids: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for void in _read(folder, "voided.csv"):
        voids[void["change_id"]].append((void["kind"], int(void["rev"])))
    names: dict[str, list[NameApart]] = defaultdict(list)
    # An earlier program had none apart.
    for told in _read(folder, NAMES) if (folder / NAMES).is_file() else ():
        names[told["change_id"]].append(NameApart(told["name"], told["commitment"], told["salt"] or None))
    changes: list[Change] = []
    for head in _read(folder, _CHANGES):
        placed = sorted(rows[head["id"]], key=lambda place: place[0])
        change = _change(head, placed, voids[head["id"]], names[head["id"]])
        expected = changes[-1].hash if changes else GENESIS
        is_theirs = change.hash == head["hash"] and change.is_whose_it_says
        if not is_theirs or change.prev != expected or change.id != len(changes) + 1:
            raise _Damaged(absent[0] if absent else f"{_CHANGES} ({head['id']})")
        changes.append(change)
    return changes


def _read(folder: Path, name: str) -> list[dict[str, str]]:
    try:
        return csv_text.read((folder / name).read_bytes().decode("utf-8-sig"))
    except (FileNotFoundError, ValueError) as error:
        # ValueError: not UTF-8, or a row with more or fewer cells than headings.
        raise _Damaged(name) from error


def _placed(kind: str, row: dict[str, str]) -> tuple[str, Placed]:
    try:
        rev, change = int(row.pop("rev")), row.pop("change_id")
        row.pop("recorded_at")
        return change, (rev, kind, typed(KINDS[kind], row))
    except (KeyError, ValueError) as error:
        raise _Damaged(f"{KINDS[kind].plural}.csv") from error


def _change(head: dict[str, str], rows: list[Placed], voids: list[tuple[str, int]], names: list[NameApart]) -> Change:
    try:
        moment = datetime.fromisoformat(head["recorded_at"])
        undoes = int(head["undoes"]) if head["undoes"] else None
        act = Act(
            head["who"],
            Means(head["means"]),
            head["source_name"] or None,
            head["source_sha256"] or None,
            head["note"] or None,
            undoes,
            moment,
            head.get("commitment") or None,
            head.get("salt") or None,
        )
        plain = tuple((kind, row) for _, kind, row in rows)
        number, first = int(head["id"]), int(head["first_rev"])
        in_order = tuple(sorted(voids, key=lambda void: void[1]))
        prev, apart = head["prev_hash"], tuple(names)
        return Change(number, moment, act, first, plain, prev, in_order, names=apart).sealed()
    except (KeyError, ValueError) as error:
        raise _Damaged(_CHANGES) from error
