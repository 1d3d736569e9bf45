"""Tables of areas, with the sentence above each. Knows no Streamlit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from ecodash import facts
from ecodash.domain.progress import Counts, ItemState
from ecodash.domain.vocabulary import Result
from ecodash.language.text import number
from ecodash.sentences import short_name, trend_line
from ecodash.ui.page import Page

# Where each step of setting up is done.
STEPS_AT = {"texts": "workbook", "results": "workbook", "owners": "minutes", "meeting": "minutes"}

# A column sorted begins with what is to be done.
_TO_DO_FIRST = (Result.NOT_MET, Result.PARTLY_MET, Result.NOT_ASSESSED, Result.NOT_APPLICABLE, Result.MET)

GridRows = Sequence[tuple[Mapping[str, Any], Sequence[ItemState]]]
"""An area with its items' states, in the order of the items."""


@dataclass(frozen=True)
class AreaTable:
    """Areas by phase with their counts and late items, and one sentence over them all."""

    groups: Sequence[tuple[Mapping[str, Any] | None, list[Mapping[str, Any]]]]
    counts: dict[str, Counts]
    late: dict[str, int]
    headline: str

    @property
    def surveyed(self) -> set[str]:
        """The areas that have any result."""
        return {area for area, counts in self.counts.items() if counts.assessed}


def area_table(page: Page, rows: Iterable[Mapping[str, Any]]) -> AreaTable:
    """Areas of the selection, grouped by phase in the order of the query."""
    rows = list(rows)
    framework = page.selection.framework
    counts = facts.counts_by_area(page.store, framework, page.day)
    phases = {row["code"]: row for row in facts.phases(page.store, page.day)}
    groups = [(phases.get(code), list(group)) for code, group in groupby(rows, key=lambda row: row["phase"])]
    late = facts.late_by_area(page.store, framework, page.day)
    return AreaTable(groups, counts, late, _headline(page, rows, counts))


def _headline(page: Page, rows: list[Mapping[str, Any]], counts: dict[str, Counts]) -> str:
    framework = facts.framework_row(page.store, page.selection.framework, page.day)
    surveyed = sum(counts[row["code"]].assessed > 0 for row in rows)
    return page.t(
        "areas.all_headline" if surveyed else "areas.all_headline_none",
        surveyed=surveyed,
        total=len(rows),
        framework=short_name(framework, page.lang) if framework else page.selection.framework,
    )


def grid_headline(page: Page, rows: GridRows, items: int) -> str:
    """How much of the grid is met, and how much nobody has looked at."""
    counts = [Counts.of_results(s.result for s in states) for _, states in rows]
    if not any(c.assessed for c in counts):
        return page.t("phases.none_surveyed", total=len(rows)) if rows else page.missing()[0]
    return page.t(
        "criteria.grid_headline",
        cells=number(len(rows) * items),
        areas=len(rows),
        items=items,
        met=number(sum(c.met for c in counts)),
        not_assessed=number(sum(c.not_assessed for c in counts)),
    )


def split_unsurveyed(page: Page, rows: GridRows) -> tuple[GridRows, list[Mapping[str, Any]]]:
    """Rows worth a line of the grid, the area in focus always among them and first; and the other areas."""
    focus = page.selection.focus
    shown = [row for row in rows if row[0]["code"] == focus]
    unsurveyed = []
    for area, states in rows:
        if area["code"] == focus:
            continue
        if any(state.result is not Result.NOT_ASSESSED for state in states):
            shown.append((area, states))
        else:
            unsurveyed.append(area)
    return shown, unsurveyed


def by_item(rows: GridRows, item: str) -> GridRows:
    """The areas where an item is to be met first; among equals in the order they had."""
    return sorted(rows, key=lambda row: next(_TO_DO_FIRST.index(s.result) for s in row[1] if s.item == item))


def trend_takeaway(page: Page, months: Sequence[tuple[date, Counts]]) -> str:
    """What the months show, in a sentence."""
    return trend_line(months, page.lang) if months else page.t("areas.trend_none")
