"""What the program adds to a row that somebody told: its code, the day from which it holds, status, position, mark.

A way in leaves empty what people do not say. What they do say stays.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import count
from typing import Any

from ecodash.domain.kinds import KINDS
from ecodash.domain.vocabulary import AssignmentStatus, Mark, Review
from ecodash.recording.entries import Entry, Place, Revision, held, typed_entries
from ecodash.store.store import Store
from ecodash.store.typed_row import TypedRow, Value

Row = Mapping[str, Any]


def completed(store: Store, entries: Iterable[Entry], standing: Mapping[Place, Revision] | None = None) -> list[Entry]:
    """The same entries with every column filled in that the program can fill in.

    ``standing``: what holds of the rows that are there already, for whoever has fetched it.
    """
    entries = typed_entries(entries)
    if standing is None:
        standing = held(store, entries)
    completer = _Completer(store, entries)
    for number, entry in enumerate(entries):
        before = standing.get(entry.place)
        entries[number] = completer.new(entry) if before is None else completer.revised(entry, before)
    return entries


class _Completer:
    """Fills the rows of one act in, one after the other; each is fetched for once."""

    def __init__(self, store: Store, entries: Sequence[Entry]) -> None:
        self._store = store
        # The same list in which each is replaced by what it became: what is told of others stays as it was.
        self._entries = entries
        self._taken: dict[str, dict[str, Row]] = {}
        self._positions: dict[Place, int] = {}
        self._days: dict[str, dict[str, date | None]] = {}

    def new(self, entry: Entry) -> Entry:
        row = entry.row
        more: dict[str, Value] = {}
        kind = KINDS[entry.kind]
        if row["mark"] is None and row["source"]:
            more["mark"] = str(Mark.ATTESTED)
        if row["effective_on"] is None and kind.holds_from:
            more["effective_on"] = self._day(entry)
        if kind.closes and row["status"] is None:
            more["status"] = str(AssignmentStatus.OPEN)
        if entry.kind == "observation" and row["review"] is None:
            more["review"] = str(Review.ACCEPTED)
        if "position" in kind.columns and row["position"] is None and row["framework"]:
            more["position"] = self._next_position(entry.kind, row["framework"])
        if kind.key == ("code",) and row["code"] is None:
            return self._coded(entry, more)
        return _with(entry, more)

    def revised(self, entry: Entry, before: Revision) -> Entry:
        row = entry.row
        if entry.kind == "item" and row["text_th"] not in (None, before["text_th"]) and row["mark"] == Mark.UNKNOWN:
            # Somebody could say, after all.
            return _with(entry, {"mark": str(Mark.ATTESTED)})
        told = KINDS[entry.kind].holds_from
        if told in before and told != "effective_on" and row[told] not in (None, before[told]):
            held_from = before["effective_on"]
            if held_from is not None and held_from == before[told] == row["effective_on"]:
                # It held from that day, which was wrong.
                moved = _with(entry, {"effective_on": row[told]})
                return Entry(moved.kind, moved.row, moved.seen, before["rev"])
        return entry

    def _day(self, entry: Entry) -> date | None:
        told = KINDS[entry.kind].holds_from
        if told in entry.row:
            day: date | None = entry.row[told]
            return day
        if told not in self._days:
            self._days[told] = self._named_days(*told.split("."))
        return self._days[told].get(entry.row[told.partition(".")[0]])

    def _named_days(self, kind: str, column: str) -> dict[str, date | None]:
        """A day of every row of a kind that is named, as it will stand."""
        asking = (e.row for e in self._entries if KINDS[e.kind].holds_from == f"{kind}.{column}")
        named = sorted({row[kind] for row in asking if row[kind]})
        stored = self._store.ask("latest_revisions", kind=kind, keys=named)
        told = [entry.row for entry in self._entries if entry.kind == kind]
        return {row["code"]: row[column] for row in (*stored, *told)}

    def _next_position(self, kind: str, framework: str) -> int:
        place = (kind, framework)
        if place not in self._positions:
            rows = self._store.ask("latest_revisions", kind=kind, keys=None)
            told = [entry.row for entry in self._entries if entry.kind == kind]
            taken = [row["position"] or 0 for row in (*rows, *told) if row["framework"] == framework]
            self._positions[place] = max(taken, default=0)
        self._positions[place] += 1
        return self._positions[place]

    def _coded(self, entry: Entry, more: Mapping[str, Value]) -> Entry:
        """The entry under the first code that is free, or that this very row has: a form sent twice is one row."""
        whole = {**entry.row, **more}
        taken = self._taken_codes(entry.kind)
        for code in codes_for(entry.kind, whole):
            whole["code"] = code
            holder = taken.get(code)
            if holder is None or all(holder[column] == value for column, value in whole.items()):
                break
        row = TypedRow(KINDS[entry.kind], whole)
        if row["code"] is not None:
            taken[str(row["code"])] = row
        return Entry(entry.kind, row, entry.seen, entry.replaces)

    def _taken_codes(self, kind: str) -> dict[str, Row]:
        if kind not in self._taken:
            self._taken[kind] = self._fetched(kind)
            self._taken[kind] |= {e.row["code"]: e.row for e in self._entries if e.kind == kind and e.row["code"]}
        return self._taken[kind]

    def _fetched(self, kind: str) -> dict[str, Row]:
        keys = None
        if kind == "observation":
            # There may be a million of them: only those whose codes begin alike.
            wanted = {next(codes_for(kind, e.row), "") for e in self._entries if e.kind == kind and not e.row["code"]}
            keys = [row["code"] for row in self._store.ask("codes_taken", codes=sorted(wanted))]
            if keys:
                keys += [row["code"] for row in self._store.ask("codes_numbered", codes=keys)]
        return {row["code"]: row for row in self._store.ask("latest_revisions", kind=kind, keys=keys)}


def codes_for(kind: str, row: Row) -> Iterator[str]:
    """Readable codes, the first choice first; none where the row does not say what they are made of."""
    values = {column: row[column] for column in KINDS[kind].coded_by}
    if None in values.values():
        return
    for place, form in enumerate(KINDS[kind].code_forms, start=1):
        numbers = count(place) if "{n" in form else [0]
        yield from (form.format(n=n, **values) for n in numbers)


def _with(entry: Entry, more: Mapping[str, Value]) -> Entry:
    if not more:
        return entry
    # What is added is of the right types already.
    return Entry(entry.kind, TypedRow(KINDS[entry.kind], {**entry.row, **more}), entry.seen, entry.replaces)
