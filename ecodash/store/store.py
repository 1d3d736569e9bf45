"""The store: ask it by named query, commit changes to it, one at a time."""

import itertools
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import duckdb

from ecodash.domain.dates import in_thailand, utc_now
from ecodash.domain.kinds import KINDS
from ecodash.domain.vocabulary import Means
from ecodash.language.text import t
from ecodash.store import clock
from ecodash.store.change import Act, Change, names_in
from ecodash.store.database import Database
from ecodash.store.head import Head
from ecodash.store.journal import Journal, TakingBackFailed
from ecodash.store.journal_lines import Reading
from ecodash.store.kept_back import KeptBack
from ecodash.store.lock import HomeLock
from ecodash.store.names_apart import NameApart, new_salt
from ecodash.store.problem import StoreProblem
from ecodash.store.typed_row import Row, typed

if TYPE_CHECKING:
    from ecodash.store.shared import SharedRecord

# After these DuckDB answers nothing more on this connection.
_LASTING = (duckdb.FatalException, duckdb.IOException, duckdb.InternalException)


class Store:
    """An open store. Use :func:`ecodash.store.opening.open_store` or ``open_demo`` to get one.

    ``version`` grows with every change, so whatever was computed for an earlier one is out of date. ``known_at`` is the
    moment up to which what was recorded counts (UTC without zone); None: now.
    """

    _serials = itertools.count()
    known_at: datetime | None = None

    def __init__(
        self,
        database: Database,
        journal: Journal | None = None,
        lock: HomeLock | None = None,
        demo_today: date | None = None,
    ) -> None:
        # Tells stores apart in caches; Python gives the id() of a closed one to the next.
        self.serial = next(Store._serials)
        self._database = database
        self._journal = journal
        self._lock = lock
        self._demo_today = demo_today
        self.shared: SharedRecord | None = None
        self.trouble: StoreProblem | None = None
        self._kept_back: KeptBack | None = KeptBack()
        self._writer = threading.RLock()
        self._heard: set[Callable[[], None]] = set()
        self._broken = False
        database.match_spans()
        self._half_saved = False
        self._head = Head(**database.ask("head", {})[0])

    @property
    def whole(self) -> "Store":
        """The store with all that was ever recorded."""
        return self

    @property
    def is_demo(self) -> bool:
        return self._demo_today is not None

    @property
    def version(self) -> int:
        """The number of changes so far."""
        return self._head.id

    @property
    def head(self) -> tuple[int, str]:
        """The number of the last change and its hash, which stands for all before it."""
        head = self._head
        return head.id, head.hash

    @property
    def stamp(self) -> str:
        """What a file made now was made from."""
        return self._head.stamp

    @property
    def mark(self) -> str:
        """Which record a paper printed now was made from."""
        return self._head.mark

    def today(self) -> date:
        """The day in Thailand, which questions are about unless they say otherwise; the demonstration has its own."""
        return self._demo_today or in_thailand(utc_now()).date()

    @property
    def kept_back(self) -> KeptBack:
        """The names that no answer has; StoreProblem while nobody can say which these are."""
        if self._kept_back is None:
            raise StoreProblem("names_unknown")
        return self._kept_back

    @property
    def awaits_names(self) -> bool:
        """Whether nothing is answered until it is known which names to keep back."""
        return self._kept_back is None

    def await_names(self) -> None:
        """Answer nothing until :meth:`keep_back` says which names no answer may have."""
        self._kept_back = None

    def keep_back(self, names: Iterable[str]) -> None:
        """Have no answer say these names from now on; what was worked out with others is out of date."""
        fresh = KeptBack(names)
        if self._kept_back is None or fresh.names != self._kept_back.names:
            self._kept_back = fresh
            self.serial = next(Store._serials)

    def ask(self, query: str, **params: Any) -> list[dict[str, Any]]:
        """The rows of ``queries/<query>.sql``, without names that were taken out of view."""
        return self.kept_back.in_rows(self.as_recorded(query, **params))

    def as_recorded(self, query: str, **params: Any) -> list[dict[str, Any]]:
        """The same with every name, for who compares with what was sealed."""
        if self._broken:
            raise StoreProblem("broken")
        try:
            return self._database.ask(query, params)
        except (duckdb.OperationalError, *_LASTING) as error:
            self._broken = self._broken or isinstance(error, _LASTING)
            raise StoreProblem("broken") from error

    def commit(
        self,
        act: Act,
        rows: Iterable[tuple[str, Mapping[str, Any]]],
        voids: Iterable[tuple[str, int]] = (),
        names: Iterable[NameApart] = (),
    ) -> Change:
        """Record one act: in the journal and in the database, or not at all.

        ``names``: those that have commitments in the chain where the act was first recorded.
        """
        with self.exclusive():
            self._check_ours()
            head = self._head
            told = tuple((kind, typed(KINDS[kind], row)) for kind, row in rows)
            if self._journal and act.recorded_at is None:
                # What was recorded elsewhere before brings its moment, and stays as it was.
                act, names = act.with_commitment, self._names_apart(told)
            change = Change(
                id=head.id + 1,
                recorded_at=self._moment(act.recorded_at),
                act=act,
                first_rev=head.next_rev,
                rows=told,
                prev=head.hash,
                voids=tuple(sorted(voids, key=lambda void: void[1])),
                names=tuple(names),
            ).sealed()
            self._record(change)
            return change

    def confirm_clock(self, who: str) -> Change:
        """Record that the clock is right now, whatever the last change says; later changes go on from here."""
        with self.exclusive():
            before, unbound = self._head, replace(self._head, recorded_at=None)
            self._head = unbound
            try:
                return self.commit(Act(who, Means.EDIT, note=t("th", "cli.clock_note")), [])
            finally:
                if self._head is unbound:
                    self._head = before

    def exclusive(self) -> AbstractContextManager[Any]:
        """Nobody else writes within the block, so that what was read in it still holds when it commits."""
        return self._writer

    @contextmanager
    def telling(self, heard: Callable[[], None]) -> Iterator[None]:
        """``heard`` is called after every change within the block, in the thread that recorded it."""
        self._heard.add(heard)
        try:
            yield
        finally:
            self._heard.discard(heard)

    def follow(self) -> int:
        """Take over what other programs recorded since; how many changes. StoreProblem, also kept as ``trouble``."""
        return 0

    def changes(self, after: int = 0) -> Iterable[Change]:
        """Every change, rebuilt from the tables, in order."""
        return self._database.changes(after)

    def journal(self) -> Reading:
        """What the journal holds; a store in memory has none."""
        if self._journal is None:
            return Reading([], 0)
        size, is_torn = self._settled(self._journal)
        return replace(self._journal.read_until(size), torn=is_torn)

    def journal_lines(self) -> Iterator[bytes]:
        """The lines of the journal as it is now, one after the other; what is recorded meanwhile is not among them."""
        if self._journal is not None:
            yield from self._journal.lines(self._settled(self._journal)[0])

    def mend_spans(self) -> int:
        """How many of the spans were not what the log says; these are now worked out anew."""
        with self._writer:
            wrong: int = self.as_recorded("spans_differ")[0]["spans"]
            if wrong:
                self._database.renew_spans()
            return wrong

    def close(self) -> None:
        self._database.close()
        if self._lock:
            self._lock.release()

    def _settled(self, journal: Journal) -> tuple[int, bool]:
        # A torn last line is cut off; a change being written this moment must not look like one. That is all that
        # others wait for: what stands in the file already does not alter.
        with self._writer:
            return journal.settled()

    def _names_apart(self, rows: Iterable[tuple[str, Row]]) -> tuple[NameApart, ...]:
        """The names of people in rows, each with the salt that it has in this record, or a new one."""
        names = names_in(rows)
        known = {row["name"]: row["salt"] for row in self.as_recorded("salts_of", names=names)} if names else {}
        return tuple(NameApart.of(name, known.get(name) or new_salt()) for name in names)

    def _check_ours(self) -> None:
        """Two programs must never both go on with a home; nor one after a disk that lost track."""
        if self._half_saved:
            raise StoreProblem("half_saved")
        try:
            if self._lock:
                self._lock.hold()
            if self._journal and not self._journal.is_as_left:
                raise StoreProblem("written_elsewhere")
        except OSError as error:
            raise StoreProblem("not_saved") from error

    def _record(self, change: Change) -> None:
        self._write(change)

    def _write(self, change: Change) -> None:
        journalled = self._journal.appended(change) if self._journal else nullcontext()
        try:
            # The journal is synced first; a failing database takes the line back again.
            with journalled, self._database.writing(change, spans=True):
                pass
        except (TakingBackFailed, duckdb.FatalException) as error:
            # A database that gave up may have written the change all the same; another one under its number must not
            # come to stand in the journal.
            self._half_saved = True
            self._broken = self._broken or isinstance(error, duckdb.FatalException)
            raise StoreProblem("half_saved") from error
        except (duckdb.Error, OSError) as error:
            raise StoreProblem("not_saved") from error
        self._move_on(change)

    def _move_on(self, change: Change) -> None:
        self._head = Head.after(change)
        for heard in tuple(self._heard):
            heard()

    def _moment(self, wanted: datetime | None) -> datetime:
        if wanted is not None or self._journal is None:
            return clock.following(wanted or utc_now(), self._head.recorded_at)
        return clock.moment(utc_now(), self._head.recorded_at)
