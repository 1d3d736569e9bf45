"""``status``: where every item of one area stands."""

import argparse
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from ecodash import facts
from ecodash.api import answers
from ecodash.api.query import read_question
from ecodash.commands import DONE, as_json, say
from ecodash.domain.dates import long_date, short_date
from ecodash.language import terminal
from ecodash.language.text import name, t
from ecodash.store.store import Store
from ecodash.stores import current

_AddCommand = Callable[..., argparse.ArgumentParser]


def add_status_command(commands: Any, lang: str, add: _AddCommand) -> None:
    """Make the command known."""
    status = add(commands, "status", lang, _status, demo=True)
    for option in ("area", "framework", "as_of", "known_at"):
        status.add_argument(f"--{option.replace('_', '-')}", default="", help=t(lang, f"cli.help_{option}"))


def _status(asked: argparse.Namespace) -> int:
    store = current(asked.demo)
    query = {name: getattr(asked, name) for name in ("area", "framework", "as_of", "known_at")}
    answer = answers.status(store, *read_question(store, query))
    say(as_json(answer) if asked.json else _status_text(store, answer, asked.lang))
    return DONE


def _status_text(store: Store, answer: answers.Answer, lang: str) -> str:
    day = date.fromisoformat(answer["as_of"])
    area: Mapping[str, Any] = facts.area_row(store, answer["area"], day) or {}
    framework: Mapping[str, Any] = facts.framework_row(store, answer["framework"], day) or {}
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
    table = terminal.columns([t(lang, f"cli.{column}") for column in shown], rows)
    return "\n".join((*head, t(lang, "cli.counts", **answer["counts"]), "", table))


def _day(iso: str | None, lang: str) -> str:
    return short_date(date.fromisoformat(iso), lang) if iso else ""
