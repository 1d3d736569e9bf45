"""Every query is a file that says its question and its grain, is in use, and always answers in one order."""

import ast
import re
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ecodash.domain.vocabulary import Means
from ecodash.store.change import Act
from ecodash.store.store import Store

ECODASH = Path(__file__).parents[2] / "ecodash"
FILES = sorted((ECODASH / "store" / "queries").glob("*.sql"))
GENERIC = {
    "accepted_at",
    "accepted_of_area",
    "latest_revisions",
    "reference_rows",
    "revisions_after",
    "revisions_before",
    "revisions_of_keys",
    "revisions_in_force_at",
}
PARAMETERS: dict[str, Any] = {
    "after": 0, "area": "lamphun-ban-klang", "day": date(2024, 2, 12), "framework": "diw-eit-basic12",
    "before": 10, "change": 5, "codes": ["lamphun-ban-klang.diw-eit-basic12.1.2024-02-12"],
    "reports": False, "item": "1", "keys": None, "key": "lamphun-ban-klang", "kind": "area", "most": 5,
    "known": datetime.max, "names": ["สมชาย"], "who": "สม", "agencies": ["x"], "areas": ["lamphun-ban-klang"],
    "months": [date(2024, 2, 29)], "starts": [date(2023, 9, 30)], "ends": [date(2024, 9, 30)],
}  # fmt: skip
WRITES = ("insert_", "delete_")
QUERIES = [path for path in FILES if not path.stem.startswith(WRITES)]


def body(path: Path) -> str:
    return "\n".join(re.sub("--.*", "", line) for line in path.read_text(encoding="utf-8").splitlines()).strip()


def comment(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    count = next(n for n, line in enumerate(lines) if not line.startswith("--"))
    return " ".join(line.removeprefix("--").strip() for line in lines[:count])


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_query_begins_with_its_question_and_its_grain(path: Path) -> None:
    told = comment(path)
    assert re.search(r"\bGrain: [^.]+\.", told), told
    question = told[: told.index("Grain:")]
    assert "?" in question or path.stem.startswith(WRITES) or question.startswith("All "), question


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_query_lists_its_columns(path: Path) -> None:
    assert path.stem in GENERIC or not re.search(r"select\s+(distinct\s+)?(\w+\.)?\*", body(path), re.IGNORECASE)


@pytest.mark.parametrize("path", QUERIES, ids=lambda p: p.stem)
def test_a_query_with_several_rows_is_ordered(path: Path) -> None:
    last = body(path).rsplit(")", 1)[-1] if path.stem == "head" else body(path)
    assert "Grain: one row." in comment(path) or "order by" in last


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_query_is_one_statement_with_named_parameters(path: Path) -> None:
    text = body(path)
    assert text.endswith(";")
    assert text.count(";") == 1
    assert "?" not in text
    assert "{" not in text
    assert "%" not in text


@pytest.mark.parametrize("path", QUERIES, ids=lambda p: p.stem)
def test_a_query_runs_on_the_reference_data_and_always_answers_the_same(path: Path, plain_store: Store) -> None:
    wanted = {name: PARAMETERS[name] for name in set(re.findall(r"\$(\w+)", body(path)))}
    rows = plain_store.ask(path.stem, **wanted)
    assert rows == plain_store.ask(path.stem, **wanted)
    assert all(list(row) == list(rows[0]) for row in rows)


@pytest.mark.parametrize("name", ["areas", "agencies", "items", "meetings", "phases", "frameworks", "provinces"])
def test_the_reference_data_answer_with_something(name: str, plain_store: Store) -> None:
    assert plain_store.ask(name, day=date(2026, 1, 1), known=datetime.max)


def test_rows_that_belong_to_nothing_known_are_still_there(empty_store: Store) -> None:
    rows: list[tuple[str, dict[str, Any]]] = [
        ("area", {"code": "a", "province": "nowhere", "phase": "9"}),
        ("item", {"framework": "f", "item": "1", "dimension": "d", "aspect": "x"}),
        ("meeting", {"code": "m", "body": "nobody", "held_on": "2024-01-01"}),
        ("resolution", {"code": "r", "meeting": "none"}),
        ("attainment", {"area": "a", "framework": "f", "year": 2566, "aim": "attained", "level": "9"}),
    ]
    empty_store.commit(Act("x", Means.EDIT), rows)
    for name in ("areas", "items", "meetings", "resolutions", "attainments"):
        assert len(empty_store.ask(name, day=date(2024, 2, 12), known=datetime.max)) == 1


@cache
def _words_in_code() -> set[str]:
    words: set[str] = set()
    for path in ECODASH.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words.add(node.value)
    return words


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_a_query_is_in_use(path: Path) -> None:
    assert path.stem in _words_in_code()


def test_every_query_that_the_code_names_exists() -> None:
    named: set[str] = set()
    for path in ECODASH.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0]
            asks = name in ("ask", "_listed", "query_text")
            if asks and isinstance(first, ast.Constant) and isinstance(first.value, str):
                named.add(first.value)
    assert len(named) > 20
    assert named <= {path.stem for path in FILES}
