"""The screen on which every table can be sorted, searched, counted and taken away; its choices stay in the address."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from ecodash import tables
from ecodash.domain.dates import short_date
from ecodash.tables import Pivot, Table
from ecodash.tables.files import csv_file, workbook
from ecodash.ui.draw import draw
from ecodash.ui.filters import filters, own_box
from ecodash.ui.options import label_of
from ecodash.ui.page import Page

FILTERS = ("area", "phase", "province", "framework", "agency", "as_of")
# What a browser takes at once; the files and the counts have all rows.
MOST_ROWS = 5_000
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Which tables say what a screen says, the first of them counted as it is there.
_OPENS: Mapping[str, tuple[Mapping[str, str], ...]] = {
    "": ({"table": "status"}, {"table": "changes"}, {"table": "owed"}),
    "briefing": ({"table": "owed"}, {"table": "status"}, {"table": "changes"}, {"table": "activities"}),
    "phases": ({"table": "status", "by": "phase", "across": "result"}, {"table": "series"}),
    "areas": (
        {"table": "status", "by": "area", "across": "result"},
        *({"table": name} for name in ("series", "activities", "owed", "meetings", "evidence")),
    ),
    "criteria": ({"table": "status", "by": "item", "across": "result"}, {"table": "history"}, {"table": "evidence"}),
    "activities": ({"table": "activities"},),
    "action_plan": ({"table": "plan_projects"},),
    "fiscal_years": (
        {"table": "activities", "by": "fiscal_year", "across": "status"},
        {"table": "series"},
        {"table": "budgets"},
    ),
    "agencies": ({"table": "owed", "by": "agency"}, {"table": "activities"}),
    "meetings": ({"table": "resolutions"}, {"table": "changes"}, {"table": "meetings"}),
    "auditors": ({"table": "auditors"},),
}


def explore_links(page: Page) -> list[tuple[str, str]]:
    """What this screen says, table by table, in the explorer under the same selection: each table's name and link."""
    link = page.selection.link("explore")
    start = link + ("&" if "?" in link else "?")
    return [
        (page.t(f"explore.table_{opens['table']}"), start + urlencode(opens)) for opens in _OPENS.get(page.screen, ())
    ]


def explored(page: Page) -> tuple[Table, list[dict[str, Any]]]:
    """The table chosen and its rows, under the boxes that choose them."""
    filters(page, *FILTERS)
    names = {name: page.t(f"explore.table_{name}") for name in tables.TABLES}
    with st.container(horizontal=True, key="filters-explore"):
        table = tables.TABLES[own_box(page, "table", page.t("explore.table"), names, "status", width=260) or "status"]
        _group_box(page, table, "by")
        _group_box(page, table, "across")
        sums = {name: tables.heading(page.lang, name) for name in table.sums}
        own_box(page, "sum", page.t("explore.amount"), {"": page.t("explore.count")} | sums)
    return table, tables.rows_of(page.store, table, page.selection)


def _group_box(page: Page, table: Table, parameter: str) -> None:
    labels = {name: tables.heading(page.lang, name) for name in table.groups}
    own_box(page, parameter, page.t(f"explore.{parameter}"), {"": page.t("explore.not_counted")} | labels)


def pivot_of(page: Page, table: Table, rows: Sequence[Mapping[str, Any]]) -> Pivot | None:
    """The rows counted as the address says; None where it does not, or there are none."""
    by, across, adds = _asked(page, table)
    if not by or not rows:
        return None
    return tables.counted(page.store, page.day, page.lang, table, rows, by, across, adds)


def _asked(page: Page, table: Table) -> tuple[str, str, str]:
    by, across, adds = (page.own.get(name, "") for name in ("by", "across", "sum"))
    by = by if by in table.groups else ""
    return by, across if across in table.groups and across != by else "", adds if adds in table.sums else ""


