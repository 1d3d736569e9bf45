"""``todo`` and ``news``: an agency's to-do sheet and an activity's news sheet, as PDF or as a picture for LINE."""

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from ecodash.api.query import read_view
from ecodash.commands.made import kept
from ecodash.documents import making
from ecodash.language import terminal
from ecodash.language.text import t
from ecodash.stores import current

_AddCommand = Callable[..., argparse.ArgumentParser]
_SELECTED = ("area", "framework", "as_of", "known_at", "agency")


def add_sheet_commands(commands: Any, lang: str, add: _AddCommand) -> None:
    """Make the commands known."""
    for name in ("todo", "news"):
        sheet = add(commands, name, lang, partial(_sheet, name), demo=True)
        for option in _SELECTED:
            sheet.add_argument(f"--{option.replace('_', '-')}", default="", help=t(lang, f"cli.help_{option}"))
        if name == "news":
            sheet.add_argument("--activity", required=True, help=t(lang, "cli.help_activity"))
        sheet.add_argument("--format", choices=("pdf", "png"), default="pdf", help=t(lang, "cli.help_format"))
        sheet.add_argument("--thai-digits", action="store_true", help=t(lang, "cli.help_thai_digits"))
        sheet.add_argument("-o", "--output", type=Path, metavar="FILE", help=t(lang, "cli.help_output"))


def _sheet(name: str, asked: argparse.Namespace) -> int:
    """Makes the sheet whole before a file is opened."""
    from ecodash.ui.address import addresses

    store, address = current(asked.demo), addresses()[0]
    query = {option: getattr(asked, option) for option in (*_SELECTED, "lang")}
    wanted = f"{name}.{asked.format}"
    with terminal.said_when_slow(t(asked.lang, "cli.making")):
        view, selection = read_view(store, query | {"demo": "1" if asked.demo else ""})
        if name == "news":
            made = making.make_news(wanted, view, selection, address, asked.activity, asked.thai_digits)
        else:
            made = making.make(wanted, view, selection, address, asked.thai_digits)
    return kept(made, asked)
