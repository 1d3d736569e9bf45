"""The drawing of the rooms says what the code says, every file that the paper names is there, and none is too long."""

import ast
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAPER = (ROOT / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")
LINES_OF_A_MODULE = {"ecodash": 250, "pages": 60, "tools": 250}
LINES_OF_A_FUNCTION = 40
# What is longer and right as it is.
LONG = {
    "ecodash/facts/rows.py": "tests/row_types.py writes it, one line for each column of every list",
    "ecodash/store/store.py": "what may be asked of a store, in one class; what it works with has modules of its own",
    "ecodash/documents/content.py content": "two thirds of it are the fields of a document, one line each",
}


def test_the_drawing_is_up_to_date() -> None:
    # In a process of its own: here the folders of tests lie in the path and are called as the rooms are.
    drawn = subprocess.run([sys.executable, str(ROOT / "tools" / "draw_rooms.py"), "--check"], cwd=ROOT, check=False)
    assert drawn.returncode == 0, "run: python tools/draw_rooms.py"


def test_what_the_paper_names_is_there() -> None:
    named = re.findall(r"`((?:web|ui|store|recording|facts|domain|workbook)/[\w/.]+|\w+\.py)`", PAPER)
    assert len(named) > 10
    assert [
        name for name in named if not any((ROOT / at / name).exists() for at in (".", "ecodash", "ecodash/recording"))
    ] == []


def test_every_room_has_its_line() -> None:
    rooms = {path.name for path in (ROOT / "ecodash").iterdir() if not path.name.startswith("__")}
    said = set(re.findall(r"^    ecodash/([\w.]+)", PAPER, re.MULTILINE))
    assert said | {"words"} == rooms


def test_modules_and_functions_are_as_short_as_the_rules_say_but_for_those_named() -> None:
    long = set()
    for room, most in LINES_OF_A_MODULE.items():
        for path in (ROOT / room).rglob("*.py"):
            name, text = path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
            if len(text.splitlines()) > most:
                long.add(name)
            long |= {
                f"{name} {part.name}"
                for part in ast.walk(ast.parse(text))
                if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)
                and (part.end_lineno or 0) - part.lineno >= LINES_OF_A_FUNCTION
            }
    assert long == set(LONG)


def test_no_line_of_a_style_or_a_script_is_too_long() -> None:
    # Those of Python are ruff's, those of templates djlint's.
    sources = [path for path in (ROOT / "ecodash").rglob("*") if path.suffix in {".css", ".js"}]
    assert len(sources) > 30
    assert [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sources
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if len(line) > 120
    ] == []
