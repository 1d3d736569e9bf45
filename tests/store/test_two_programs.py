"""Two programs never both go on with one home, and trouble that passes is never taken for damage."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ecodash.domain.vocabulary import Means
from ecodash.store import opening
from ecodash.store.change import Act, Change
from ecodash.store.database import Database
from ecodash.store.journal import Journal
from ecodash.store.lock import HomeLock
from ecodash.store.opening import open_store
from ecodash.store.problem import StoreProblem
from ecodash.store.store import Store
from homes import assert_sound, files, fill, observed

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]

# Opens a home, says what came of it, and records one change for every line it is sent.
PROGRAM = """
import sys
from pathlib import Path
from typing import Any
sys.path[:0] = [sys.argv[2], sys.argv[2] + "/tests"]
from ecodash.store.opening import open_store
from ecodash.store.problem import StoreProblem
from homes import fill
try:
    store = open_store(Path(sys.argv[1]))
except StoreProblem as problem:
    print(problem.code, problem.values.get("pid"), flush=True)
    sys.exit()
print("open", flush=True)
for line in sys.stdin:
    try:
        fill(store, 1, start=int(line))
        print("saved", flush=True)
    except StoreProblem as problem:
        print(problem.code, flush=True)
store.close()
"""


class Program:
    """Another process at work on a home."""

    def __init__(self, home: Path) -> None:
        command = [sys.executable, "-c", PROGRAM, str(home), str(ROOT)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.pid = self._process.pid
        self.said = self._line()

    def save(self, number: int) -> str:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{number}\n")
        self._process.stdin.flush()
        return self._line()

    def end(self) -> None:
        self._process.communicate()

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


def reopened(home: Path) -> int:
    store = open_store(home)
    assert_sound(store)
    version = store.version
    store.close()
    return version


def told(store: Store) -> str:
    with pytest.raises(StoreProblem) as caught:
        store.commit(Act("x", Means.EDIT), [observed(99)])
    assert caught.value.sentence("th") != caught.value.sentence("en")
    return caught.value.code


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let a lock file go that is open")
def test_a_lock_file_deleted_under_a_running_program_lets_nobody_else_in(tmp_path: Path) -> None:
    home = tmp_path / "home"
    first = Program(home)
    assert [first.said, first.save(1)] == ["open", "saved"]
    (home / "ecodash.lock").unlink()
    before = files(home)
    second = Program(home)
    assert second.said == f"in_use {first.pid}"
    second.end()
    assert files(home) == before
    assert first.save(2) == "saved"
    third = Program(home)
    assert third.said == f"in_use {first.pid}"
    third.end()
    first.end()
    assert reopened(home) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let a lock file go that is open")
def test_a_program_that_lost_its_home_to_another_saves_nothing_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    store = open_store(home)
    fill(store, 2)
    (home / "ecodash.lock").unlink()
    # Reading the files of the database in a process drops the locks that DuckDB has on them.
    files(home)
    other = Program(home)
    assert [other.said, other.save(3)] == ["open", "saved"]
    assert told(store) == "in_use"
    other.end()
    assert told(store) == "written_elsewhere"
    assert len(store.ask("change_log", before=99, most=99)) == 2
    store.close()
    assert reopened(home) == 3


def test_lines_that_somebody_else_wrote_stop_the_saving_until_a_restart(tmp_path: Path) -> None:
    home = tmp_path / "home"
    store = open_store(home)
    fill(store, 2)
    with (home / "journal.jsonl").open("ab") as file:
        file.write(b"\n")
    assert told(store) == "written_elsewhere"
    store.close()
    assert reopened(home) == 2


def test_a_home_that_cannot_be_looked_at_saves_nothing_until_it_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_disk(*_: object) -> None:
        raise OSError(5, "Input/output error")

    store = open_store(tmp_path / "home")
    with monkeypatch.context() as patch:
        patch.setattr(HomeLock, "hold", no_disk)
        assert told(store) == "not_saved"
    fill(store, 1)
    assert store.version == 1
    store.close()


@pytest.mark.parametrize("failing", ["the database", "the journal's sync"])
def test_after_a_line_that_cannot_be_taken_back_nothing_is_saved_until_a_restart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def fails(self: Database, change: Change) -> None:
        raise duckdb.IOException("disk")

    def no_disk(*_: object) -> None:
        raise OSError(5, "Input/output error")

    home = tmp_path / "home"
    store = open_store(home)
    fill(store, 2)
    with monkeypatch.context() as patch:
        if failing == "the database":
            patch.setattr(Database, "writing", fails)
        else:
            patch.setattr("ecodash.disk.os.fsync", no_disk)
        patch.setattr(Journal, "_truncate", no_disk)
        assert told(store) == "half_saved"
    assert told(store) == "half_saved"
    assert len(store.ask("change_log", before=99, most=99)) == 2
    store.close()
    assert reopened(home) in (2, 3)


def test_after_a_database_that_gave_up_nothing_is_saved_until_a_restart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Database.writing

    @contextmanager
    def gives_up(self: Database, change: Change, **more: Any) -> Iterator[None]:
        with real(self, change, **more):
            yield
        raise duckdb.FatalException("database has been invalidated")

    home = tmp_path / "home"
    store = open_store(home)
    fill(store, 2)
    with monkeypatch.context() as patch:
        patch.setattr(Database, "writing", gives_up)
        assert told(store) == "half_saved"
    assert told(store) == "half_saved"
    with pytest.raises(StoreProblem) as caught:
        store.ask("head")
    assert caught.value.code == "broken"
    assert (home / "journal.jsonl").read_bytes().count(b"\n") == 2
    store.close()
    # It was written after all, which is what was told.
    assert reopened(home) == 3


PASSING = {
    "a lock": duckdb.IOException('Could not set lock on file "x": Conflicting lock is held in python (PID 77).'),
    "no permission": duckdb.IOException('Cannot open file "x": Permission denied'),
    "no permission for the WAL": duckdb.IOException('Failure while replaying WAL file "x": Permission denied'),
    "too many files": duckdb.IOException('Cannot open file "x": Too many open files'),
    "memory": duckdb.OutOfMemoryException("failed to allocate data of size 1.0 GiB"),
    "a full disk": duckdb.IOException("Could not write file: No space left on device"),
    "a disk that does not answer": duckdb.IOException('Could not read from file "x": Input/output error'),
    "something nobody has seen": duckdb.IOException("A sentence of another version"),
}


@pytest.mark.parametrize("what", PASSING)
def test_trouble_that_passes_moves_nothing_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    # The name of the folder must not be taken for what is wrong with it.
    home = tmp_path / "corrupt checksum"
    store = open_store(home)
    fill(store, 3)
    store.close()
    before = files(home)

    def opened(path: Path) -> Database:
        raise type(PASSING[what])(str(PASSING[what]).replace('"x"', f'"{path}"'))

    with monkeypatch.context() as patch:
        patch.setattr(opening, "opened", opened)
        with pytest.raises(StoreProblem) as caught:
            open_store(home)
    assert caught.value.code == ("in_use" if what == "a lock" else "home_unusable")
    assert caught.value.sentence("th") != caught.value.sentence("en")
    assert files(home) == before
    assert reopened(home) == 3
