"""The drawing of the rooms says what the code says, and every file that the paper names is there."""

import importlib.util
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAPER = (ROOT / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")


def test_the_drawing_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("draw_rooms", ROOT / "tools" / "draw_rooms.py")
    assert spec is not None
    assert spec.loader is not None
    draw_rooms = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(draw_rooms)
    assert draw_rooms.redrawn(PAPER) == PAPER, "run: python tools/draw_rooms.py"


def test_what_the_paper_names_is_there() -> None:
    named = re.findall(r"`((?:web|ui|store|recording|facts|domain|workbook)/[\w/.]+|\w+\.py)`", PAPER)
    assert len(named) > 10
    assert [name for name in named if not any((ROOT / at / name).exists() for at in (".", "ecodash"))] == []
