import json
import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ecodash import facts, stores
from ecodash.__main__ import main
from ecodash.commands import bundle
from ecodash.domain.vocabulary import HOME_AREA, HOME_FRAMEWORK
from ecodash.language.terminal import columns, said_when_slow
from ecodash.store.opening import open_store
from ecodash.web.api import routes
from survey import surveyed_store

pytestmark = pytest.mark.slow

Capture = pytest.CaptureFixture[str]


def said(capsys: Capture, *arguments: str) -> tuple[int, Any]:
    code = main([*arguments, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_command_line_http_and_facts_say_the_same(home: Path, capsys: Capture) -> None:
    query = {"area": HOME_AREA, "framework": HOME_FRAMEWORK, "as_of": "2024-02-12"}
    with TestClient(Starlette(routes=routes)) as client:
        over_http = client.get("/api/v1/status.json", params=query).json()
    states = facts.item_states(stores.current(), HOME_AREA, HOME_FRAMEWORK, date(2024, 2, 12))
    code, answer = said(capsys, "status", "--area", HOME_AREA, "--framework", HOME_FRAMEWORK, "--as-of", "2024-02-12")
    assert code == 0
    assert answer == over_http
    assert list(answer) == list(over_http)
    assert [item["result"] for item in answer["items"]] == [str(state.result) for state in states]
    assert answer["counts"] == {
        "met": 0, "partly_met": 0, "not_met": 0, "not_applicable": 0, "not_assessed": 12, "total": 12,
    }  # fmt: skip


def test_status_for_people(home: Path, capsys: Capture) -> None:
    stores.use(surveyed_store())
    assert main(["status", "--as-of", "2024-05-10"]) == 0
    thai = capsys.readouterr().out
    assert "บ้านกลาง · เกณฑ์พื้นฐาน" in thai
    assert "ณ วันที่ 10 พฤษภาคม 2567" in thai
    assert "ผ่าน 1 จาก 3" in thai
    assert "เทศบาลตำบลบ้านกลาง" in thai
    stores.use(surveyed_store())
    assert main(["status", "--as-of", "2024-05-10", "--lang", "en", "--known-at", "2024-05-10"]) == 0
    english = capsys.readouterr().out
    assert "1 of 3 met" in english
    assert "as known at" in english


def test_demonstration_says_so(home: Path, capsys: Capture) -> None:
    stores.use(surveyed_store(demo_today=date(2024, 5, 10)), demo=True)
    assert main(["status", "--demo"]) == 0
    assert "ข้อมูลสาธิต" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("option", "value"),
    [("--area", "nowhere"), ("--framework", "none"), ("--as-of", "2024-02-30"), ("--known-at", "soon")],
)
def test_what_is_not_understood_is_refused(home: Path, capsys: Capture, option: str, value: str) -> None:
    code, answer = said(capsys, "status", option, value)
    assert code == 2
    assert list(answer["error"]) == ["th", "en"]
    assert value in answer["error"]["th"]
    assert value in answer["error"]["en"]
    assert main(["status", option, value]) == 2
    streams = capsys.readouterr()
    assert (streams.out, value in streams.err) == ("", True)


def test_export_tells_its_files(home: Path, tmp_path: Path, capsys: Capture) -> None:
    folder = tmp_path / "out"
    code, answer = said(capsys, "export", str(folder))
    assert code == 0
    assert answer["folder"] == str(folder)
    assert {"name": "changes.csv", "rows": 1} in answer["files"]
    assert {file["name"] for file in answer["files"]} == {path.name for path in folder.iterdir()}
    (folder / "mine.txt").write_text("mine")
    code, answer = said(capsys, "export", str(folder))
    assert code == 2
    assert "mine.txt" in answer["error"]["en"]


def test_a_folder_that_cannot_be_made_is_a_sentence(home: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "file").write_text("")
    code, answer = said(capsys, "export", str(tmp_path / "file" / "out"))
    assert code == 1
    assert answer["error"]["th"]


def test_verify_finds_a_sound_store_sound_and_records_nothing(home: Path, capsys: Capture) -> None:
    stores.current()
    changes = stores.current().version
    stores.close_all()
    code, answer = said(capsys, "verify")
    assert code == 0
    assert list(answer) == ["ok", "changes", "revisions", "evidence", "problems"]
    assert (answer["ok"], answer["changes"], answer["problems"]) == (True, changes, [])
    assert answer["revisions"] > 100
    assert main(["verify"]) == 0
    assert str(answer["revisions"]) in capsys.readouterr().out


def test_verify_says_what_opening_had_to_mend(home: Path, capsys: Capture) -> None:
    stores.current()
    stores.close_all()
    journal = home / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace("ลำพูน".encode(), "ลำปาง".encode(), 1))
    code, answer = said(capsys, "verify")
    assert code == 1
    assert answer["ok"] is False
    assert [problem["code"] for problem in answer["problems"]] == ["mended"]
    assert "quarantine/" in answer["problems"][0]["th"]
    assert said(capsys, "verify")[0] == 0


def test_guard_says_what_the_last_look_found_and_looks_again(home: Path, capsys: Capture) -> None:
    assert said(capsys, "guard") == (1, {"at": None, "sound": None, "problems": []})
    code, answer = said(capsys, "guard", "--now")
    assert (code, answer["sound"], answer["problems"]) == (0, True, [])
    assert said(capsys, "guard") == (0, answer)
    (home / "evidence").mkdir(exist_ok=True)
    (home / "evidence" / "stray").write_bytes(b"?")
    code, answer = said(capsys, "guard", "--now")
    assert (code, answer["sound"]) == (1, False)
    assert [problem["code"] for problem in answer["problems"]] == ["evidence_unknown"]
    assert main(["guard"]) == 1
    assert answer["problems"][0]["th"] in capsys.readouterr().out


