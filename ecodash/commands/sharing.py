"""``share`` and ``unshare``: the record in PostgreSQL, for more than one machine, and back in the home alone."""

import argparse
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from ecodash.commands import DONE, as_json, say
from ecodash.language.text import t
from ecodash.maintenance.sharing import Moved, share, unshare
from ecodash.store.opening import open_store
from ecodash.stores import home, shared_address, shared_record

_AddCommand = Callable[..., argparse.ArgumentParser]


def add_sharing_commands(commands: Any, lang: str, add: _AddCommand) -> None:
    """Make the commands known."""
    sharing = add(commands, "share", lang, _share, demo=False)
    sharing.add_argument("address", metavar="ADDRESS", help=t(lang, "cli.help_address"))
    add(commands, "unshare", lang, _unshare, demo=False)


def _share(asked: argparse.Namespace) -> int:
    # As it lies there: bringing the reference rows up to date is for the programs that start with it.
    store = open_store(home())
    try:
        return _say(asked, share(store, home(), asked.address), "cli.shared")
    finally:
        store.close()


def _unshare(asked: argparse.Namespace) -> int:
    store = open_store(home(), shared=shared_record())
    try:
        return _say(asked, unshare(store, home(), shared_address()), "cli.unshared")
    finally:
        store.close()


def _say(asked: argparse.Namespace, moved: Moved, key: str) -> int:
    say(as_json(asdict(moved)) if asked.json else t(asked.lang, key, home=home(), **asdict(moved)))
    return DONE
