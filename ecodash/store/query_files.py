"""The text of the query files."""

from functools import cache
from pathlib import Path

_QUERIES = Path(__file__).parent / "queries"


@cache
def query_text(name: str) -> str:
    """The text of one query file."""
    return (_QUERIES / f"{name}.sql").read_text(encoding="utf-8")
