"""Backups in a second place: there, the newest, whole; and what is said when they are not."""

import hashlib
from pathlib import Path
from types import SimpleNamespace

import pytest

from ecodash.evidence.vault import Vault
from ecodash.maintenance import second_place
from ecodash.maintenance.backup import back_up
from ecodash.maintenance.backup_file import BackupProblem, read_archive
from ecodash.maintenance.guard import look
from ecodash.maintenance.restore import restore
from ecodash.maintenance.second_place import copy_out
from ecodash.maintenance.verify import verify
from ecodash.store.opening import open_store
from ecodash.store.store import Store
from homes import fill

CONTENT = b"%PDF-1.7"
_HASH = hashlib.sha256(CONTENT).hexdigest()
EVIDENCE = f"evidence/{_HASH[:2]}/{_HASH}.pdf"
pytestmark = pytest.mark.slow


@pytest.fixture
def store(home: Path) -> Store:
    store = open_store(home)
    fill(store, 3)
    Vault(home)._write(home / EVIDENCE, CONTENT, "a.pdf")
    back_up(store, home)
    yield store
    store.close()


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ECODASH_BACKUPS", str(tmp_path / "ที่สอง"))
    return tmp_path / "ที่สอง"


def codes(store: Store, home: Path) -> list[str]:
    return [finding.code for finding in look(store, home).findings]


def test_without_a_second_place_nothing_is_copied_or_said(store: Store, home: Path) -> None:
    assert copy_out(home) is None
    assert codes(store, home) == []


def test_the_newest_backup_is_copied_once_and_read_back(store: Store, home: Path, place: Path, tmp_path: Path) -> None:
    place.mkdir()
    assert codes(store, home) == ["second_place_behind"]
    copy = copy_out(home)
    assert read_archive(copy).head == store.head[1]
    assert sorted(path.name for path in place.iterdir()) == [copy.name, "files"]
    assert (place / "files" / EVIDENCE).read_bytes() == CONTENT
    assert copy_out(home) is None
    assert codes(store, home) == []
    (place / "files" / EVIDENCE).unlink()
    assert codes(store, home) == ["backup_files_missing"]
    assert copy_out(home) == copy
    assert codes(store, home) == []
    restore(copy, tmp_path / "another machine")
    assert (tmp_path / "another machine" / EVIDENCE).read_bytes() == CONTENT


def test_a_stick_that_is_not_there_is_said_and_not_made(store: Store, home: Path, place: Path) -> None:
    with pytest.raises(BackupProblem) as told:
        copy_out(home)
    assert told.value.code == "no_place"
    assert not place.exists()
    assert codes(store, home) == ["second_place_behind"]


def test_a_stick_without_room_is_said(store: Store, home: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place.mkdir()
    monkeypatch.setattr(second_place.shutil, "disk_usage", lambda path: SimpleNamespace(free=10))
    with pytest.raises(BackupProblem) as told:
        copy_out(home)
    assert told.value.code == "no_room"
    assert not list(place.iterdir())


def test_a_history_that_differs_from_the_second_place_is_found(
    store: Store, home: Path, place: Path, tmp_path: Path
) -> None:
    place.mkdir()
    other = open_store(tmp_path / "other")
    fill(other, 2, start=7)
    back_up(other, tmp_path / "other", place / "ecodash-20261101-010101.zip")
    other.close()
    assert "backup_differs" in [finding.code for finding in verify(store, home).problems]
