"""``data``: everything of a selection as a workbook of flat tables."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ecodash import facts
from ecodash.api.data_tables import data_tables
from ecodash.api.query import read_span
from ecodash.commands.made import kept
from ecodash.documents.data_workbook import data_workbook
from ecodash.language import terminal
from ecodash.language.text import t
from ecodash.stores import current

_AddCommand = Callable[..., argparse.ArgumentParser]
_OPTIONS = ("area", "framework", "as_of", "from", "to")


def add_data_command(commands: Any, lang: str, add: _AddCommand) -> None:
    """Make the command known."""
    data = add(commands, "data", lang, _data, demo=True)
    for option in _OPTIONS:
        data.add_argument(f"--{option.replace('_', '-')}", default="", help=t(lang, f"cli.help_{option}"))
    data.add_argument("-o", "--output", type=Path, metavar="FILE", help=t(lang, "cli.help_output"))


def _data(asked: argparse.Namespace) -> int:
    store = current(asked.demo)
    query = {name: getattr(asked, name) for name in (*_OPTIONS, "lang")}
    with terminal.said_when_slow(t(asked.lang, "cli.making")):
        selection, start, end = read_span(store, query | {"demo": "1" if asked.demo else ""})
        made = data_workbook(data_tables(facts.seen_by(store, selection), selection, start, end), selection)
    return kept(made, asked)
