"""Changes put into the tables: one row for the act, one for each revision, one for each that is out of force."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import duckdb

from ecodash.domain.kinds import KINDS
from ecodash.store.change import Change
from ecodash.store.query_files import query_text
from ecodash.store.typed_row import Row, key_of

_INSERT_CHUNK = 20_000
# From here on it pays to load Arrow.
_MANY_ROWS = 5_000
# Its number, the change it is of, its columns.
_Revision = tuple[int, Change, Row]


def insert_changes(cursor: duckdb.DuckDBPyConnection, changes: Sequence[Change]) -> None:
    """Put in what the changes are, their rows, and which revisions they take out of force."""
    for change in changes:
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
    by_kind: dict[str, list[_Revision]] = defaultdict(list)
    for change in changes:
        for rev, (kind, row) in enumerate(change.rows, start=change.first_rev):
            by_kind[kind].append((rev, change, row))
    for kind in sorted(by_kind):
        rows = by_kind[kind]
        for start in range(0, len(rows), _INSERT_CHUNK):
            _insert_rows(cursor, kind, rows[start : start + _INSERT_CHUNK])
    for change in changes:
        for name in change.names:
            cursor.execute(query_text("insert_name_apart"), {"change_id": change.id, **vars(name)})
        for kind, rev in change.voids:
            cursor.execute(
                query_text("insert_void"),
                {"rev": rev, "kind": kind, "change_id": change.id, "recorded_at": change.recorded_at},
            )


def _insert_rows(cursor: duckdb.DuckDBPyConnection, kind: str, rows: list[_Revision]) -> None:
    # The statement is put together from the names in kinds.KINDS alone; values are parameters.
    columns = list(KINDS[kind].all_columns)
    values: dict[str, list[Any]] = {
        "rev": [rev for rev, _, _ in rows],
        "change_id": [change.id for _, change, _ in rows],
        "recorded_at": [change.recorded_at for _, change, _ in rows],
        "key": [key_of(KINDS[kind], row) for _, _, row in rows],
        **{column: [row[column] for _, _, row in rows] for column in columns},
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
