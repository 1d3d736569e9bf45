import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection
from hypothesis import given
from hypothesis import strategies as st

from ecodash.domain.dates import utc_now
from ecodash.domain.vocabulary import Means
from ecodash.store import database
from ecodash.store.change import GENESIS, Act, Change
from ecodash.store.journal import Journal, TakingBackFailed
from ecodash.store.journal_lines import SHORTEST_LINE, Entry, read_line, read_lines
from ecodash.store.opening import open_store
from ecodash.store.problem import StoreProblem
from homes import observed


def chain(length: int) -> list[Change]:
    changes: list[Change] = []
    for n in range(1, length + 1):
        prev = changes[-1].hash if changes else GENESIS
        rows = (("phase", {"code": str(n), "name_th": "ระยะ"}),)
        changes.append(Change(n, utc_now(), Act("สมชาย", Means.EDIT), n, rows, prev).sealed())
    return changes


def hashes(changes: list[Change]) -> list[str]:
    return [change.hash for change in changes]


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path)


def set_aside(journal: Journal) -> list[bytes]:
    return [path.read_bytes() for path in (journal.path.parent / "quarantine").glob("*")]


def write(journal: Journal, changes: list[Change]) -> None:
    for change in changes:
        with journal.appended(change):
            pass


def test_a_home_without_a_journal_has_no_changes(journal: Journal) -> None:
    reading = journal.read()
    assert (reading.changes, reading.lines, reading.damaged_line) == ([], 0, None)
    assert not journal.path.exists()


def test_what_was_appended_is_read_in_order(journal: Journal) -> None:
    changes = chain(4)
    write(journal, changes)
    reading = journal.read()
    assert hashes(reading.changes) == hashes(changes)
    assert (reading.lines, reading.damaged_line) == (4, None)


@pytest.mark.parametrize("cut", [1, 2, 20, 100])
def test_a_torn_last_line_is_cut_off_and_kept_aside(journal: Journal, cut: int) -> None:
    changes = chain(3)
    write(journal, changes)
    whole = journal.path.read_bytes()
    journal.path.write_bytes(whole[:-cut])
    reading = journal.read()
    assert hashes(reading.changes) == hashes(changes[:2])
    assert reading.damaged_line is None
    last = whole[: whole.rstrip(b"\n").rindex(b"\n") + 1]
    assert journal.path.read_bytes() == last
    assert set_aside(journal) == [whole[len(last) : -cut]]
    assert hashes(journal.read().changes) == hashes(changes[:2])


def test_a_torn_line_of_a_great_change_is_cut_off_whole(journal: Journal) -> None:
    changes = chain(2)
    write(journal, changes)
    whole, torn = journal.path.read_bytes(), b'{"hash":"' + b"x" * 300_000
    journal.path.write_bytes(whole + torn)
    assert journal.settled() == (len(whole), True)
    assert (journal.path.read_bytes(), set_aside(journal)) == (whole, [torn])
    assert journal.settled() == (len(whole), False)
    assert len(set_aside(journal)) == 1


def test_a_whole_line_of_a_great_change_stays(journal: Journal) -> None:
    changes = chain(2)
    rows = tuple(("phase", {"code": str(n), "name_th": "ระยะ" * 50}) for n in range(500))
    write(journal, [changes[0], replace(changes[1], rows=rows).sealed()])
    assert len(journal.path.read_bytes()) > 300_000
    assert (len(journal.read().changes), set_aside(journal)) == (2, [])


def test_what_stands_behind_the_lines_that_are_kept_is_set_aside(journal: Journal) -> None:
    changes = chain(3)
    write(journal, changes)
    lines = journal.path.read_bytes().splitlines(keepends=True)
    journal.cut_behind(journal.read().entries[:2])
    assert journal.path.read_bytes() == lines[0] + lines[1]
    assert set_aside(journal) == [lines[2]]
    assert journal.is_as_left


