"""A store beside a record that several programs share: the record says what comes next, and the store follows it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import duckdb

from ecodash.store.change import Change
from ecodash.store.database import Database
from ecodash.store.journal import Journal
from ecodash.store.lock import HomeLock
from ecodash.store.problem import StoreProblem
from ecodash.store.shared import SharedRecord
from ecodash.store.store import Store


class Following(Store):
    """What others recorded is taken over before anything is recorded here, and whenever somebody asks."""

    def __init__(self, database: Database, journal: Journal, lock: HomeLock, shared: SharedRecord) -> None:
        super().__init__(database, journal, lock)
        self.shared = self._shared = shared
        self._in_turn = False

    def exclusive(self) -> AbstractContextManager[Any]:
        """Nobody else in any program writes within the block; what others recorded before is taken over first."""
        return self._writer if self._holds_turn() else self._turn()

    def follow(self) -> int:
        with self._writer:
            try:
                taken = self._take_over()
            except StoreProblem as problem:
                self.trouble = problem
                raise
            self.trouble = None
            return taken

    def close(self) -> None:
        if self.shared:
            self.shared.close()
        super().close()

    def _record(self, change: Change) -> None:
        """The shared record first, once the database has shown that the change fits: from then on it is recorded.

        A stop in between leaves a home that is behind, which following mends; never one that is ahead.
        """
        try:
            with self._database.writing(change, spans=True):
                self._shared.append(change)
        except duckdb.Error as error:
            self._broken = self._broken or isinstance(error, duckdb.FatalException)
            raise StoreProblem(
                "shared_not_here" if self._shared.hash_of(change.id) == change.hash else "not_saved"
            ) from error
        self._move_on(change)
        try:
            if self._journal:
                self._journal.extend([change])
        except OSError as error:
            # The database is ahead of the journal: the next start completes it, and nothing is written until then.
            self._half_saved = True
            raise StoreProblem("shared_not_here") from error

    def _holds_turn(self) -> bool:
        # Only the thread that has the writer's lock can have taken the turn.
        with self._writer:
            return self._in_turn

    @contextmanager
    def _turn(self) -> Iterator[None]:
        with self._writer, self._shared.turn():
            self._in_turn = True
            try:
                self._take_over()
                yield
            finally:
                self._in_turn = False

    def _take_over(self) -> int:
        before, own = self.head
        self._check_ours()
        if self._shared.hash_of(before) != own:
            raise StoreProblem("shared_diverged", change=before)
        for entry in self._shared.after(before):
            if (entry.id - 1, entry.prev) != self.head:
                raise StoreProblem("shared_altered", change=entry.id)
            self._write(entry.change)
        return self.version - before
