"""Nothing imports upward, and a few things are imported in few places."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# Top to bottom; a module may import what stands beside or below it.
LAYERS: list[set[str]] = [
    {"app", "pages"},
    {"ecodash.shell", "ecodash.web", "ecodash.__main__", "ecodash.commands"},
    {
        "ecodash.ui", "ecodash.charts", "ecodash.documents", "ecodash.workbook", "ecodash.answers",
        "ecodash.exporting", "ecodash.verification", "ecodash.asked", "ecodash.narrowing", "ecodash.refusal",
        "ecodash.wording", "ecodash.csvtext", "ecodash.console", "ecodash.backing",
        "ecodash.restoring", "ecodash.archive",
    },
    {"ecodash.facts"},
    {"ecodash.rules", "ecodash.changes", "ecodash.progress", "ecodash.access", "ecodash.identity", "ecodash.recording",
        "ecodash.looks", "ecodash.merging",
    },
    {"ecodash.store"},
    {"ecodash.model", "ecodash.kinds", "ecodash.dates", "ecodash.text", "ecodash.language"},
]  # fmt: skip

FILES = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py")), *sorted((ROOT / "ecodash").rglob("*.py"))]
MODULES = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in FILES}


def layer_of(module: str) -> int:
    """How far down a module stands."""
    for depth, names in enumerate(LAYERS):
        if any(module == name or module.startswith(f"{name}.") for name in names):
            return depth
    raise KeyError(f"{module} stands in no layer: say in test_layers.py where it belongs")


def imports(path: Path) -> Iterator[str]:
    """Full names of what a file imports, those within functions too: ``from a import b`` is ``a.b``."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def importers(package: str) -> set[str]:
    return {
        module
        for module, path in MODULES.items()
        for imported in imports(path)
        if imported == package or imported.startswith(f"{package}.")
    }


@pytest.mark.parametrize("module", [m for m in MODULES if m != "ecodash"])
def test_a_module_imports_nothing_from_above_it(module: str) -> None:
    own = layer_of(module)
    for imported in imports(MODULES[module]):
        # ``ecodash`` itself holds the version and nothing else.
        if imported.startswith("ecodash.") and imported != "ecodash.__version__":
            assert layer_of(imported) >= own, f"{module} imports {imported}"


def test_the_package_itself_imports_nothing() -> None:
    assert list(imports(MODULES["ecodash"])) == []


@pytest.mark.parametrize("module", [m for m in MODULES if m.startswith("pages.")])
def test_a_page_asks_and_draws_and_nothing_else(module: str) -> None:
    # The package itself is imported for its version.
    allowed = {"ecodash", "ecodash.ui", "ecodash.facts", "ecodash.charts", "ecodash.text", "ecodash.model"}
    for imported in imports(MODULES[module]):
        part = ".".join(imported.split(".")[:2])
        assert part in allowed or not imported.startswith("ecodash"), f"{module} imports {imported}"
        assert imported.split(".")[0] in {"ecodash", "streamlit", "datetime", "typing", "collections"}, imported


def test_streamlit_is_known_to_the_screens_alone() -> None:
    allowed = ("app", "pages.", "ecodash.shell", "ecodash.web", "ecodash.ui", "ecodash.facts.cache")
    assert {module for module in importers("streamlit") if not module.startswith(allowed)} == set()


def test_duckdb_is_known_to_the_store_alone() -> None:
    strangers = {module for module in importers("duckdb") if not module.startswith("ecodash.store.")}
    assert strangers == set()


def test_pure_modules_reach_no_file_no_clock_and_no_network() -> None:
    for module in ("ecodash.rules", "ecodash.changes", "ecodash.progress", "ecodash.merging"):
        reached = {imported.split(".")[0] for imported in imports(MODULES[module])}
        assert reached <= {"ecodash", "collections", "dataclasses", "datetime", "decimal", "enum"}, module
        text = MODULES[module].read_text(encoding="utf-8")
        assert ".today(" not in text
        assert ".now(" not in text
        assert "open(" not in text


def test_the_buddhist_era_is_known_to_dates_alone() -> None:
    told = {module for module, path in MODULES.items() if "543" in path.read_text(encoding="utf-8")}
    assert told == {"ecodash.dates"}


def test_no_html_of_a_stranger_is_ever_trusted() -> None:
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "unsafe_allow_html":
                assert ast.unparse(node.value) == "False", path


def test_sql_is_read_from_files_and_never_put_together_outside_the_store() -> None:
    for module, path in MODULES.items():
        if module.startswith("ecodash.store"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                assert node.attr not in ("execute", "executemany"), module


def test_no_module_is_named_for_nothing_in_particular() -> None:
    empty = {"util", "utils", "helper", "helpers", "common", "manager", "misc", "base"}
    assert not {part for module in MODULES for part in module.split(".")} & empty


def test_every_name_in_the_layers_is_where_a_module_is_or_is_planned() -> None:
    planned = {"pages"}
    for names in LAYERS:
        assert names - planned <= set(MODULES)
