"""What one screen tells in full: a phase, an item, a fiscal year, the sources behind it all."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ecodash.domain.changes import StateChange
from ecodash.domain.dates import fiscal_year_bounds
from ecodash.domain.kinds import KINDS
from ecodash.domain.progress import Counts
from ecodash.domain.vocabulary import Mark
from ecodash.facts import lists
from ecodash.facts.cache import fact
from ecodash.facts.declared import Declared, declared
from ecodash.facts.desk import reports_waiting
from ecodash.facts.matters import matters_in
from ecodash.facts.passing import passing
from ecodash.facts.rows import AreaRow, AttainmentRow, PhaseRow
from ecodash.facts.selection import Selection, areas_selected
from ecodash.facts.status import changes_in_area, counts_by_area, item_history, series, states_by_area
from ecodash.facts.work import Work, activities_of, activities_where, comparison_days, work_of, year_of
from ecodash.recording import is_of_its_year
from ecodash.store.store import Store

# More values of a measured item than a picture has room for.
_VALUES_SHOWN = 24
MONTHS_SHOWN = 48


@dataclass(frozen=True)
class PhaseGroup:
    """One phase, or (``phase`` None) the areas whose phase is not known, with its sums.

    ``items`` are those of its surveyed areas: what nobody looked at is not told as not met.
    """

    code: str | None
    phase: PhaseRow | None
    rows: list[AreaRow]
    surveyed: int
    all_met: int
    met: int
    items: int
    late: int
    levelled: int
    declared: Declared
    work: Work


@fact
def phase_groups(store: Store, selection: Selection) -> list[PhaseGroup]:
    """Every phase of the selection with the sums of its areas; phases without known areas too."""
    members: dict[str | None, list[AreaRow]] = defaultdict(list)
    for row in areas_selected(store, selection):
        members[row["phase"]].append(row)
    narrowed = selection.area or selection.province
    phases = [p for p in lists.phases(store, selection.as_of) if selection.phase in (None, p["code"])]
    groups = [_phase_group(store, selection, p["code"], p, members[p["code"]]) for p in phases]
    if members[None]:
        groups.append(_phase_group(store, selection, None, None, members[None]))
    return [group for group in groups if group.rows or not narrowed]


def _phase_group(
    store: Store,
    selection: Selection,
    code: str | None,
    phase: PhaseRow | None,
    rows: list[AreaRow],
) -> PhaseGroup:
    day, framework = selection.as_of, selection.framework
    codes = frozenset(row["code"] for row in rows)
    counts = [counts_by_area(store, framework, day)[area] for area in codes]
    year = year_of(store, selection)
    return PhaseGroup(
        code=code,
        phase=phase,
        rows=rows,
        surveyed=sum(c.assessed > 0 for c in counts),
        all_met=sum(0 < c.met == c.total - c.not_applicable for c in counts),
        met=sum(c.met for c in counts),
        items=sum(c.total for c in counts if c.assessed),
        late=sum(m.is_late for m in matters_in(store, codes, framework, day)),
        levelled=len({r["area"] for r in lists.attainments(store, day) if r["aim"] == "attained"} & codes),
        declared=declared(store, code, day) if code else Declared(len(rows), ()),
        work=work_of(activities_where(store, day, codes, year, selection.agency)),
    )


def phase_of(store: Store, area: Mapping[str, Any], day: date) -> PhaseRow | None:
    """The phase of an area, or None when it is not known."""
    return next((row for row in lists.phases(store, day) if row["code"] == area["phase"]), None)


def attainments_of(store: Store, area: str, day: date) -> tuple[AttainmentRow, ...]:
    """Levels an area attained or intends, in the order of their years."""
    rows = [row for row in lists.attainments(store, day) if row["area"] == area]
    return tuple(sorted(rows, key=lambda row: (row["aim"], row["year"])))


@fact
def trend(store: Store, area: str, framework: str, day: date) -> list[tuple[date, Counts]]:
    """Month ends from the first result on (at most four years), the day itself last; empty before any result."""
    start = date.fromordinal(day.toordinal() - MONTHS_SHOWN * 30)
    months = series(store, area, framework, start, day)
    while months and months[0][1].assessed == 0:
        months = months[1:]
    now = counts_by_area(store, framework, day).get(area)
    if now and now.assessed and (not months or months[-1][0] != day):
        months = [*months, (day, now)]
    return months


def item_story(store: Store, selection: Selection, for_officer: bool = False) -> dict[str, Any]:
    """One item in full for the area in focus: state, owners, evidence, activities, history, other areas.

    ``selection.item`` must be set. What agencies report is told to officers; others learn how many reports wait.
    """
    day, framework, item = selection.as_of, selection.framework, selection.item
    assert item is not None
    rows = lists.framework_items(store, framework, day)
    codes = [row["item"] for row in rows]
    place = codes.index(item)
    states = states_by_area(store, framework, day)
    area = lists.area_row(store, selection.focus, day) if selection.focus else None
    focus = area["code"] if area else ""
    mine = (focus, framework, item)
    state = next((s for s in states.get(focus, ()) if s.item == item), None)
    in_force = {piece.code for piece in state.pieces} if state else set()
    files = [r for r in lists.evidence(store, day) if (r["area"], r["framework"], r["item"]) == mine]
    return {
        "item": rows[place],
        "previous": codes[place - 1] if place else None,
        "next": codes[place + 1] if place + 1 < len(codes) else None,
        "area": area,
        "state": state,
        "owners": [r for r in lists.assignments(store, day) if (r["area"], r["framework"], r["item"]) == mine],
        "files": [row for row in files if row["code"] in in_force],
        "named": [piece.title for piece in state.pieces if piece.code is None] if state else [],
        "earlier_files": [row for row in files if row["code"] not in in_force],
        "activities": activities_where(store, day, frozenset((focus,)), item=(framework, item)),
        "history": item_history(store, focus, framework, item, reports=for_officer),
        "waiting": sum((r["area"], r["framework"], r["item"]) == mine for r in reports_waiting(store)),
        "values": measured_values(store, focus, framework, item, day)[-_VALUES_SHOWN:],
        "passing": passing(store, framework, item, day),
        "others": [
            (row, next(s for s in states[row["code"]] if s.item == item))
            for row in lists.areas(store, day)
            if row["code"] != focus
            and selection.phase in (None, row["phase"])
            and selection.province in (None, row["province"])
        ],
    }


def measured_values(store: Store, area: str, framework: str, item: str, day: date) -> list[dict[str, Any]]:
    """The accepted values of a measured item up to a day, the oldest first."""
    counted = [
        row
        for row in item_history(store, area, framework, item)
        if row["value"] is not None
        and row["review"] == "accepted"
        and row["effective_on"] <= day
        and not (row["voided"] or row["superseded"])
    ]
    return counted[::-1]


def fiscal_year_story(store: Store, selection: Selection, year: int) -> dict[str, Any]:
    """One fiscal year of the selected areas: activities, money, items gained and lost, budget lines."""
    day = selection.as_of
    start, end = fiscal_year_bounds(year)
    chosen = areas_selected(store, selection)
    rows = activities_of(store, selection, year)
    since, until = comparison_days(year, day)
    changes: list[StateChange] = []
    if until > since:
        for area in chosen:
            changes += changes_in_area(store, area["code"], selection.framework, since, until)
    changes = [c for c in changes if selection.item in (None, c.item)]
    work = work_of(rows)
    return {
        "year": year,
        "start": start,
        "end": end,
        "focus": chosen[0] if selection.area and chosen else None,
        "names": {row["code"]: row for row in lists.areas(store, day)},
        "activities": rows,
        "outside": {row["code"] for row in rows if not is_of_its_year(row)},
        "work": work,
        "percent": _percent(work),
        "started": until > since,
        "compared_from": since,
        "compared_to": until,
        "results": sum(counts_by_area(store, selection.framework, until)[area["code"]].assessed for area in chosen),
        "gained": [c for c in changes if c.gained],
        "lost": [c for c in changes if c.lost],
        "budgets": [row for row in lists.budgets(store, day) if row["fiscal_year"] == year],
    }


def _percent(work: Work) -> str | None:
    if not work.disbursed_of or not work.disbursed_of[1]:
        return None
    disbursed, allocated = work.disbursed_of
    return f"{100 * disbursed / allocated:.0f}%"


_LISTS = {
    "phase": lists.phases,
    "area": lists.areas,
    "framework": lists.frameworks,
    "item": lists.items,
    "level": lists.levels,
    "attainment": lists.attainments,
    "agency": lists.agencies,
    "body": lists.bodies,
    "meeting": lists.meetings,
    "resolution": lists.resolutions,
    "assignment": lists.assignments,
    "activity": lists.activities,
    "plan": lists.plans,
    "plan_project": lists.plan_projects,
    "auditor": lists.auditors,
    "budget": lists.budgets,
    "declaration": lists.declarations,
}


def rows_by_mark(store: Store, day: date) -> list[tuple[str, dict[str, int]]]:
    """How many rows of each kind there are, and how sure they are."""
    table = []
    for kind in KINDS:
        if kind in _LISTS and (rows := _LISTS[kind](store, day)):
            marks = Counter(row["mark"] for row in rows)
            table.append((kind, {mark.value: marks[mark] for mark in Mark} | {"total": len(rows)}))
    return table


def sources(store: Store, day: date) -> list[str]:
    """Every source cited, once."""
    cited = {
        part.strip()
        for question in _LISTS.values()
        for row in question(store, day)
        for part in (row["source"] or "").split(";")
    }
    return sorted(cited - {""})
