"""Started with the machine: a systemd user unit, or a task of Windows."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from program import HOME, IS_WINDOWS, PROGRAM, current
from said import Stop, say

_UNIT = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd" / "user" / "ecodash.service"


def autostart():
    """Start when this user signs in, by the system's own means."""
    if not current():
        raise Stop("none")
    run = [sys.executable, str(PROGRAM / "install.py"), "start"]
    if IS_WINDOWS:
        task = " ".join(f'\\"{part}\\"' for part in run)
        subprocess.run(f'schtasks /Create /F /SC ONLOGON /TN ecodash /TR "{task}"', check=True)
    else:
        _UNIT.parent.mkdir(parents=True, exist_ok=True)
        _UNIT.write_text(unit(), encoding="utf-8")
        _systemctl("daemon-reload")
        _systemctl("enable", "ecodash.service")
        say("linger")
    say("autostart")


def unit():
    """The systemd unit: it runs the dashboard itself, and starts it again when it fails."""
    quoted = {name: str(path).replace("%", "%%") for name, path in (("home", HOME), ("program", PROGRAM))}
    stop_first = f'ExecStartPre=-"{sys.executable}" "{quoted["program"]}/install.py" stop'
    run = f'ExecStart="{sys.executable}" "{quoted["program"]}/install.py" run'
    return (
        "[Unit]\nDescription=ecodash\n\n[Service]\n"
        f'Environment="ECODASH_HOME={quoted["home"]}" "ECODASH_PROGRAM={quoted["program"]}"\n'
        f"{stop_first}\n{run}\nRestart=on-failure\nRestartSec=5\n\n[Install]\nWantedBy=default.target\n"
    )


def no_autostart():
    if IS_WINDOWS:
        subprocess.run(["schtasks", "/Delete", "/F", "/TN", "ecodash"], capture_output=True, check=False)
    elif _UNIT.exists():
        _systemctl("disable", "--now", "ecodash.service")
        _UNIT.unlink()
    say("no_autostart")


def _systemctl(*asked):
    if shutil.which("systemctl"):
        subprocess.run(["systemctl", "--user", *asked], capture_output=True, check=False)