def pivot_title(page: Page, table: Table) -> str:
    """ผลสำรวจ: จำนวนแถว ตามพื้นที่ และผล."""
    by, across, adds = _asked(page, table)
    words = {
        "table": page.t(f"explore.table_{table.name}"),
        "amount": tables.heading(page.lang, adds) if adds else page.t("explore.count"),
        "by": tables.heading(page.lang, by),
    }
    if not across:
        return page.t("explore.title_by", **words)
    return page.t("explore.title_across", across=tables.heading(page.lang, across), **words)


def pivot_note(page: Page, pivot: Pivot) -> str:
    """What was selected, as of when, from where; how many rows say the amount where not all do."""
    given = [label_of(page, p) for p, _ in page.selection.given if p not in ("lang", "demo", "as_of", "vs")]
    said = [page.t("explore.demo")] if page.store.is_demo else []
    said += [*given, page.t("explore.as_of", day=short_date(page.day, page.lang)), page.t("explore.source")]
    if pivot.known < pivot.total:
        said.append(page.t("explore.known_of", known=pivot.known, total=pivot.total))
    return " · ".join(said)


def show_pivot(page: Page, table: Table, pivot: Pivot) -> None:
    """The counts as a table."""
    by, _, _ = _asked(page, table)
    columns = [label or page.t("explore.total") for _, label in pivot.columns]
    rows = [
        {tables.heading(page.lang, by): line.label, **dict(zip(columns, line.amounts, strict=True))}
        for line in pivot.lines
    ]
    st.dataframe(rows, hide_index=True, placeholder="", key="explore-pivot")


def show_rows(page: Page, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """The rows themselves, and three files of them."""
    draw(page, "explore.html", table=table.name, total=len(rows), shown=min(len(rows), MOST_ROWS))
    if not rows:
        return
    _downloads(page, table, rows)
    said = tables.in_words(page.store, page.day, page.lang, table, rows[:MOST_ROWS])
    told = [head for head in said[0] if any(row[head] is not None for row in said)]
    st.dataframe(said, hide_index=True, height=560, column_order=told, placeholder="", key="explore-rows")


def _downloads(page: Page, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Made only when somebody asks for one."""
    demo = "-demo" if page.store.is_demo else ""
    name = f"{table.name}{demo}-{page.day.isoformat()}"
    with st.container(horizontal=True, key="explore-files"):
        for ending, media, make in (
            ("csv", "text/csv", _csv),
            ("xlsx", _SPREADSHEET, _workbook),
            ("parquet", "application/vnd.apache.parquet", _parquet),
        ):
            st.download_button(
                page.t(f"explore.file_{ending}"),
                partial(make, page, table, rows),
                f"{name}.{ending}",
                media,
                key=f"explore-{ending}",
                on_click="ignore",
            )


def _headings(page: Page, table: Table) -> list[str]:
    return [tables.heading(page.lang, column.name) for column in table.columns]


def _csv(page: Page, table: Table, rows: Sequence[Mapping[str, Any]]) -> str:
    said = tables.in_words(page.store, page.day, page.lang, table, rows, sortable=False)
    return csv_file(_headings(page, table), said)


def _workbook(page: Page, table: Table, rows: Sequence[Mapping[str, Any]]) -> bytes:
    said = tables.in_words(page.store, page.day, page.lang, table, rows, sortable=False)
    title = page.t(f"explore.table_{table.name}")
    about = [(page.t("explore.table"), title), (page.t("filter.as_of"), short_date(page.day, page.lang))]
    about += [(page.t(f"filter.{p}"), label_of(page, p)) for p, _ in page.selection.given if p not in ("lang", "demo")]
    about += [(page.t("explore.link"), page.address + page.here())]
    if page.store.is_demo:
        about.insert(0, (page.t("explore.demo"), page.t("explore.demo")))
    return workbook(page.lang, title, _headings(page, table), said, about)


def _parquet(page: Page, table: Table, rows: Sequence[Mapping[str, Any]]) -> bytes:
    # pandas takes half a second to load, which nobody waits for who takes another file.
    from ecodash import frames

    return frames.parquet(table, tables.beside(page.store, page.day, page.lang, table, rows))
