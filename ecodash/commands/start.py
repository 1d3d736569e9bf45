"""``start``: the dashboard itself, from any folder. What ``streamlit run app.py`` does within the checkout."""

import argparse
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from ecodash import places
from ecodash.language.text import LANGUAGES, t

_AddCommand = Callable[..., argparse.ArgumentParser]


def add_start_command(commands: Any, lang: str, add: _AddCommand) -> None:
    """Make the command known."""
    starting = add(commands, "start", lang, _start, demo=False)
    starting.add_argument("--port", type=int, metavar="PORT", help=t(lang, "cli.help_port"))
    starting.add_argument("--only-here", action="store_true", help=t(lang, "cli.help_only_here"))


def _start(asked: argparse.Namespace) -> int:
    """Runs until it is stopped; where the system can, as this very process, so that who started it can stop it."""
    if asked.port is not None and _is_taken(asked.port):
        # Whoever started it by a double click has said no language.
        for lang in LANGUAGES:
            print(t(lang, "cli.port_in_use", port=asked.port), file=sys.stderr)
        return 2
    # A home or a second place named from this folder stays the one that was named.
    for name in ("ECODASH_HOME", "ECODASH_BACKUPS"):
        if os.environ.get(name):
            os.environ[name] = os.path.abspath(os.environ[name])
    # Streamlit reads its settings from the folder that it is started in.
    os.chdir(places.ROOT)
    sys.stdout.flush()
    if sys.platform == "win32":
        return subprocess.call(command(asked.port, asked.only_here))
    os.execv(sys.executable, command(asked.port, asked.only_here))


def command(port: int | None, only_here: bool) -> list[str]:
    """The program and its arguments."""
    asked = [sys.executable, "-m", "streamlit", "run", str(places.ROOT / "app.py"), "--server.headless", "true"]
    # Streamlit takes a folder that is not called site-packages for its own workshop.
    asked += ["--global.developmentMode", "false"]
    asked += ["--server.port", str(port)] if port else []
    return asked + (["--server.address", "127.0.0.1"] if only_here else [])


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        # As the server does: a port that was just let go of may be taken again.
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("0.0.0.0", port))
        except OSError:
            return True
    return False
