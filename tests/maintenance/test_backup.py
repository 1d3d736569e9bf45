"""Backups: read back when made, restored in drills, and never put in place when anything about them is wrong."""

import hashlib
import json
import shutil
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from ecodash.domain.dates import utc_now
from ecodash.evidence.vault import Vault
from ecodash.maintenance import backup, backup_file
from ecodash.maintenance.backup import back_up, backups, daily, last_backup
from ecodash.maintenance.backup_file import Backup, BackupProblem
from ecodash.maintenance.restore import restore
from ecodash.maintenance.verify import verify
from ecodash.store.opening import open_store
from ecodash.store.problem import StoreProblem
from ecodash.web import startup
from homes import files, fill, rows_in

pytestmark = pytest.mark.slow


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


CONTENT = b"%PDF-1.7"
_HASH = hashlib.sha256(CONTENT).hexdigest()
EVIDENCE = f"evidence/{_HASH[:2]}/{_HASH}.pdf"


def filled(home: Path, changes: int) -> Backup:
    """A home with some changes and a file, backed up; and beside it the same in one file."""
    store = open_store(home)
    try:
        fill(store, changes)
        Vault(home)._write(home / EVIDENCE, CONTENT, "a.pdf")
        back_up(store, home, home.parent / "whole.zip")
        return back_up(store, home)
    finally:
        store.close()


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Backup:
    """A home with seven changes, backed up. Nobody opens it; one's own is a copy."""
    return filled(tmp_path_factory.mktemp("pattern") / "home", changes=7)


@pytest.fixture
def made(home: Path, pattern: Backup) -> Backup:
    """The backup of the home, which holds seven changes."""
    shutil.copytree(pattern.path.parents[1], home)
    return replace(pattern, path=home / "backups" / pattern.path.name)


@pytest.fixture
def whole(made: Backup, pattern: Backup) -> Path:
    """The same backup in one file."""
    return Path(shutil.copy(pattern.path.parents[2] / "whole.zip", made.path.with_name("whole.zip")))


def problem(call: Callable[[], object]) -> str:
    with pytest.raises(BackupProblem) as told:
        call()
    assert told.value.sentence("th") != told.value.sentence("en")
    return told.value.code


def test_a_backup_says_what_it_holds(home: Path, made: Backup) -> None:
    assert (made.changes, made.files) == (7, 1)
    assert made.path.parent == home / "backups"
    assert last_backup(home) == made
    assert sorted(path.name for path in (home / "backups").iterdir()) == [made.path.name, "files"]
    assert made.beside == (EVIDENCE,)
    assert (made.files_folder / EVIDENCE).read_bytes() == CONTENT


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
def test_a_restored_home_answers_as_before(home: Path, made: Backup, tmp_path: Path, damage: str) -> None:
    before = rows_in(home)
    stick = Path(shutil.copytree(home / "backups", tmp_path / "stick"))
    DAMAGES[damage](home)
    found, _ = restore(stick / made.path.name, home)
    assert (home / EVIDENCE).read_bytes() == CONTENT
    assert (found.changes, found.head) == (made.changes, made.head)
    assert rows_in(home) == before
    store = open_store(home)
    assert verify(store, home).problems == ()
    store.close()


def test_what_was_there_is_kept_aside_with_what_belongs_to_the_machine_in_place(home: Path, made: Backup) -> None:
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
    home: Path, made: Backup, tmp_path: Path, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Path(shutil.copytree(home / "backups", tmp_path / "stick")) / made.path.name
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


def test_a_home_in_use_is_left_alone(home: Path, made: Backup) -> None:
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
    "a file that is named alone": ("lacks", lambda m: beside(m, EVIDENCE.replace(".pdf", ".png"))),
    "a file named beside that leads out": ("not_one", lambda m: beside(m, "evidence/../../journal.jsonl")),
    "files beside that are no names": ("not_one", lambda m: beside(m, 7)),
}


def beside(members: dict[str, bytes], name: object) -> None:
    manifest = json.loads(members["manifest.json"]) | {"beside": [name]}
    members["manifest.json"] = json.dumps(manifest).encode()


@pytest.mark.parametrize("what", WRONG)
def test_a_backup_that_was_changed_is_not_put_in_place(home: Path, whole: Path, what: str) -> None:
    before = rows_in(home)
    code, change = WRONG[what]
    changed = rewritten(whole, change)
    assert problem(lambda: restore(changed, home)) == code
    assert rows_in(home) == before
    assert not list(home.glob("replaced-*"))


