"""Text in columns for a terminal, Thai or English."""

import unicodedata
from collections.abc import Sequence

_NO_WIDTH = ("Mn", "Me", "Cf")


def columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Lines whose columns are aligned as a terminal shows them."""
    lines = [header, *rows]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(map(_padded, line, widths)).rstrip() for line in lines)


def _width(text: str) -> int:
    """Thai vowels and tone marks above and below take no column of their own."""
    return sum(unicodedata.category(character) not in _NO_WIDTH for character in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
