"""The daily look: what it finds, how often it looks, and that what it found can be said without looking again."""

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from ecodash.domain.dates import utc_now
from ecodash.language.text import LANGUAGES
from ecodash.maintenance import guard
from ecodash.maintenance.backup import back_up
from ecodash.maintenance.guard import last_look, look, look_if_due
from ecodash.store.notices import unread_notices
from ecodash.store.opening import open_store
from ecodash.store.store import Store
from homes import fill

pytestmark = pytest.mark.slow


@pytest.fixture
def store(home: Path) -> Store:
    store = open_store(home)
    fill(store, 3)
    yield store
    store.close()


def codes(store: Store, home: Path) -> list[str]:
    found = look(store, home)
    assert all(finding.sentence(lang) for finding in found.findings for lang in LANGUAGES)
    assert last_look(home) == found
    return [finding.code for finding in found.findings]


def test_a_home_in_order_is_said_to_be(store: Store, home: Path) -> None:
    assert last_look(home) is None
    back_up(store, home)
    assert codes(store, home) == []
    assert last_look(home).is_sound
    assert last_look(home).changes == 3


def test_a_flipped_byte_in_the_newest_backup_is_found(store: Store, home: Path) -> None:
    path = back_up(store, home).path
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 1
    path.write_bytes(data)
    assert codes(store, home) == ["backup_unreadable"]


def test_a_backup_that_was_left_behind_is_found(store: Store, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    back_up(store, home)
    monkeypatch.setattr(guard, "utc_now", lambda: utc_now() + timedelta(days=4))
    assert codes(store, home) == []
    fill(store, 2, start=4)
    assert codes(store, home) == ["backup_old"]


def test_a_full_disk_is_found(store: Store, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard.shutil, "disk_usage", lambda path: SimpleNamespace(free=20_000_000))
    assert codes(store, home) == ["disk_full"]


def test_a_clock_far_behind_the_last_change_is_found(store: Store, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "utc_now", lambda: utc_now() - timedelta(days=30))
    assert codes(store, home) == ["clock_behind"]


def test_what_verify_finds_is_found_while_the_store_is_open(store: Store, home: Path) -> None:
    (home / "evidence").mkdir(exist_ok=True)
    (home / "evidence" / ("0" * 64 + ".pdf")).write_bytes(b"rotten")
    assert codes(store, home) == ["evidence_altered"]


def test_what_a_look_mends_is_told_and_not_found_again(home: Path) -> None:
    store = open_store(home)
    fill(store, 3)
    store.close()
    (database,) = home.glob("gen-*/eco.duckdb")
    with duckdb.connect(str(database)) as connection:
        connection.execute("update span set result = 'partly_met'")
    store = open_store(home)
    assert codes(store, home) == []
    store.close()
    assert [notice.code for notice in unread_notices(home)] == ["spans_renewed"]


def test_one_look_a_day(store: Store, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert look_if_due(store, home) is not None
    assert look_if_due(store, home) is None
    monkeypatch.setattr(guard, "utc_now", lambda: utc_now() + timedelta(hours=21))
    assert look_if_due(store, home) is not None
    # A look of the future, by a clock that was wrong, is no look of today.
    monkeypatch.undo()
    assert look_if_due(store, home) is not None


def test_what_cannot_be_read_counts_as_no_look(home: Path) -> None:
    home.mkdir(parents=True)
    (home / "checked.json").write_text('{"at": "2026-', encoding="utf-8")
    assert last_look(home) is None
