"""Is what is kept still what was recorded? Both records, their hashes, and every file of evidence."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ecodash.domain.kinds import KINDS
from ecodash.domain.vocabulary import Means
from ecodash.evidence.vault import UNFINISHED
from ecodash.language.text import t
from ecodash.language.thai import digits
from ecodash.maintenance import files_beside
from ecodash.maintenance.backup import readable_backups, readable_in
from ecodash.maintenance.second_place import second_place
from ecodash.maintenance.signatures import NAME as SIGNATURES
from ecodash.maintenance.signatures import signatures
from ecodash.store.change import GENESIS, Change
from ecodash.store.database import Database
from ecodash.store.journal_lines import Reading, read_lines
from ecodash.store.store import Store
from ecodash.store.typed_row import key_of

_SHA256 = re.compile("[0-9a-f]{64}")
# Six letters of a hash are one in sixteen million; the foot of a paper has eight.
_MARK = re.compile(r"(\d{1,12})\s*-\s*([0-9a-f]{6,64})")
# Also rows that claim to belong to no change at all.
_EVERYTHING = -(2**62)

Revisions = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong. ``code`` names the words under ``verify``."""

    code: str
    values: Mapping[str, object]

    def sentence(self, lang: str) -> str:
        """What is wrong and what to do about it."""
        return t(lang, f"verify.{self.code}", **self.values)


@dataclass(frozen=True)
class Verification:
    """How much was checked, and what was found wrong."""

    changes: int
    revisions: int
    evidence: int
    problems: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        return not self.problems

    def with_more(self, problems: Iterable[Finding]) -> "Verification":
        return replace(self, problems=(*self.problems, *problems))


def verify(store: Store, home: Path) -> Verification:
    """Recompute everything that can be; nothing recorded is changed. What is only worked out from it is mended."""
    last = store.version
    reading = store.journal()
    changes = [change for change in store.changes() if change.id <= last]
    revisions = {kind: store.as_recorded("revisions_after", kind=kind, after=_EVERYTHING) for kind in KINDS}
    files = _evidence_files(home)
    problems = (
        *_in_chain(changes),
        *_in_revisions(revisions, changes, range(last + 1, store.version + 1)),
        *_in_voids(store.as_recorded("voids_after", after=_EVERYTHING), changes, range(last + 1, store.version + 1)),
        *_in_macros(store),
        *_in_journal(reading, changes, last),
        *_in_evidence(files, revisions),
        *_in_spans(store),
        *_in_imports(home, changes if store.shared is None else []),
        *_in_backups(home, reading),
        *unlike_signed(home / SIGNATURES, store),
    )
    return Verification(len(changes), sum(map(len, revisions.values())), len(files), problems)


def unlike_paper(store: Store, mark: str) -> Finding | None:
    """Whether the record is still the one that a paper was made from, by the mark in its foot.

    Nobody can write history anew, shorten it or roll it back without another hash under the same number.
    """
    said = _MARK.fullmatch(digits(mark).strip().lower())
    if said is None:
        return Finding("mark_unread", {"mark": mark})
    number, letters = int(said[1]), said[2]
    told = [row["hash"] for row in store.as_recorded("changes_after", after=number - 1)[:1] if row["id"] == number]
    if told and told[0].startswith(letters):
        return None
    return Finding("paper_differs" if told else "paper_beyond", {"change": number, "mark": mark})


def unlike_signed(path: Path, store: Store) -> Iterator[Finding]:
    """Every signature of a file stands under a head that the history has."""
    known = {row["id"]: row["hash"] for row in store.as_recorded("changes_after", after=0)}
    for line, signature in enumerate(signatures(path), start=1):
        if signature is None:
            yield Finding("signature_damaged", {"path": path, "line": line})
        elif known.get(signature.changes) != signature.head:
            told = {"change": signature.changes, "key": signature.fingerprint, "at": signature.at}
            yield Finding("signature_differs", told)


def quarantined(home: Path) -> frozenset[str]:
    """What was set aside as damaged; opening a store may add to it, and verifying then says so."""
    return frozenset(path.name for path in (home / "quarantine").glob("*"))


def mended(before: Iterable[str], after: Iterable[str]) -> tuple[Finding, ...]:
    """What the opening of the store found damaged and wrote anew."""
    return tuple(Finding("mended", {"name": name}) for name in sorted(set(after) - set(before)))


def _in_chain(changes: Iterable[Change]) -> Iterator[Finding]:
    """Every change of the database hashes to what was recorded and follows the one before."""
    number, prev = 0, GENESIS
    for change in changes:
        if not change.is_genuine:
            yield Finding("change_altered", {"change": change.id})
        if change.id != number + 1 or change.prev != prev:
            yield Finding("chain_broken", {"change": change.id})
        number, prev = change.id, change.hash


