"""The drawing of the rooms says what the code says, and every file that the paper names is there."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAPER = (ROOT / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")


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
