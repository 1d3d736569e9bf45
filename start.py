"""Prepare this folder once, saying each step, and start the dashboard: python3 start.py [--port 8600] [--only-here].

Needs nothing but Python. What was interrupted goes on where it stopped; once prepared it starts at once.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "tools" / "installing"))

from said import Stop, in_utf8, say  # noqa: E402

_VENV = ROOT / ".venv"
_PYTHON = _VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
_READY = _VENV / "ecodash-ready"
# What is installed, and what pip unpacks on the way.
_ROOM = 1 << 30
# How pip says that it reaches nobody.
_AWAY = ("No matching distribution found", "Connection", "connection", "resolve", "timed out", "Max retries")


def main():
    in_utf8()
    try:
        if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts it may have any
            raise Stop("old_python", have="{}.{}".format(*sys.version_info[:2]))
        if not _is_ready():
            _make_room()
            _fetch()
        say("opening")
    except Stop as problem:
        say(problem.key, **problem.values)
        return 1
    os.chdir(str(ROOT))
    command = [str(_PYTHON), "-m", "ecodash", "start", *sys.argv[1:]]
    if sys.platform == "win32":
        return subprocess.call(command)
    os.execv(command[0], command)


def _wanted():
    return hashlib.sha256((ROOT / "requirements.txt").read_bytes()).hexdigest()


def _is_ready():
    return _READY.is_file() and _READY.read_text(encoding="utf-8") == _wanted() and _works()


def _works():
    """Whether the Python in there starts and has its pip: one that was moved or half made does not."""
    try:
        done = subprocess.run([str(_PYTHON), "-c", "import pip"], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def _make_room():
    say("making", folder=_VENV)
    if _works():
        return
    try:
        (ROOT / "start.tmp").write_bytes(b"")
        (ROOT / "start.tmp").unlink()
    except OSError as error:
        raise Stop("folder", folder=ROOT, reason=error.strerror or error) from None
    if shutil.disk_usage(str(ROOT)).free < _ROOM:
        raise Stop("no_room", folder=ROOT)
    done = subprocess.run([sys.executable, "-m", "venv", "--clear", str(_VENV)], capture_output=True, check=False)
    if done.returncode:
        told = (done.stdout + done.stderr).decode("utf-8", "replace").strip()
        raise (
            Stop("no_venv") if "ensurepip is not available" in told else Stop("not_ready", reason=told.splitlines()[-1])
        )


def _fetch():
    """pip's own list of files as they come, and of its troubles the one that can be mended."""
    say("fetching")
    asked = ["-m", "pip", "install", "--disable-pip-version-check", "--no-input", "-r", str(ROOT / "requirements.txt")]
    pip = subprocess.Popen([str(_PYTHON), *asked], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    trouble = []
    for line in pip.stdout:
        said = line.decode("utf-8", "replace").strip()
        if said.startswith(("Downloading ", "Using cached ")):
            print(
                "    " + said.rpartition("/")[2].removeprefix("Downloading ").removeprefix("Using cached "), flush=True
            )
        elif said.startswith("Installing collected"):
            say("placing")
        elif said.startswith(("ERROR:", "WARNING: Retrying")):
            trouble.append(said)
    if pip.wait():
        reason = trouble[-1].partition(": ")[2] if trouble else "?"
        raise (
            Stop("no_network")
            if any(word in said for said in trouble for word in _AWAY)
            else Stop("not_ready", reason=reason)
        )
    _READY.write_text(_wanted(), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
