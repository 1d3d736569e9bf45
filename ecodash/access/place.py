"""Where the accounts are kept: a small SQLite file in the home, or tables in the record that machines share.

What stands there is asked for in SQL that both understand. Parameters are written ``?``.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Protocol

from ecodash.access.problem import EntryProblem
from ecodash.disk import keep_private

FILE_NAME = "access.sqlite"
# In a home beside a shared record: what was last known of it, so that reading goes on while it is away.
LAST_KNOWN = "last known "
# What is carried when accounts move. Sessions and tries are not: people sign in anew.
CARRIED = {
    "officer": ("name", "role", "password_hash", "email", "added_at", "login"),
    "setting": ("name", "value"),
    "second_factor": ("officer", "secret", "since", "last_step"),
    "recovery_code": ("sha256", "officer"),
    "event": ("at", "who", "what", "about"),
}
# So many columns had an officer in backups of before.
_WITHOUT_LOGIN = 5

_SCHEMA = """
create table if not exists officer (
    name text primary key, role text not null, password_hash text not null, email text, added_at text not null
);
create table if not exists session (
    token_sha256 text primary key, officer text not null, began_at text not null, seen_at text not null
);
create table if not exists setting (name text primary key, value text not null);
create table if not exists event (at text not null, who text not null, what text not null, about text not null);
create table if not exists attempt (
    id integer primary key autoincrement, kind text not null, name text not null, address text not null,
    at text not null
);
create table if not exists one_time_code (officer text primary key, sha256 text not null, ends_at text not null);
create table if not exists second_factor (
    officer text primary key, secret text not null, since text not null, last_step integer not null
);
create table if not exists recovery_code (sha256 text primary key, officer text not null);
drop table if exists failure;
update event set who = substr(who, 1, 80) where length(who) > 80;
"""

Accounts = dict[str, list[Any]]
"""Rows by the table that they are of, in the order of its carried columns."""


class Found(Protocol):
    """The rows of an answer."""

    def fetchone(self) -> Any: ...

    def fetchall(self) -> list[Any]: ...


class Rows(Protocol):
    """What is kept, while a place is open: all that is done to it is done together or not at all."""

    def execute(self, sql: str, values: Sequence[object] = ()) -> Found: ...

    def alone(self) -> None:
        """Nobody else who asks for it looks or writes before this is through."""


class Place(Protocol):
    """Where accounts are kept. EntryProblem when it cannot be reached."""

    is_shared: bool

    def opened(self) -> AbstractContextManager[Rows]: ...


class Kept:
    """One part of the accounts."""

    def __init__(self, place: Place) -> None:
        self.place = place


class _SqliteRows:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def execute(self, sql: str, values: Sequence[object] = ()) -> Found:
        return self._connection.execute(sql, values)

    def alone(self) -> None:
        if not self._connection.in_transaction:
            self._connection.execute("begin immediate")


class SqlitePlace:
    """A file in the home. Every look opens it for itself."""

    is_shared = False

    def __init__(self, home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self._path = home / FILE_NAME
        with self._connected() as connection:
            connection.executescript(_SCHEMA)
            _add_logins(connection)
        keep_private(home)

    @contextmanager
    def opened(self) -> Iterator[Rows]:
        with self._connected() as connection:
            yield _SqliteRows(connection)

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self._path, timeout=5)
        try:
            # What is deleted here is gone from the file as well.
            connection.execute("pragma secure_delete = on")
            with connection:
                yield connection
        except sqlite3.Error as error:
            raise EntryProblem("file", reason=error) from error
        finally:
            connection.close()


def _add_logins(connection: sqlite3.Connection) -> None:
    """Give a file of before its column for the names to sign in by; empty, they are those that are shown."""
    connection.execute("begin immediate")
    if "login" not in {column[1] for column in connection.execute("pragma table_info(officer)")}:
        connection.execute("alter table officer add column login text")


def carry(source: Place, target: Place, *, only_into_empty: bool = False) -> int:
    """Bring the accounts of one place into another, in place of what is there; how many officers came.

    ``only_into_empty``: nothing is touched where there are officers already.
    """
    return put_accounts(target, accounts_of(source), only_into_empty=only_into_empty)


def accounts_of(place: Place) -> Accounts:
    """Everything that is carried."""
    with place.opened() as rows:
        return {table: rows.execute(_all_of(table)).fetchall() for table in CARRIED}


def put_accounts(place: Place, found: Accounts, *, only_into_empty: bool = False) -> int:
    """Put accounts in place of what is there, table by table; how many officers came. Everybody signs in anew."""
    with place.opened() as rows:
        rows.alone()
        if only_into_empty and (not found["officer"] or rows.execute("select 1 from officer").fetchone()):
            return 0
        for table, each in found.items():
            columns = CARRIED[table]
            rows.execute(f"delete from {table}")
            values = ", ".join("?" * len(columns))
            for row in each:
                rows.execute(f"insert into {table} ({', '.join(columns)}) values ({values})", tuple(row))
        rows.execute("delete from session")
    return len(found["officer"])


def is_accounts(found: Any) -> Accounts:
    """What came from elsewhere, if it is what is carried; ValueError when not."""
    told = {**found, "officer": [row if len(row) > _WITHOUT_LOGIN else [*row, None] for row in found["officer"]]}
    if not told["officer"] or not all(len(row) == len(CARRIED[table]) for table in told for row in told[table]):
        raise ValueError("no accounts")
    return {table: [tuple(row) for row in told[table]] for table in told}


def _all_of(table: str) -> str:
    last = {"event": " order by rowid", "setting": f" where substr(name, 1, {len(LAST_KNOWN)}) <> '{LAST_KNOWN}'"}
    return f"select {', '.join(CARRIED[table])} from {table}{last.get(table, '')}"