def test_snapshot_is_one_page_of_the_brief(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "brief.html"
    code, answer = said(capsys, "snapshot", "--demo", "--area", HOME_AREA, "--lang", "en", "-o", str(file))
    assert (code, answer["file"]) == (0, str(file))
    page = file.read_text(encoding="utf-8")
    assert len(page.encode()) == answer["bytes"]
    assert "Ban Klang" in page


def test_bundle_wants_a_folder_of_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr(bundle, "_TOOL", tmp_path / "bundle.py")
    code, answer = said(capsys, "bundle", str(tmp_path))
    assert code == 2
    assert answer["error"]["en"]
    # The tool itself downloads packages; here it is one that writes a file and talks.
    (tmp_path / "bundle.py").write_text(
        "def make(folder, system, python, embed):\n"
        "    print(system)\n"
        "    file = folder / f'{system}-{python}.zip'\n"
        "    file.write_bytes(b'zip')\n"
        "    return file\n",
        encoding="utf-8",
    )
    code, answer = said(capsys, "bundle", str(tmp_path), "--system", "linux", "--python", "3.12")
    assert (code, answer) == (0, {"files": [{"file": str(tmp_path / "linux-3.12.zip"), "bytes": 3}]})


def test_a_store_in_use_is_told_with_its_address(home: Path) -> None:
    server = open_store(home, "http://192.168.1.20:8501")
    try:
        run = subprocess.run(
            [sys.executable, "-m", "ecodash", "status", "--json"],
            capture_output=True,
            env={**os.environ, "ECODASH_HOME": str(home), "PYTHONIOENCODING": "ascii"},
            cwd=Path(__file__).parents[2],
            check=False,
        )
    finally:
        server.close()
    assert run.returncode == 3
    error = json.loads(run.stdout.decode("utf-8"))["error"]
    assert "http://192.168.1.20:8501" in error["th"]
    assert str(os.getpid()) in error["en"]
    assert run.stderr == b""


def test_a_damaged_store_is_a_sentence_and_not_a_traceback(home: Path, capsys: Capture) -> None:
    stores.current()
    stores.close_all()
    for path in (*home.glob("gen-*/eco.duckdb*"), home / "journal.jsonl"):
        path.write_bytes(b"nothing of use\n")
    code, answer = said(capsys, "verify")
    assert code == 1
    assert str(home) in answer["error"]["en"]


def test_without_a_command_it_explains_itself(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([])
    assert stopped.value.code == 2
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    assert "โฟลเดอร์" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["export", "--help", "--lang", "en"])
    assert "folder to write to" in capsys.readouterr().out


def test_columns_line_up_under_thai_marks() -> None:
    text = columns(["ข้อ", "x"], [["ที่นี่", "1"], ["ab", "2"]])
    assert text == "ข้อ  x\nที่นี่  1\nab  2"


def test_brief_is_written_and_says_where(home: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "brief.pdf"
    stores.use(surveyed_store(demo_today=date(2024, 5, 10)), demo=True)
    asked = ("brief", "--demo", "--area", HOME_AREA, "--as-of", "2024-05-10", "--vs", "m-1", "--thai-digits")
    code, answer = said(capsys, *asked, "-o", str(file))
    assert code == 0
    assert answer == {"demo": True, "file": str(file), "bytes": file.stat().st_size}
    assert file.read_bytes().startswith(b"%PDF")


def test_papers_are_written_of_the_kind_asked_for(home: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "minutes.docx"
    stores.use(surveyed_store())
    code, answer = said(capsys, "papers", "--kind", "minutes", "--form", "memo", "--as-of", "m-1", "-o", str(file))
    assert (code, answer) == (0, {"demo": False, "file": str(file), "kind": "minutes", "bytes": file.stat().st_size})
    assert file.read_bytes().startswith(b"PK")
    assert said(capsys, "papers", "--body", "nobody", "-o", str(tmp_path / "none.docx"))[0] == 2
    assert not (tmp_path / "none.docx").exists()


def test_data_is_written_as_one_workbook(home: Path, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "data.xlsx"
    stores.use(surveyed_store(demo_today=date(2024, 5, 10)), demo=True)
    code, answer = said(capsys, "data", "--demo", "--from", "m-1", "--as-of", "2024-05-10", "-o", str(file))
    assert code == 0
    assert answer == {"demo": True, "file": str(file), "bytes": file.stat().st_size}
    assert said(capsys, "data", "--demo", "--to", "never")[0] == 2


def test_brief_refuses_what_it_cannot_do_and_writes_nothing(home: Path, tmp_path: Path, capsys: Capture) -> None:
    stores.use(surveyed_store())
    file = tmp_path / "brief.pdf"
    assert said(capsys, "brief", "--area", "nowhere", "-o", str(file))[0] == 2
    assert not file.exists()
    stores.use(surveyed_store())
    code, answer = said(capsys, "brief", "-o", str(tmp_path / "none" / "brief.pdf"))
    assert code == 1
    assert list(answer["error"]) == ["th", "en"]


def test_what_takes_a_while_says_so(capsys: Capture) -> None:
    with said_when_slow("รอสักครู่", seconds=0):
        time.sleep(0.1)
    assert capsys.readouterr().err == "รอสักครู่\n"
