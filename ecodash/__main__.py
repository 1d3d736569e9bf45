"""The command line: ``python -m ecodash``."""

import argparse
import io
import sys
from collections.abc import Sequence
from typing import Any

from ecodash.commands import FAILED, as_json, say
from ecodash.commands.brief import add_brief_command
from ecodash.commands.bundle import add_bundle_command
from ecodash.commands.data import add_data_command
from ecodash.commands.maintenance import add_keeping_commands
from ecodash.commands.officers import add_officer_command
from ecodash.commands.papers import add_papers_command
from ecodash.commands.sharing import add_sharing_commands
from ecodash.commands.sheets import add_sheet_commands
from ecodash.commands.signing import add_sign_command
from ecodash.commands.site import add_site_command
from ecodash.commands.start import add_start_command
from ecodash.commands.status import add_status_command
from ecodash.commands.workbook import add_workbook_commands
from ecodash.language.problem import Problem
from ecodash.language.text import LANGUAGES, t
from ecodash.stores import close_all


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments say; the answer is the exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console or pipe would otherwise not take Thai.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    given = sys.argv[1:] if arguments is None else list(arguments)
    asked = _parser(_language(given)).parse_args(given)
    try:
        code: int = asked.run(asked)
        return code
    except Problem as problem:
        return _failed(asked, problem.exit_code, problem.sentence("th"), problem.sentence("en"))
    except OSError as error:
        what = {"reason": error.strerror or error, "file": error.filename or "-"}
        return _failed(asked, FAILED, t("th", "cli.os_problem", **what), t("en", "cli.os_problem", **what))
    finally:
        close_all()


def _language(arguments: Sequence[str]) -> str:
    """The language is needed before the arguments can be read, for their help."""
    reader = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    reader.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0])
    try:
        return str(reader.parse_known_args(arguments)[0].lang)
    except argparse.ArgumentError:
        return LANGUAGES[0]


def _parser(lang: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ecodash", description=t(lang, "cli.description"))
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for add in (
        add_start_command,
        add_status_command,
        add_brief_command,
        add_papers_command,
        add_sheet_commands,
        add_data_command,
        add_site_command,
        add_workbook_commands,
        add_keeping_commands,
        add_sign_command,
        add_sharing_commands,
        add_officer_command,
        add_bundle_command,
    ):
        add(commands, lang, _command)
    return parser


def _command(commands: Any, command: str, lang: str, run: Any, *, demo: bool) -> argparse.ArgumentParser:
    words = t(lang, f"cli.help_{command}")
    parser: argparse.ArgumentParser = commands.add_parser(command, help=words, description=words)
    parser.add_argument("--json", action="store_true", help=t(lang, "cli.help_json"))
    parser.add_argument("--lang", choices=LANGUAGES, default=lang, help=t(lang, "cli.help_lang"))
    if demo:
        parser.add_argument("--demo", action="store_true", help=t(lang, "cli.help_demo"))
    parser.set_defaults(run=run)
    return parser


def _failed(asked: argparse.Namespace, code: int, thai: str, english: str) -> int:
    if asked.json:
        say(as_json({"error": {"th": thai, "en": english}}))
    else:
        print(thai if asked.lang == "th" else english, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