def _in_revisions(revisions: Revisions, changes: list[Change], since: range) -> Iterator[Finding]:
    """Nothing is missing or added, and the columns that no hash covers agree with those it does.

    ``since``: changes recorded while this was reading, which are left for the next time.
    """
    moments = {change.id: change.recorded_at for change in changes}
    expected = sum(len(change.rows) for change in changes)
    numbers = []
    for kind, rows in revisions.items():
        for row in rows:
            if row["change_id"] in since:
                continue
            numbers.append(row["rev"])
            if row["key"] != key_of(KINDS[kind], row) or row["recorded_at"] != moments.get(row["change_id"]):
                yield Finding("revision_altered", {"rev": row["rev"], "kind": kind})
    if sorted(numbers) != list(range(1, expected + 1)):
        yield Finding("revisions_miscounted", {"expected": expected, "found": len(numbers)})


def _in_voids(voids: list[dict[str, Any]], changes: list[Change], since: range) -> Iterator[Finding]:
    """No hash covers the rows of a change that there never was, nor the moment of any."""
    moments = {change.id: change.recorded_at for change in changes}
    for void in voids:
        if void["change_id"] not in since and void["recorded_at"] != moments.get(void["change_id"]):
            yield Finding("void_altered", {"rev": void["rev"], "kind": void["kind"]})


def _in_macros(store: Store) -> Iterator[Finding]:
    """The answers are put together as this program would do it."""
    fresh = Database(None)
    fresh.migrate()
    wanted = {row["name"]: row for row in fresh.ask("macros", {})}
    fresh.close()
    found = {row["name"]: row for row in store.as_recorded("macros")}
    for name in sorted(wanted.keys() | found.keys()):
        if wanted.get(name) != found.get(name):
            yield Finding("macro_altered", {"name": name})


def _in_journal(reading: Reading, changes: list[Change], last: int) -> Iterator[Finding]:
    """The journal says the same as the database, change by change."""
    if reading.damaged_line is not None:
        yield Finding("journal_damaged", {"line": reading.damaged_line})
    elif len(reading.entries) < last:
        yield Finding("journal_short", {"have": len(reading.entries), "expected": last})
    journalled = {entry.id: (entry.hash, entry.names_told) for entry in reading.entries}
    for change in changes:
        here = change.hash, change.names_told
        if journalled.get(change.id, here) != here:
            yield Finding("records_differ", {"change": change.id})


def _in_spans(store: Store) -> Iterator[Finding]:
    """What the status of items is read from says what the record says."""
    if wrong := store.mend_spans():
        yield Finding("spans_renewed", {"spans": wrong})


def _evidence_files(home: Path) -> list[Path]:
    found = (path for path in (home / "evidence").rglob("*") if path.is_file())
    # What a power cut leaves of a file that nobody was told about; the next start takes it away.
    return sorted(path for path in found if not UNFINISHED.fullmatch(path.name))


def _in_evidence(files: list[Path], revisions: Revisions) -> Iterator[Finding]:
    """Every file still has the content that names it, and every recorded piece and template has its file."""
    kept = [*revisions["evidence"], *revisions["office_template"]]
    for path in files:
        if not _SHA256.fullmatch(_named_hash(path)):
            yield Finding("evidence_unknown", {"name": path.name})
        elif _digest(path) != _named_hash(path):
            yield Finding("evidence_altered", {"name": path.name})
    have = {_named_hash(path) for path in files}
    removed = {row["sha256"] for row in kept if row.get("removed_on")}
    for code, sha256 in {(row.get("code") or row["key"], row["sha256"]): None for row in kept if row["sha256"]}:
        if sha256 not in have and sha256 not in removed:
            yield Finding("evidence_missing", {"code": code, "name": sha256})


def _in_imports(home: Path, changes: list[Change]) -> Iterator[Finding]:
    """Every imported file is still as it was received, and here; of a shared record each home has its own alone."""
    paths = sorted((home / "imports").glob("*"))
    for path in paths:
        if _SHA256.fullmatch(_named_hash(path)) and _digest(path) != _named_hash(path):
            yield Finding("import_altered", {"name": path.name})
    have = {_named_hash(path) for path in paths}
    for act in (change.act for change in changes if change.act.means is Means.IMPORT):
        if act.source_sha256 and act.source_sha256 not in have:
            yield Finding("import_missing", {"name": act.source_name or act.source_sha256[:12]})


def _in_backups(home: Path, reading: Reading) -> Iterator[Finding]:
    """What each backup ends with is in the chain, here or in what a restore has replaced; and it has its files."""
    known = {(entry.id, entry.hash) for entry in reading.entries}
    for replaced in home.glob("replaced-*/journal.jsonl"):
        there = read_lines(replaced.read_bytes())
        known |= {(entry.id, entry.hash) for entry in (*there.entries, *there.later)}
    place = second_place()
    lacking: dict[Path, dict[str, None]] = {}
    for backup in (*readable_backups(home), *(readable_in(place) if place else ())):
        if (backup.changes, backup.head) not in known:
            yield Finding("backup_differs", {"name": backup.path.name, "change": backup.changes})
        for name in files_beside.lacking(backup.files_folder, backup.beside):
            lacking.setdefault(backup.files_folder, {})[name] = None
    for folder, names in lacking.items():
        yield Finding("backup_files_missing", {"folder": folder, "files": len(names), "name": next(iter(names))})


def _named_hash(path: Path) -> str:
    return path.name.partition(".")[0]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
