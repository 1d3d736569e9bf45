"""``bundle``: everything needed to install without a network, for Linux and Windows."""

import argparse
import runpy
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from ecodash.commands import DONE, as_json, say
from ecodash.language.refusal import Refusal
from ecodash.language.text import t

_AddCommand = Callable[..., argparse.ArgumentParser]
# In a checkout alone: what is installed has neither the lock of the packages nor what installs them.
_TOOL = Path(__file__).parents[2] / "tools" / "bundle.py"
_SYSTEMS = ("linux", "windows")


def add_bundle_command(commands: Any, lang: str, add: _AddCommand) -> None:
    """Make the command known."""
    bundle = add(commands, "bundle", lang, _bundle, demo=False)
    bundle.add_argument("folder", type=Path, metavar="FOLDER", help=t(lang, "cli.help_folder"))
    bundle.add_argument("--system", choices=_SYSTEMS, action="append", help=t(lang, "cli.help_system"))
    bundle.add_argument("--python", default="3.11", metavar="VERSION", help=t(lang, "cli.help_python"))
    bundle.add_argument("--python-embed", type=Path, metavar="FILE", help=t(lang, "cli.help_python_embed"))


def _bundle(asked: argparse.Namespace) -> int:
    if not _TOOL.exists():
        raise Refusal("cli.bundle_needs_source")
    tool = runpy.run_path(str(_TOOL))
    made = []
    for system in asked.system or _SYSTEMS:
        try:
            with redirect_stdout(sys.stderr):
                made.append(tool["make"](asked.folder, system, asked.python, asked.python_embed))
        except subprocess.CalledProcessError as error:
            raise Refusal("cli.bundle_not_made", system=system) from error
    if asked.json:
        say(as_json({"files": [{"file": str(file), "bytes": file.stat().st_size} for file in made]}))
    else:
        for file in made:
            say(t(asked.lang, "cli.made", file=file, size=-(-file.stat().st_size // 1024)))
    return DONE
