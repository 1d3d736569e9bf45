"""Work that repeats: who closes an assignment as done opens the next one by it, in the same change.

So undoing the closing takes the next one back, and recording that anew brings it back. One called off opens none.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from ecodash.domain.dates import months_later
from ecodash.domain.kinds import KINDS
from ecodash.domain.vocabulary import AssignmentStatus, Repeats
from ecodash.recording.entries import NOTHING_SEEN, Entry, Place, Revision
from ecodash.store.store import Store
from ecodash.store.typed_row import typed

Row = Mapping[str, Any]

# What an assignment and the next one have in common. Its resolution is carried out.
_SAME = ("area", "framework", "item", "agency", "task", "task_en", "repeats")


def with_next(store: Store, entries: Sequence[Entry], standing: Mapping[Place, Revision]) -> list[Entry]:
    """The entries, after them the next assignment of every one among them that repeats and is done."""
    done = [entry.row for entry in entries if entry.kind == "assignment" and _is_done(entry, standing)]
    if not done:
        return list(entries)
    given = _Given(store, entries)
    return [*entries, *(entry for row in done for entry in given.next_of(row, store.today()))]


def _is_done(entry: Entry, standing: Mapping[Place, Revision]) -> bool:
    """Whether this is what closes an assignment that comes again and is due on a day."""
    row, before = entry.row, standing.get(entry.place)
    was_open = before is None or before["status"] in (None, AssignmentStatus.OPEN)
    return bool(was_open and row["status"] == AssignmentStatus.DONE and row["repeats"] and row["due_on"])


class _Given:
    """All assignments as they will stand, by what they are about and the day on which they were assigned."""

    def __init__(self, store: Store, entries: Iterable[Entry]) -> None:
        self._rows: dict[tuple[str, ...], dict[date, Row]] = defaultdict(dict)
        for row in store.ask("latest_revisions", kind="assignment", keys=None):
            self._add(row)
        for entry in entries:
            if entry.kind == "assignment":
                self._add(entry.row)

    def next_of(self, row: Row, today: date) -> Iterator[Entry]:
        """The one that follows a row; none where there is one already, whatever became of it."""
        those = self._rows[_about(row)]
        due_on = months_later(row["due_on"], Repeats(row["repeats"]).months, _day_meant(row, those))
        if due_on is None or any(_comes_after(row, other) for other in those.values()):
            return
        told = {
            **{column: row[column] for column in _SAME},
            "assigned_on": _free_day(those, row["assigned_on"], min(today, due_on), due_on),
            "due_on": due_on,
            "status": AssignmentStatus.OPEN,
            "follows": row["assigned_on"],
            # Nobody had it before the other was done.
            "effective_on": max(today, row["effective_on"] or today),
        }
        entry = Entry("assignment", typed(KINDS["assignment"], told), NOTHING_SEEN)
        self._add(entry.row)
        yield entry

    def _add(self, row: Row) -> None:
        self._rows[_about(row)][row["assigned_on"]] = row


def _about(row: Row) -> tuple[str, ...]:
    return row["area"], row["framework"], row["item"], row["agency"]


def _comes_after(row: Row, other: Row) -> bool:
    """Whether another assignment is the next one already, opened by the program or by hand."""
    is_later = other["task"] == row["task"] and other["due_on"] is not None and other["due_on"] > row["due_on"]
    return other["follows"] == row["assigned_on"] or is_later


def _free_day(those: Mapping[date, Row], after: date, wanted: date, last: date) -> date:
    """The day wanted, or the one nearest to it on which nothing was assigned: what tells assignments apart."""
    later = (wanted + timedelta(days) for days in range((last - wanted).days + 1))
    earlier = (wanted - timedelta(days) for days in range(1, (wanted - after).days))
    return next((day for day in (*later, *earlier) if day > after and day not in those), wanted)


def _day_meant(row: Row, those: Mapping[date, Row]) -> int:
    """On which day of a month it is due: the 31st also where the months so far had fewer days."""
    rows = [row]
    while (
        (before := those.get(rows[-1]["follows"]))
        and before["due_on"]
        and before["assigned_on"] < rows[-1]["assigned_on"]
    ):
        rows.append(before)
    meant = rows[-1]["due_on"].day
    for before, after in zip(rows[::-1], rows[-2::-1], strict=False):
        is_kept = before["repeats"] and after["due_on"] == months_later(
            before["due_on"], Repeats(before["repeats"]).months, meant
        )
        meant = meant if is_kept else after["due_on"].day
    return int(meant)