def test_after_a_torn_line_the_journal_goes_on(journal: Journal) -> None:
    changes = chain(3)
    write(journal, changes)
    journal.path.write_bytes(journal.path.read_bytes()[:-5])
    journal.read()
    write(journal, changes[2:])
    assert hashes(journal.read().changes) == hashes(changes)


def test_a_journal_that_is_all_torn_line_is_empty(journal: Journal) -> None:
    journal.path.write_bytes(b'{"hash":"ab')
    reading = journal.read()
    assert (reading.changes, reading.damaged_line) == ([], None)
    assert journal.path.read_bytes() == b""


@pytest.mark.parametrize("hole", [1, 40, 300])
def test_a_last_line_with_a_block_that_never_came_is_cut_off_as_well(journal: Journal, hole: int) -> None:
    changes = chain(3)
    write(journal, changes)
    lines = journal.path.read_bytes().splitlines(keepends=True)
    torn = lines[2][:8] + bytes(hole) + lines[2][8 + hole :]
    journal.path.write_bytes(lines[0] + lines[1] + torn)
    reading = journal.read()
    assert hashes(reading.changes) == hashes(changes[:2])
    assert (reading.damaged_line, reading.torn) == (None, True)
    assert journal.path.read_bytes() == lines[0] + lines[1]
    assert set_aside(journal) == [torn]


@pytest.mark.parametrize("line", [1, 2, 4])
@pytest.mark.parametrize("damage", [b"x", b"", b"{}", b"[]", b"null", b"1", b"\xff\xfe"])
def test_a_damaged_line_further_up_is_told_and_left_alone(journal: Journal, line: int, damage: bytes) -> None:
    changes = chain(4)
    write(journal, changes)
    lines = journal.path.read_bytes().split(b"\n")
    lines[line - 1] = damage
    journal.path.write_bytes(b"\n".join(lines))
    before = journal.path.read_bytes()
    reading = journal.read()
    assert hashes(reading.changes) == hashes(changes[: line - 1])
    assert (reading.lines, reading.damaged_line) == (4, line)
    assert journal.path.read_bytes() == before
    assert set_aside(journal) == []


@pytest.mark.parametrize(
    "order",
    [[0, 2], [1, 0, 2], [0, 0, 1], [1, 2]],
    ids=["one left out", "swapped", "twice", "first left out"],
)
def test_lines_left_out_swapped_or_repeated_are_damage(journal: Journal, order: list[int]) -> None:
    changes = chain(3)
    journal.extend([changes[n] for n in order])
    assert journal.read().damaged_line is not None


@pytest.mark.parametrize("line", [1, 2, 3])
def test_a_genuine_line_of_another_chain_with_the_right_number_is_damage(journal: Journal, line: int) -> None:
    changes = chain(3)
    foreign = replace(changes[line - 1], prev="f" * 64).sealed()
    assert foreign.is_genuine
    journal.extend([*changes[: line - 1], foreign, *changes[line:]])
    reading = journal.read()
    assert hashes(reading.changes) == hashes(changes[: line - 1])
    assert (reading.lines, reading.damaged_line) == (3, line)


@pytest.mark.parametrize("number", [1, 2, 4])
def test_a_line_of_the_chain_with_another_number_is_damage(journal: Journal, number: int) -> None:
    changes = chain(3)
    journal.extend([*changes[:2], replace(changes[2], id=number).sealed()])
    assert journal.read().damaged_line == 3


def sealed(body: object, who: bytes = b"") -> bytes:
    """A line that says whatever it says, with its right hash."""
    text = json.dumps(body).encode()
    return b'{%b"hash":"%b","change":%b}' % (who, hashlib.sha256(text).hexdigest().encode(), text)


def test_a_genuine_line_whose_parts_stand_in_another_order_is_read() -> None:
    entry = read_line(sealed({"id": 1, "prev": GENESIS}))
    assert entry
    assert (entry.prev, entry.id, entry.names_told) == (GENESIS, 1, 0)
    assert entry.hash.encode() in entry.line
    assert len(entry.line) == entry.size > SHORTEST_LINE


