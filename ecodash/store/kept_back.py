"""Names that were taken out of view: what a store answers has a mark in their place, and so has all that is made of it.

The history itself stays as it was sealed. Where a commitment stands for the name of whoever recorded (``change.py``),
backups and exports leave the name out and stay as genuine; another name in it cannot be changed without breaking the
chain that finds alterations.
"""

import re
from collections.abc import Iterable
from typing import Any

from ecodash.language.text import t

# By these rows are found again.
_AS_IT_IS = frozenset({"key"})


class KeptBack:
    """Some names, in any case of letters and however far apart their words stand."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.names = frozenset(names)
        # The longest first: a name may be part of another.
        longest_first = sorted(self.names, key=lambda name: (-len(name), name))
        written = [r"\s+".join(map(re.escape, name.split())) for name in longest_first]
        self._pattern = re.compile("|".join(written), re.IGNORECASE) if written else None
        self._mark = t("th", "kept_back.mark")

    def is_in(self, name: str) -> bool:
        """Whether one of the names is, or is part of, this one."""
        return self._pattern is not None and self._pattern.search(name) is not None

    def in_rows(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The rows of an answer without the names."""
        if self._pattern is None:
            return rows
        return [
            {column: value if column in _AS_IT_IS else self.in_value(value) for column, value in row.items()}
            for row in rows
        ]

    def in_value(self, value: Any) -> Any:
        """A value, or all that are in it, without the names."""
        if self._pattern is None:
            return value
        if isinstance(value, str):
            return self._pattern.sub(self._mark, value)
        if isinstance(value, list):
            return [self.in_value(each) for each in value]
        if isinstance(value, dict):
            return {key: self.in_value(each) for key, each in value.items()}
        return value
