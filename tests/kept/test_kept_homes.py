"""What earlier commits wrote is opened by this one: homes, backups, exports and workbooks. ``make.py`` wrote them."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ecodash import stores
from ecodash.__main__ import main

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
AREA = "lamphun-ban-klang"

Capture = pytest.CaptureFixture[str]


@pytest.fixture(params=sorted(HERE.glob("*.zip")), ids=lambda path: path.stem)
def kept(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with zipfile.ZipFile(request.param) as archive:
        archive.extractall(tmp_path)
    stores.close_all()
    monkeypatch.setenv("ECODASH_HOME", str(tmp_path / "home"))
    yield tmp_path
    stores.close_all()


def said(capsys: Capture, *arguments: str) -> Any:
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def assert_answers(kept: Path, capsys: Capture) -> None:
    """Everything that the earlier commit answered is answered the same; this one may say more."""
    answers = json.loads((kept / "answers.json").read_text(encoding="utf-8"))
    assert len(answers) == 3
    for day, wanted in answers.items():
        told = said(capsys, "status", "--area", AREA, "--as-of", day)
        items = [{key: row[key] for key in was} for row, was in zip(told["items"], wanted["items"], strict=True)]
        for was, now in zip(wanted["items"], items, strict=True):
            assert now == was, day
        assert {key: told["counts"][key] for key in wanted["counts"]} == wanted["counts"]


def test_the_home_opens_whole_and_answers_as_before(kept: Path, capsys: Capture) -> None:
    journal = (kept / "home" / "journal.jsonl").read_bytes()
    assert_answers(kept, capsys)
    assert said(capsys, "verify")["problems"] == []
    assert (kept / "home" / "journal.jsonl").read_bytes().startswith(journal)
    assert stores.people().sign_in("สมหญิง", "ลำพูน-หริภุญชัย-2567", "127.0.0.1")


def test_the_backup_is_restored(kept: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ECODASH_HOME", str(kept / "restored"))
    said(capsys, "restore", str(kept / "backup.zip"))
    assert_answers(kept, capsys)


def test_the_export_fills_an_empty_home(kept: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ECODASH_HOME", str(kept / "filled"))
    said(capsys, "import", str(kept / "export"))
    assert_answers(kept, capsys)


def test_the_workbook_it_gave_out_changes_nothing(kept: Path, capsys: Capture) -> None:
    before = len((kept / "home" / "journal.jsonl").read_bytes().splitlines())
    stores.current()
    synced = len((kept / "home" / "journal.jsonl").read_bytes().splitlines())
    assert synced >= before
    told = said(capsys, "import", str(kept / "template.xlsx"))
    assert told["problems"] == []
    assert len((kept / "home" / "journal.jsonl").read_bytes().splitlines()) == synced
