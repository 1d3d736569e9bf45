"""Backups: read back when made, restored in drills, and never put in place when anything about them is wrong."""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from ecodash import backing
from ecodash.backing import Backup, BackupProblem, back_up, backups, daily, last_backup, restore
from ecodash.dates import utc_now
from ecodash.store.opening import open_store
from ecodash.store.problem import StoreProblem
from ecodash.store.vault import Vault
from ecodash.verification import verify
from homes import fill, rows_in

pytestmark = pytest.mark.slow


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


CONTENT = b"%PDF-1.7"
_HASH = hashlib.sha256(CONTENT).hexdigest()
EVIDENCE = f"evidence/{_HASH[:2]}/{_HASH}.pdf"


def filled(home: Path, changes: int = 7) -> Backup:
    """A home with some changes and a file, backed up."""
    store = open_store(home)
    try:
        fill(store, changes)
        Vault(home)._write(home / EVIDENCE, CONTENT, "a.pdf")
        return back_up(store, home)
    finally:
        store.close()


def problem(call: Callable[[], object]) -> str:
    with pytest.raises(BackupProblem) as told:
        call()
    assert told.value.sentence("th") != told.value.sentence("en")
    return told.value.code


def test_a_backup_says_what_it_holds(home: Path) -> None:
    made = filled(home)
    assert (made.changes, made.files) == (7, 1)
    assert made.path.parent == home / "backups"
    assert last_backup(home) == made
    assert [path.name for path in (home / "backups").iterdir()] == [made.path.name]


