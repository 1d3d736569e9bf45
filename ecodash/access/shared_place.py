"""The accounts of all machines that share a record: tables beside it in PostgreSQL (``ECODASH_STORE``)."""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from ecodash.access.place import Found, Rows
from ecodash.access.problem import EntryProblem

_SCHEMA = Path(__file__).with_name("shared_place.sql")
# Any numbers that no other program of this server takes as well.
_MAKING, _ALONE = 0x65636F61636365, 0x65636F61636366
_SESSION = "set search_path = ecodash_access; set lock_timeout = '4s'; set statement_timeout = '5s'"
# A page waits for these: better a refusal now than an answer in a minute.
_CONNECT: dict[str, Any] = {"connect_timeout": 3, "tcp_user_timeout": 5000, "keepalives_idle": 10}
# After a server could not be reached, others are told so without being made to wait for it as well.
_AWAY_SECONDS = 2.0


class _SharedRows:
    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def execute(self, sql: str, values: Sequence[object] = ()) -> Found:
        return self._connection.execute(sql.replace("?", "%s").encode(), values)

    def alone(self) -> None:
        self._connection.execute("select pg_advisory_xact_lock(%s)", (_ALONE,))


class SharedPlace:
    """Tables in the database at an address, made at the first use. One thread speaks at a time."""

    is_shared = True

    def __init__(self, address: str) -> None:
        self._address = address
        self._connection: psycopg.Connection[Any] | None = None
        self._speaking = threading.RLock()
        self._away_until = 0.0

    @contextmanager
    def opened(self) -> Iterator[Rows]:
        with self._speaking:
            try:
                connection = self._ready()
                with connection.transaction():
                    yield _SharedRows(connection)
            except psycopg.Error as error:
                raise EntryProblem("away", reason=str(error).strip().partition("\n")[0]) from error

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()

    def _ready(self) -> psycopg.Connection[Any]:
        """A connection that works, made anew when the last one was lost."""
        if self._connection is not None and not self._connection.closed:
            try:
                self._connection.execute("select 1")
                return self._connection
            except psycopg.OperationalError:
                self._connection.close()
        if time.monotonic() < self._away_until:
            raise EntryProblem("away", reason="-")
        try:
            self._connection = psycopg.connect(self._address, autocommit=True, **_CONNECT)
            self._connection.execute(_SESSION)
            _set_up(self._connection)
        except psycopg.Error:
            self._away_until = time.monotonic() + _AWAY_SECONDS
            raise
        return self._connection


def _set_up(connection: psycopg.Connection[Any]) -> None:
    with connection.transaction():
        # Two programs that start at once must not both make the tables.
        connection.execute("select pg_advisory_xact_lock(%s)", (_MAKING,))
        # The newest of what the file makes.
        there = connection.execute(
            "select 1 from information_schema.columns"
            " where table_schema = 'ecodash_access' and table_name = 'officer' and column_name = 'login'"
        ).fetchone()
        if there is None:
            connection.execute(_SCHEMA.read_text(encoding="utf-8").encode())
