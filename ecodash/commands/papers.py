"""``papers``: the papers of a meeting as Word files."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ecodash.api.query import read_view
from ecodash.commands.made import kept
from ecodash.documents import making
from ecodash.documents.papers import KINDS
from ecodash.documents.papers.letter import FORMS
from ecodash.language import terminal
from ecodash.language.text import t
from ecodash.stores import current

_AddCommand = Callable[..., argparse.ArgumentParser]
_SELECTED = ("area", "framework", "as_of", "known_at", "agency")


def add_papers_command(commands: Any, lang: str, add: _AddCommand) -> None:
    """Make the command known."""
    papers = add(commands, "papers", lang, _papers, demo=True)
    papers.add_argument("--kind", choices=list(KINDS), default="agenda", help=t(lang, "cli.help_kind"))
    for option in _SELECTED:
        papers.add_argument(f"--{option.replace('_', '-')}", default="", help=t(lang, f"cli.help_{option}"))
    papers.add_argument("--body", default="", help=t(lang, "cli.help_body"))
    papers.add_argument("--digits", choices=("thai", "arabic"), default="", help=t(lang, "cli.help_digits"))
    papers.add_argument("--form", choices=FORMS, default="", help=t(lang, "cli.help_form"))
    papers.add_argument("-o", "--output", type=Path, metavar="FILE", help=t(lang, "cli.help_output"))


def _papers(asked: argparse.Namespace) -> int:
    """Makes the paper whole before a file is opened; who holds the machine sees names."""
    from ecodash.ui.address import addresses

    store = current(asked.demo)
    query = {name: getattr(asked, name) for name in (*_SELECTED, "lang")}
    wanted: dict[str, Any] = {name: getattr(asked, name) for name in ("kind", "body", "digits", "form")}
    wanted |= {"sees_names": True, "hands_links": True}
    with terminal.said_when_slow(t(asked.lang, "cli.making")):
        view, selection = read_view(store, query | {"demo": "1" if asked.demo else ""})
        made = making.make_paper(view, selection, addresses()[0], **wanted)
    return kept(made, asked, kind=asked.kind)
