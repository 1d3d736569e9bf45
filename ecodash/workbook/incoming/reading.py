"""A file as received → its sheets with their cells, as they stand. What cannot be read is a problem, never an error."""

import csv
import io
import json
import re
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ecodash import places
from ecodash.domain.dates import parse_moment
from ecodash.workbook.cells import Cell, MonthShown, Shown
from ecodash.workbook.incoming.gate import kind_of
from ecodash.workbook.problems import Misread, Problem

# Longer than this no honest workbook takes; 100,000 rows take about eight seconds.
SECONDS = 60.0

Progress = Callable[[int, int], None]
"""Told now and then: how many rows are done, of how many."""

# Our widest sheet has some forty.
_MOST_COLUMNS = 500
_PARSERS = {"workbook": "xlsx", "old_excel": "xls", "open_document": "ods"}
_SEPARATORS = (",", ";", "\t", "|")
_DECLARED = re.compile(r"sep=(.)\r?\n")
_LINES_LOOKED_AT = 20
# A Macintosh ends lines with the first half of what Windows does.
_LINE_END = re.compile(r"\r\n|\r|\n")
_BYTES_LOOKED_AT = 400
_HIDDEN_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
# How programs keep a spreadsheet from making a number of 0012.
_KEPT_TEXT = re.compile(r'="([^"]*)"')
# A spreadsheet's guard against formulas, as csvtext writes it.
_GUARDED = ("=", "+", "-", "@", "\t", "\r", "'")


RawRow = tuple[int, Sequence[Cell]]


@dataclass
class RawSheet:
    """One sheet as it stands. ``rows`` are (row number, cells from column A on), empty ones left out.

    ``flaws`` are (code, place, value); ``merged`` are (first row, first column, last row, last column) of
    the areas that go over several rows, columns counted from 0.
    """

    name: str
    rows: list[RawRow] = field(default_factory=list)
    flaws: list[tuple[str, str, str]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    is_hidden: bool = False
    hidden_rows: int = 0
    hidden_columns: int = 0


@dataclass(frozen=True)
class Raw:
    """What could be read of a file, and what could not.

    ``kind`` is what the gate says it is. ``created`` and ``modified`` are UTC, as the file says.
    """

    sheets: tuple[RawSheet, ...]
    problems: tuple[Problem, ...] = ()
    is_text: bool = False
    created: datetime | None = None
    modified: datetime | None = None
    kind: str = "text"


def read(data: bytes, name: str, progress: Progress | None = None) -> Raw:
    """The sheets of a workbook or of a CSV file, which is one sheet under the file's own name."""
    kind = kind_of(data, name)
    if isinstance(kind, Misread):
        return _unreadable(kind.code, **kind.values)
    if kind == "text":
        return _text(data, Path(name).stem)
    return replace(_workbook(data, _PARSERS[kind], progress), kind=kind)


def _unreadable(code: str, **values: object) -> Raw:
    return Raw((), (Problem(None, None, None, code, values),))


def _text(data: bytes, stem: str) -> Raw:
    text = _decoded(data)
    if text is None:
        return _unreadable("not_text")
    # Excel's own way of saying the separator, in a first line that is no row.
    declared = _DECLARED.match(text)
    separator = declared[1] if declared else _separator(text)
    # Told before anything is taken apart: a file in one endless line would take as long as it is.
    if max(line.rstrip(separator).count(separator) for line in _first_lines(text)) >= _MOST_COLUMNS:
        return _unreadable("too_wide", most=_MOST_COLUMNS)
    try:
        read_rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True))
    except csv.Error:
        return _unreadable("broken")
    if _has_open_quote(text, separator):
        return _unreadable("quote_open")
    rows: list[RawRow] = [
        (number, [_unguarded(cell) or None for cell in row])
        for number, row in enumerate(read_rows, start=1)
        if any(row) and not (declared and number == 1)
    ]
    return Raw((RawSheet(stem, rows),), is_text=True)


def _has_open_quote(text: str, separator: str) -> bool:
    """Whether a quotation mark is never closed: all that follows it would be one cell."""
    if text.count('"') % 2 == 0:
        return False
    try:
        deque(csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True, strict=True), 0)
    except csv.Error as error:
        return "end of data" in str(error)
    return False


