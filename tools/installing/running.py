"""The dashboard as a process of this machine: start, stop, and run in place of this one."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

from program import IS_WINDOWS, PROGRAM, current, environment, write
from said import Stop, say

_ADDRESS = re.compile(r"http://localhost:\d+")


def start():
    """Start it in the background and say where it is."""
    version = current()
    if not version:
        raise Stop("none")
    if running():
        return say("running", address=told() or "http://localhost:8501")
    say("starting")
    log = PROGRAM / "run.log"
    with log.open("wb") as out:
        apart = {"creationflags": 0x00000208} if IS_WINDOWS else {"start_new_session": True}
        apart |= {"stdin": subprocess.DEVNULL, "stdout": out, "stderr": out, "env": environment(version)}
        process = subprocess.Popen([sys.executable, "-m", "ecodash", "start"], **apart)
    write("run.pid", str(process.pid))
    end = time.monotonic() + 120
    while time.monotonic() < end and process.poll() is None:
        if told():
            print(log.read_text(encoding="utf-8", errors="replace").strip())
            return say("started", address=told())
        time.sleep(0.3)
    print(log.read_text(encoding="utf-8", errors="replace").strip())
    raise Stop("not_started", log=log)


def stop(quiet=False):
    """Stop what was started here; nothing else."""
    pid = running()
    if not pid:
        return None if quiet else say("not_running")
    if IS_WINDOWS:
        subprocess.run(["taskkill", "/PID", str(pid), "/T", "/F"], capture_output=True, check=False)
    else:
        os.kill(pid, signal.SIGTERM)
    end = time.monotonic() + 30
    while running() and time.monotonic() < end:
        time.sleep(0.2)
    (PROGRAM / "run.pid").unlink()
    return None if quiet else say("stopped")


def run():
    """The version in use, as this very process: for systemd."""
    version = current()
    if not version:
        raise Stop("none")
    os.execve(sys.executable, [sys.executable, "-m", "ecodash", "start"], environment(version))


def running():
    """The process that was started here, if it is still that one; else 0."""
    file = PROGRAM / "run.pid"
    pid = int(file.read_text(encoding="utf-8")) if file.exists() else 0
    if not pid:
        return 0
    if IS_WINDOWS:
        asked = ["tasklist", "/FI", f"PID eq {pid}", "/NH"]
        found = subprocess.run(asked, capture_output=True, text=True, errors="replace", check=False).stdout
        return pid if "python" in found.lower() else 0
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return 0
    return pid if b"streamlit" in command or b"ecodash" in command else 0


def told():
    """The address that the program said."""
    log = PROGRAM / "run.log"
    found = _ADDRESS.search(log.read_text(encoding="utf-8", errors="replace")) if log.exists() else None
    return found[0] if found else ""
