"""Text in columns for a terminal, Thai or English; a word when something takes a while."""

import sys
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Timer

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


@contextmanager
def said_when_slow(words: str, seconds: float = 1) -> Iterator[None]:
    """Says on standard error that work goes on, once it has gone on for longer than a moment."""
    timer = Timer(seconds, lambda: print(words, file=sys.stderr, flush=True))
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
