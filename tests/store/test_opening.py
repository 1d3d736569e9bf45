import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ecodash.access.accounts import People
from ecodash.domain.vocabulary import Means
from ecodash.evidence.vault import Vault
from ecodash.maintenance.backup import back_up
from ecodash.store import database as database_module
from ecodash.store import generations
from ecodash.store.change import Act, Change
from ecodash.store.database import Database
from ecodash.store.journal import Journal
from ecodash.store.opening import open_store
from ecodash.store.problem import StoreProblem
from ecodash.store.store import Store
from homes import all_rows, assert_sound, database_file, files, fill, observed, rows_in, wal_file

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
CHANGES = 12


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a dozen changes, all still in the WAL."""
    home = tmp_path_factory.mktemp("pattern") / "home"
    store = open_store(home)
    fill(store, CHANGES)
    store.close()
    return home


@pytest.fixture(scope="module")
def compacted_pattern(tmp_path_factory: pytest.TempPathFactory, pattern: Path) -> Path:
    """The same home, its changes in the blocks of the database file."""
    home = tmp_path_factory.mktemp("compacted") / "home"
    shutil.copytree(pattern, home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(generations, "_COMPACT_ABOVE_BYTES", 1)
        open_store(home).close()
    assert not wal_file(home).exists()
    return home


@pytest.fixture
def filled(tmp_path: Path, pattern: Path) -> Path:
    home = tmp_path / "home"
    shutil.copytree(pattern, home)
    return home


@pytest.fixture
def compacted(tmp_path: Path, compacted_pattern: Path) -> Path:
    home = tmp_path / "home"
    shutil.copytree(compacted_pattern, home)
    return home


@pytest.fixture(scope="module")
def wanted(pattern: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Every row of the pattern."""
    copy = tmp_path_factory.mktemp("wanted") / "home"
    shutil.copytree(pattern, copy)
    return rows_in(copy)


def opens_whole(home: Path, wanted: dict[str, Any]) -> None:
    store = open_store(home)
    try:
        assert all_rows(store._database) == wanted
        after = store.commit(Act("x", Means.EDIT), [observed(99)])
        assert after.id == CHANGES + 1
        assert_sound(store)
    finally:
        store.close()


def refusal(home: Path) -> StoreProblem:
    with pytest.raises(StoreProblem) as caught:
        open_store(home)
    for lang in ("th", "en"):
        assert caught.value.sentence(lang)
    return caught.value


def test_the_first_start_makes_a_store(tmp_path: Path) -> None:
    home = tmp_path / "new" / "home"
    store = open_store(home)
    assert store.version == 0
    assert not store.is_demo
    fill(store, 1)
    assert_sound(store)
    store.close()
    assert {path.name for path in home.iterdir()} == {
        "CURRENT",
        "ecodash.lock",
        "gen-000001",
        "journal.jsonl",
    }


def test_reopening_changes_nothing(filled: Path, wanted: dict[str, Any]) -> None:
    before = files(filled)
    for _ in range(2):
        store = open_store(filled)
        assert store.version == CHANGES
        store.close()
    assert files(filled) == before
    opens_whole(filled, wanted)


def test_a_deleted_home_starts_from_nothing(filled: Path) -> None:
    shutil.rmtree(filled)
    store = open_store(filled)
    assert store.version == 0
    store.close()


def delete_database(home: Path) -> None:
    database_file(home).unlink()


def delete_database_and_wal(home: Path) -> None:
    database_file(home).unlink()
    wal_file(home).unlink(missing_ok=True)


def delete_generation(home: Path) -> None:
    shutil.rmtree(database_file(home).parent)


def delete_pointer(home: Path) -> None:
    (home / "CURRENT").unlink()


def delete_all_but_the_journal(home: Path) -> None:
    delete_generation(home)
    delete_pointer(home)


def delete_journal(home: Path) -> None:
    (home / "journal.jsonl").unlink()


