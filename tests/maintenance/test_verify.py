import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from ecodash.domain.vocabulary import Means
from ecodash.evidence.vault import Vault
from ecodash.language.text import LANGUAGES
from ecodash.maintenance.backup import back_up
from ecodash.maintenance.restore import restore
from ecodash.maintenance.verify import Verification, unlike_paper, verify
from ecodash.store.change import Act
from ecodash.store.opening import open_store
from ecodash.store.store import Store
from ecodash.workbook.incoming.received_files import keep

pytestmark = pytest.mark.slow

CONTENT = b"report of the survey"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A home with three changes and one piece of evidence."""
    home = tmp_path / "home"
    store = open_store(home)
    _record(store, "area", code="a", name_th="พื้นที่")
    _record(store, "agency", code="g", name_th="หน่วยงาน")
    _record(store, "evidence", code="e", area="a", sha256=SHA256)
    store.close()
    (home / "evidence").mkdir()
    (home / "evidence" / SHA256).write_bytes(CONTENT)
    return home


def _record(store: Store, kind: str, **row: str) -> None:
    store.commit(Act("สมหญิง", Means.EDIT), [(kind, row)])


def _verified(home: Path) -> Verification:
    store = open_store(home)
    try:
        return verify(store, home)
    finally:
        store.close()


def _codes(home: Path) -> list[str]:
    return [problem.code for problem in _verified(home).problems]


def _alter(home: Path, statement: str) -> None:
    (database,) = home.glob("gen-*/eco.duckdb")
    with duckdb.connect(str(database)) as connection:
        connection.execute(statement)


def test_a_sound_home_is_counted(filled: Path) -> None:
    found = _verified(filled)
    assert found.ok
    assert (found.changes, found.revisions, found.evidence) == (3, 3, 1)


def test_a_changed_byte_in_the_journal_is_found(filled: Path) -> None:
    store = open_store(filled)
    journal = filled / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace("หน่วยงาน".encode(), "หน่วยงาม".encode()))
    (problem,) = verify(store, filled).problems
    store.close()
    assert (problem.code, problem.values) == ("journal_damaged", {"line": 2})
    assert "journal.jsonl" in problem.sentence("th")
    assert "line 2" in problem.sentence("en")


def test_a_line_taken_off_the_journal_is_found(filled: Path) -> None:
    store = open_store(filled)
    journal = filled / "journal.jsonl"
    journal.write_bytes(b"".join(journal.read_bytes().splitlines(keepends=True)[:2]))
    assert [problem.code for problem in verify(store, filled).problems] == ["journal_short"]
    store.close()


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("update area set name_th = 'อื่น'", "change_altered"),
        ("update change set who = 'ผู้อื่น' where id = 2", "change_altered"),
        ("update change set who = '(ถอนชื่อแล้ว)', salt = null where id = 2", "records_differ"),
        ("update agency set recorded_at = '2020-01-01'", "revision_altered"),
        ("update agency set key = 'other'", "revision_altered"),
        ("delete from agency", "revisions_miscounted"),
        ("insert into voided select rev, 'area', 999, recorded_at from area", "void_altered"),
        ("create macro another(x) as x + 1", "macro_altered"),
        ("delete from change where id = 2", "chain_broken"),
        ("insert into area select * replace (99 as rev, 77 as change_id) from area", "revisions_miscounted"),
    ],
)
def test_an_altered_row_in_the_database_is_found(filled: Path, statement: str, code: str) -> None:
    _alter(filled, statement)
    assert code in _codes(filled)


def test_how_answers_are_put_together_is_made_anew_at_every_start(filled: Path) -> None:
    altered = "create or replace macro item_state(day, known) as table select * from observation"
    _alter(filled, altered)
    assert _codes(filled) == []


def test_an_answer_put_together_otherwise_while_running_is_found(filled: Path) -> None:
    store = open_store(filled)
    with store._database._connection.cursor() as cursor:
        cursor.execute("create or replace macro item_state(day, known) as table select * from observation")
    assert [problem.code for problem in verify(store, filled).problems] == ["macro_altered"]
    store.close()


def test_a_change_resealed_in_the_database_differs_from_the_journal(filled: Path) -> None:
    store = open_store(filled)
    middle = list(store.changes())[1]
    store.close()
    forged = type(middle)(**{**middle.__dict__, "act": Act("ผู้อื่น", Means.EDIT)}).sealed()
    forgery = f"who = 'ผู้อื่น', commitment = null, salt = null, hash = '{forged.hash}'"
    _alter(filled, f"update change set {forgery} where id = 2")
    assert _codes(filled) == ["chain_broken", "records_differ"]


def test_evidence_is_checked_against_its_name(filled: Path) -> None:
    (filled / "evidence" / SHA256).write_bytes(b"another report")
    (filled / "evidence" / "notes.txt").write_bytes(b"?")
    assert _codes(filled) == ["evidence_altered", "evidence_unknown"]


def test_missing_evidence_is_named(filled: Path) -> None:
    (filled / "evidence" / SHA256).unlink()
    (problem,) = _verified(filled).problems
    assert problem.code == "evidence_missing"
    assert SHA256 in problem.sentence("th")
    assert SHA256 in problem.sentence("en")


def test_a_void_that_was_moved_in_time_is_found(filled: Path) -> None:
    store = open_store(filled)
    store.commit(Act("สมหญิง", Means.EDIT), [], [("area", 1)])
    store.close()
    assert _codes(filled) == []
    _alter(filled, "update voided set recorded_at = '2030-01-01'")
    assert _codes(filled) == ["void_altered"]


def test_what_a_power_cut_left_of_a_file_is_no_finding_and_is_taken_away(filled: Path) -> None:
    left = filled / "evidence" / "ab" / f"{SHA256}.140.new"
    left.parent.mkdir()
    left.write_bytes(b"half a")
    assert _codes(filled) == []
    Vault(filled)
    assert not left.exists()


def test_an_imported_file_is_checked_against_its_name(filled: Path) -> None:
    kept = keep(filled, CONTENT, SHA256, "a.xlsx")
    assert _codes(filled) == []
    kept.write_bytes(b"other")
    assert _codes(filled) == ["import_altered"]


def test_an_imported_file_that_is_gone_is_named(filled: Path) -> None:
    store = open_store(filled)
    store.commit(Act("สมหญิง", Means.IMPORT, "a.xlsx", SHA256), [("area", {"code": "b", "name_th": "พื้นที่"})])
    store.close()
    assert _codes(filled) == ["import_missing"]
    keep(filled, CONTENT, SHA256, "a.xlsx")
    assert _codes(filled) == []


def _rewritten(home: Path) -> None:
    """Another past, sealed anew from the first changed line on."""
    prev, lines = "0" * 64, []
    for line in (home / "journal.jsonl").read_text(encoding="utf-8").splitlines():
        body = json.loads(line.replace("พื้นที่", "เขตอื่น"))["change"] | {"prev": prev}
        text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        prev = hashlib.sha256(text.encode()).hexdigest()
        lines.append(f'{{"hash":"{prev}","change":{text}}}\n')
    (home / "journal.jsonl").write_text("".join(lines), encoding="utf-8")


def _cut(home: Path) -> None:
    journal = home / "journal.jsonl"
    journal.write_bytes(b"".join(journal.read_bytes().splitlines(keepends=True)[:2]))


@pytest.mark.parametrize("forge", [_rewritten, _cut])
def test_a_history_that_was_rewritten_or_cut_differs_from_the_backups(
    filled: Path, forge: Callable[[Path], None]
) -> None:
    store = open_store(filled)
    made = back_up(store, filled)
    store.close()
    assert _codes(filled) == []
    forge(filled)
    for generation in filled.glob("gen-*"):
        shutil.rmtree(generation)
    assert "backup_differs" in _codes(filled)
    restore(made.path, filled)
    assert "backup_differs" not in _codes(filled)


def test_a_backup_of_what_a_restore_replaced_is_no_finding(filled: Path) -> None:
    store = open_store(filled)
    early = back_up(store, filled, filled / "backups" / "ecodash-20200101-000000.zip")
    store.commit(Act("สมหญิง", Means.EDIT), [("area", {"code": "b"})])
    back_up(store, filled)
    store.close()
    restore(early.path, filled)
    assert "backup_differs" not in _codes(filled)


@pytest.mark.parametrize(
    "write", [str, str.upper, lambda mark: mark.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))]
)
def test_a_paper_made_from_this_record_agrees_with_it(filled: Path, write: Callable[[str], str]) -> None:
    store = open_store(filled)
    mark = store.mark
    assert mark.startswith("3-")
    _record(store, "area", code="b", name_th="พื้นที่")
    assert unlike_paper(store, write(mark)) is None
    store.close()


def test_a_history_written_anew_since_a_paper_is_found(filled: Path, tmp_path: Path) -> None:
    store = open_store(filled)
    paper = store.mark
    store.close()
    other = open_store(tmp_path / "other")
    for code in "xyz":
        _record(other, "area", code=code, name_th="พื้นที่")
    found = unlike_paper(other, paper)
    assert found.code == "paper_differs"
    assert all(found.sentence(lang) for lang in LANGUAGES)
    other.close()


def test_a_history_rolled_back_since_a_paper_is_found(filled: Path, tmp_path: Path) -> None:
    store = open_store(filled)
    paper = store.mark
    store.close()
    empty = open_store(tmp_path / "other")
    assert unlike_paper(empty, paper).code == "paper_beyond"
    empty.close()


@pytest.mark.parametrize("mark", ["", "3", "3-", "3-abc", "a1b2c3d4", "-3-a1b2c3d4", "3-g1b2c3d4"])
def test_what_is_no_mark_is_said(filled: Path, mark: str) -> None:
    store = open_store(filled)
    assert unlike_paper(store, mark).code == "mark_unread"
    store.close()
