"""``sign``: the head of the history, with a key that is kept elsewhere."""

import argparse
import getpass
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ecodash.commands import DONE, as_json, say
from ecodash.language.text import t
from ecodash.maintenance.signatures import beside, new_key, sign
from ecodash.store.opening import open_store
from ecodash.stores import home

_AddCommand = Callable[..., argparse.ArgumentParser]


def add_sign_command(commands: Any, lang: str, add: _AddCommand) -> None:
    """Make the command known."""
    signing = add(commands, "sign", lang, _sign, demo=False)
    signing.add_argument("key", type=Path, metavar="KEY", help=t(lang, "cli.help_key"))
    signing.add_argument("--new", action="store_true", help=t(lang, "cli.help_new_key"))
    signing.add_argument("--password-stdin", action="store_true", help=t(lang, "cli.help_password_stdin"))


def _sign(asked: argparse.Namespace) -> int:
    """Opens the store without bringing its reference rows up to date: what is signed is what was there."""
    password = _password(asked)
    store = open_store(home())
    try:
        if asked.new:
            new_key(asked.key, password)
        made = sign(home(), store.head, asked.key, password)
    finally:
        store.close()
    lines = [t(asked.lang, "signing.signed", change=made.changes, key=made.fingerprint)]
    lines.append(t(asked.lang, "signing.kept", path=beside(asked.key)))
    say(as_json(asdict(made) | {"fingerprint": made.fingerprint}) if asked.json else "\n".join(lines))
    return DONE


def _password(asked: argparse.Namespace) -> str:
    """Typed without being shown, or the first line of the input."""
    if asked.password_stdin or not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return getpass.getpass(t(asked.lang, "cli.key_password") + ": ")
