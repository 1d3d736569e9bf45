"""What agencies owe in the selected areas, and what they have done."""

from dataclasses import dataclass
from datetime import date

from ecodash.domain.matters import Matter
from ecodash.domain.vocabulary import AssignmentStatus
from ecodash.facts import lists
from ecodash.facts.cache import fact
from ecodash.facts.matters import matters_on, waiting_to_be_closed
from ecodash.facts.rows import ActivityRow, AgencyRow, AssignmentRow
from ecodash.facts.selection import Selection, areas_selected
from ecodash.facts.work import activities_where
from ecodash.store.store import Store


@dataclass(frozen=True)
class AgencyLoad:
    """What one agency owes on a day, the most urgent first, and what it finished since the day compared with.

    ``waiting`` are open assignments on settled items, which wait to be closed. ``records`` is how many assignments and
    resolutions were ever recorded for it, in the selected areas.
    """

    agency: AgencyRow
    matters: list[Matter]
    waiting: list[AssignmentRow]
    done: list[AssignmentRow]
    records: int

    @property
    def count(self) -> int:
        """How many matters are open."""
        return len(self.matters)

    @property
    def late(self) -> int:
        """How many matters are late."""
        return sum(matter.is_late for matter in self.matters)

    @property
    def longest(self) -> int:
        """Days of the longest delay, 0 when nothing is late."""
        return max((matter.days_late or 0 for matter in self.matters), default=0)

    @property
    def since(self) -> date | None:
        """Since when the oldest open matter is owed, as far as that is known."""
        return min((matter.since for matter in self.matters if matter.since), default=None)


@fact
def matters_selected(store: Store, selection: Selection) -> tuple[Matter, ...]:
    """What is owed in the selected areas, by whomever, the most urgent first."""
    codes = {row["code"] for row in areas_selected(store, selection)}
    meetings = _meetings_selected(store, selection)
    return tuple(
        matter
        for matter in matters_on(store, selection.framework, selection.as_of)
        if _is_selected(matter, codes, selection.item, meetings)
    )


@fact
def agency_loads(store: Store, selection: Selection) -> list[AgencyLoad]:
    """Every agency with anything to its name in the selected areas, the most delayed first."""
    day = selection.as_of
    codes = {row["code"] for row in areas_selected(store, selection)}
    given = [
        row for row in lists.assignments(store, day) if row["area"] in codes and selection.item in (None, row["item"])
    ]
    meetings = _meetings_selected(store, selection)
    made = [row for row in lists.resolutions(store, day) if meetings is None or row["meeting"] in meetings]
    owed = matters_selected(store, selection)
    settled = waiting_to_be_closed(store, day)
    loads = [
        AgencyLoad(
            agency=agency,
            matters=[matter for matter in owed if matter.agency == code],
            waiting=[row for row in given if row["agency"] == code and row in settled],
            done=[row for row in given if row["agency"] == code and _is_done(row, selection.vs)],
            records=sum(row["agency"] == code for row in (*given, *made)),
        )
        for code, agency in lists.agency_names(store, day).items()
    ]
    kept = [x for x in loads if x.matters or x.waiting or x.done or x.agency["code"] == selection.agency]
    return sorted(kept, key=lambda load: (-load.longest, -load.late, -load.count, load.agency["name_th"]))


def _meetings_selected(store: Store, selection: Selection) -> frozenset[str] | None:
    """The meetings about the selected areas; None where none is left out."""
    if not selection.is_narrowed:
        return None
    areas = areas_selected(store, selection)
    return frozenset(m["code"] for a in areas for m in lists.meetings_of_area(store, a["code"], selection.as_of))


def _is_selected(matter: Matter, areas: set[str], item: str | None, meetings: frozenset[str] | None) -> bool:
    if matter.item is None:
        return meetings is None or matter.meeting in meetings
    return matter.area in areas and item in (None, matter.item)


def _is_done(row: AssignmentRow, vs: date | None) -> bool:
    """Done, after the day compared with if there is one."""
    if row["status"] != AssignmentStatus.DONE:
        return False
    return vs is None or (row["effective_on"] is not None and row["effective_on"] > vs)


def agency_activities(store: Store, selection: Selection) -> tuple[ActivityRow, ...]:
    """The activities an agency leads or joins in the fiscal year of the selection, all years without one."""
    return activities_where(store, selection.as_of, None, selection.fy, selection.agency)
