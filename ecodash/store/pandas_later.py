"""DuckDB without pandas, which it would load with the first value of a statement, to know pandas' two missing values.

That takes half a second of processor and 84 MB, at every start and for every command. No statement of ours has them.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

import duckdb


class _Pandas(ModuleType):
    """What DuckDB keeps for pandas. Asked for anything but the two missing values, it is pandas."""

    NaT = NA = object()

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module("pandas"), name)


def spare_pandas() -> None:
    """Let DuckDB keep the stand-in. Whoever loaded pandas before, as a notebook does, keeps pandas."""
    if "pandas" in sys.modules:
        return
    sys.modules["pandas"] = _Pandas("pandas")
    try:
        with duckdb.connect() as connection:
            connection.execute("select ?", [""])
    finally:
        del sys.modules["pandas"]
