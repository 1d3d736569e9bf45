"""Every table as a pandas DataFrame, for a notebook or a script of one's own::

    from ecodash import frames
    frames.status("/srv/ecodash", area="lamphun-ban-klang", as_of="2024-02-12")

``home`` is the folder of the data (the one of ``ECODASH_HOME`` where none is named), ``frames.DEMO`` the demonstration.
The journal is read into memory: nothing is locked or written, whether or not the dashboard runs. What is asked for is
said as in an address: ``area, phase, province, fy, framework, item, agency, as_of, known_at, vs, lang``.
"""

import re
from collections.abc import Iterable
from functools import cache, partial
from io import BytesIO
from os import PathLike
from pathlib import Path
from typing import Any

# Before the store, so that DuckDB knows pandas' missing values as well: a notebook hands it frames.
import pandas as pd
import pyarrow as pa

from ecodash import stores
from ecodash.facts import seen_by
from ecodash.facts.query_string import read_selection
from ecodash.facts.selection import Selection
from ecodash.language.refusal import Refusal
from ecodash.store.copies import copy_of
from ecodash.store.reference import open_demo
from ecodash.store.store import Store
from ecodash.tables import TABLES, Table, beside, rows_of
from ecodash.tables.named import columns_beside

DEMO = "demo"
Home = str | PathLike[str] | None


def frame(name: str, home: Home = None, **asked: object) -> pd.DataFrame:
    """One of ``TABLES``; Refusal when something asked for is not understood."""
    if name not in TABLES:
        raise Refusal("api.misread", parameter="table", value=name)
    store = _store(home)
    query = {parameter: str(value) for parameter, value in asked.items()}
    selection, misread = read_selection(store, query)
    for part in misread:
        raise Refusal(part.reason or "api.misread", parameter=part.parameter, value=part.value)
    return of_rows(TABLES[name], seen_by(store, selection), selection)


def of_rows(table: Table, store: Store, selection: Selection) -> pd.DataFrame:
    """A table within a selection: codes beside names, days as days, what is not told as missing."""
    rows = beside(store, selection.as_of, selection.lang, table, rows_of(store, table, selection))
    return _typed(table, rows)


def parquet(table: Table, rows: Iterable[dict[str, Any]]) -> bytes:
    """Rows of ``beside`` as a Parquet file."""
    out = BytesIO()
    _typed(table, rows).to_parquet(out, index=False)
    return out.getvalue()


def asked_in(statement: str, store: Store, selection: Selection) -> dict[str, pa.Table]:
    """Those of ``TABLES`` that a statement in SQL names, within a selection: for the sandbox that answers it."""
    said = set(re.findall(r"\w+", statement.lower()))
    return {name: _arrow(table, of_rows(table, store, selection)) for name, table in TABLES.items() if name in said}


def _arrow(table: Table, frame: pd.DataFrame) -> pa.Table:
    """The frame with days that are days: pandas has moments only."""
    whole = pa.Table.from_pandas(frame, preserve_index=False)
    days = {column.name for column in table.columns if column.type == "date"}
    return whole.cast(
        pa.schema([field.with_type(pa.date32()) if field.name in days else field for field in whole.schema])
    )


def _typed(table: Table, told: Iterable[dict[str, Any]]) -> pd.DataFrame:
    rows = list(told)
    kinds = {column.name: _KINDS.get(str(column.type), "string") for column in table.columns}
    # Each column with its type at once: pandas would guess another one, and make of what is missing the text «nan».
    made = {
        name: pd.array([_plain(row[name], kinds.get(name, "string")) for row in rows], dtype=kinds.get(name, "string"))
        for name in columns_beside(table)
    }
    return pd.DataFrame(made)


_KINDS = {
    "date": "datetime64[ms]",
    "moment": "datetime64[ms]",
    "int": "Int64",
    "number": "Float64",
    "money": "Float64",
}


def _plain(value: Any, kind: str) -> Any:
    if value is None:
        return None
    if kind == "string":
        return str(value)
    return float(value) if kind == "Float64" else value


def _store(home: Home) -> Store:
    if home == DEMO:
        return _demonstration()
    place = Path(home) if home is not None else stores.home()
    journal = place / "journal.jsonl"
    size = journal.stat().st_size if journal.exists() else 0
    return _copy(place, size)


@cache
def _demonstration() -> Store:
    return open_demo(stores.DATA / "demo")


@cache
def _copy(home: Path, size: int) -> Store:
    """As long as the journal has not grown, one copy serves all questions."""
    return copy_of(home)


status = partial(frame, "status")
history = partial(frame, "history")
changes = partial(frame, "changes")
series = partial(frame, "series")
owed = partial(frame, "owed")
activities = partial(frame, "activities")
plan_projects = partial(frame, "plan_projects")
assignments = partial(frame, "assignments")
meetings = partial(frame, "meetings")
resolutions = partial(frame, "resolutions")
areas = partial(frame, "areas")
agencies = partial(frame, "agencies")
items = partial(frame, "items")
auditors = partial(frame, "auditors")
evidence = partial(frame, "evidence")
budgets = partial(frame, "budgets")
