"""The tables as DataFrames, beside a program that owns the home."""

import re
from pathlib import Path

import pandas as pd
import pytest

from ecodash import frames, stores, tables
from ecodash.domain.vocabulary import Means
from ecodash.facts.query_string import read_selection
from ecodash.language.refusal import Refusal
from ecodash.store import sandbox
from ecodash.store.change import Act
from ecodash.store.problem import StoreProblem
from ecodash.store.store import Store
from survey import AREA

DOCS = Path(__file__).parents[1] / "docs"
NOTEBOOK = DOCS / "notebook.md"


def test_every_table_has_a_function_of_its_name() -> None:
    assert all(callable(getattr(frames, name)) for name in tables.TABLES)


def test_a_home_is_read_while_another_owns_it_and_nothing_in_it_changes(real_store: Store) -> None:
    home = stores.home()
    before = {path: path.stat().st_mtime_ns for path in home.rglob("*") if path.is_file()}
    areas = frames.areas(home)
    assert AREA in set(areas["code"])
    assert {path: path.stat().st_mtime_ns for path in home.rglob("*") if path.is_file()} == before
    act = Act("x", Means.EDIT)
    real_store.commit(act, [("area", {"code": "new", "name_th": "ใหม่", "province": "lamphun"})])
    with (home / "journal.jsonl").open("ab") as file:
        file.write(b'{"hash":"half a line')
    assert len(frames.areas(home)) == len(areas) + 1
    row = frames.areas(home).set_index("code").loc["new"]
    assert (row["name_th"], row["province_name"], pd.isna(row["phase"])) == ("ใหม่", "ลำพูน", True)


def test_what_is_asked_for_is_said_as_in_an_address() -> None:
    status = frames.status(frames.DEMO, area=AREA, as_of="2024-02-12", lang="en")
    assert set(status["area_name"]) == {"Ban Klang"}
    assert status["effective_on"].max() <= pd.Timestamp("2024-02-12")
    assert str(status["days_late"].dtype) == "Int64"
    with pytest.raises(Refusal):
        frames.status(frames.DEMO, area="nowhere-at-all")
    with pytest.raises(Refusal):
        frames.frame("nothing", frames.DEMO)


def test_a_folder_without_a_record_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreProblem, match="no whole journal"):
        frames.status(tmp_path)
    (tmp_path / "journal.jsonl").write_text("something else\n", encoding="utf-8")
    with pytest.raises(StoreProblem, match="no whole journal"):
        frames.status(tmp_path)


def test_a_parquet_file_is_the_frame(demo_store: Store, tmp_path: Path) -> None:
    selection, _ = read_selection(demo_store, {})
    table = tables.TABLES["activities"]
    rows = tables.beside(demo_store, selection.as_of, "th", table, tables.rows_of(demo_store, table, selection))
    (tmp_path / "a.parquet").write_bytes(frames.parquet(table, rows))
    read = pd.read_parquet(tmp_path / "a.parquet")
    pd.testing.assert_frame_equal(read, frames.of_rows(table, demo_store, selection))


def test_the_notebook_runs_as_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    cells = re.findall(r"```python\n(.*?)```", NOTEBOOK.read_text(encoding="utf-8"), re.DOTALL)
    assert len(cells) >= 4
    names: dict[str, object] = {}
    for cell in cells:
        exec(compile(cell, str(NOTEBOOK), "exec"), names)
    assert "บ้านกลาง" in capsys.readouterr().out


@pytest.mark.slow
def test_the_question_in_sql_of_the_documents_is_answered(demo_store: Store) -> None:
    """Over the tables that it names, with their days as days."""
    (statement,) = re.findall(r"```sql\n(.*?)```", (DOCS / "data.md").read_text(encoding="utf-8"), re.DOTALL)
    selection, _ = read_selection(demo_store, {"as_of": "2026-09-30"})
    handed_in = frames.asked_in(statement, demo_store, selection)
    assert list(handed_in) == ["owed"]
    assert {str(handed_in["owed"].schema.field(name).type) for name in ("since", "due_on")} == {"date32[day]"}
    told = sandbox.answer(statement, handed_in)
    assert told.columns == ("agency_name", "late", "longest")
    assert len(told.rows) > 1