DAMAGES: dict[str, Callable[[Path], object]] = {
    "nothing": lambda home: None,
    "all gone": lambda home: [shutil.rmtree(p) if p.is_dir() else p.unlink() for p in home.iterdir()],
    "journal gone": lambda home: (home / "journal.jsonl").unlink(),
    "both damaged": lambda home: [
        (home / "journal.jsonl").write_bytes(b"x\n" * 50),
        *(path.write_bytes(b"x") for path in home.glob("gen-*/eco.duckdb")),
    ],
    "pointer gone": lambda home: (home / "CURRENT").unlink(),
    "evidence gone": lambda home: shutil.rmtree(home / "evidence"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_restored_home_answers_as_before(home: Path, tmp_path: Path, damage: str) -> None:
    made = filled(home)
    before = rows_in(home)
    kept = shutil.copy(made.path, tmp_path / "stick.zip")
    DAMAGES[damage](home)
    found, _ = restore(Path(kept), home)
    assert (found.changes, found.head) == (made.changes, made.head)
    assert rows_in(home) == before
    store = open_store(home)
    assert verify(store, home).problems == ()
    store.close()


def test_what_was_there_is_kept_aside_with_what_belongs_to_the_machine_in_place(home: Path) -> None:
    made = filled(home)
    (home / "access.sqlite").write_bytes(b"officers")
    store = open_store(home)
    fill(store, 3, start=50)
    store.close()
    after = rows_in(home)
    _, aside = restore(made.path, home)
    assert aside is not None
    assert (home / "access.sqlite").read_bytes() == b"officers"
    assert made.path.exists()
    assert rows_in(aside) == after
    assert rows_in(home) != after


@pytest.mark.parametrize("after", range(5))
def test_a_restore_cut_short_is_never_taken_for_a_new_home_and_can_be_done_again(
    home: Path, tmp_path: Path, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = filled(home)
    kept = Path(shutil.copy(made.path, tmp_path / "stick.zip"))
    before = rows_in(home)
    moves = iter(range(100))
    rename = Path.rename

    def cut(path: Path, target: Path) -> Path:
        if next(moves) >= after:
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", cut)
    with pytest.raises(KeyboardInterrupt):
        restore(kept, home)
    monkeypatch.undo()
    with pytest.raises(StoreProblem) as told:
        open_store(home)
    assert told.value.code == "restore_unfinished"
    restore(kept, home)
    assert rows_in(home) == before


def test_a_home_in_use_is_left_alone(home: Path) -> None:
    made = filled(home)
    store = open_store(home)
    with pytest.raises(StoreProblem) as told:
        restore(made.path, home)
    assert told.value.code == "in_use"
    store.close()


def rewritten(path: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """The same backup with some of its members changed."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    target = path.with_name("changed.zip")
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target


def forged(members: dict[str, bytes]) -> None:
    """Another word in a change, with the manifest made to fit: only the chain can tell."""
    members["journal.jsonl"] = members["journal.jsonl"].replace("สมหญิง".encode(), "สมชาย!".encode())
    manifest = json.loads(members["manifest.json"])
    manifest["members"]["journal.jsonl"] = hashlib.sha256(members["journal.jsonl"]).hexdigest()
    members["manifest.json"] = json.dumps(manifest).encode()


WRONG: dict[str, tuple[str, Callable[[dict[str, bytes]], object]]] = {
    "a member more": ("not_one", lambda m: m.update({"evil.py": b"x"})),
    "a way out": ("not_one", lambda m: m.update({"../evil": b"x"})),
    "a member less": ("not_one", lambda m: m.pop("journal.jsonl")),
    "no manifest": ("not_one", lambda m: m.pop("manifest.json")),
    "a manifest that is none": ("not_one", lambda m: m.update({"manifest.json": b"[]"})),
    "another journal": ("altered", lambda m: m.update({"journal.jsonl": m["journal.jsonl"] + b"\n"})),
    "a shorter journal": ("altered", lambda m: m.update({"journal.jsonl": m["journal.jsonl"].split(b"\n")[0] + b"\n"})),
    "a forged change": ("altered", forged),
    "another file": ("altered", lambda m: m.update({EVIDENCE: b"other"})),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_backup_that_was_changed_is_not_put_in_place(home: Path, what: str) -> None:
    made = filled(home)
    before = rows_in(home)
    code, change = WRONG[what]
    changed = rewritten(made.path, change)
    assert problem(lambda: restore(changed, home)) == code
    assert rows_in(home) == before
    assert not list(home.glob("replaced-*"))


@pytest.mark.parametrize("data", [b"", b"no zip at all", b"PK\x03\x04 cut off"])
def test_what_is_no_backup_is_refused(home: Path, tmp_path: Path, data: bytes) -> None:
    filled(home)
    (tmp_path / "x.zip").write_bytes(data)
    assert problem(lambda: restore(tmp_path / "x.zip", home)) == "not_one"
    assert problem(lambda: restore(tmp_path / "none.zip", home)) == "not_there"


def test_a_full_disk_leaves_no_half_of_a_backup(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = filled(home)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    store = open_store(home)
    monkeypatch.setattr(backing.os, "fsync", full)
    assert problem(lambda: back_up(store, home, home / "backups" / "other.zip")) == "not_written"
    monkeypatch.undo()
    store.close()
    assert [path.name for path in (home / "backups").iterdir()] == [made.path.name]


def test_every_day_on_which_something_was_recorded_has_a_backup(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(home)
    store = open_store(home)
    assert daily(store, home) is None
    fill(store, 1, start=90)
    assert daily(store, home) is None
    monkeypatch.setattr(backing, "utc_now", lambda: utc_now() + timedelta(days=1, minutes=1))
    made = daily(store, home)
    assert made is not None
    assert made.changes == store.version
    monkeypatch.setattr(backing, "utc_now", lambda: utc_now() + timedelta(days=9))
    assert daily(store, home) is None
    store.close()
    assert len(backups(home)) == 2


def test_old_backups_are_thinned_to_fourteen_and_one_a_month() -> None:
    days = [Path(f"ecodash-2024{month:02d}{day:02d}-010000.zip") for month in range(1, 13) for day in range(1, 29)]
    newest_first = sorted([Path("ecodash-20230505-010000.zip"), *days], reverse=True)
    kept = [path.name[8:16] for path in newest_first if path not in backing._surplus(newest_first)]
    assert kept[:14] == [f"202412{day:02d}" for day in range(28, 14, -1)]
    assert kept[14:] == [f"2024{month:02d}28" for month in range(11, 0, -1)]
