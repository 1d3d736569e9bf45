"""The command line: ``python -m ecodash status|import|undo|template|export|verify``."""

import argparse
import io
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from ecodash import answers, console, facts
from ecodash.access import Forbidden
from ecodash.asked import read_question
from ecodash.commands import DONE, FAILED, IN_USE, REFUSED
from ecodash.commands import as_json as _json
from ecodash.commands import say as _say
from ecodash.commands.workbook import add_workbook_commands
from ecodash.dates import long_date, short_date
from ecodash.exporting import export
from ecodash.recording import CannotUndo
from ecodash.refusal import Refusal
from ecodash.store.current import close_all, current, home
from ecodash.store.opening import open_store
from ecodash.store.problem import StoreProblem
from ecodash.store.store import Store
from ecodash.text import LANGUAGES, name, t
from ecodash.verification import Verification, mended, quarantined, verify


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
    except Refusal as refusal:
        nothing_there = refusal.key == "api.no_area"
        return _failed(asked, FAILED if nothing_there else REFUSED, refusal.sentence("th"), refusal.sentence("en"))
    except (CannotUndo, Forbidden) as refused:
        return _failed(asked, REFUSED, refused.sentence("th"), refused.sentence("en"))
    except StoreProblem as problem:
        in_use = problem.code == "in_use"
        return _failed(asked, IN_USE if in_use else FAILED, problem.sentence("th"), problem.sentence("en"))
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
    commands = parser.add_subparsers(required=True, metavar="status|import|undo|template|export|verify")
    status = _command(commands, "status", lang, _status, demo=True)
    for option in ("area", "framework", "as_of", "known_at"):
        status.add_argument(f"--{option.replace('_', '-')}", default="", help=t(lang, f"cli.help_{option}"))
    add_workbook_commands(commands, lang, _command)
    exporting = _command(commands, "export", lang, _export, demo=True)
    exporting.add_argument("folder", type=Path, metavar="FOLDER", help=t(lang, "cli.help_folder"))
    _command(commands, "verify", lang, _verify, demo=False)
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


def _status(asked: argparse.Namespace) -> int:
    store = current(asked.demo)
    query = {name: getattr(asked, name) for name in ("area", "framework", "as_of", "known_at")}
    answer = answers.status(store, *read_question(store, query))
    _say(_json(answer) if asked.json else _status_text(store, answer, asked.lang))
    return DONE


def _status_text(store: Store, answer: answers.Answer, lang: str) -> str:
    day = date.fromisoformat(answer["as_of"])
    area = facts.area_row(store, answer["area"], day) or {}
    framework = facts.framework_row(store, answer["framework"], day) or {}
    agencies = facts.agency_names(store, day)
    head = [f"{name(area, lang)} · {name(framework, lang)}", t(lang, "cli.as_of", day=long_date(day, lang))]
    if answer["known_at"]:
        head.append(t(lang, "cli.known_at", moment=answer["known_at"].removesuffix("Z")))
    if answer["demo"]:
        head.append(t(lang, "cli.demo"))
    shown = ("item", "result", "effective_on", "evidence", "agency", "due_on", "days_late")
    rows = [
        (
            item["item"],
            t(lang, f"result.{item['result']}"),
            _day(item["effective_on"], lang),
            str(item["evidence"]),
            name(agencies.get(item["agency"], {}), lang) or item["agency"] or "",
            _day(item["due_on"], lang),
            "" if item["days_late"] is None else str(item["days_late"]),
        )
        for item in answer["items"]
    ]
    table = console.columns([t(lang, f"cli.{column}") for column in shown], rows)
    return "\n".join((*head, t(lang, "cli.counts", **answer["counts"]), "", table))


def _day(iso: str | None, lang: str) -> str:
    return short_date(date.fromisoformat(iso), lang) if iso else ""


def _export(asked: argparse.Namespace) -> int:
    files = export(current(asked.demo), asked.folder)
    if asked.json:
        _say(_json({"folder": str(asked.folder), "files": [asdict(file) for file in files]}))
        return DONE
    header = [t(asked.lang, "cli.file"), t(asked.lang, "cli.rows")]
    _say(console.columns(header, [(file.name, str(file.rows)) for file in files]))
    _say(t(asked.lang, "cli.exported", files=len(files), folder=asked.folder))
    return DONE


def _verify(asked: argparse.Namespace) -> int:
    """Opens the store without bringing its reference rows up to date: what is checked is what was there."""
    before = quarantined(home())
    store = open_store(home())
    try:
        found = verify(store, home())
    finally:
        store.close()
    problems = (*mended(before, quarantined(home())), *found.problems)
    found = Verification(found.changes, found.revisions, found.evidence, problems)
    _say(_json(_verification(found)) if asked.json else _verification_text(found, asked.lang))
    return DONE if found.ok else FAILED


def _verification(found: Verification) -> dict[str, Any]:
    return {
        "ok": found.ok,
        "changes": found.changes,
        "revisions": found.revisions,
        "evidence": found.evidence,
        "problems": [
            {"code": problem.code, "th": problem.sentence("th"), "en": problem.sentence("en")}
            for problem in found.problems
        ],
    }


def _verification_text(found: Verification, lang: str) -> str:
    counted = {"changes": found.changes, "revisions": found.revisions, "evidence": found.evidence}
    key = "verify.ok" if found.ok else "verify.not_ok"
    summary = t(lang, key, problems=len(found.problems), **counted)
    return "\n".join((summary, *(f"- {problem.sentence(lang)}" for problem in found.problems)))


def _failed(asked: argparse.Namespace, code: int, thai: str, english: str) -> int:
    if asked.json:
        _say(_json({"error": {"th": thai, "en": english}}))
    else:
        print(thai if asked.lang == "th" else english, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
