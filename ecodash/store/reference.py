"""Fill a store from CSV files: the attested facts of ``data/reference``, the set of ``data/demo``."""

import csv
import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ecodash.domain.kinds import KINDS
from ecodash.domain.vocabulary import Means
from ecodash.store.change import GENESIS, Act, Change
from ecodash.store.database import Database
from ecodash.store.store import Store
from ecodash.store.typed_row import Row, Value, key_of, typed


def sync_reference(store: Store, folder: Path) -> int:
    """Bring the reference rows up to date with the files; returns how many revisions that took.

    A row that an officer recorded anything for is left alone, whatever the file now says.
    """
    with store.exclusive():
        return _brought_up_to_date(store, folder)


def _brought_up_to_date(store: Store, folder: Path) -> int:
    rows: list[tuple[str, Row]] = []
    voids: list[tuple[str, int]] = []
    for kind, wanted in _files(folder):
        have: dict[tuple[str, Value], list[dict[str, Any]]] = defaultdict(list)
        for row in store.ask("reference_rows", kind=kind):
            have[row["key"], row["effective_on"]].append(row)
        columns = KINDS[kind].all_columns
        new: list[tuple[str, Row]] = []
        for row in wanted:
            key = key_of(KINDS[kind], row)
            known = have.pop((key, row["effective_on"]), [])
            if not known or any(known[-1][c] != row[c] for c in columns):
                new.append((key, row))
        # Asked for these alone, and not at all at most starts: of observations there may be millions.
        keys = sorted({key for key, _ in (*have, *new)})
        touched = {row["key"] for row in store.ask("recorded_keys", kind=kind, keys=keys)} if keys else set()
        rows += [(kind, row) for key, row in new if key not in touched]
        # With the last revision alone taken away, the one before it would hold again.
        voids += [(kind, row["rev"]) for (key, _), gone in have.items() if key not in touched for row in gone]
    if rows or voids:
        act = Act("ecodash", Means.REFERENCE, source_name="data/reference", source_sha256=_digest(folder))
        store.commit(act, rows, voids)
    return len(rows) + len(voids)


def open_demo(folder: Path) -> Store:
    """The demonstration store, in memory, with its own today."""
    today: date = tomllib.loads((folder / "demo.toml").read_text(encoding="utf-8"))["today"]
    database = Database(None)
    database.migrate()
    database.harden(None)
    database.put_in(_demo_changes(folder))
    # Opening it works the spans out once, which takes half the time of keeping them change by change.
    return Store(database, demo_today=today)


def _demo_changes(folder: Path) -> Iterator[Change]:
    rows_of: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    for kind in KINDS:
        for raw in _read(folder / f"{KINDS[kind].plural}.csv"):
            rows_of[raw.pop("change")].append((kind, typed(KINDS[kind], raw)))
    prev, first_rev = GENESIS, 1
    for number, told in enumerate(_read(folder / "changes.csv"), start=1):
        moment = datetime.fromisoformat(told["recorded_at"])
        act = Act(told["who"], Means.DEMO, note=told["note"])
        rows = tuple(rows_of[told["id"]])
        change = Change(number, moment, act, first_rev, rows, prev).sealed()
        yield change
        prev, first_rev = change.hash, first_rev + len(rows)


def _files(folder: Path) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for name, kind in KINDS.items():
        yield name, [typed(kind, raw) for raw in _read(folder / f"{kind.plural}.csv")]


def _read(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.csv")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
