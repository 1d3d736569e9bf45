"""Writes ``ecodash/facts/rows.py``: the type of the rows of every list, from its query and from its kind.

``python tests/row_types.py`` writes it anew; a test says when that is due.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from ecodash.domain.kinds import KINDS, Kind  # noqa: E402
from ecodash.store.database import Database  # noqa: E402
from ecodash.store.query_files import query_text  # noqa: E402

FILE = ROOT / "ecodash" / "facts" / "rows.py"
HEAD = '''"""The rows of every list, column by column. ``python tests/row_types.py`` writes it; do not edit it."""

from datetime import date, datetime
from decimal import Decimal
from typing import TypedDict
'''
_TYPES = {"VARCHAR": "str", "DATE": "date", "TIMESTAMP": "datetime", "INTEGER": "int", "BIGINT": "int"}
# Each list is the query of the same name.
LISTED = tuple(kind for kind in KINDS.values() if (ROOT / f"ecodash/store/queries/{kind.plural}.sql").exists())


def class_name(kind: Kind) -> str:
    """agenda_item → AgendaItemRow."""
    return "".join(part.capitalize() for part in kind.name.split("_")) + "Row"


def columns_of(kind: Kind, database: Database) -> dict[str, str]:
    """Column → SQL type of what the list of a kind answers."""
    with database._connection.cursor() as cursor:
        cursor.execute(query_text(kind.plural), {"day": None, "known": None})
        return {str(column[0]): str(column[1]) for column in cursor.description or ()}


def written() -> str:
    """The whole file."""
    database = Database(None)
    database.migrate()
    try:
        classes = ["\n".join(_class(kind, columns_of(kind, database))) for kind in LISTED]
    finally:
        database.close()
    return "\n\n".join([HEAD, *classes])


def _class(kind: Kind, columns: dict[str, str]) -> Iterator[str]:
    yield f"class {class_name(kind)}(TypedDict):"
    for name, sql in columns.items():
        plain = "Decimal" if sql.startswith("DECIMAL") else _TYPES[sql]
        yield f"    {name}: {plain}" + ("" if name in kind.key else " | None")
    yield ""


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8", newline="\n")
