"""Whatever opening a home has to heal is told to its officers, once they come, until one of them has read it."""

import shutil
from pathlib import Path

import pytest

from ecodash.language.text import LANGUAGES
from ecodash.store.notices import NOTICES, leave_notice, mark_as_read, unread_notices
from ecodash.store.opening import open_store
from homes import database_file, fill, wal_file

pytestmark = pytest.mark.slow


@pytest.fixture
def home(tmp_path: Path) -> Path:
    store = open_store(tmp_path)
    fill(store, 4)
    store.close()
    return tmp_path


def healed(home: Path) -> list[str]:
    open_store(home).close()
    found = unread_notices(home)
    assert all(notice.sentence(lang) for notice in found for lang in LANGUAGES)
    return [notice.code for notice in found]


def test_a_home_that_was_whole_says_nothing(home: Path) -> None:
    assert healed(home) == []
    assert not (home / NOTICES).exists()


def test_half_a_line_of_a_power_cut_is_told(home: Path) -> None:
    with (home / "journal.jsonl").open("ab") as file:
        file.write(b'{"hash":"12')
    assert healed(home) == ["journal_torn"]


def test_a_database_that_lost_its_latest_changes_is_told(home: Path) -> None:
    wal_file(home).unlink()
    assert healed(home) == ["database_completed"]


def test_a_database_that_is_gone_is_told(home: Path) -> None:
    shutil.rmtree(database_file(home).parent)
    assert healed(home) == ["database_rebuilt"]


def test_a_damaged_database_is_told_with_where_it_lies_now(home: Path) -> None:
    database_file(home).write_bytes(b"\0" * 20_000)
    wal_file(home).unlink(missing_ok=True)
    assert healed(home) == ["database_set_aside"]
    (notice,) = unread_notices(home)
    assert (home / "quarantine" / str(notice.values["name"])).is_dir()
    assert str(notice.values["name"]) in notice.sentence("th")


def test_a_damaged_journal_is_told_with_its_line(home: Path) -> None:
    lines = (home / "journal.jsonl").read_bytes().splitlines(keepends=True)
    (home / "journal.jsonl").write_bytes(b"".join([lines[0], b"x" + lines[1], *lines[2:]]))
    assert healed(home) == ["journal_rewritten"]
    assert unread_notices(home)[0].values == {"line": 2}


def test_a_journal_without_its_last_lines_is_told(home: Path) -> None:
    lines = (home / "journal.jsonl").read_bytes().splitlines(keepends=True)
    (home / "journal.jsonl").write_bytes(b"".join(lines[:2]))
    assert healed(home) == ["journal_completed"]
    assert unread_notices(home)[0].values == {"changes": 2}


def test_something_foreign_behind_the_journal_is_told(home: Path) -> None:
    with (home / "journal.jsonl").open("ab") as file:
        file.write(b"\n\n")
    assert healed(home) == ["journal_cut"]


def test_what_was_read_is_gone_and_what_came_since_stays(tmp_path: Path) -> None:
    for line in range(3):
        leave_notice(tmp_path, "journal_cut", line=line)
    mark_as_read(tmp_path, "สมหญิง", 2)
    assert [notice.values["line"] for notice in unread_notices(tmp_path)] == [2]
    mark_as_read(tmp_path, "สมหญิง", 1)
    leave_notice(tmp_path, "journal_cut", line=9)
    assert [notice.values["line"] for notice in unread_notices(tmp_path)] == [9]


def test_half_a_notice_takes_no_other_with_it(tmp_path: Path) -> None:
    leave_notice(tmp_path, "journal_cut", line=1)
    with (tmp_path / NOTICES).open("ab") as file:
        file.write(b'{"at":"2026-')
    leave_notice(tmp_path, "journal_cut", line=2)
    assert [notice.values["line"] for notice in unread_notices(tmp_path)] == [1, 2]
