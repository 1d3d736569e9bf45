"""One question in SQL, answered over tables that were handed in, by a process that has and can reach nothing else.

On standard input: a line of JSON, ``{"statement", "seconds", "tables": [[name, bytes], …]}``, then the tables as
streams of Arrow. On standard output: ``{"columns", "rows", "is_all"}``, or ``{"refused": code}``, with ``said`` where
DuckDB said why.
"""

import json
import math
import os
import sys
import threading
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from typing import Any

# Arrow's own would ask for a gigabyte of addresses before there is a row.
os.environ["ARROW_DEFAULT_MEMORY_POOL"] = "system"

import duckdb
import pyarrow

MOST_ROWS = 5_000
MOST_LETTERS = 8_000_000
_ADDRESSES = 2_000_000_000
# What a browser takes for a number without changing it.
_EXACT = 2**53
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "memory_limit": "512MB",
    "temp_directory": "",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    # Else a table's name could be that of a variable of this program.
    "python_enable_replacements": False,
}


def sealed(tables: list[tuple[str, bytes]]) -> duckdb.DuckDBPyConnection:
    """The tables, and from here on no way out of this process."""
    connection = duckdb.connect(":memory:", config=_CONFIG)
    for name, stream in tables:
        connection.register("handed_in", pyarrow.ipc.open_stream(stream).read_all())
        connection.execute(f'create table "{name}" as select * from handed_in')
        connection.unregister("handed_in")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    _close_the_doors()
    return connection


def answer(connection: duckdb.DuckDBPyConnection, statement: str, seconds: float) -> dict[str, Any]:
    """What the statement says, or why it says nothing."""
    late = threading.Timer(seconds, connection.interrupt)
    late.start()
    try:
        return _answer(connection, statement)
    except duckdb.InterruptException:
        return {"refused": "too_long"}
    except (duckdb.OutOfMemoryException, MemoryError):
        return {"refused": "too_much"}
    except Exception as error:
        # DuckDB's own errors, and what its values cannot be in Python.
        return {"refused": "misread", "said": str(error)[:1_000]}
    finally:
        late.cancel()


def _answer(connection: duckdb.DuckDBPyConnection, statement: str) -> dict[str, Any]:
    statements = connection.extract_statements(statement)
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        return {"refused": "only_select"}
    connection.execute(statements[0])
    names = [column[0] for column in connection.description or ()]
    rows = connection.fetchmany(MOST_ROWS + 1)
    columns = [_told([row[place] for row in rows[:MOST_ROWS]]) for place in range(len(names))]
    return {"columns": names, "rows": list(zip(*columns, strict=True)), "is_all": len(rows) <= MOST_ROWS}


def _told(values: list[Any]) -> list[Any]:
    """A column as texts, numbers, yes and no: what JSON has, and each column all of one type."""
    told = [_plain(value) for value in values]
    if any(isinstance(value, int) and abs(value) > _EXACT for value in told):
        return [None if value is None else str(value) for value in told]
    return told


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return value if value is None or isinstance(value, (bool, int, float, str)) else str(value)


def _close_the_doors() -> None:
    """No file, no connection, no more memory from here on: of the system, whatever DuckDB would allow."""
    # Not on Windows; there the settings of DuckDB have to do.
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_ADDRESSES, _ADDRESSES))
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _main() -> None:
    asked = json.loads(sys.stdin.buffer.readline())
    tables = [(name, sys.stdin.buffer.read(size)) for name, size in asked["tables"]]
    line = json.dumps(answer(sealed(tables), asked["statement"], asked["seconds"]), ensure_ascii=False)
    if len(line) > MOST_LETTERS:
        line = json.dumps({"refused": "too_much"})
    sys.stdout.buffer.write(line.encode("utf-8", "replace"))


if __name__ == "__main__":
    _main()
