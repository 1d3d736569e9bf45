"""Move a record from a home into PostgreSQL and back, and compare every answer before anybody relies on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ecodash.access.place import SqlitePlace, carry
from ecodash.access.shared_place import SharedPlace
from ecodash.domain.kinds import KINDS
from ecodash.evidence.problem import FileProblem
from ecodash.evidence.vault import Vault
from ecodash.language.problem import Problem
from ecodash.maintenance.removal import removed_files
from ecodash.store.opening import open_store
from ecodash.store.shared import SharedRecord
from ecodash.store.store import Store


class SharingProblem(Problem):
    """Why a record was not moved, or what is not the same in both places."""

    section = "sharing_problem"


@dataclass(frozen=True)
class Moved:
    """What is in both places now: changes, rows compared, files of evidence, officers."""

    changes: int
    rows: int
    files: int
    officers: int


def share(store: Store, home: Path, address: str) -> Moved:
    """Write the record of a home into an empty PostgreSQL database; SharingProblem or StoreProblem.

    The home stays as it is, and goes on from there once ``ECODASH_STORE`` names the address.
    """
    shared = SharedRecord(address)
    try:
        shared.fill(store.journal().entries)
        vault = Vault(home)
        files = 0
        for digest in _digests(store):
            try:
                content, media_type = vault.get(digest)
            except FileProblem as problem:
                raise SharingProblem("file", sha256=digest[:12], reason=problem.sentence("en")) from problem
            shared.keep_file(digest, media_type, content)
            files += 1
    finally:
        shared.close()
    with TemporaryDirectory() as folder:
        copy = open_store(Path(folder) / "copy", shared=SharedRecord(address))
        try:
            copy.follow()
            rows = compared(store, copy)
            return Moved(store.version, rows, files, _carry_accounts(home, address, back=False))
        finally:
            copy.close()


def unshare(store: Store, home: Path, address: str) -> Moved:
    """See to it that a home holds all that the shared record it follows does, evidence and officers included."""
    if store.shared is None:
        raise SharingProblem("not_shared")
    store.follow()
    vault = Vault(home, store.shared)
    digests = _digests(store)
    for digest in digests:
        vault.get(digest)
    ours = [entry.line for entry in store.journal().entries]
    theirs = [entry.line for entry in store.shared.after(0)]
    if ours != theirs:
        raise SharingProblem("differs", what="journal.jsonl")
    with TemporaryDirectory() as folder:
        copy = open_store(Path(folder) / "copy", shared=store.shared)
        try:
            copy.follow()
            rows = compared(store, copy)
            return Moved(store.version, rows, len(digests), _carry_accounts(home, address, back=True))
        finally:
            # The record is still the other store's.
            copy.shared = None
            copy.close()


def _carry_accounts(home: Path, address: str, *, back: bool) -> int:
    """Who may sign in, with passwords and passphrase; where the shared record knows officers already, these stay."""
    own, shared = SqlitePlace(home), SharedPlace(address)
    try:
        return carry(shared, own) if back else carry(own, shared, only_into_empty=True)
    finally:
        shared.close()


def compared(one: Store, other: Store) -> int:
    """How many rows both stores answer alike: what holds of every kind, and every change put together from its rows."""
    rows = 0
    for (name, here), (_, there) in zip(_answers(one), _answers(other), strict=True):
        if here != there:
            raise SharingProblem("differs", what=name)
        rows += len(here)
    return rows


def _answers(store: Store) -> Iterator[tuple[str, list[Any]]]:
    for kind in KINDS:
        yield kind, store.as_recorded("latest_revisions", kind=kind, keys=None)
    yield "spans", store.as_recorded("spans_differ")
    yield "changes", [change.to_line() for change in store.changes()]


def _digests(store: Store) -> list[str]:
    rows = store.as_recorded("latest_revisions", kind="evidence", keys=None)
    return sorted({row["sha256"] for row in rows if row["sha256"]} - removed_files(rows))
