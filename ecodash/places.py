"""Where the program's own files lie, and where its data go if nobody says: in a checkout and installed."""

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).parent
# Has the package itself.
CODE = _PACKAGE.parent
# A module run apart from whatever this process has: its environment, its folder, what people installed for themselves.
_APART = "import runpy, sys; sys.path.insert(0, sys.argv[1]); runpy.run_module(sys.argv[2], run_name='__main__')"
# Installed, what stands beside the package in a checkout lies within it: see pyproject.toml.
_WITHIN = _PACKAGE / "dashboard"
IS_INSTALLED = (_WITHIN / "app.py").exists()
# Holds app.py, pages/, data/ and .streamlit/.
ROOT = _WITHIN if IS_INSTALLED else _PACKAGE.parent
DATA = ROOT / "data"


def apart(module: str) -> list[str]:
    """The command that runs a module of ours in a process that has nothing else of ours."""
    return [sys.executable, "-I", "-c", _APART, str(CODE), module]


def home() -> Path:
    """Where the store lives: ``ECODASH_HOME``; else beside the code, or for a package where this user's data are."""
    if named := os.environ.get("ECODASH_HOME"):
        return Path(named)
    return own_folder() if IS_INSTALLED else DATA


def own_folder() -> Path:
    """This user's folder for our data, by the custom of the system."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "ecodash"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "ecodash"
