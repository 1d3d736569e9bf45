"""Who takes part in meetings, counted by whom they speak for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ecodash.domain.vocabulary import Attended, Sector
from ecodash.facts import lists
from ecodash.facts.cache import fact
from ecodash.facts.rows import AttendanceRow, MeetingRow
from ecodash.store.store import Store


@dataclass(frozen=True)
class Part:
    """How many of those recorded for a sector came, themselves or by somebody in their place. None: no sector told."""

    sector: Sector | None
    came: int
    recorded: int


@dataclass(frozen=True)
class Participation:
    """Of one meeting; ``parts`` in the order of the sectors, only those of whom somebody is recorded."""

    parts: tuple[Part, ...]

    @property
    def came(self) -> int:
        return sum(part.came for part in self.parts)

    @property
    def recorded(self) -> int:
        """The denominator: everybody whose coming or not coming is recorded."""
        return sum(part.recorded for part in self.parts)


@fact
def attendance_of(store: Store, meeting: str, day: date) -> tuple[AttendanceRow, ...]:
    """Everybody recorded for a meeting, by sector; names of persons are for officers."""
    rows = [row for row in lists.attendance(store, day) if row["meeting"] == meeting]
    return tuple(sorted(rows, key=lambda row: _place(row["sector"])))


@fact
def participation(store: Store, meeting: str, day: date) -> Participation:
    """How many came, of how many, by sector; no names."""
    rows = attendance_of(store, meeting, day)
    return Participation(tuple(part for sector in (*Sector, None) if (part := _part(sector, rows)).recorded))


@fact
def latest_participation(store: Store, area: str, day: date) -> tuple[MeetingRow, Participation] | None:
    """Of the last meeting about an area up to a day of which somebody's coming is recorded."""
    held = (row for row in lists.meetings_of_area(store, area, day) if row["held_on"] and row["held_on"] <= day)
    told = ((row, participation(store, row["code"], day)) for row in held)
    return next((each for each in told if each[1].recorded), None)


def _part(sector: Sector | None, rows: Sequence[Mapping[str, Any]]) -> Part:
    theirs = [row for row in rows if row["sector"] == sector]
    return Part(sector, sum(row["attended"] != Attended.ABSENT for row in theirs), len(theirs))


def _place(sector: str | None) -> int:
    return list(Sector).index(Sector(sector)) if sector else len(Sector)
