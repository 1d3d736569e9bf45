"""``import``, ``undo`` and ``template``: the workbook on the command line."""

import argparse
import getpass
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ecodash import recording
from ecodash.access.roles import Principal
from ecodash.commands import DONE, REFUSED, as_json, say
from ecodash.domain.vocabulary import Role
from ecodash.language.refusal import Refusal
from ecodash.language.text import t
from ecodash.maintenance.take_export import Taken, is_export, take_folder
from ecodash.store.opening import open_store
from ecodash.store.typed_row import plain_value
from ecodash.stores import current, home, use
from ecodash.workbook import Accept, Prepared, Why, confirm, prepare, template
from ecodash.workbook.problems import Problem

_AddCommand = Callable[..., argparse.ArgumentParser]


def add_workbook_commands(commands: Any, lang: str, add: _AddCommand) -> None:
    """Make the three commands known."""
    importing = add(commands, "import", lang, _import, demo=True)
    importing.add_argument("file", type=Path, metavar="FILE", help=t(lang, "cli.help_file"))
    importing.add_argument("--dry-run", action="store_true", help=t(lang, "cli.help_dry_run"))
    importing.add_argument(
        "--accept", type=_accept, default=Accept(), metavar="erase,conflicts", help=t(lang, "cli.help_accept")
    )
    importing.add_argument("--by", default="", metavar="NAME", help=t(lang, "cli.help_by"))
    undoing = add(commands, "undo", lang, _undo, demo=False)
    undoing.add_argument("batch", type=int, metavar="BATCH", help=t(lang, "cli.help_batch"))
    undoing.add_argument("--by", default="", metavar="NAME", help=t(lang, "cli.help_by"))
    making = add(commands, "template", lang, _template, demo=True)
    making.add_argument("file", type=Path, metavar="FILE.xlsx", help=t(lang, "cli.help_out"))
    making.add_argument("--blank", action="store_true", help=t(lang, "cli.help_blank"))


def _principal(asked: argparse.Namespace) -> Principal:
    """Whoever can run the command owns the machine, and with it the store."""
    return Principal(asked.by.strip() or getpass.getuser(), Role.SECRETARY)


def _accept(told: str) -> Accept:
    """``erase,conflicts``: which cells that wait are recorded too; ValueError for another word."""
    return Accept(frozenset(Why(word.strip()) for word in told.split(",") if word.strip()))


def _import(asked: argparse.Namespace) -> int:
    path: Path = asked.file
    if not path.exists():
        raise Refusal("cli.import_no_file", file=path)
    if asked.demo and not asked.dry_run:
        raise Refusal("cli.import_demo")
    return _import_folder(asked) if path.is_dir() else _import_file(asked)


def _import_file(asked: argparse.Namespace) -> int:
    store = current(asked.demo)
    saved = datetime.fromtimestamp(asked.file.stat().st_mtime, UTC).replace(tzinfo=None)
    prepared = prepare(store, asked.file.read_bytes(), asked.file.name, accept=asked.accept, modified=saved)
    batch = None
    if not prepared.problems and not asked.dry_run:
        change = confirm(store, _principal(asked), prepared).change
        batch = change.id if change else None
    answer = {
        "accepted": prepared.accepted,
        "unchanged": prepared.unchanged,
        "batch": batch,
        "problems": [_problem(problem) for problem in prepared.problems],
        "changes": [change.as_dict() for change in prepared.changes],
        "erased": len(prepared.erasures),
        "conflicts": [cell.as_dict() for cell in prepared.conflicts],
    }
    if prepared.notes:
        answer["notes"] = [
            {"sheet": note.sheet, "code": note.code, "th": note.sentence("th"), "en": note.sentence("en")}
            for note in prepared.notes
        ]
    say(as_json(answer) if asked.json else _text(prepared, batch, asked.lang))
    return REFUSED if prepared.problems else DONE


def _import_folder(asked: argparse.Namespace) -> int:
    if not asked.demo and is_export(asked.file):
        # As it was exported, the reference data included: an empty home takes the whole past over.
        use(open_store(home()))
    taken = take_folder(current(asked.demo), _principal(asked), asked.file, is_dry_run=asked.dry_run)
    answer = {
        "accepted": taken.accepted,
        "unchanged": taken.unchanged,
        "batch": taken.batch,
        "problems": [_problem(problem) for problem in taken.problems],
        "changes": [],
    }
    say(as_json(answer) if asked.json else _summary(taken, taken.batch, asked.lang))
    return REFUSED if taken.problems else DONE


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "sheet": problem.sheet,
        "cell": problem.cell,
        "value": problem.value,
        "code": problem.code,
        "th": problem.sentence("th"),
        "en": problem.sentence("en"),
    }


def _summary(outcome: Prepared | Taken, batch: int | None, lang: str) -> str:
    if outcome.problems:
        told = [f"- {_place(problem)}{problem.sentence(lang)}" for problem in outcome.problems]
        return "\n".join((t(lang, "cli.import_problems", problems=len(told)), *told))
    counted = {"accepted": outcome.accepted, "unchanged": outcome.unchanged}
    if not outcome.accepted:
        return t(lang, "cli.import_nothing", unchanged=outcome.unchanged)
    if batch is None:
        return t(lang, "cli.import_would", **counted)
    return t(lang, "cli.import_done", batch=batch, **counted)


def _text(prepared: Prepared, batch: int | None, lang: str) -> str:
    lines = [_summary(prepared, batch, lang), *(f"- {note.sentence(lang)}" for note in prepared.notes)]
    for change in prepared.changes:
        is_new = f" ({t(lang, 'cli.new_row')})" if change.is_new else ""
        lines.append(f"- {t(lang, f'sheet.{change.sheet}')} {change.row} · {change.key} · {change.label}{is_new}")
        if not change.is_new:
            lines += [f"    {t(lang, cell.title)}: {cell.before or '–'} → {cell.after or '–'}" for cell in change.cells]
    for cell in prepared.waiting:
        values = {"file": _value(cell.file), "store": _value(cell.store), "by": cell.by or "–"}
        where = f"{cell.place[0]} {cell.place[1]} · {t(lang, cell.title)}"
        lines.append(f"- {where}: {t(lang, f'cli.import_{cell.why}', **values)}")
    if prepared.waiting:
        lines.append(t(lang, "cli.import_waiting", accept=",".join(sorted({cell.why for cell in prepared.waiting}))))
    return "\n".join(lines)


def _value(value: Any) -> str:
    return "–" if value is None else str(plain_value(value))


def _place(problem: Problem) -> str:
    place = " ".join(part for part in (problem.sheet, problem.cell) if part)
    return f"{place}: " if place else ""


def _undo(asked: argparse.Namespace) -> int:
    change = recording.undo(current(), _principal(asked), asked.batch)
    answer = {"undone": asked.batch, "batch": change.id}
    say(as_json(answer) if asked.json else t(asked.lang, "cli.undone", batch=asked.batch, change=change.id))
    return DONE


def _template(asked: argparse.Namespace) -> int:
    data = template(current(asked.demo), asked.blank)
    asked.file.write_bytes(data)
    answer = {"file": str(asked.file), "bytes": len(data)}
    say(as_json(answer) if asked.json else t(asked.lang, "cli.template_written", file=asked.file))
    return DONE