def _separator(text: str) -> str:
    """The one that most of the first lines have, if only a few times: texts have commas; a title has none."""
    counts = {separator: [line.count(separator) for line in _first_lines(text)] for separator in _SEPARATORS}
    return max(_SEPARATORS, key=lambda separator: (sum(map(bool, counts[separator])), sum(counts[separator])))


def _first_lines(text: str) -> list[str]:
    return _LINE_END.split(text, _LINES_LOOKED_AT)[:_LINES_LOOKED_AT]


def _unguarded(cell: str) -> str:
    if kept := _KEPT_TEXT.fullmatch(cell):
        return kept[1]
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_GUARDED) else cell


def _decoded(data: bytes) -> str | None:
    """UTF-8, UTF-16 or the Thai code page of Windows; None where it is none of them."""
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    # Without its mark UTF-16 is known by its second bytes: Latin, Thai and punctuation.
    halves = {"utf-16-le": data[1:_BYTES_LOOKED_AT:2], "utf-16-be": data[:_BYTES_LOOKED_AT:2]}
    unmarked = [encoding for encoding, half in halves.items() if b"\0" in half and not half.strip(b"\0\x0e\x20")]
    encodings = ["utf-16"] if is_wide else unmarked[:1] or ["utf-8-sig", "cp874"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def _workbook(data: bytes, parser: str, progress: Progress | None) -> Raw:
    child = subprocess.Popen(
        places.apart(f"ecodash.parsers.{parser}"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=_HIDDEN_WINDOW,
    )
    late = threading.Event()

    def stop() -> None:
        late.set()
        child.kill()

    timer = threading.Timer(SECONDS, stop)
    timer.start()
    feeder = threading.Thread(target=_feed, args=(child, data), daemon=True)
    feeder.start()
    try:
        assert child.stdout is not None
        raw = _collected(map(_line, child.stdout), progress)
    except ValueError:
        # A line torn by the child's end.
        raw = None
    finally:
        timer.cancel()
        child.kill()
        child.wait()
        feeder.join()
        if child.stdout:
            child.stdout.close()
    return raw or _unreadable("too_much")


def _feed(child: "subprocess.Popen[bytes]", data: bytes) -> None:
    assert child.stdin is not None
    try:
        with child.stdin as stdin:
            stdin.write(data)
    except OSError:
        # It ended before it had read everything; what it said tells why.
        return


def _line(line: bytes) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(line, object_hook=_value)
    return told


def _value(told: dict[str, Any]) -> Any:
    if set(told) == {"day"}:
        return datetime.fromisoformat(told["day"]) if "T" in told["day"] else date.fromisoformat(told["day"])
    if set(told) == {"month"}:
        return MonthShown.fromisoformat(told["month"])
    if set(told) == {"number", "shown"}:
        return Shown.of(told["number"], told["shown"])
    return told["time"] if set(told) == {"time"} else told


def _collected(lines: Iterator[dict[str, Any]], progress: Progress | None) -> Raw | None:
    """The sheets from the child's lines; None when it did not come to its end."""
    sheets: list[RawSheet] = []
    properties: dict[str, str] = {}
    texts: dict[str, str] = {}
    total = 0
    for line in lines:
        if "refused" in line:
            return _unreadable(line["refused"])
        if "properties" in line:
            properties = line["properties"]
        elif "sheet" in line:
            flaws = [(code, place, value) for code, place, value in line["flaws"]]
            sheet = RawSheet(line["sheet"], [], flaws, [], line["hidden"], line["hidden_rows"], line["hidden_columns"])
            sheets.append(sheet)
        elif "merged" in line:
            sheets[-1].merged = [(a, b, c, d) for a, b, c, d in line["merged"]]
            total = line["total"]
        elif "rows" in line:
            # Most cells say what others say: each text is kept once.
            sheets[-1].rows.extend(
                (number, [texts.setdefault(cell, cell) if isinstance(cell, str) else cell for cell in cells])
                for number, cells in line["rows"]
            )
            if progress and "done" in line:
                progress(line["done"], max(total, line["done"]))
        elif "end" in line:
            moments = [parse_moment(properties.get(name, "")) for name in ("created", "modified")]
            return Raw(tuple(sheets), created=moments[0], modified=moments[1])
    return None