def test_a_genuine_line_of_a_newer_program_is_told_by_its_number() -> None:
    entry = read_line(sealed({"id": 7, "prev": GENESIS, "rows": [["spaceship", {}]]}))
    assert entry
    with pytest.raises(StoreProblem) as told:
        _ = entry.change
    assert (told.value.code, told.value.values) == ("newer_change", {"change": 7})


def test_a_genuine_line_that_says_more_than_this_program_knows_is_none_of_its_changes() -> None:
    (change,) = chain(1)
    body = json.loads(change.to_line())["change"]
    entry = read_line(sealed(body | {"weather": "rain"}))
    assert entry
    with pytest.raises(StoreProblem) as told:
        _ = entry.change
    assert told.value.code == "newer_change"


@pytest.mark.parametrize(
    "body", [{}, {"id": 1}, {"prev": GENESIS}, {"id": "x", "prev": GENESIS}, {"id": None, "prev": ""}]
)
def test_a_line_without_a_number_or_what_is_before_it_is_no_line_of_a_journal(body: dict[str, object]) -> None:
    assert read_line(sealed(body)) is None


def test_a_name_that_cannot_be_read_is_nobodys() -> None:
    assert read_line(sealed({"id": 1, "prev": GENESIS}, rb'"who":["\q","%b"],' % (b"0" * 32))) is None


def test_a_text_without_an_end_has_its_last_line_and_none_has_no_line() -> None:
    lines = [change.to_bytes() for change in chain(2)]
    for text in (b"\n".join(lines), b"\n".join(lines) + b"\n"):
        reading = read_lines(text)
        assert [entry.line for entry in reading.entries] == lines
        assert (reading.lines, reading.damaged_line, reading.later, reading.torn) == (2, None, (), False)
    assert read_lines(b"").lines == 0
    assert read_lines(b"\n").damaged_line == 1


def test_every_line_is_had_again_where_it_stands(journal: Journal) -> None:
    changes = chain(3)
    write(journal, changes)
    journal.path.write_bytes(journal.path.read_bytes().replace(b"\n", b"\ndamaged\n", 1))
    reading = journal.read()
    known: list[Entry] = [*reading.entries, *reading.later]
    assert [entry.line for entry in known] == [change.to_bytes() for change in changes]
    assert (reading.lines, reading.damaged_line) == (4, 2)
    assert reading.behind == len(b"damaged\n") + sum(len(change.to_bytes()) + 1 for change in changes[1:])


@pytest.mark.parametrize("line", [1, 2, 3])
def test_a_block_of_zeros_further_up_is_damage(journal: Journal, line: int) -> None:
    changes = chain(4)
    write(journal, changes)
    lines = journal.path.read_bytes().splitlines(keepends=True)
    lines[line - 1] = bytes(40) + b"\n"
    journal.path.write_bytes(b"".join(lines))
    reading = journal.read()
    assert (reading.damaged_line, len(reading.later), reading.torn) == (line, 4 - line, False)
    assert reading.behind == sum(map(len, lines[line - 1 :]))


def test_what_others_write_is_seen_until_the_end(journal: Journal) -> None:
    changes = chain(2)
    write(journal, changes[:1])
    assert journal.is_as_left
    Journal(journal.path.parent).extend(changes[1:])
    journal.read()
    assert not journal.is_as_left


def test_what_it_wrote_itself_nobody_else_did(journal: Journal) -> None:
    changes = chain(3)
    assert Journal(journal.path.parent).is_as_left
    write(journal, changes[:1])
    with pytest.raises(RuntimeError), journal.appended(changes[1]):
        raise RuntimeError
    assert journal.is_as_left
    journal.replace(changes[:2])
    assert journal.is_as_left
    journal.extend(changes[2:])
    assert journal.is_as_left
    # Whoever has read it has seen what is there.
    reader = Journal(journal.path.parent)
    reader.read()
    journal.cut_behind(journal.read().entries[:2])
    assert (journal.is_as_left, reader.is_as_left) == (True, False)


