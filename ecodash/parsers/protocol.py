"""What the parsers share: their limits, and the lines in which they tell what they find.

In this order: ``{"properties": …}`` where the format has them, ``{"sheets": N}``; of each sheet ``{"sheet": name,
"hidden", "flaws", "hidden_rows", "hidden_columns"}``, ``{"merged": …, "total": N}`` and, as often as needed, ``{"rows":
[[number, cells]], "done": N}``; ``{"end": true}``. Or ``{"refused": code}``, and nothing after it.
"""

import json
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from typing import Any

MEMORY_BYTES = 1_000_000_000
MOST_ROWS = 200_000
MOST_COLUMNS = 100
MOST_FLAWS = 1_000
ROWS_AT_ONCE = 2_000
CHUNK = 1 << 20

Flaw = tuple[str, str, str]
"""Code, place, value."""
Row = tuple[int, list[Any]]
"""Its number, counted from 1, and its cells from column A on; those that hold nothing are empty texts."""


class Refused(Exception):
    """The file cannot be read; the code says why."""


def parse(tell_workbook: Callable[[bytes], None]) -> None:
    """Read, tell, and never die without a word if it can be helped."""
    # Not on Windows; there the limits of the gate and of time have to do.
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    try:
        tell_workbook(sys.stdin.buffer.read())
        tell(end=True)
    except Refused as refused:
        tell(refused=str(refused))
    except MemoryError:
        tell(refused="too_much")
    except Exception:
        # Whatever a library, zlib or the XML parser call it: this is no sound workbook.
        tell(refused="broken")


def tell(**what: Any) -> None:
    """One line; a day or a time is told as what it is."""
    line = json.dumps(what, ensure_ascii=False, default=_plain, separators=(",", ":"))
    sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")


def tell_rows(rows: Iterable[Row]) -> None:
    """Those that hold anything, some at a time, so that nobody has to hold all of them."""
    chunk: list[Row] = []
    done = 0
    for number, cells in rows:
        done = number
        if any(cell != "" for cell in cells):
            chunk.append((number, cells))
        if number % ROWS_AT_ONCE == 0:
            tell(rows=chunk, done=number)
            chunk = []
    tell(rows=chunk, done=done)


def _plain(value: Any) -> dict[str, str]:
    return {"day": value.isoformat()} if isinstance(value, date) else {"time": str(value)}
