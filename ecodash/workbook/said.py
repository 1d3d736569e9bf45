"""What people write beside the words of the screens, as ``said.toml`` lists it."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("said.toml")


@cache
def said() -> dict[str, Any]:
    """The lists by their name."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
