"""Questions in SQL: they read what was handed in, and whatever they try beyond it comes to nothing."""

import json
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from ecodash.language.refusal import Refusal
from ecodash.places import CODE
from ecodash.store import sandbox

pytestmark = pytest.mark.slow

TABLE = pa.table({"area": ["a", "a", "b"], "baht": [1, 2, None]})
REACHES_OUT = (
    "select * from read_csv('{file}')",
    "select * from read_text('{file}')",
    "select * from read_blob('{file}')",
    "select * from sniff_csv('{file}')",
    "select * from '{file}'",
    "select * from glob('{folder}/*')",
    "select * from read_parquet('https://example.org/x.parquet')",
    "select * from duckdb_secrets()",
    "select * from connection",
    "select getenv('HOME')",
    "import database '{folder}'",
)
WRITES_OR_SETS = (
    "copy t to '{folder}/out.csv'",
    "export database '{folder}/out'",
    "attach '{folder}/out.db'",
    "install httpfs",
    "load httpfs",
    "set memory_limit = '100GB'",
    "set enable_external_access = true",
    "reset lock_configuration",
    "pragma threads = 64",
    "create table x as select 1",
    "drop table t",
    "with x as (select 'c') insert into t select 'c', 3",
    "explain analyze delete from t",
    "call enable_logging()",
    "select 1; drop table t",
    "",
)
NEVER_ENDS = (
    "with recursive r as (select 1 as n union all select n + 1 from r) select count(*) from r",
    "select count(*) from range(10000000) a, range(10000000) b",
)
TAKES_ALL = ("select repeat('x', 4000000000)", "select list_sum(range(1000000000))")
# All in one process, sealed as for one question.
ASKED = """
import json, sys
from ecodash.store import sandbox_process as s
asked = json.loads(sys.stdin.buffer.readline())
connection = s.sealed([("t", sys.stdin.buffer.read())])
told = [s.answer(connection, statement, 0.5) for statement in asked]
try:
    open(asked[0])
except OSError as error:
    told.append(error.errno)
print(json.dumps(told))
"""


def test_what_reaches_out_writes_or_never_ends_is_refused_and_the_copy_stays(tmp_path: Path) -> None:
    (tmp_path / "file.csv").write_text("what only the file says\n1\n", encoding="utf-8")
    (tmp_path / "schema.sql").write_text("create table what_only_the_file_says (a int);", encoding="utf-8")
    hostile = [*REACHES_OUT, *WRITES_OR_SETS, *NEVER_ENDS, *TAKES_ALL]
    statements = [s.replace("{file}", f"{tmp_path}/file.csv").replace("{folder}", str(tmp_path)) for s in hostile]
    question = json.dumps([*statements, "select count(*) from t"]).encode() + b"\n" + sandbox._stream(TABLE)
    child = subprocess.run([sys.executable, "-c", ASKED], input=question, capture_output=True, cwd=CODE, check=False)
    assert child.returncode == 0, child.stderr
    told = json.loads(child.stdout)
    refused = dict(zip(hostile, (answer.get("refused") for answer in told), strict=False))
    assert {refused[s] for s in REACHES_OUT} == {"misread"}, refused
    assert {refused[s] for s in WRITES_OR_SETS} <= {"only_select", "misread"}, refused
    assert {refused[s] for s in NEVER_ENDS} == {"too_long"}, refused
    assert {refused[s] for s in TAKES_ALL} == {"too_much"}, refused
    assert b"only" not in child.stdout.replace(b"only_select", b"")
    assert told[len(hostile)]["rows"] == [[3]]
    if sys.platform != "win32":
        # Not even the system opens anything for it.
        assert told[-1] == 24
    assert {path.name for path in tmp_path.iterdir()} == {"file.csv", "schema.sql"}


def test_an_answer_has_its_columns_apart_its_days_as_days_and_says_what_it_left_out() -> None:
    told = sandbox.answer(
        "select area, sum(baht) as n, count(*) as n, 2::hugeint ** 3, date '2024-02-12', r from t, range(9000) q(r) "
        "group by all order by area, r",
        {"t": TABLE},
    )
    assert told.columns[:3] == ("area", "n", "n 2")
    assert told.rows[0] == ("a", 3, 2, 8.0, "2024-02-12", 0)
    assert (len(told.rows), told.is_all) == (5_000, False)


def test_a_question_that_does_not_stop_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "_PATIENCE", 0.2)
    with pytest.raises(Refusal, match="too_long"):
        sandbox.answer("select 1", {})
    with pytest.raises(Refusal, match="too_large"):
        sandbox.answer("select 1" + " " * sandbox.MOST_LETTERS, {})
    with sandbox._turn, pytest.raises(Refusal, match="busy"):
        sandbox.answer("select 1", {})
