"""A record that several programs share: one PostgreSQL table, a row for each change, chained to the one before.

Each program keeps its own home beside it, whole, and asks that; the table says which change comes next. A home is
never ahead of the table: what is there is acknowledged, and what is not there was never recorded.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
from psycopg import errors

from ecodash.store.change import GENESIS, Change
from ecodash.store.journal_lines import Entry, read_line
from ecodash.store.problem import StoreProblem

_SCHEMA = Path(__file__).with_name("shared.sql")
_FORMAT = 3
# Any number that no other program of this server takes as well.
_TURN = 0x65636F64617368
_CHANNEL = "ecodash"
_AT_ONCE = 500
# A writer waits for its turn no longer than a person waits for a form.
_SESSION = (
    "set lock_timeout = '8s'; set statement_timeout = '20s'; set idle_session_timeout = 0;"
    " set synchronous_commit = on; set client_encoding = 'UTF8'; set client_min_messages = 'warning'"
)
_CONNECT: dict[str, Any] = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}


class SharedRecord:
    """The changes at one PostgreSQL address. StoreProblem for whatever keeps them from being read or written."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._connection: psycopg.Connection[Any] | None = None
        # One thread speaks on a connection; who waits for news has one of its own.
        self._speaking = threading.RLock()
        self._listening: psycopg.Connection[Any] | None = None

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Nobody else, in whichever program, appends within the block. The turn ends with the connection too."""
        with self._speaking:
            connection = self._ready()
            with _told():
                connection.execute("select pg_advisory_lock(%s)", (_TURN,))
            try:
                yield
            finally:
                # The server gives up the turn of a connection that is lost.
                with suppress(psycopg.Error):
                    connection.execute("select pg_advisory_unlock(%s)", (_TURN,))

    def append(self, change: Change) -> None:
        """Put a change behind the last one, lasting; within a turn. After a StoreProblem it is not there,

        except for ``shared_unsure``: then nobody can say until the server is back.
        """
        with self._speaking:
            connection = self._connection
            if connection is None or connection.closed:
                # The turn went with the connection: somebody else may have appended.
                raise StoreProblem("shared_away", reason="-")
            row = {"id": change.id, "hash": change.hash, "prev": change.prev, "line": change.to_line()}
            try:
                connection.execute(
                    "insert into ecodash_change (id, hash, prev, line) values (%(id)s, %(hash)s, %(prev)s, %(line)s)",
                    row,
                )
            except errors.UniqueViolation as error:
                raise StoreProblem("shared_diverged", change=change.id) from error
            except psycopg.OperationalError as error:
                self._find_out(change, error)
            except psycopg.Error as error:
                raise _problem(error) from error
            with suppress(psycopg.Error):
                connection.execute("select pg_notify(%s, %s)", (_CHANNEL, str(change.id)))

    def after(self, number: int) -> Iterator[Entry]:
        """The changes behind number ``number``, in order; each is what was written, or StoreProblem."""
        with self._speaking:
            while True:
                connection = self._ready()
                with _told():
                    rows = connection.execute(
                        "select id, line from ecodash_change where id > %s order by id limit %s", (number, _AT_ONCE)
                    ).fetchall()
                for row_id, line in rows:
                    entry = read_line(line.encode())
                    if entry is None or entry.id != row_id:
                        raise StoreProblem("shared_altered", change=row_id)
                    yield entry
                    number = entry.id
                if len(rows) < _AT_ONCE:
                    return

    def hash_of(self, number: int) -> str | None:
        """The hash of a change, by which a home knows whether its past is this one's; None where there is none."""
        if number == 0:
            return GENESIS
        with self._speaking:
            connection = self._ready()
            with _told():
                row = connection.execute("select hash from ecodash_change where id = %s", (number,)).fetchone()
        return str(row[0]) if row else None

    def length(self) -> int:
        """The number of changes."""
        with self._speaking:
            connection = self._ready()
            with _told():
                row = connection.execute("select coalesce(max(id), 0) from ecodash_change").fetchone()
        assert row is not None
        return int(row[0])

    def fill(self, entries: Iterator[Entry] | list[Entry]) -> None:
        """Write a whole history into an empty record, all of it or nothing."""
        with self._speaking:
            connection = self._ready()
            with _told(), connection.transaction(), connection.cursor() as cursor:
                cursor.execute("lock table ecodash_change in exclusive mode")
                if cursor.execute("select 1 from ecodash_change limit 1").fetchone():
                    raise StoreProblem("shared_not_empty")
                with cursor.copy("copy ecodash_change (id, hash, prev, line) from stdin") as copy:
                    for entry in entries:
                        copy.write_row((entry.id, entry.hash, entry.prev, entry.line.decode()))

    def wait(self, seconds: float) -> bool:
        """Wait until another program recorded something, at most so long; whether it did. False also when away."""
        end = time.monotonic() + seconds
        try:
            if self._listening is None or self._listening.closed:
                self._listening = psycopg.connect(self._address, autocommit=True, **_CONNECT)
                self._listening.execute(f"listen {_CHANNEL}")
                return True
            return any(True for _ in self._listening.notifies(timeout=seconds, stop_after=1))
        except psycopg.Error:
            self._listening = None
            time.sleep(max(0.0, end - time.monotonic()))
            return False

    def keep_file(self, sha256: str, media_type: str, content: bytes) -> None:
        """Keep a file of evidence where the other programs find it; the same content once."""
        with self._speaking:
            connection = self._ready()
            with _told():
                connection.execute(
                    "insert into ecodash_file (sha256, media_type, content) values (%s, %s, %s) on conflict do nothing",
                    (sha256, media_type, content),
                )

    def file(self, sha256: str) -> tuple[bytes, str] | None:
        """A file of evidence and its type, which some program kept."""
        with self._speaking:
            connection = self._ready()
            with _told():
                row = connection.execute(
                    "select content, media_type from ecodash_file where sha256 = %s", (sha256,)
                ).fetchone()
        return (bytes(row[0]), str(row[1])) if row else None

    def forget_file(self, sha256: str) -> None:
        """Keep a file no longer, for any of the programs."""
        with self._speaking:
            connection = self._ready()
            with _told():
                connection.execute("delete from ecodash_file where sha256 = %s", (sha256,))

    def close(self) -> None:
        for connection in (self._connection, self._listening):
            if connection is not None:
                with suppress(psycopg.Error):
                    connection.close()

    def _ready(self) -> psycopg.Connection[Any]:
        """A connection that works, made anew when the last one was lost."""
        with _told():
            if self._connection is not None and not self._connection.closed:
                try:
                    self._connection.execute("select 1")
                    return self._connection
                except psycopg.OperationalError:
                    self._connection.close()
            self._connection = psycopg.connect(self._address, autocommit=True, **_CONNECT)
            self._connection.execute(_SESSION)
            _set_up(self._connection)
            return self._connection

    def _find_out(self, change: Change, error: psycopg.Error) -> None:
        """The line broke while a change was written: ask whether it is there."""
        if isinstance(error, (errors.QueryCanceled, errors.LockNotAvailable, errors.DiskFull)):
            raise _problem(error) from error
        with suppress(psycopg.Error):
            if self._connection is not None:
                self._connection.close()
        try:
            found = self.hash_of(change.id)
        except StoreProblem as away:
            raise StoreProblem("shared_unsure", reason=away.values.get("reason", "-")) from error
        if found != change.hash:
            raise _problem(error) from error


