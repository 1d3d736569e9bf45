"""A province or the country on one page: how far all areas are, what fails most, who moved, what to ask, the money."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ecodash import facts
from ecodash.documents.book import AreaLine, FailingItem, Moved, Overview
from ecodash.domain.changes import changes_between
from ecodash.domain.dates import short_date
from ecodash.domain.progress import Counts, ItemState
from ecodash.domain.vocabulary import Result
from ecodash.language.item_names import item_called
from ecodash.language.text import t
from ecodash.store.store import Store

# Of what fails most and who moved, as many as a page can say; the tables have the rest.
_SHOWN = 6


def overview(store: Store, selection: facts.Selection, lines: list[AreaLine]) -> Overview:
    """What the areas of ``lines`` add up to on the day."""
    s = selection
    states = facts.states_by_area(store, s.framework, s.as_of)
    surveyed = [line for line in lines if line.surveyed]
    mine = [state for line in surveyed for state in states.get(line.code, ())]
    since = s.vs if s.vs and "vs" in dict(s.given) else _year_before(s.as_of)
    moved = _moved(store, s, surveyed, since)
    matters = facts.matters_in(store, [line.code for line in lines], s.framework, s.as_of)
    codes = frozenset(line.code for line in lines)
    year = facts.year_of(store, s)
    unassigned = [state for state in mine if state.result.is_gap and not state.has_owner]
    return Overview(
        counts=Counts.of_results(state.result for state in mine),
        surveyed=len(surveyed),
        whole=sum(line.is_whole for line in surveyed),
        late=sum(matter.is_late for matter in matters),
        worst=_worst(mine, s.lang),
        since=since,
        moved=moved[:_SHOWN],
        more_moved=max(0, len(moved) - _SHOWN),
        asks=_asks(lines, unassigned, s.lang),
        fiscal_year=year,
        work=facts.work_of(facts.activities_where(store, s.as_of, codes, year, s.agency)),
    )


def by_need(lines: Iterable[AreaLine]) -> list[AreaLine]:
    """The areas that need most first: what is late, then what is wanting, then what nobody looked at."""
    return sorted(
        lines,
        key=lambda line: (not line.surveyed, -line.late, -line.counts.gaps, -line.counts.not_assessed, line.area),
    )


def _worst(states: Iterable[ItemState], lang: str) -> list[FailingItem]:
    assessed: Counter[str] = Counter()
    wanting: Counter[str] = Counter()
    named: dict[str, ItemState] = {}
    for state in states:
        named.setdefault(state.item, state)
        assessed[state.item] += state.result not in (Result.NOT_ASSESSED, Result.NOT_APPLICABLE)
        wanting[state.item] += state.result.is_gap
    return [
        FailingItem(item, item_called(vars(named[item]), lang), count, assessed[item])
        for item, count in wanting.most_common(_SHOWN)
        if count
    ]


def _moved(store: Store, selection: facts.Selection, lines: Iterable[AreaLine], since: date) -> list[Moved]:
    """Areas where items were gained or lost: the most gained first, the most lost last."""
    before = facts.states_by_area(store, selection.framework, since)
    after = facts.states_by_area(store, selection.framework, selection.as_of)
    found = []
    for line in lines:
        changes = changes_between(before.get(line.code, ()), after.get(line.code, ()))
        moved = Moved(line.area, sum(c.gained for c in changes), sum(c.lost for c in changes))
        found += [moved] if moved.gained or moved.lost else []
    return sorted(found, key=lambda each: (each.lost - each.gained, -each.gained, each.area))


def _asks(lines: list[AreaLine], unassigned: list[ItemState], lang: str) -> list[str]:
    """What a meeting above the areas can decide, each with its figures."""
    late = [line for line in lines if line.late]
    unseen = [line for line in lines if not line.surveyed]
    asks = []
    if late:
        worst = max(late, key=lambda line: line.late)
        values = {"count": sum(line.late for line in late), "areas": len(late), "area": worst.area, "most": worst.late}
        asks.append(t(lang, "overview_page.ask_late", **values))
    if unassigned:
        asks.append(
            t(lang, "overview_page.ask_assign", count=len(unassigned), areas=len({state.area for state in unassigned}))
        )
    if unseen:
        asks.append(t(lang, "overview_page.ask_survey", count=len(unseen)))
    return asks


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def told(found: Overview, lang: str) -> Mapping[str, Any]:
    """The words of the page, for whoever sets it."""
    since = short_date(found.since, lang)
    return {
        "worst_title": t(lang, "overview_page.worst"),
        "worst": [
            {
                "item": each.item,
                "called": each.called,
                "words": t(lang, "overview_page.of_areas", part=each.areas, whole=each.assessed),
                "share": each.areas / each.assessed if each.assessed else 0,
            }
            for each in found.worst
        ],
        "worst_none": t(lang, "overview_page.worst_none"),
        "moved_title": t(lang, "overview_page.moved", since=since),
        "moved": [{"area": each.area, "gained": each.gained, "lost": each.lost} for each in found.moved],
        "moved_none": t(lang, "overview_page.moved_none", since=since),
        "more_moved": t(lang, "overview_page.more_moved", count=found.more_moved) if found.more_moved else "",
        "asks": found.asks,
    }
