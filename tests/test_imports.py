"""The contracts of `.importlinter` are kept, and what they cannot say is kept as well."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]

FILES = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py")), *sorted((ROOT / "ecodash").rglob("*.py"))]
MODULES = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in FILES}


def imports(path: Path) -> Iterator[str]:
    """Full names of what a file imports, those within functions too: ``from a import b`` is ``a.b``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_contract_of_imports_is_kept() -> None:
    # In a process of its own: the checker puts the folder in front of the path and keeps what it has read.
    lint = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-cache"]
    told = subprocess.run(lint, cwd=ROOT, capture_output=True, check=False, env=os.environ | {"PYTHONUTF8": "1"})
    assert told.returncode == 0, (told.stdout + told.stderr).decode("utf-8", "replace")


def test_the_package_itself_imports_nothing() -> None:
    assert list(imports(MODULES["ecodash"])) == []


def test_a_page_needs_little_from_outside() -> None:
    allowed = {"ecodash", "streamlit", "datetime", "typing", "collections"}
    pages = [path for module, path in MODULES.items() if module.startswith("pages.")]
    assert {imported.split(".")[0] for path in pages for imported in imports(path)} <= allowed


def test_the_door_imports_what_serves_and_nothing_else_of_ours() -> None:
    # A single file cannot stand in a contract.
    ours = {imported for imported in imports(MODULES["app"]) if imported.startswith("ecodash")}
    assert {".".join(imported.split(".")[:2]) for imported in ours} == {"ecodash.web"}


def test_a_notebook_has_pandas_before_the_store() -> None:
    """What is loaded later DuckDB takes for something else: nothing would be missing in a frame that it makes."""
    order = [imported.split(".")[0] for imported in imports(MODULES["ecodash.frames"])]
    assert order.index("pandas") < order.index("ecodash")


def test_pure_modules_ask_no_clock_and_open_no_file() -> None:
    for module in ("ecodash.domain.rules", "ecodash.domain.changes", "ecodash.domain.progress"):
        reached = {imported.split(".")[0] for imported in imports(MODULES[module])}
        assert reached <= {"ecodash", "collections", "dataclasses", "datetime", "decimal", "enum"}, module
        text = MODULES[module].read_text(encoding="utf-8")
        assert ".today(" not in text
        assert ".now(" not in text
        assert "open(" not in text


def test_the_buddhist_era_is_known_to_dates_alone() -> None:
    told = {module for module, path in MODULES.items() if "543" in path.read_text(encoding="utf-8")}
    assert told == {"ecodash.domain.dates"}


def test_no_html_of_a_stranger_is_ever_trusted() -> None:
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html":
                assert ast.unparse(node.value) == "False", path


def test_sql_stands_in_the_store_and_in_the_accounts_that_have_a_file_of_their_own() -> None:
    for module, path in MODULES.items():
        if module.startswith(("ecodash.store", "ecodash.access")):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                assert node.attr not in ("execute", "executemany"), module


def test_no_module_is_named_for_nothing_in_particular() -> None:
    empty = {"util", "utils", "helper", "helpers", "common", "manager", "misc", "base"}
    assert not {part for module in MODULES for part in module.split(".")} & empty