def empty_journal(home: Path) -> None:
    (home / "journal.jsonl").write_bytes(b"")


def delete_wal(home: Path) -> None:
    wal_file(home).unlink(missing_ok=True)


def cut_journal_between_lines(home: Path) -> None:
    path = home / "journal.jsonl"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:5]))


def tear_journal(home: Path) -> None:
    path = home / "journal.jsonl"
    path.write_bytes(path.read_bytes()[:-30])


def zero_database(home: Path) -> None:
    path = database_file(home)
    path.write_bytes(bytes(path.stat().st_size))


def empty_database(home: Path) -> None:
    database_file(home).write_bytes(b"")


def replace_database(home: Path) -> None:
    database_file(home).write_bytes("ไม่ใช่ฐานข้อมูล".encode() * 100)


def zero_wal_tail(home: Path) -> None:
    if wal_file(home).exists():
        data = wal_file(home).read_bytes()
        wal_file(home).write_bytes(data[:-512] + bytes(512))


LOSSES = [
    delete_database, delete_database_and_wal, delete_generation, delete_pointer, delete_all_but_the_journal,
    delete_journal, empty_journal, delete_wal, cut_journal_between_lines, tear_journal, zero_database,
    empty_database, replace_database, zero_wal_tail,
]  # fmt: skip


@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: loss.__name__)
def test_what_is_lost_on_one_side_is_written_anew_from_the_other(
    filled: Path, wanted: dict[str, Any], loss: Callable[[Path], None]
) -> None:
    loss(filled)
    opens_whole(filled, wanted)


@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: loss.__name__)
def test_the_same_for_a_compacted_home(compacted: Path, wanted: dict[str, Any], loss: Callable[[Path], None]) -> None:
    loss(compacted)
    opens_whole(compacted, wanted)


def test_a_journal_rebuilt_from_the_database_is_the_same_to_the_byte(filled: Path) -> None:
    before = (filled / "journal.jsonl").read_bytes()
    delete_journal(filled)
    open_store(filled).close()
    assert (filled / "journal.jsonl").read_bytes() == before


@pytest.mark.parametrize("part", [0.0, 0.1, 0.35, 0.5, 0.8, 0.95, 0.999])
def test_a_wal_cut_anywhere_loses_nothing(filled: Path, wanted: dict[str, Any], part: float) -> None:
    data = wal_file(filled).read_bytes()
    wal_file(filled).write_bytes(data[: int(len(data) * part)])
    opens_whole(filled, wanted)


