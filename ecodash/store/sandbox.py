"""Questions in SQL that somebody wrote himself, over a copy that is thrown away.

The store is not there where they are answered: :mod:`ecodash.store.sandbox_process` gets the tables they name and
nothing else, and is stopped when its time is over.
"""

import json
import subprocess
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ecodash import places
from ecodash.language.refusal import Refusal

if TYPE_CHECKING:
    import pyarrow

MOST_LETTERS = 10_000
# So long a question may take. Then it stops itself; if it does not, it is stopped.
SECONDS = 10
_PATIENCE = SECONDS + 5
_HIDDEN_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
# One at a time: the readers of the screens need the other processor.
_turn = threading.Lock()


@dataclass(frozen=True)
class Answer:
    """``rows`` are texts, numbers, truths and None; ``is_all``: none were left out."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    is_all: bool


def answer(statement: str, tables: "Mapping[str, pyarrow.Table]") -> Answer:
    """The answer to one statement that only reads; Refusal with what to do where there is none."""
    if len(statement) > MOST_LETTERS:
        raise Refusal("sql.too_large", said="")
    streams = {name: _stream(table) for name, table in tables.items()}
    asked = {
        "statement": statement,
        "seconds": SECONDS,
        "tables": [(name, len(stream)) for name, stream in streams.items()],
    }
    question = json.dumps(asked).encode() + b"\n" + b"".join(streams.values())
    if not _turn.acquire(timeout=_PATIENCE):
        raise Refusal("sql.busy", said="")
    try:
        told = _told(question)
    finally:
        _turn.release()
    if "refused" in told:
        raise Refusal(f"sql.{told['refused']}", said=told.get("said", ""))
    return Answer(tuple(_apart(told["columns"])), tuple(map(tuple, told["rows"])), told["is_all"])


def _told(question: bytes) -> dict[str, Any]:
    try:
        done = subprocess.run(
            places.apart("ecodash.store.sandbox_process"),
            input=question,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            creationflags=_HIDDEN_WINDOW,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"refused": "too_long"}
    try:
        told: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        # It died on the question, most likely of its limit of memory.
        return {"refused": "too_much"}
    return told


def _stream(table: "pyarrow.Table") -> bytes:
    import pyarrow

    out = pyarrow.BufferOutputStream()
    with pyarrow.ipc.new_stream(out, table.schema) as writer:
        writer.write_table(table)
    whole: bytes = out.getvalue().to_pybytes()
    return whole


def _apart(names: list[str]) -> list[str]:
    """The names of the columns, those that come twice with a number."""
    return [
        f"{name} {names[:place].count(name) + 1}" if name in names[:place] else name for place, name in enumerate(names)
    ]
