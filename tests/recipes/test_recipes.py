"""The recipes of docs/recipes.md, followed to the letter in a copy of the tree."""

import os
import re
import subprocess
import sys
from pathlib import Path
from shutil import copy, copytree, ignore_patterns

import pytest

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
# «`path`, after `line`:» and the box below it; without a line the box is the whole file.
BOX = re.compile(
    r"^(?:(?P<end>At the end of )?`(?P<path>[^`]+)`(?:, (?P<how>after|before|in place of) `(?P<line>[^`]+)`)?):\n\n"
    r"```\w+\n(?P<text>.*?)```$",
    re.MULTILINE | re.DOTALL,
)
# What says whether anything is missing: of words and kinds, and whether what was added is there.
ASKED = (
    "tests/domain/test_kinds.py",
    "tests/language/test_text.py",
    "tests/recipes/followed.py",
    "-k",
    "not go_wrong",
)

pytestmark = pytest.mark.slow


def test_every_recipe_leads_where_it_says(tmp_path: Path) -> None:
    for folder in ("ecodash", "pages", "data", "tests/domain", "tests/language"):
        # What is compiled already goes along, which saves the half.
        copytree(ROOT / folder, tmp_path / folder, ignore=ignore_patterns("*.sqlite", "gen-*"))
    for file in ("app.py", "pyproject.toml", "tests/row_types.py", "tests/survey.py"):
        copy(ROOT / file, tmp_path / file)
    copytree(HERE, tmp_path / "tests" / "recipes")
    for box in BOX.finditer((ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")):
        follow(tmp_path / box["path"], box["text"], "end" if box["end"] else box["how"], box["line"])
    environment = os.environ | {"ECODASH_HOME": str(tmp_path / "home"), "PYTHONPATH": "", "PYTHONUTF8": "1"}
    for command in (
        ["tests/row_types.py"],
        ["-m", "pytest", "-n", "0", "-p", "no:cacheprovider", "--noconftest", *ASKED],
    ):
        done = subprocess.run(
            [sys.executable, *command], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8"
        )
        assert done.returncode == 0, done.stdout[-5_000:] + done.stderr[-2_000:]


def follow(path: Path, text: str, how: str | None, line: str | None) -> None:
    """Do what a box says: write a file, add to its end, or put something beside or in place of a line."""
    if how is None:
        assert not path.exists(), path
        path.write_text(text, encoding="utf-8")
        return
    before = path.read_text(encoding="utf-8")
    if how == "end":
        path.write_text(before + text, encoding="utf-8")
        return
    assert line is not None
    if how == "in place of":
        assert before.count(line) == 1, (path, line)
        path.write_text(before.replace(line, text.strip("\n")), encoding="utf-8")
        return
    lines = before.splitlines(keepends=True)
    (place,) = [number for number, each in enumerate(lines) if each.strip().startswith(line)]
    lines.insert(place + (how == "after"), text)
    path.write_text("".join(lines), encoding="utf-8")