@pytest.mark.parametrize("seed", range(4))
def test_a_flipped_bit_in_the_wal_loses_nothing(filled: Path, wanted: dict[str, Any], seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(wal_file(filled).read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    wal_file(filled).write_bytes(data)
    opens_whole(filled, wanted)


def test_a_flipped_byte_in_the_database_is_healed_and_the_old_folder_kept(
    compacted: Path, wanted: dict[str, Any]
) -> None:
    path = database_file(compacted)
    data = bytearray(path.read_bytes())
    data[5000] ^= 0xFF
    path.write_bytes(data)
    opens_whole(compacted, wanted)
    (kept,) = (compacted / "quarantine").iterdir()
    assert kept.name.startswith(path.parent.name)
    assert (kept / "eco.duckdb").read_bytes() == bytes(data)


@pytest.mark.parametrize("seed", range(6))
def test_a_flipped_byte_anywhere_in_the_database_never_gives_a_wrong_answer(
    compacted: Path, wanted: dict[str, Any], seed: int
) -> None:
    path = database_file(compacted)
    data = bytearray(path.read_bytes())
    data[random.Random(seed).randrange(len(data))] ^= 0xFF
    path.write_bytes(data)
    opens_whole(compacted, wanted)


@pytest.mark.parametrize("line", [1, 6, CHANGES])
def test_a_damaged_journal_line_is_healed_from_a_whole_database(
    filled: Path, wanted: dict[str, Any], line: int
) -> None:
    path = filled / "journal.jsonl"
    before = path.read_bytes()
    damaged = _damage_line(path, line)
    opens_whole(filled, wanted)
    assert path.read_bytes().startswith(before)
    (kept,) = (filled / "quarantine").iterdir()
    assert kept.read_bytes() == damaged


def _damage_line(path: Path, line: int) -> bytes:
    lines = path.read_bytes().split(b"\n")
    lines[line - 1] = lines[line - 1].replace(b'"met"', b'"not"')
    path.write_bytes(b"\n".join(lines))
    return path.read_bytes()


@pytest.mark.parametrize("loss", [zero_database, replace_database, delete_database_and_wal, delete_generation])
def test_when_both_records_are_damaged_it_stops_and_deletes_nothing(filled: Path, loss: Callable[[Path], None]) -> None:
    _damage_line(filled / "journal.jsonl", 4)
    loss(filled)
    before = files(filled)
    for _ in range(2):
        assert refusal(filled).code == "both_damaged"
    assert files(filled) == before


@pytest.mark.parametrize("journal", [delete_journal, empty_journal])
@pytest.mark.parametrize("loss", [zero_database, delete_database_and_wal, delete_database])
def test_a_home_that_lost_both_its_records_is_not_taken_for_a_new_one(
    filled: Path, journal: Callable[[Path], None], loss: Callable[[Path], None]
) -> None:
    journal(filled)
    loss(filled)
    before = files(filled)
    assert refusal(filled).code == "both_damaged"
    assert files(filled) == before


def _database_of_yesterday(home: Path, changes: int) -> None:
    """The journal goes on for some changes of which the database knows nothing."""
    store = open_store(home)
    database = files(home)
    fill(store, changes, start=CHANGES + 1)
    store.close()
    for name, data in database.items():
        if name.startswith("gen-"):
            (home / name).write_bytes(data)


def test_a_damaged_line_that_the_database_has_does_not_hide_the_lines_behind_it(filled: Path) -> None:
    _database_of_yesterday(filled, 3)
    whole = (filled / "journal.jsonl").read_bytes()
    _damage_line(filled / "journal.jsonl", 2)
    store = open_store(filled)
    assert store.version == CHANGES + 3
    assert_sound(store)
    store.close()
    assert (filled / "journal.jsonl").read_bytes() == whole


@pytest.mark.parametrize("line", [CHANGES + 1, CHANGES + 2, CHANGES + 3])
def test_a_damaged_line_that_the_database_has_not_is_refused(filled: Path, line: int) -> None:
    _database_of_yesterday(filled, 4)
    _damage_line(filled / "journal.jsonl", line)
    before = files(filled)
    assert refusal(filled).code == "both_damaged"
    assert files(filled) == before


TAILS = {
    "blank lines": b"\n\n", "spaces": b"  \r\n", "text": "บันทึกช่วยจำ\n".encode(), "zeros": bytes(600) + b"\n",
    "text without an end": b"\n\nabc", "many lines": b"x\n" * 40, "an empty object": b"{}\n",
}  # fmt: skip


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize("loss", [None, delete_wal, zero_database], ids=["equal", "database behind", "database lost"])
def test_what_lies_behind_a_whole_journal_is_set_aside(
    filled: Path, wanted: dict[str, Any], tail: str, loss: Callable[[Path], None] | None
) -> None:
    path = filled / "journal.jsonl"
    whole = path.read_bytes()
    if loss:
        loss(filled)
    path.write_bytes(whole + TAILS[tail])
    opens_whole(filled, wanted)
    assert path.read_bytes().startswith(whole)
    assert b"".join(sorted(kept.read_bytes() for kept in (filled / "quarantine").glob("journal-*"))) in (
        TAILS[tail],
        b"abc" + TAILS[tail].removesuffix(b"abc"),
        TAILS[tail].removesuffix(b"abc") + b"abc",
    )


def test_what_may_have_been_a_change_is_not_cut_off_where_the_database_is_lost(filled: Path) -> None:
    path = filled / "journal.jsonl"
    path.write_bytes(path.read_bytes() + b"x" * 400 + b"\n")
    zero_database(filled)
    before = files(filled)
    assert refusal(filled).code == "both_damaged"
    assert files(filled) == before


@pytest.mark.parametrize("line", [1, 6, CHANGES])
def test_a_line_that_one_wrong_byte_broke_in_two_is_healed(filled: Path, wanted: dict[str, Any], line: int) -> None:
    path = filled / "journal.jsonl"
    whole = path.read_bytes()
    lines = whole.splitlines(keepends=True)
    lines[line - 1] = lines[line - 1][:200] + b"\n" + lines[line - 1][201:]
    path.write_bytes(b"".join(lines))
    opens_whole(filled, wanted)
    assert path.read_bytes().startswith(whole)


def test_a_journal_written_twice_into_one_file_is_set_right(filled: Path, wanted: dict[str, Any]) -> None:
    path = filled / "journal.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole + whole)
    opens_whole(filled, wanted)
    assert path.read_bytes().startswith(whole)


def test_a_line_put_between_two_others_is_set_aside(filled: Path, wanted: dict[str, Any]) -> None:
    path = filled / "journal.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:5], b"\n", *lines[5:]]))
    opens_whole(filled, wanted)
    assert path.read_bytes().startswith(b"".join(lines))


def _other_past(home: Path, changes: int) -> Path:
    other = home.with_name("other")
    store = open_store(other)
    fill(store, changes, start=50)
    store.close()
    return other


@pytest.mark.parametrize("changes", [3, CHANGES, 20])
def test_a_journal_of_another_past_is_refused_and_nothing_is_changed(filled: Path, changes: int) -> None:
    other = _other_past(filled, changes)
    shutil.copy(other / "journal.jsonl", filled / "journal.jsonl")
    before = files(filled)
    assert refusal(filled).code == "diverged"
    assert files(filled) == before


def _splice(home: Path, number: int) -> bytes:
    """Put a genuine line with this number from another past in the journal; what the journal then holds."""
    lines = (home / "journal.jsonl").read_bytes().split(b"\n")[:-1]
    other = (_other_past(home, number) / "journal.jsonl").read_bytes().split(b"\n")
    lines[number - 1 : number] = [other[number - 1]]
    (home / "journal.jsonl").write_bytes(b"\n".join([*lines, b""]))
    return (home / "journal.jsonl").read_bytes()


def test_a_genuine_line_of_another_past_hung_on_the_journal_is_refused_and_nothing_is_changed(filled: Path) -> None:
    _splice(filled, CHANGES + 1)
    before = files(filled)
    assert refusal(filled).code == "both_damaged"
    assert files(filled) == before


@pytest.mark.parametrize("number", [1, 5, CHANGES])
def test_with_a_line_of_another_past_in_it_the_journal_makes_no_lost_database_anew(filled: Path, number: int) -> None:
    _splice(filled, number)
    delete_generation(filled)
    before = files(filled)
    assert refusal(filled).code == "both_damaged"
    assert files(filled) == before


def test_a_line_of_another_past_within_the_journal_is_refused_and_nothing_is_changed(filled: Path) -> None:
    _splice(filled, 5)
    before = files(filled)
    assert refusal(filled).code == "diverged"
    assert files(filled) == before


def test_a_row_altered_in_the_database_behind_our_back_never_reaches_the_journal(compacted: Path) -> None:
    with duckdb.connect(str(database_file(compacted))) as connection:
        connection.execute("update observation set result = 'not_met' where rev = 3")
    delete_journal(compacted)
    assert refusal(compacted).code == "diverged"
    assert not (compacted / "journal.jsonl").exists()


def test_data_of_a_newer_program_are_refused(filled: Path) -> None:
    with duckdb.connect(str(database_file(filled))) as connection:
        connection.execute("insert into schema_version values (999)")
    before = (filled / "journal.jsonl").read_bytes()
    problem = refusal(filled)
    assert problem.code == "newer_version"
    assert problem.values == {"have": 999, "known": database_module.SCHEMA_VERSION}
    assert (filled / "journal.jsonl").read_bytes() == before


def opened_elsewhere(home: Path) -> dict[str, Any]:
    """What another process finds when it opens the home."""
    script = (
        "import json, sys\n"
        "from pathlib import Path\n"
        "from ecodash.store.opening import open_store\n"
        "from ecodash.store.problem import StoreProblem\n"
        "try:\n"
        "    store = open_store(Path(sys.argv[1]))\n"
        "    print(json.dumps({'version': store.version}))\n"
        "except StoreProblem as problem:\n"
        "    print(json.dumps({'code': problem.code, **{k: str(v) for k, v in problem.values.items()}}))\n"
    )
    command = [sys.executable, "-c", script, str(home)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_a_second_program_is_told_who_has_the_home_and_at_which_address(filled: Path, wanted: dict[str, Any]) -> None:
    store = open_store(filled, "http://192.0.2.7:8501")
    # Reading the database file in the process would drop a lock that lies on it.
    database_file(filled).read_bytes()
    told = opened_elsewhere(filled)
    assert told["code"] == "in_use"
    assert (told["pid"], told["address"]) == (str(os.getpid()), "http://192.0.2.7:8501")
    assert "UTC" in told["since"]
    fill(store, 1, start=50)
    store.close()
    assert opened_elsewhere(filled) == {"version": CHANGES + 1}


def test_the_same_program_cannot_open_a_home_twice_either(filled: Path) -> None:
    store = open_store(filled)
    assert refusal(filled).code == "in_use"
    store.close()
    open_store(filled).close()


def test_a_refused_home_is_let_go_again(filled: Path) -> None:
    saved = (filled / "journal.jsonl").read_bytes()
    _damage_line(filled / "journal.jsonl", 4)
    aside = database_file(filled).parent
    aside.rename(filled.with_name("aside"))
    refusal(filled)
    filled.with_name("aside").rename(aside)
    (filled / "journal.jsonl").write_bytes(saved)
    open_store(filled).close()


def test_a_home_that_is_a_file_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("x")
    problem = refusal(tmp_path / "home")
    assert problem.code == "home_unusable"
    assert (tmp_path / "home").read_text() == "x"
    assert refusal(tmp_path / "home" / "inside").code == "home_unusable"


def test_a_journal_that_cannot_be_read_is_a_sentence_and_nothing_is_moved(tmp_path: Path) -> None:
    (tmp_path / "journal.jsonl").mkdir()
    assert refusal(tmp_path).code == "home_unusable"
    assert {path.name for path in tmp_path.iterdir()} == {"journal.jsonl", "ecodash.lock"}


@pytest.mark.parametrize("pointer", [b"", b"gen-999999", b"..", b"gen-000001\n", b"x" * 300, bytes(10), b"\xff\xfe"])
def test_a_pointer_that_points_nowhere_loses_nothing(filled: Path, wanted: dict[str, Any], pointer: bytes) -> None:
    (filled / "CURRENT").write_bytes(pointer)
    opens_whole(filled, wanted)


def test_a_pointer_that_was_never_switched_goes_on_with_the_old_generation(
    filled: Path, wanted: dict[str, Any]
) -> None:
    (filled / "CURRENT.new").write_text("gen-000002")
    half = filled / "gen-000002"
    half.mkdir()
    (half / "eco.duckdb").write_bytes(b"half a copy")
    opens_whole(filled, wanted)
    assert database_file(filled).parent.name == "gen-000001"


def test_a_long_wal_is_compacted_into_a_new_generation_and_nothing_is_lost(
    filled: Path, wanted: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    old = database_file(filled).parent
    monkeypatch.setattr(generations, "_COMPACT_ABOVE_BYTES", 1)
    store = open_store(filled)
    assert all_rows(store._database) == wanted
    assert_sound(store)
    store.close()
    assert database_file(filled).parent.name == "gen-000002"
    assert not wal_file(filled).exists()
    assert (old / "eco.duckdb").exists()
    for n in range(4):
        store = open_store(filled)
        fill(store, 1, start=100 + n)
        store.close()
    store = open_store(filled)
    assert store.version == CHANGES + 4
    assert_sound(store)
    store.close()
    assert len(list(filled.glob("gen-*"))) == 2


def test_a_compaction_that_fails_is_left_for_another_day(
    filled: Path, wanted: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Database, path: Path) -> None:
        path.write_bytes(b"half")
        raise duckdb.IOException("No space left on device")

    monkeypatch.setattr(generations, "_COMPACT_ABOVE_BYTES", 1)
    with monkeypatch.context() as patch:
        patch.setattr(Database, "copy_to", full)
        store = open_store(filled)
        assert all_rows(store._database) == wanted
        store.close()
        assert database_file(filled).parent.name == "gen-000001"
    opens_whole(filled, wanted)


def test_a_copy_that_is_not_whole_is_never_switched_to(
    filled: Path, wanted: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def partly(self: Database, path: Path) -> None:
        Database(path).close()

    monkeypatch.setattr(generations, "_COMPACT_ABOVE_BYTES", 1)
    monkeypatch.setattr(Database, "copy_to", partly)
    opens_whole(filled, wanted)
    assert database_file(filled).parent.name == "gen-000001"


@pytest.mark.parametrize("left", ["an empty folder", "an empty file", "half a header"])
def test_a_first_start_that_was_cut_off_can_be_started_again(tmp_path: Path, left: str) -> None:
    home = tmp_path / "home"
    generation = home / "gen-000001"
    generation.mkdir(parents=True)
    if left != "an empty folder":
        (generation / "eco.duckdb").write_bytes(b"" if left == "an empty file" else bytes(100))
    store = open_store(home)
    fill(store, 2)
    assert_sound(store)
    store.close()
    store = open_store(home)
    assert store.version == 2
    store.close()


def test_a_first_start_that_was_cut_off_before_its_macros_can_be_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "gen-000001"
    folder.mkdir()
    with monkeypatch.context() as cut_off:
        cut_off.setattr("ecodash.store.database._MACROS", "")
        database = Database(folder / "eco.duckdb")
        database.migrate()
        database.close()
    # As in a process that made none yet.
    monkeypatch.setattr("ecodash.store.database._macros_as_made", [])
    store = open_store(tmp_path)
    assert store.version == 0
    assert_sound(store)
    store.close()


def failing(monkeypatch: pytest.MonkeyPatch, store: Store, error: type[duckdb.Error]) -> None:
    real = Database.writing

    def writing(self: Database, change: Change, **_: Any) -> Any:
        monkeypatch.setattr(Database, "writing", real)
        raise error("no space left on device")

    monkeypatch.setattr(Database, "writing", writing)


@pytest.mark.parametrize("error", [duckdb.TransactionException, duckdb.IOException, duckdb.ConversionException])
def test_a_commit_that_fails_saves_nothing_and_the_next_one_works(
    filled: Path, monkeypatch: pytest.MonkeyPatch, error: type[duckdb.Error]
) -> None:
    store = open_store(filled)
    before, rows = (filled / "journal.jsonl").read_bytes(), all_rows(store._database)
    failing(monkeypatch, store, error)
    with pytest.raises(StoreProblem) as caught:
        store.commit(Act("x", Means.EDIT), [observed(99)])
    assert caught.value.code == "not_saved"
    assert (filled / "journal.jsonl").read_bytes() == before
    assert all_rows(store._database) == rows
    assert store.version == CHANGES
    assert store.commit(Act("x", Means.EDIT), [observed(99)]).id == CHANGES + 1
    assert_sound(store)
    store.close()


@pytest.mark.parametrize(
    "row",
    [
        observed(99, value="1e15"), observed(99, value="-1000000000000"), observed(99, score="1e400"),
        ("activity", {"code": "a", "planned_baht": 10**16}), ("activity", {"code": "a", "fiscal_year": 2**31}),
    ],
    ids=["number", "negative", "far beyond", "money", "int"],
)  # fmt: skip
def test_a_number_that_the_database_cannot_hold_is_told_as_that(filled: Path, row: tuple[str, dict[str, Any]]) -> None:
    store = open_store(filled)
    with pytest.raises(StoreProblem) as caught:
        store.commit(Act("x", Means.EDIT), [row])
    assert caught.value.code == "out_of_range"
    assert row[0] in caught.value.sentence("th")
    store.commit(Act("x", Means.EDIT), [observed(99, value="999999999999"), observed(98, value="-999999999999")])
    assert_sound(store)
    store.close()


def test_a_journal_that_cannot_be_written_saves_nothing(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(filled)
    rows = all_rows(store._database)

    def full(fd: int) -> None:
        monkeypatch.undo()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ecodash.disk.os.fsync", full)
    with pytest.raises(StoreProblem) as caught:
        store.commit(Act("x", Means.EDIT), [observed(99)])
    assert caught.value.code == "not_saved"
    assert all_rows(store._database) == rows
    store.commit(Act("x", Means.EDIT), [observed(99)])
    assert_sound(store)
    store.close()


def test_a_database_that_broke_answers_with_a_sentence_until_it_is_opened_again(
    filled: Path, wanted: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(filled)

    def broken(self: Database, query: str, params: Any) -> Any:
        raise duckdb.FatalException("database has been invalidated")

    with monkeypatch.context() as patch:
        patch.setattr(Database, "ask", broken)
        with pytest.raises(StoreProblem, match="could not be read"):
            store.ask("head")
    failing(monkeypatch, store, duckdb.TransactionException)
    with pytest.raises(StoreProblem):
        store.commit(Act("x", Means.EDIT), [observed(99)])
    with pytest.raises(StoreProblem) as caught:
        store.ask("head")
    assert caught.value.code == "broken"
    store.close()
    opens_whole(filled, wanted)


def test_no_sql_reaches_a_file_outside_the_home(filled: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    store = open_store(filled)
    for text in (
        f"select * from read_csv('{secret}')",
        f"copy phase to '{tmp_path}/out.csv'",
        f"attach '{tmp_path}/other.duckdb'",
        "install httpfs",
        "set enable_external_access = true",
        "set lock_configuration = false",
    ):
        with store._database._connection.cursor() as cursor, pytest.raises(duckdb.Error):
            cursor.execute(text)
    store.close()
    assert not (tmp_path / "out.csv").exists()


def test_reading_the_journal_never_waits_for_the_database(filled: Path) -> None:
    assert [c.id for c in Journal(filled).read().changes] == list(range(1, CHANGES + 1))


@pytest.mark.skipif(os.name != "posix", reason="Windows has its own rights")
def test_what_a_home_holds_is_for_its_own_account(tmp_path: Path) -> None:
    home = tmp_path / "home"
    store = open_store(home)
    fill(store, 1)
    People(home)
    back_up(store, home)
    Vault(home)._write(home / "evidence" / "ab" / "x.pdf", b"x", "x")
    store.close()
    open_store(home).close()
    modes = {path.name: path.stat().st_mode & 0o077 for path in home.iterdir()}
    assert modes == dict.fromkeys(modes, 0)
    assert {"journal.jsonl", "access.sqlite", "backups", "evidence", "gen-000001", "ecodash.lock"} <= set(modes)
    (home / "journal.jsonl").unlink()
    store = open_store(home)
    assert (home / "journal.jsonl").stat().st_mode & 0o777 == 0o600
    store.close()
