"""``import``, ``undo`` and ``template`` as a script would use them."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from books import criteria
from ecodash import stores
from ecodash.__main__ import main
from ecodash.store.opening import open_store

pytestmark = pytest.mark.slow

Capture = pytest.CaptureFixture[str]
GOOD = criteria(("1", "ผ่าน", "12 ก.พ. 2567"))
BAD = criteria(("1", "ผ่าน", "31 ก.พ. 2567"))


def said(capsys: Capture, *arguments: object) -> tuple[int, Any]:
    code = main([*map(str, arguments), "--json"])
    return code, json.loads(capsys.readouterr().out)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "สำรวจ.xlsx"
    path.write_bytes(GOOD)
    return path


def test_import_twice_and_undo(home: Path, good: Path, capsys: Capture) -> None:
    code, planned = said(capsys, "import", good, "--dry-run")
    assert (code, planned["accepted"], planned["batch"]) == (0, 1, None)
    code, answer = said(capsys, "import", good, "--by", "สมหญิง")
    assert list(answer) == ["accepted", "unchanged", "batch", "problems", "changes", "erased", "conflicts"]
    assert (code, answer["accepted"], answer["unchanged"], answer["problems"]) == (0, 1, 0, [])
    assert answer["changes"] == planned["changes"]
    assert said(capsys, "import", good) == (
        0, {"accepted": 0, "unchanged": 1, "batch": None, "problems": [], "changes": [], "erased": 0, "conflicts": []},
    )  # fmt: skip
    assert said(capsys, "status", "--as-of", "2024-02-12")[1]["counts"]["met"] == 1
    code, undone = said(capsys, "undo", answer["batch"])
    assert (code, undone["undone"]) == (0, answer["batch"])
    assert said(capsys, "status", "--as-of", "2024-02-12")[1]["counts"]["met"] == 0
    code, refused = said(capsys, "undo", answer["batch"])
    assert code == 2
    assert refused["error"]["th"] != refused["error"]["en"]
    assert said(capsys, "verify")[0] == 0
    assert [change.act.who for change in stores.current().changes()][1] == "สมหญิง"


def test_problems_are_told_by_their_cell_and_nothing_is_written(home: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "bad.xlsx").write_bytes(BAD)
    code, answer = said(capsys, "import", tmp_path / "bad.xlsx")
    (problem,) = answer["problems"]
    assert list(problem) == ["sheet", "cell", "value", "code", "th", "en"]
    assert (code, answer["accepted"], answer["batch"], answer["changes"]) == (2, 0, None, [])
    assert (problem["sheet"], problem["cell"], problem["value"]) == ("สถานะเกณฑ์", "E2", "31 ก.พ. 2567")
    assert not (home / "imports").exists()
    assert main(["import", str(tmp_path / "bad.xlsx")]) == 2
    assert "E2" in capsys.readouterr().out


def test_import_for_people(home: Path, good: Path, capsys: Capture) -> None:
    assert main(["import", str(good), "--dry-run"]) == 0
    assert "จะบันทึก 1 แถว" in capsys.readouterr().out
    assert main(["import", str(good), "--lang", "en"]) == 0
    assert "1 row recorded" in capsys.readouterr().out
    assert main(["import", str(good)]) == 0
    assert "ไม่มีอะไรเปลี่ยน" in capsys.readouterr().out
    good.write_bytes(criteria(("1", "not met", "12 ก.พ. 2567")))
    assert main(["import", str(good), "--lang", "en"]) == 0
    assert "met → not_met" in capsys.readouterr().out
    assert main(["undo", "3"]) == 0
    assert "ย้อนคืน" in capsys.readouterr().out


def test_what_cannot_be_imported_is_a_sentence(home: Path, tmp_path: Path, good: Path, capsys: Capture) -> None:
    assert said(capsys, "import", tmp_path / "none.xlsx")[0] == 2
    assert said(capsys, "import", good, "--demo")[0] == 2
    assert said(capsys, "import", good, "--demo", "--dry-run")[0] == 0
    assert said(capsys, "undo", 99)[0] == 2
    server = open_store(home, "http://192.168.1.20:8501")
    try:
        stores.close_all()
        code, answer = said(capsys, "import", good)
    finally:
        server.close()
    assert code == 3
    assert "http://192.168.1.20:8501" in answer["error"]["th"]


def test_a_template_goes_out_and_in(home: Path, tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "out.xlsx"
    assert said(capsys, "template", path)[1]["file"] == str(path)
    code, answer = said(capsys, "import", path)
    assert (code, answer["accepted"], answer["problems"]) == (0, 0, [])
    assert answer["unchanged"] > 80
    assert main(["template", str(path), "--blank", "--demo"]) == 0
    assert str(path) in capsys.readouterr().out


def test_an_export_rebuilds_an_empty_home(
    home: Path, good: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["import", str(good)])
    main(["export", str(tmp_path / "out")])
    chain = [change.hash for change in stores.current().changes()]
    capsys.readouterr()
    monkeypatch.setenv("ECODASH_HOME", str(tmp_path / "new home"))
    stores.close_all()
    code, answer = said(capsys, "import", tmp_path / "out")
    assert (code, answer["batch"], answer["problems"]) == (0, len(chain), [])
    assert [change.hash for change in stores.current().changes()] == chain
    stores.close_all()
    code, answer = said(capsys, "import", tmp_path / "out")
    assert (code, answer["accepted"], answer["batch"]) == (0, 0, None)
    assert said(capsys, "import", tmp_path)[0] == 2
    assert main(["import", str(tmp_path / "out")]) == 0
    assert "ไม่มีอะไรเปลี่ยน" in capsys.readouterr().out


def test_conflicts_and_erasures_are_recorded_only_when_asked_for(home: Path, tmp_path: Path, capsys: Capture) -> None:
    code = "lamphun-ban-klang-2566-01"
    heads = "code,title,area,fiscal_year,status,planned_baht,note\n"
    row = f"{code},ชื่อ,lamphun-ban-klang,2566,done"
    first, file = tmp_path / "first.csv", tmp_path / "file.csv"
    first.write_text(f"{heads}{row},1000,เดิม\n", encoding="utf-8")
    assert said(capsys, "import", first, "--by", "วิชัย")[1]["accepted"] == 1
    file.write_text(f"{heads}{row},2000,\n", encoding="utf-8")
    os.utime(file, (0, 0))
    answer = said(capsys, "import", file)[1]
    assert (answer["accepted"], answer["batch"], answer["erased"]) == (0, None, 0)
    assert [(c["cell"], c["column"], c["file"], c["store"], c["by"]) for c in answer["conflicts"]] == [
        ("F2", "planned_baht", "2000", "1000", "วิชัย"), ("G2", "note", None, "เดิม", "วิชัย"),
    ]  # fmt: skip
    assert main(["import", str(file), "--lang", "en"]) == 0
    assert "--accept conflicts" in capsys.readouterr().out
    assert said(capsys, "import", file, "--accept", "conflicts")[1]["accepted"] == 1
    os.utime(file)
    assert said(capsys, "import", file)[1]["erased"] == 1
    assert said(capsys, "import", file, "--accept", "erase,conflicts")[1]["accepted"] == 1
    with pytest.raises(SystemExit):
        main(["import", str(file), "--accept", "everything"])
