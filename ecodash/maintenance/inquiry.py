"""What is asked of the program that has a home by another one on the same machine, such as a command line.

A question is a file in ``asked/`` of the home, where nobody can write who could not open the home himself. Whoever has
the home takes it away and lays the answer in its place.
"""

import json
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from ecodash.disk import DISK
from ecodash.language.refusal import Refusal
from ecodash.maintenance.guard import Look, last_look, look
from ecodash.maintenance.verify import Finding, Verification, mended, quarantined, unlike_paper, unlike_signed, verify
from ecodash.store.opening import open_store
from ecodash.store.problem import StoreProblem
from ecodash.store.store import Store

_ASKED, _ANSWER = ".question", ".answer"
_BETWEEN_SECONDS = 0.5
# A dashboard sees a question within a second; another command line, or an older dashboard, never does.
_PATIENCE_SECONDS = 10.0
_FORGOTTEN_SECONDS = 3600
_MOST_BYTES = 100_000


@dataclass(frozen=True)
class Question:
    """To verify, and compare with the data marks of papers and with files of signatures.

    For ``is_look``, instead, to look at everything as the guard does.
    """

    marks: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    is_look: bool = False


def verified(home: Path, marks: Iterable[str] = (), signatures: Iterable[Path] = ()) -> Verification:
    """Whether what is kept is what was recorded, what these papers were made from, and what was signed.

    Worked out here where the home is free, else by the program that has it. StoreProblem when the home cannot be opened
    or its program does not answer, Refusal when that could not find out.
    """
    return _answered(home, Question(tuple(marks), tuple(str(path.resolve()) for path in signatures)))


def looked(home: Path) -> Look | None:
    """What the guard found in a look of this moment; its problems are those of :func:`verified`."""
    _answered(home, Question(is_look=True))
    return last_look(home)


def answer_all(home: Path, store: Callable[[], Store]) -> None:
    """Answer what lies there; ``store`` gives the store of this home when there is something to answer."""
    for asked in sorted(_folder(home).glob(f"*{_ASKED}")):
        try:
            told = json.loads(asked.read_bytes()[:_MOST_BYTES])
            marks, signatures = (tuple(map(str, told[name])) for name in ("marks", "signatures"))
            question = Question(marks, signatures, bool(told["is_look"]))
        except (OSError, ValueError, KeyError, TypeError):
            continue
        finally:
            asked.unlink(missing_ok=True)
        answer: Mapping[str, Any] | None = None
        try:
            answer = asdict(_found(store(), home, question))
        finally:
            DISK.write(asked.with_suffix(_ANSWER), json.dumps(answer, ensure_ascii=False, default=str).encode())


def forget_old(home: Path) -> None:
    """Take away what nobody fetched."""
    for path in _folder(home).glob("*.*"):
        if time.time() - path.stat().st_mtime > _FORGOTTEN_SECONDS:
            path.unlink(missing_ok=True)


def _answered(home: Path, question: Question) -> Verification:
    before = quarantined(home)
    patience = time.monotonic() + _PATIENCE_SECONDS
    with _laid_down(home, question) as (asked, answer):
        while True:
            try:
                store = open_store(home)
            except StoreProblem as problem:
                has_waited = asked.exists() and time.monotonic() > patience
                if problem.code != "in_use" or has_waited:
                    raise
            else:
                asked.unlink(missing_ok=True)
                return _looked_into(store, home, question, before)
            if answer.exists():
                return _read(answer)
            time.sleep(_BETWEEN_SECONDS)


@contextmanager
def _laid_down(home: Path, question: Question) -> Iterator[tuple[Path, Path]]:
    """A question in its place, and where its answer will be; neither is there afterwards."""
    asked = _folder(home) / f"{secrets.token_hex(8)}{_ASKED}"
    answer = asked.with_suffix(_ANSWER)
    DISK.make_folder(asked.parent)
    DISK.keep_private(home)
    DISK.write(asked, json.dumps(asdict(question)).encode())
    try:
        yield asked, answer
    finally:
        asked.unlink(missing_ok=True)
        answer.unlink(missing_ok=True)


def _looked_into(store: Store, home: Path, question: Question, before: frozenset[str]) -> Verification:
    """``before``: what had been set aside as damaged before the store was opened here."""
    try:
        found = _found(store, home, question)
    finally:
        store.close()
    return found.with_more(mended(before, quarantined(home)))


def _found(store: Store, home: Path, question: Question) -> Verification:
    if question.is_look:
        # Where the home keeps it, whoever asked reads the rest.
        return Verification((seen := look(store, home)).changes, 0, 0, seen.findings)
    on_paper = (unlike_paper(store, mark) for mark in question.marks)
    signed = (unlike_signed(Path(path), store) for path in question.signatures)
    return verify(store, home).with_more((*filter(None, on_paper), *chain.from_iterable(signed)))


def _read(answer: Path) -> Verification:
    told = json.loads(answer.read_bytes())
    if told is None:
        raise Refusal("cli.not_found_out")
    return Verification(**told | {"problems": tuple(Finding(**problem) for problem in told["problems"])})


def _folder(home: Path) -> Path:
    return home / "asked"
