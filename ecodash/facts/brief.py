"""The three minutes: one area, one day, compared with another day. Screens and documents share it."""

from dataclasses import dataclass
from datetime import date

from ecodash.domain import rules
from ecodash.domain.changes import StateChange
from ecodash.domain.matters import Matter
from ecodash.domain.progress import Counts, ItemState, count
from ecodash.facts.cache import fact
from ecodash.facts.lists import area_row, framework_row
from ecodash.facts.matters import matters_in, records_about, waiting_to_be_closed
from ecodash.facts.rows import AreaRow, FrameworkRow
from ecodash.facts.status import States, changes_in_area, item_states
from ecodash.facts.work import Work, activities_where, latest_year_of, work_of, year_shown
from ecodash.store.store import Store


@dataclass(frozen=True)
class Brief:
    """All that is said about one area on one day. ``compared_on`` None: there is no earlier meeting.

    ``owed`` is what is owed, the most urgent first; ``records`` how many rows could have shown something owed.
    """

    area: AreaRow
    framework: FrameworkRow
    day: date
    compared_on: date | None
    states: States
    counts: Counts
    verdict: rules.Verdict
    changes: list[StateChange]
    owed: list[Matter]
    records: int
    asks: list[rules.Ask]
    fiscal_year: int
    work: Work
    latest_year: int | None


@fact
def brief(
    store: Store,
    area: str,
    framework: str,
    day: date,
    compared_on: date | None,
    fiscal_year: int | None = None,
    item: str | None = None,
    agency: str | None = None,
) -> Brief | None:
    """The brief of one area, or None when the area or the framework is not there on that day.

    ``item`` and ``agency`` narrow changes, what is owed and activities; the verdict stays the area's.
    """
    area_known = area_row(store, area, day)
    framework_known = framework_row(store, framework, day)
    if area_known is None or framework_known is None:
        return None
    states = item_states(store, area, framework, day)
    wanted = [s for s in states if _is_about(s, item, agency)]
    changed = changes_in_area(store, area, framework, compared_on, day) if compared_on else []
    changes = [c for c in changed if c.item in {s.item for s in wanted}]
    owed = [m for m in matters_in(store, (area,), framework, day) if _is_about(m, item, agency)]
    year, work, latest_year = _work(store, area, day, fiscal_year, agency, (framework, item) if item else None)
    return Brief(
        area=area_known,
        framework=framework_known,
        day=day,
        compared_on=compared_on,
        states=states,
        counts=count(states),
        verdict=_verdict(store, area, framework, day, compared_on),
        changes=changes,
        owed=owed,
        records=records_about(store, area, framework, day),
        asks=rules.asks(wanted, changes, owed),
        fiscal_year=year,
        work=work,
        latest_year=latest_year,
    )


def _verdict(store: Store, area: str, framework: str, day: date, compared_on: date | None) -> rules.Verdict:
    """How the whole area stands."""
    counts = count(item_states(store, area, framework, day))
    earlier = count(item_states(store, area, framework, compared_on)) if compared_on else None
    waiting = sum(row["area"] == area for row in waiting_to_be_closed(store, day))
    return rules.verdict(counts, earlier, matters_in(store, (area,), framework, day), waiting)


def _is_about(thing: ItemState | Matter, item: str | None, agency: str | None) -> bool:
    """Whether it is about the item, as far as it is about one, and the agency's; None: any."""
    return item in (None, thing.item or item) and agency in (None, thing.agency)


def _work(
    store: Store, area: str, day: date, fiscal_year: int | None, agency: str | None, linked: tuple[str, str] | None
) -> tuple[int, Work, int | None]:
    """The fiscal year that is shown, the work of that year, and the latest year that has any."""
    areas = frozenset((area,))
    every = activities_where(store, day, areas)
    year = fiscal_year or year_shown(every, day)
    return year, work_of(activities_where(store, day, areas, year, agency, linked)), latest_year_of(every)