@given(st.data())
def test_one_altered_byte_never_changes_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    journal = Journal(tmp_path_factory.mktemp("journal"))
    changes = chain(3)
    journal.extend(changes)
    whole = bytearray(journal.path.read_bytes())
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= data.draw(st.integers(1, 255))
    journal.path.write_bytes(whole)
    reading = journal.read()
    assert [c.to_line() for c in reading.changes] == [c.to_line() for c in changes[: len(reading.changes)]]
    assert all(change.is_genuine for change in reading.changes)


def fail_once_it_is_there(journal: Journal, changes: list[Change]) -> None:
    assert hashes(journal.read().changes) == hashes(changes)
    raise RuntimeError


def test_a_line_is_taken_back_when_what_follows_fails(journal: Journal) -> None:
    changes = chain(3)
    write(journal, changes[:2])
    before = journal.path.read_bytes()
    with pytest.raises(RuntimeError), journal.appended(changes[2]):
        fail_once_it_is_there(journal, changes)
    assert journal.path.read_bytes() == before
    write(journal, changes[2:])
    assert hashes(journal.read().changes) == hashes(changes)


def test_the_very_first_line_can_be_taken_back(journal: Journal) -> None:
    with pytest.raises(KeyboardInterrupt), journal.appended(chain(1)[0]):
        raise KeyboardInterrupt
    assert journal.read().changes == []


def test_a_line_that_cannot_be_taken_back_is_told(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    changes = chain(2)
    write(journal, changes[:1])

    def truncate(size: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(journal, "_truncate", truncate)
    with pytest.raises(TakingBackFailed, match="Input/output"), journal.appended(changes[1]):
        raise RuntimeError


def test_a_disk_that_fails_at_the_sync_leaves_no_line(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    changes = chain(2)
    write(journal, changes[:1])
    before = journal.path.read_bytes()
    calls = iter([OSError(28, "No space left on device")])
    acknowledged = []

    def fsync(fd: int) -> None:
        for error in calls:
            raise error

    monkeypatch.setattr("ecodash.disk.os.fsync", fsync)
    with pytest.raises(OSError, match="No space"), journal.appended(changes[1]):
        # Taking the line back syncs as well, so that the error alone proves nothing.
        acknowledged.append(changes[1])
    assert acknowledged == []
    assert journal.path.read_bytes() == before


def test_every_commit_is_synced_once_with_its_line_whole_before_the_database_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(tmp_path / "home")
    path = tmp_path / "home" / "journal.jsonl"
    told: list[tuple[str, bytes]] = []
    fsync, insert = os.fsync, database.insert_changes

    def counted(descriptor: int) -> None:
        fsync(descriptor)
        if os.path.samestat(os.fstat(descriptor), path.stat()):
            told.append(("synced", path.read_bytes().split(b"\n")[-2]))

    def written(cursor: DuckDBPyConnection, changes: Sequence[Change]) -> None:
        told.extend(("written", change.to_line().encode()) for change in changes)
        insert(cursor, changes)

    monkeypatch.setattr(os, "fsync", counted)
    monkeypatch.setattr(database, "insert_changes", written)
    for number in (1, 2, 3):
        line = store.commit(Act("x", Means.EDIT), [observed(number)]).to_line().encode()
        assert told == [("synced", line), ("written", line)]
        told.clear()
    store.close()


def test_a_journal_written_anew_keeps_the_damaged_one_aside(journal: Journal) -> None:
    changes = chain(3)
    journal.path.write_bytes(b"damaged\n")
    journal.replace(changes)
    assert hashes(journal.read().changes) == hashes(changes)
    assert set_aside(journal) == [b"damaged\n"]