@pytest.mark.parametrize("data", [b"", b"no zip at all", b"PK\x03\x04 cut off"])
def test_what_is_no_backup_is_refused(home: Path, made: Backup, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(data)
    assert problem(lambda: restore(tmp_path / "x.zip", home)) == "not_one"
    assert problem(lambda: restore(tmp_path / "none.zip", home)) == "not_there"


def test_a_full_disk_leaves_no_half_of_a_backup(home: Path, made: Backup, monkeypatch: pytest.MonkeyPatch) -> None:

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    store = open_store(home)
    monkeypatch.setattr(backup_file.os, "fsync", full)
    assert problem(lambda: back_up(store, home, home / "backups" / "other.zip")) == "not_written"
    monkeypatch.undo()
    store.close()
    assert sorted(path.name for path in (home / "backups").iterdir()) == [made.path.name, "files"]


def test_every_day_on_which_something_was_recorded_has_a_backup(
    home: Path, made: Backup, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(home)
    assert daily(store, home) is None
    fill(store, 1, start=90)
    assert daily(store, home) is None
    monkeypatch.setattr(backup, "utc_now", lambda: utc_now() + timedelta(days=1, minutes=1))
    made = daily(store, home)
    assert made is not None
    assert made.changes == store.version
    monkeypatch.setattr(backup, "utc_now", lambda: utc_now() + timedelta(days=9))
    assert daily(store, home) is None
    store.close()
    assert len(backups(home)) == 2


def test_old_backups_are_thinned_to_fourteen_and_one_a_month() -> None:
    days = [Path(f"ecodash-2024{month:02d}{day:02d}-010000.zip") for month in range(1, 13) for day in range(1, 29)]
    newest_first = sorted([Path("ecodash-20230505-010000.zip"), *days], reverse=True)
    kept = [path.name[8:16] for path in newest_first if path not in backup._surplus(newest_first)]
    assert kept[:14] == [f"202412{day:02d}" for day in range(28, 14, -1)]
    assert kept[14:] == [f"2024{month:02d}28" for month in range(11, 0, -1)]


def attempt(call: Callable[[], Any]) -> Any:
    """What a call gives, or the code of its refusal; anything else that is raised fails the test."""
    try:
        return call()
    except BackupProblem as told:
        return told.code


def test_a_backup_with_any_flipped_bit_is_whole_or_told(home: Path, tmp_path: Path) -> None:
    made = filled(home, changes=3)
    before = rows_in(home)
    data = made.path.read_bytes()
    answers = set()
    # Every byte of what says where things are, and every third of the rest.
    places = {*range(0, len(data), 3), *range(data.index(b"PK\x01\x02"), len(data))}
    for place in sorted(places):
        flipped = bytearray(data)
        flipped[place] ^= 1 << place % 8
        made.path.write_bytes(flipped)
        last = last_backup(home)
        assert last is None or last.changes == 3
        answers.add(attempt(lambda: backup_file.read_archive(made.path)))
    told = {answer for answer in answers if isinstance(answer, str)}
    assert told <= {"not_one", "altered", "not_read", "newer"}
    assert {answer.head for answer in answers - told} <= {made.head}
    for place in sorted(places)[::120]:
        flipped = bytearray(data)
        flipped[place] ^= 1 << place % 8
        made.path.write_bytes(flipped)
        answer = attempt(lambda: restore(made.path, home))
        assert answer in told or answer[0].head == made.head
        assert rows_in(home) == before


@pytest.mark.parametrize("part", [0.01, 0.3, 0.6, 0.9, 0.99, 0.999])
def test_a_backup_cut_anywhere_is_told_and_does_not_hide_the_one_before(home: Path, made: Backup, part: float) -> None:
    later = made.path.with_name("ecodash-20250101-010000.zip")
    assert later < made.path
    shutil.move(made.path, later)
    whole = later.read_bytes()
    made.path.write_bytes(whole[: int(len(whole) * part)])
    assert problem(lambda: restore(made.path, home)) == "not_one"
    last = last_backup(home)
    assert last is not None
    assert last.path == later


def newer_line(members: dict[str, bytes], change: Callable[[dict[str, Any]], object]) -> None:
    """One change more, sealed by a program that knows more than this one."""
    manifest = json.loads(members["manifest.json"])
    body: dict[str, Any] = json.loads(members["journal.jsonl"].splitlines()[-1])["change"]
    body |= {"id": body["id"] + 1, "prev": manifest["head"], "first_rev": body["first_rev"] + len(body["rows"])}
    change(body)
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()
    members["journal.jsonl"] += f'{{"hash":"{digest}","change":{text}}}\n'.encode()
    manifest |= {"changes": body["id"], "head": digest}
    manifest["members"]["journal.jsonl"] = hashlib.sha256(members["journal.jsonl"]).hexdigest()
    members["manifest.json"] = json.dumps(manifest).encode()


NEWER: dict[str, Callable[[dict[str, Any]], object]] = {
    "kind": lambda body: body.update(rows=[["permit", {"code": "p"}]]),
    "column": lambda body: body.update(rows=[["area", {"code": "p", "colour": "green"}]]),
    "means": lambda body: body.update(means="telepathy"),
    "value": lambda body: body.update(rows=[["observation", {"code": "p", "result": "splendid"}]]),
    "part of a change": lambda body: body.update(signature="abc"),
    "shape of a row": lambda body: body.update(rows=[{"kind": "area"}]),
}


@pytest.mark.parametrize("what", NEWER)
def test_a_backup_of_a_newer_program_is_refused_before_anything_moves(home: Path, made: Backup, what: str) -> None:
    before = files(home)
    newer = rewritten(made.path, lambda members: newer_line(members, NEWER[what]))
    assert problem(lambda: restore(newer, home)) == "newer"
    newer.unlink()
    assert files(home) == before


def test_a_backup_of_a_later_format_is_refused(home: Path, made: Backup) -> None:

    def later(members: dict[str, bytes]) -> None:
        manifest = json.loads(members["manifest.json"])
        assert manifest.pop("format") == 4
        members["manifest.json"] = json.dumps(manifest | {"format": 5, "members": "elsewhere"}).encode()

    assert problem(lambda: restore(rewritten(made.path, later), home)) == "newer"


def test_a_backup_from_before_there_were_formats_is_restored(home: Path, whole: Path) -> None:

    def earlier(members: dict[str, bytes]) -> None:
        manifest = json.loads(members["manifest.json"])
        # In one file it is still what programs of before read.
        assert manifest.pop("format") == 4
        assert manifest.pop("beside") == []
        members["manifest.json"] = json.dumps(manifest).encode()

    assert restore(rewritten(whole, earlier), home)[0].changes == 7


@pytest.mark.parametrize("what", NEWER)
def test_a_journal_of_a_newer_program_is_told_and_left_alone(home: Path, made: Backup, what: str) -> None:
    members = {name: zipfile.ZipFile(made.path).read(name) for name in ("journal.jsonl", "manifest.json")}
    newer_line(members, NEWER[what])
    (home / "journal.jsonl").write_bytes(members["journal.jsonl"])
    before = files(home)
    for _ in range(2):
        with pytest.raises(StoreProblem) as told:
            open_store(home)
        assert told.value.code == "newer_change"
    assert files(home) == before


@pytest.mark.parametrize(
    ("after", "error"),
    [*zip(range(8), cycle([OSError(13, "Permission denied"), MemoryError(), ValueError("anything")]), strict=False)],
)
def test_a_restore_that_fails_puts_back_what_was_there(
    home: Path, made: Backup, after: int, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(home)
    fill(store, 2, start=50)
    store.close()
    before = files(home)
    moves = iter(range(100))
    rename = Path.rename

    def failing(path: Path, target: Path) -> Path:
        if next(moves) == after:
            raise error
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    assert problem(lambda: restore(made.path, home)) == "put_back"
    monkeypatch.undo()
    assert files(home) == before
    assert not list(home.glob("replaced-*"))
    store = open_store(home)
    assert store.version == 9
    store.close()


def test_a_backup_of_the_future_stops_no_others_and_none_is_dropped_for_it(
    home: Path, made: Backup, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = made.path.with_name("ecodash-25691125-010000.zip")

    def dated(members: dict[str, bytes]) -> None:
        manifest = json.loads(members["manifest.json"]) | {"made_at": "2569-11-25T01:00:00"}
        members["manifest.json"] = json.dumps(manifest).encode()

    shutil.move(rewritten(made.path, dated), wrong)
    assert backups(home) == [made.path, wrong]
    store = open_store(home)
    for day in range(1, 17):
        fill(store, 1, start=day * 20)
        moment = utc_now() + timedelta(days=day, minutes=1)
        monkeypatch.setattr(backup, "utc_now", lambda moment=moment: moment)
        monkeypatch.setattr(backup_file, "utc_now", lambda moment=moment: moment)
        assert daily(store, home) is not None
        assert daily(store, home) is None
        monkeypatch.undo()
    store.close()
    assert wrong.exists()
    months = {path.name[8:14] for path in backups(home) if path != wrong}
    assert len(backups(home)) >= 15
    assert len(months) >= 1


def test_a_damaged_file_is_told_in_the_backup_and_nothing_older_is_thinned_out(
    home: Path, made: Backup, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert made.altered == ()
    for path in (home / EVIDENCE, made.files_folder / EVIDENCE):
        path.chmod(0o600)
        path.write_bytes(b"%PDF-1.6")
    monkeypatch.setattr(backup, "_surplus", lambda paths: list(paths))
    monkeypatch.setattr(backup, "utc_now", lambda: utc_now() + timedelta(days=2))
    store = open_store(home)
    fill(store, 1, start=50)
    later = daily(store, home)
    store.close()
    assert later is not None
    assert later.altered == (EVIDENCE,)
    assert made.path.exists()


def test_what_rots_in_one_place_is_whole_in_the_next_backup(home: Path, made: Backup, tmp_path: Path) -> None:
    for rotten, good in ((made.files_folder, home), (home, made.files_folder)):
        (rotten / EVIDENCE).chmod(0o600)
        (rotten / EVIDENCE).write_bytes(b"%PDF-1.6")
        store = open_store(home)
        again = back_up(store, home)
        store.close()
        assert (again.altered, again.beside) == ((), (EVIDENCE,))
        assert (made.files_folder / EVIDENCE).read_bytes() == (good / EVIDENCE).read_bytes() == CONTENT
    restore(again.path, home)
    assert (home / EVIDENCE).read_bytes() == CONTENT


def test_a_file_goes_with_the_last_backup_that_names_it(
    home: Path, made: Backup, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / EVIDENCE).unlink()
    store = open_store(home)
    fill(store, 1, start=50)
    later = back_up(store, home, made.path.with_name("ecodash-20250101-010000.zip"))
    store.close()
    stranger = made.files_folder / "mine.txt"
    stranger.write_text("x")
    half = (made.files_folder / EVIDENCE).with_suffix(".pdf.new")
    half.write_text("x")
    backup.thin_out(home / "backups")
    assert (made.files_folder / EVIDENCE).exists()
    monkeypatch.setattr(backup, "_surplus", lambda paths: [made.path])
    whole = later.path.read_bytes()
    later.path.write_bytes(whole[:100])
    backup.thin_out(home / "backups")
    # Nobody can say what the damaged one needs.
    assert (made.files_folder / EVIDENCE).exists()
    later.path.write_bytes(whole)
    monkeypatch.undo()
    backup.thin_out(home / "backups")
    assert [path for path in made.files_folder.rglob("*") if path.is_file()] == [stranger]


def test_a_name_beside_that_leads_elsewhere_is_not_written_through(home: Path, made: Backup, tmp_path: Path) -> None:
    file, outside = made.files_folder / EVIDENCE, tmp_path / "outside"
    outside.write_bytes(b"precious")
    file.unlink()
    file.symlink_to(outside)
    file.with_name(file.name + ".new").symlink_to(outside)
    assert problem(lambda: restore(made.path, home)) == "lacks"
    store = open_store(home)
    back_up(store, home)
    store.close()
    assert outside.read_bytes() == b"precious"
    assert (file.is_symlink(), file.read_bytes()) == (False, CONTENT)


def test_missing_files_beside_the_backups_are_found(home: Path, made: Backup) -> None:
    (made.files_folder / EVIDENCE).unlink()
    store = open_store(home)
    assert [finding.code for finding in verify(store, home).problems] == ["backup_files_missing"]
    back_up(store, home)
    assert verify(store, home).problems == ()
    store.close()


def test_the_guard_of_the_backups_lives_through_anything(
    home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise zlib.error("invalid distance")

    class Rounds:
        left = 3

        def wait(self, _: float) -> bool:
            self.left -= 1
            return self.left < 0

    monkeypatch.setattr(startup, "daily", broken)
    monkeypatch.setattr(startup.stores, "current", lambda: None)
    startup._guard(Rounds())  # type: ignore[arg-type]
    # There is no store to look at either; both are tried again each time.
    assert [record.message for record in caplog.records] == ["backup", "look"] * 3
