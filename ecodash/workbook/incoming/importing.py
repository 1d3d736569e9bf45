"""From the bytes of a file to a recorded change: read, check, plan, show, confirm."""

import gc
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from ecodash.access.roles import Principal, check_may_record
from ecodash.domain.vocabulary import Means
from ecodash.recording import Entry, Recorded, record
from ecodash.store.store import Store
from ecodash.stores import home
from ecodash.workbook.incoming.check import check
from ecodash.workbook.incoming.far_values import far_values
from ecodash.workbook.incoming.form_memory import remembered
from ecodash.workbook.incoming.own_forms import OwnForm
from ecodash.workbook.incoming.plan import RowChange, plan
from ecodash.workbook.incoming.reading import Progress, read
from ecodash.workbook.incoming.received_files import keep
from ecodash.workbook.incoming.suggestions import Place, answered
from ecodash.workbook.incoming.table import Shaped
from ecodash.workbook.incoming.tables import shape
from ecodash.workbook.incoming.three_way import Accept, Waiting, Why, base_of
from ecodash.workbook.problems import Note, Problem, in_order, without_repetition
from ecodash.workbook.stored_rows import Standing

NOTHING = Accept()


@dataclass(frozen=True)
class Prepared:
    """What a file would change, or why it cannot. With a problem there is nothing to confirm.

    ``waiting`` are cells that are recorded only if ``accept`` takes them; ``seen`` is the last change there was when
    the file was first looked at.
    """

    name: str
    sha256: str
    problems: tuple[Problem, ...]
    notes: tuple[Note, ...]
    changes: tuple[RowChange, ...]
    waiting: tuple[Waiting, ...]
    entries: tuple[Entry, ...]
    unchanged: int
    data: bytes
    shaped: Shaped
    accept: Accept
    seen: int
    against: tuple[int, object]

    @property
    def accepted(self) -> int:
        """How many rows of the workbook would be new or different."""
        return len(self.changes)

    @property
    def conflicts(self) -> tuple[Waiting, ...]:
        """Cells that the file changes and somebody else changed after it was made."""
        return tuple(cell for cell in self.waiting if cell.why is Why.CONFLICT)

    @property
    def erasures(self) -> tuple[Waiting, ...]:
        """Cells that say something and are empty in the file."""
        return tuple(cell for cell in self.waiting if cell.why is Why.ERASE)


class Outdated(Exception):
    """The store has changed in between, and with it what the file would do: ``prepared`` says what now."""

    def __init__(self, prepared: Prepared) -> None:
        self.prepared = prepared
        super().__init__("what was shown is no longer what would be recorded")


def prepare(
    store: Store,
    data: bytes,
    name: str,
    progress: Progress | None = None,
    *,
    accept: Accept = NOTHING,
    modified: datetime | None = None,
    forms: Sequence[OwnForm] | None = None,
) -> Prepared:
    """Everything that can be said about a file before it is recorded. Writes nothing.

    ``accept``: which conflicts and erasures are to be recorded. ``modified`` (UTC): when the file was last saved, for
    files that do not say so themselves. ``forms``: those of offices, in place of what this home remembers.
    """
    if forms is None:
        forms = () if store.is_demo else remembered(home())
    with _garbage_waits():
        shaped = shape(read(data, name, progress), forms)
        shaped.modified = shaped.modified or modified
        return _prepared(store, data, name, shaped, accept, store.version, progress)


@contextmanager
def _garbage_waits() -> Iterator[None]:
    """Rows are made by the hundred thousand and kept: looking through all of them for garbage finds none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def accepting(store: Store, prepared: Prepared, accept: Accept) -> Prepared:
    """The same file with some of its conflicts and erasures accepted."""
    return _prepared(store, prepared.data, prepared.name, prepared.shaped, accept, prepared.seen)


def answering(store: Store, prepared: Prepared, places: frozenset[Place], meant: object | None = None) -> Prepared:
    """The same file, some of its cells saying what is meant; None: what was suggested for each of them."""
    shaped = answered(prepared.shaped, prepared.problems, places, meant)
    shaped.answers = prepared.shaped.answers + len(places)
    return _prepared(store, prepared.data, prepared.name, shaped, prepared.accept, prepared.seen)


def confirm(store: Store, principal: Principal, prepared: Prepared) -> Recorded:
    """Record what was shown, as one change; Outdated, Forbidden, StoreProblem or OSError: nothing was recorded."""
    if prepared.problems:
        raise ValueError("a file with problems changes nothing")
    check_may_record(principal, frozenset(entry.kind for entry in prepared.entries))
    with store.exclusive(), _garbage_waits():
        if prepared.against != (store.version, store.today()):
            again = accepting(store, prepared, prepared.accept)
            if again.problems or again.entries != prepared.entries or again.waiting != prepared.waiting:
                raise Outdated(again)
        if prepared.entries and not store.is_demo:
            keep(home(), prepared.data, prepared.sha256, prepared.name)
        return record(
            store,
            principal,
            prepared.entries,
            Means.IMPORT,
            source_name=prepared.name,
            source_sha256=prepared.sha256,
        )


def _prepared(
    store: Store, data: bytes, name: str, shaped: Shaped, accept: Accept, seen: int, progress: Progress | None = None
) -> Prepared:
    against = (store.version, store.today())
    standing = Standing(store)
    base, is_strange = base_of(store, shaped, seen)
    checked = check(shaped.tables, standing, progress)
    planned = plan(checked, standing, base, accept)
    problems = tuple(in_order(without_repetition(shaped.problems + checked.problems + planned.problems)))
    strange = (Note(None, "base_unknown"),) if is_strange else ()
    opened = (Note(None, "opens_next", {"count": planned.opens}),) if planned.opens and not problems else ()
    answers = (Note(None, "answers_given", {"count": shaped.answers}),) if shaped.answers else ()
    return Prepared(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        problems=problems,
        notes=(*shaped.notes, *strange, *answers, *checked.notes, *opened, *far_values(store, planned.changes)),
        changes=() if problems else tuple(planned.changes),
        waiting=() if problems else tuple(planned.waiting),
        entries=() if problems else tuple(planned.entries),
        unchanged=0 if problems else planned.unchanged,
        data=data,
        shaped=shaped,
        accept=accept,
        seen=seen,
        against=against,
    )
