"""``brief`` and ``snapshot``: the brief as a document, and as one page that needs nothing else."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ecodash.api.query import read_view
from ecodash.commands.made import kept
from ecodash.documents import making
from ecodash.facts.selection import Selection
from ecodash.language import terminal
from ecodash.language.text import t
from ecodash.store.store import Store
from ecodash.stores import current

_AddCommand = Callable[..., argparse.ArgumentParser]
_SELECTED = ("area", "framework", "as_of", "known_at", "vs")


def add_brief_command(commands: Any, lang: str, add: _AddCommand) -> None:
    """Make the command known."""
    brief = add(commands, "brief", lang, _brief, demo=True)
    snapshot = add(commands, "snapshot", lang, _snapshot, demo=True)
    for command in (brief, snapshot):
        for option in _SELECTED:
            command.add_argument(f"--{option.replace('_', '-')}", default="", help=t(lang, f"cli.help_{option}"))
        command.add_argument("-o", "--output", type=Path, metavar="FILE", help=t(lang, "cli.help_output"))
    forms = [name.removeprefix("brief.") for name in making.documents() if name.startswith("brief.")]
    brief.add_argument("--format", choices=forms, default=forms[0], help=t(lang, "cli.help_format"))
    brief.add_argument("--thai-digits", action="store_true", help=t(lang, "cli.help_thai_digits"))
    brief.add_argument("--annex", action="store_true", help=t(lang, "cli.help_annex"))


def _brief(asked: argparse.Namespace) -> int:
    """Makes the document whole before a file is opened, so that what went wrong leaves no half of one."""
    # The screens' own module, needed only here: it knows the address for the code on the page.
    from ecodash.ui.address import addresses

    with terminal.said_when_slow(t(asked.lang, "cli.making")):
        view, selection = _viewed(asked)
        made = making.make(f"brief.{asked.format}", view, selection, addresses()[0], asked.thai_digits, asked.annex)
    return kept(made, asked)


def _snapshot(asked: argparse.Namespace) -> int:
    from ecodash.ui.address import addresses
    from ecodash.ui.page import Page
    from ecodash.ui.static_pages import file_name, snapshot

    view, selection = _viewed(asked)
    page = Page(view, selection, (), "")
    return kept(making.Document(file_name(page), "text/html", snapshot(page, addresses()[0]).encode()), asked)


def _viewed(asked: argparse.Namespace) -> tuple[Store, Selection]:
    query = {name: getattr(asked, name) for name in (*_SELECTED, "lang")}
    return read_view(current(asked.demo), query | {"demo": "1" if asked.demo else ""})
