"""``brief``: the brief as a file."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ecodash.api.query import read_view
from ecodash.commands.made import kept
from ecodash.documents import making
from ecodash.language import terminal
from ecodash.language.text import t
from ecodash.stores import current

_AddCommand = Callable[..., argparse.ArgumentParser]


def add_brief_command(commands: Any, lang: str, add: _AddCommand) -> None:
    """Make the command known."""
    brief = add(commands, "brief", lang, _brief, demo=True)
    for option in ("area", "framework", "as_of", "known_at", "vs"):
        brief.add_argument(f"--{option.replace('_', '-')}", default="", help=t(lang, f"cli.help_{option}"))
    forms = [name.removeprefix("brief.") for name in making.documents() if name.startswith("brief.")]
    brief.add_argument("--format", choices=forms, default=forms[0], help=t(lang, "cli.help_format"))
    brief.add_argument("-o", "--output", type=Path, metavar="FILE", help=t(lang, "cli.help_output"))
    brief.add_argument("--thai-digits", action="store_true", help=t(lang, "cli.help_thai_digits"))
    brief.add_argument("--annex", action="store_true", help=t(lang, "cli.help_annex"))


def _brief(asked: argparse.Namespace) -> int:
    """Makes the document whole before a file is opened, so that what went wrong leaves no half of one."""
    # The screens' own module, needed only here: it knows the address for the code on the page.
    from ecodash.ui.address import addresses

    store = current(asked.demo)
    query = {name: getattr(asked, name) for name in ("area", "framework", "as_of", "known_at", "vs", "lang")}
    with terminal.said_when_slow(t(asked.lang, "cli.making")):
        view, selection = read_view(store, query | {"demo": "1" if asked.demo else ""})
        made = making.make(f"brief.{asked.format}", view, selection, addresses()[0], asked.thai_digits, asked.annex)
    return kept(made, asked)