def _set_up(connection: psycopg.Connection[Any]) -> None:
    with connection.transaction():
        # Two programs that start at once must not both make the tables.
        connection.execute("select pg_advisory_xact_lock(%s)", (_TURN + 1,))
        there = connection.execute("select to_regclass('ecodash_format')").fetchone()
        if there is None or there[0] is None:
            connection.execute(_SCHEMA.read_text(encoding="utf-8"))
            connection.execute("insert into ecodash_format values (%s)", (_FORMAT,))
        row = connection.execute("select max(format) from ecodash_format").fetchone()
        have = row[0] if row else None
        if have is not None and have < _FORMAT:
            # Lines of before are as good; programs of before do not read those of now.
            connection.execute("insert into ecodash_format values (%s)", (_FORMAT,))
            have = _FORMAT
    if have != _FORMAT:
        connection.close()
        raise StoreProblem("shared_newer", have=have or "?", known=_FORMAT)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except psycopg.Error as error:
        raise _problem(error) from error


def _problem(error: psycopg.Error) -> StoreProblem:
    """What the server says, as a sentence of ours; its own words stay in English."""
    reason = str(error).strip().partition("\n")[0]
    if isinstance(error, errors.InsufficientPrivilege):
        return StoreProblem("shared_rights", reason=reason)
    if isinstance(error, errors.DiskFull):
        return StoreProblem("shared_full", reason=reason)
    if isinstance(error, errors.LockNotAvailable):
        return StoreProblem("shared_busy")
    return StoreProblem("shared_away", reason=reason)
