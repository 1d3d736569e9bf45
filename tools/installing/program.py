"""Where the program and the data of this machine lie, and the version in use."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
IS_WINDOWS = sys.platform == "win32"
_SHARE = Path(os.environ.get("LOCALAPPDATA" if IS_WINDOWS else "XDG_DATA_HOME") or Path.home() / ".local" / "share")
HOME = Path(os.environ.get("ECODASH_HOME") or _SHARE / "ecodash")
PROGRAM = Path(os.environ.get("ECODASH_PROGRAM") or _SHARE / "ecodash-program")


def current():
    file = PROGRAM / "current"
    return file.read_text(encoding="utf-8").strip() if file.exists() else ""


def environment(version):
    """Our own packages alone, whatever else this Python has; data where they always are."""
    path = str(PROGRAM / "versions" / version)
    return {**os.environ, "PYTHONPATH": path, "ECODASH_HOME": str(HOME), "PYTHONIOENCODING": "utf-8"}


def ecodash(version, *asked):
    command = [sys.executable, "-m", "ecodash", *asked]
    return subprocess.run(command, capture_output=True, env=environment(version), check=False)


def write(name, text):
    """Old or new, never half."""
    part = PROGRAM / (name + ".part")
    part.write_text(text, encoding="utf-8")
    os.replace(part, PROGRAM / name)


def last_line(output):
    lines = output.decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else "?"
