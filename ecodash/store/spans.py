"""Spans: from which day until which an observation speaks for its item, kept beside the log and worked out from it."""

from typing import Any

import duckdb

from ecodash.store.change import Change
from ecodash.store.query_files import query_text


def keep_spans(cursor: duckdb.DuckDBPyConnection, change: Change) -> None:
    """Bring the spans up to a change that was just put in, within its transaction."""
    voided = [rev for _, rev in change.voids]
    is_survey = any(kind == "observation" for kind, _ in change.rows)
    if is_survey or voided or change.act.undoes is not None:
        _run(cursor, "insert_touched", change=change.id, voided=voided, undoes=change.act.undoes)
        _run(cursor, "insert_renewed")
        _run(cursor, "delete_spans")
        _run(cursor, "insert_spans")
    _say_up_to(cursor, change.id, change.hash)


def renew_spans(cursor: duckdb.DuckDBPyConnection, change_id: int, digest: str) -> None:
    """Work all spans out from the log, whose newest change is this one."""
    _run(cursor, "insert_all_renewed")
    _run(cursor, "delete_all_spans")
    _run(cursor, "insert_spans")
    _say_up_to(cursor, change_id, digest)


def _say_up_to(cursor: duckdb.DuckDBPyConnection, change_id: int, digest: str) -> None:
    _run(cursor, "delete_span_head")
    _run(cursor, "insert_span_head", change_id=change_id, hash=digest)


def _run(cursor: duckdb.DuckDBPyConnection, query: str, **params: Any) -> None:
    cursor.execute(query_text(query), params)
