"""A change put into the tables: one row for the act, one for each revision, one for each that is out of force."""

from itertools import groupby
from typing import Any

import duckdb

from ecodash.domain.kinds import KINDS
from ecodash.store.change import Change
from ecodash.store.query_files import query_text
from ecodash.store.typed_row import key_of

_INSERT_CHUNK = 20_000
_MANY_ROWS = 1_000


def insert_change(cursor: duckdb.DuckDBPyConnection, change: Change) -> None:
    """Put in what a change is, its rows, and which revisions it takes out of force."""
    act = change.act
    cursor.execute(
        query_text("insert_change"),
        {
            "id": change.id,
            "recorded_at": change.recorded_at,
            "who": act.who,
            "means": str(act.means),
            "source_name": act.source_name,
            "source_sha256": act.source_sha256,
            "note": act.note,
            "undoes": act.undoes,
            "commitment": act.commitment,
            "salt": act.salt,
            "first_rev": change.first_rev,
            "row_count": len(change.rows),
            "prev_hash": change.prev,
            "hash": change.hash,
        },
    )
    numbered = list(enumerate(change.rows, start=change.first_rev))
    by_kind = sorted(numbered, key=lambda entry: entry[1][0])
    for kind, group in groupby(by_kind, key=lambda entry: entry[1][0]):
        rows = [(rev, row) for rev, (_, row) in group]
        for start in range(0, len(rows), _INSERT_CHUNK):
            _insert_rows(cursor, change, kind, rows[start : start + _INSERT_CHUNK])
    for kind, rev in change.voids:
        cursor.execute(
            query_text("insert_void"),
            {"rev": rev, "kind": kind, "change_id": change.id, "recorded_at": change.recorded_at},
        )


def _insert_rows(cursor: duckdb.DuckDBPyConnection, change: Change, kind: str, rows: list[tuple[int, Any]]) -> None:
    # The statement is put together from the names in kinds.KINDS alone; values are parameters.
    columns = list(KINDS[kind].all_columns)
    values: dict[str, list[Any]] = {
        "rev": [rev for rev, _ in rows],
        "change_id": [change.id] * len(rows),
        "recorded_at": [change.recorded_at] * len(rows),
        "key": [key_of(KINDS[kind], row) for _, row in rows],
        **{column: [row[column] for _, row in rows] for column in columns},
    }
    names = ", ".join(f'"{name}"' for name in values)
    if len(rows) < _MANY_ROWS:
        selected = ", ".join(f"unnest(${name})" for name in values)
        cursor.execute(f"insert into {kind} ({names}) select {selected}", values)
        return
    import pyarrow

    # Handed over as columns: a quarter of what parameters cost, each of which is looked at by itself.
    cursor.register("given_rows", pyarrow.table({name: pyarrow.array(column) for name, column in values.items()}))
    try:
        cursor.execute(f"insert into {kind} ({names}) select {names} from given_rows")
    finally:
        cursor.unregister("given_rows")
