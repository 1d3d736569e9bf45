"""DuckDB behind one small border: open, migrate, read by named query, write a change."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb

from ecodash.domain.kinds import KINDS
from ecodash.domain.vocabulary import Means
from ecodash.store.change import Act, Change
from ecodash.store.insertion import insert_changes
from ecodash.store.names_apart import NameApart
from ecodash.store.pandas_later import spare_pandas
from ecodash.store.problem import StoreProblem
from ecodash.store.query_files import query_text
from ecodash.store.spans import keep_spans, renew_spans

spare_pandas()

_HERE = Path(__file__).parent
_MIGRATIONS = sorted((_HERE / "migrations").glob("*.sql"))
_MACROS = (_HERE / "macros.sql").read_text(encoding="utf-8")
SCHEMA_VERSION = max(int(path.name.partition("_")[0]) for path in _MIGRATIONS)

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "threads": 2,
    "memory_limit": "1GB",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    # A power cut inside a checkpoint can lose the whole file: the live file only ever grows its WAL.
    "checkpoint_threshold": "100GB",
}
# So many rows are put in at once where there are many changes.
_BATCH = 20_000
# The macros as DuckDB tells them once they were made; alike in every database.
_macros_as_made: list[tuple[Any, ...]] = []


class Database:
    """One connection, a cursor for every call. ``path`` None keeps everything in memory."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._connection = duckdb.connect(str(path) if path else ":memory:", config=_CONFIG)
        self._connection.execute("pragma disable_checkpoint_on_shutdown")

    def close(self) -> None:
        self._connection.close()

    def harden(self, home: Path | None) -> None:
        """From here on no SQL reaches a file outside the home, loads an extension or changes a setting."""
        if home is not None:
            self._connection.execute("set allowed_directories = [$home]", {"home": str(home.resolve())})
        self._connection.execute("set enable_external_access = false")
        self._connection.execute("set lock_configuration = true")

    def migrate(self) -> None:
        """Bring the schema up to this program's version, each step in one transaction; its macros are made anew."""
        with self._connection.cursor() as cursor:
            cursor.execute("create table if not exists schema_version (version integer primary key)")
            have = {row[0] for row in cursor.execute("select version from schema_version").fetchall()}
            if max(have, default=0) > SCHEMA_VERSION:
                raise StoreProblem("newer_version", have=max(have), known=SCHEMA_VERSION)
            for script in _MIGRATIONS:
                version = int(script.name.partition("_")[0])
                if version in have:
                    continue
                cursor.begin()
                cursor.execute(script.read_text(encoding="utf-8"))
                cursor.execute("insert into schema_version values ($v)", {"v": version})
                cursor.commit()
            if have:
                _renew_macros(cursor)
            else:
                cursor.execute(_MACROS)

    def ask(self, query: str, params: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The rows of ``queries/<query>.sql`` as dicts, in the query's own order."""
        with self._connection.cursor() as cursor:
            cursor.execute(query_text(query), dict(params))
            columns = [column[0] for column in cursor.description or ()]
            return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]

    def scan(self) -> None:
        """Read every block once, so that damage shows at the start and not in a meeting."""
        found: dict[str, int] = {}
        with self._connection.cursor() as cursor:
            for table in ("change", "voided", "name_apart", "span", "span_head", "schema_version", *KINDS):
                # An alias, because hash(item) would read the column of that name alone.
                cursor.execute(f"select count(*), max(hash(scanned)) from {table} scanned")
                found[table] = cursor.fetchall()[0][0]
            # No query reads the keys' indexes, but the next change would: a row more of each, and none of it kept.
            cursor.begin()
            cursor.execute(
                "insert into change select * replace (id + 1 as id, '' as hash) from change order by id desc limit 1"
            )
            for kind in filter(found.get, KINDS):
                cursor.execute(
                    f"insert into {kind} select * replace (rev + 1 as rev) from {kind} order by rev desc limit 1"
                )
            cursor.rollback()

    @contextmanager
    def writing(self, change: Change, *, spans: bool = False) -> Iterator[None]:
        """Put a change in; it is committed when the block ends and gone when the block fails.

        ``spans``: keep them as well, which is dearer for many changes than to work all out at the end.
        """
        with self._transaction() as cursor:
            insert_changes(cursor, [change])
            if spans:
                keep_spans(cursor, change)
            yield

    def put_in(self, changes: Iterable[Change]) -> None:
        """Put in many, a batch in one transaction: where it breaks off, all that is in are whole changes."""
        batch: list[Change] = []
        size = 0
        for change in changes:
            batch.append(change)
            size += 1 + len(change.rows)
            if size >= _BATCH:
                self._put_in(batch)
                batch, size = [], 0
        if batch:
            self._put_in(batch)

    def _put_in(self, batch: Sequence[Change]) -> None:
        with self._transaction() as cursor:
            insert_changes(cursor, batch)

    def renew_spans(self) -> None:
        """Work the spans out anew from the log."""
        with self._transaction() as cursor:
            head = self.ask("head", {})[0]
            renew_spans(cursor, head["id"], head["hash"])

    def match_spans(self) -> None:
        """Work the spans out anew unless they are kept up to the newest change."""
        head = self.ask("head", {})[0]
        if self.ask("span_head", {}) != [{"id": head["id"], "hash": head["hash"]}]:
            self.renew_spans()

    @contextmanager
    def _transaction(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._connection.cursor() as cursor:
            cursor.begin()
            try:
                yield cursor
                cursor.commit()
            except BaseException:
                with suppress(duckdb.Error):
                    cursor.rollback()
                raise

    def changes(self, after: int = 0) -> Iterator[Change]:
        """Every change recorded later than number ``after``, rebuilt from the tables, in order."""
        heads = self.ask("changes_after", {"after": after})
        rows = {kind: self.ask_rows(kind, after) for kind in KINDS}
        voids: dict[int, list[tuple[str, int]]] = {}
        for void in self.ask("voids_after", {"after": after}):
            voids.setdefault(void["change_id"], []).append((void["kind"], void["rev"]))
        names: dict[int, list[NameApart]] = {}
        for told in self.ask("names_after", {"after": after}):
            names.setdefault(told.pop("change_id"), []).append(NameApart(**told))
        for head in heads:
            mine = [(row["rev"], kind, row) for kind in KINDS for row in rows[kind].get(head["id"], ())]
            mine.sort(key=lambda entry: entry[0])
            act = Act(
                head["who"],
                Means(head["means"]),
                head["source_name"],
                head["source_sha256"],
                head["note"],
                head["undoes"],
                head["recorded_at"],
                head["commitment"],
                head["salt"],
            )
            yield Change(
                head["id"],
                head["recorded_at"],
                act,
                head["first_rev"],
                tuple((kind, {c: row[c] for c in KINDS[kind].all_columns}) for _, kind, row in mine),
                head["prev_hash"],
                tuple(voids.get(head["id"], ())),
                head["hash"],
                tuple(names.get(head["id"], ())),
            )

    def ask_rows(self, kind: str, after: int) -> dict[int, list[dict[str, Any]]]:
        """All revisions of one kind recorded after a change, by change."""
        rows = self.ask("revisions_after", {"kind": kind, "after": after})
        return {change: list(group) for change, group in groupby(rows, key=lambda row: row["change_id"])}

    def copy_to(self, path: Path) -> None:
        """A compacted, checkpointed copy that needs no WAL."""
        with self._connection.cursor() as cursor:
            catalog = cursor.execute("select current_database()").fetchone()
            assert catalog is not None
            cursor.execute(f"attach '{str(path).replace(chr(39), chr(39) * 2)}' as target")
            try:
                cursor.execute(f'copy from database "{catalog[0]}" to target')
                cursor.execute("checkpoint target")
            finally:
                cursor.execute("detach target")


def _renew_macros(cursor: duckdb.DuckDBPyConnection) -> None:
    """Make them anew; where they were as they should be, nothing is written."""
    before = cursor.execute(query_text("macros")).fetchall()
    # None at all are left where a first start was cut off before it came to them.
    if before and before == _macros_as_made:
        return
    cursor.begin()
    cursor.execute(_MACROS)
    _macros_as_made[:] = cursor.execute(query_text("macros")).fetchall()
    if before == _macros_as_made:
        cursor.rollback()
    else:
        cursor.commit()
