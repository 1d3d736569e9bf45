"""``officer add|remove|list|reset``: who may sign in, said by whoever has this machine, even while it serves."""

import argparse
import getpass
import sys
from collections.abc import Callable
from typing import Any

from ecodash import stores
from ecodash.access.officers import Officer
from ecodash.access.passwords import LEAST_LETTERS
from ecodash.access.problem import EntryProblem
from ecodash.commands import DONE, as_json, say
from ecodash.domain.dates import short_date, thai_day
from ecodash.domain.vocabulary import Role
from ecodash.language import terminal
from ecodash.language.text import t

_AddCommand = Callable[..., argparse.ArgumentParser]
_ROLES = {"secretary": Role.SECRETARY, "officer": Role.OFFICER}


def add_officer_command(commands: Any, lang: str, add: _AddCommand) -> None:
    """Make the command known."""
    parser = add(commands, "officer", lang, _officer, demo=False)
    parser.add_argument("what", choices=("add", "remove", "list", "reset"), help=t(lang, "cli.help_officer_what"))
    parser.add_argument("name", nargs="?", default="", metavar="NAME", help=t(lang, "cli.help_officer_name"))
    parser.add_argument("--role", choices=tuple(_ROLES), default="officer", help=t(lang, "cli.help_role"))
    parser.add_argument("--email", default="", help=t(lang, "cli.help_email"))
    parser.add_argument("--login", default="", help=t(lang, "cli.help_login"))
    parser.add_argument("--password-stdin", action="store_true", help=t(lang, "cli.help_password_stdin"))


def _officer(asked: argparse.Namespace) -> int:
    people = stores.people()
    if asked.what == "add":
        people.add(asked.name, _ROLES[asked.role], _password(asked), _operator(), asked.email or None, asked.login)
    elif asked.what == "remove":
        people.remove(asked.name, by=_operator())
    elif asked.what == "reset":
        people.drop_second_step(asked.name, by=_operator())
    officers = people.officers()
    if asked.json:
        say(as_json({"officers": [_plain(officer) for officer in officers]}))
    else:
        say(_listed(officers, asked.lang))
    return DONE


def _operator() -> str:
    """Who sits at this machine, as its system knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "-"


def _password(asked: argparse.Namespace) -> str:
    """Typed without being shown, or the first line of the input."""
    if asked.password_stdin or not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass(t(asked.lang, "entry.new_password", least=LEAST_LETTERS) + ": ")
    if getpass.getpass(t(asked.lang, "cli.password_again") + ": ") != password:
        raise EntryProblem("differ")
    return password


def _plain(officer: Officer) -> dict[str, Any]:
    return {"name": officer.name, "role": str(officer.role), "email": officer.email, "login": officer.login}


def _listed(officers: list[Officer], lang: str) -> str:
    if not officers:
        return t(lang, "cli.no_officers")
    header = [t(lang, f"cli.{column}") for column in ("officer", "login", "role", "email", "added")]
    rows = [
        (o.name, o.login, t(lang, f"role.{o.role}"), o.email or "", short_date(thai_day(o.added_at), lang))
        for o in officers
    ]
    return terminal.columns(header, rows)
