"""Charts of fiscal years side by side, of what each area gained in one of them, and of areas beside each other."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from ecodash import facts
from ecodash.charts.chart import INK, LINE, SOFT, Chart, View, brief_name, drawn, plain
from ecodash.domain.progress import Counts
from ecodash.domain.vocabulary import Result
from ecodash.facts.rows import AreaRow
from ecodash.facts.work import MONEY
from ecodash.facts.years import Year
from ecodash.language.csv_text import Value
from ecodash.language.item_names import item_name
from ecodash.language.status_look import ACCENT, LOOKS
from ecodash.language.text import name
from ecodash.sentences import short_name

_GAINED, _LOST = LOOKS[Result.MET].fill, LOOKS[Result.NOT_MET].fill
_ROW = 30
# From the frame of what was planned to the dark bar of what was spent, each within the one before.
_PURSE = {"planned_baht": ("#ffffff", 0.8), "allocated_baht": ("#a9cfd6", 0.56), "disbursed_baht": (ACCENT, 0.3)}


def years_chart(view: View) -> Chart | None:
    """Items gained and lost, activities done of all, and money, of every fiscal year that something tells of."""
    years = facts.years_side_by_side(view.store, view.selection)
    if not years:
        return None
    labels = [view.t("chart.year", year=one.year) for one in years]
    titles = [view.t("fy.items_moved"), view.t("fy.activities_done"), view.t("fy.money")]
    figure = make_subplots(3, 1, shared_xaxes=True, vertical_spacing=0.09, subplot_titles=titles)
    _bars(figure, view, 1, labels, [one.gained for one in years], view.t("fy.gained"), _GAINED)
    lost = [-one.lost if one.lost is not None else None for one in years]
    _bars(figure, view, 1, labels, lost, view.t("fy.lost"), _LOST, shape="/")
    total = [one.work.total or None for one in years]
    _bars(figure, view, 2, labels, total, view.t("chart.recorded"), "#ffffff", width=0.8)
    _bars(figure, view, 2, labels, [one.work.done if one.work.total else None for one in years],
          view.t("fy.activities_done"), ACCENT, width=0.56)  # fmt: skip
    for column, (fill, width) in _PURSE.items():
        sums = [_baht(one, column) for one in years]
        _bars(figure, view, 3, labels, sums, view.t(f"fy.{column}"), fill, width=width)
        _untold(figure, view, labels, sums, view.t(f"fy.{column}"))
    figure.update_layout(barmode="overlay")
    figure.update_xaxes(type="category", showticklabels=True)
    figure.update_yaxes(tickformat=",", row=3, col=1)
    figure.update_annotations(x=0, xanchor="left", font={"size": 14})
    rows = [_year_row(view, one) for one in years]
    heading = view.t("fy.side_by_side")
    figure = drawn(view, figure, heading, _scope(view), 640)
    figure.update_layout(showlegend=False)
    return Chart(figure, heading, tuple(rows[0]), rows, f"ecodash-years-{view.selection.as_of}")


def gains_chart(view: View) -> Chart | None:
    """The items that each area gained and lost in the fiscal year shown."""
    year = facts.year_of(view.store, view.selection)
    story = facts.fiscal_year_story(view.store, view.selection, year)
    changes = [*story["gained"], *story["lost"]]
    if not changes:
        return None
    by_area: dict[str, list[Any]] = defaultdict(list)
    for change in changes:
        by_area[change.area].append(change)
    order = sorted(by_area, key=lambda code: (-sum(c.gained for c in by_area[code]), code))
    names = {code: short_name(story["names"][code], view.lang) for code in order}
    figure = go.Figure()
    for is_gain, fill, shape, key in ((True, _GAINED, "", "fy.gained"), (False, _LOST, "/", "fy.lost")):
        mine = [[c for c in by_area[code] if c.gained == is_gain] for code in order]
        figure.add_bar(
            x=[len(those) if is_gain else -len(those) for those in mine],
            y=[brief_name(names[code]) for code in order],
            orientation="h",
            name=view.t(key),
            marker={"color": fill, "pattern": {"shape": shape}},
            customdata=["<br>".join(_change(view, change) for change in those) for those in mine],
            hovertemplate="<b>%{y}</b> · %{fullData.name}<br>%{customdata}<extra></extra>",
        )
    figure.update_layout(barmode="relative")
    figure.update_yaxes(autorange="reversed", type="category")
    rows = [_change_row(view, names[code], change) for code in order for change in by_area[code]]
    heading = view.t("chart.gains", year=year)
    figure = drawn(view, figure, heading, view.framework(), 60 + _ROW * max(3, len(order)))
    figure.update_xaxes(gridcolor=LINE)
    return Chart(figure, heading, tuple(rows[0]), rows, f"ecodash-gains-{year}-{view.selection.as_of}")


def areas_chart(view: View) -> Chart | None:
    """How many items stand at each state, in every surveyed area of the selection, the most met first."""
    s = view.selection
    counts = facts.counts_by_area(view.store, s.framework, s.as_of)
    told = [row for row in facts.areas_selected(view.store, s) if counts[row["code"]].assessed]
    if not told:
        return None
    told.sort(key=lambda row: (-counts[row["code"]].met / counts[row["code"]].total, row["code"]))
    figure = go.Figure()
    for result in Result:
        figure.add_bar(
            x=[counts[row["code"]].of(result) for row in told],
            y=[brief_name(short_name(row, view.lang)) for row in told],
            orientation="h",
            name=view.t(f"result.{result}"),
            marker={"color": LOOKS[result].fill, "line": {"color": SOFT, "width": 0.5}},
            hovertemplate="<b>%{y}</b><br>%{fullData.name}: %{x}<extra></extra>",
        )
    figure.update_layout(barmode="stack", bargap=0.2)
    figure.update_yaxes(autorange="reversed", type="category")
    rows = [_area_row(view, row, counts[row["code"]]) for row in told]
    heading = view.t("chart.areas", count=len(told))
    figure = drawn(view, figure, heading, view.framework(), 60 + _ROW * max(3, len(told)))
    return Chart(figure, heading, tuple(rows[0]), rows, f"ecodash-areas-{s.framework}-{s.as_of}")


def _area_row(view: View, row: AreaRow, counts: Counts) -> dict[str, Value]:
    found: dict[str, Value] = {
        view.t("filter.area"): short_name(row, view.lang),
        view.t("areas.province"): name(row, view.lang, "province"),
    }
    return found | {view.t(f"result.{result}"): counts.of(result) for result in Result}


def _scope(view: View) -> str:
    row = facts.area_row(view.store, view.selection.area, view.selection.as_of) if view.selection.area else None
    return short_name(row, view.lang) if row else view.t("filter.all_areas")


def _baht(one: Year, column: str) -> float | None:
    """A sum as the axis takes it; None where no activity tells it, which is no zero."""
    money = one.work.money[column]
    return float(money.baht) if money.known else None


def _bars(
    figure: go.Figure, view: View, row: int, labels: list[str], values: list[Any], called: str, fill: str,
    width: float = 0.6, shape: str = "",
) -> None:  # fmt: skip
    figure.add_bar(
        x=labels,
        y=values,
        name=called,
        width=width,
        marker={"color": fill, "line": {"color": INK, "width": 1}, "pattern": {"shape": shape}},
        hovertemplate="<b>%{x}</b><br>%{fullData.name}: %{y:,}<extra></extra>",
        row=row,
        col=1,
    )


def _untold(figure: go.Figure, view: View, labels: list[str], sums: list[float | None], called: str) -> None:
    """Where nobody told a sum a sign says so."""
    blank = [label for label, baht in zip(labels, sums, strict=True) if baht is None]
    if blank:
        figure.add_scatter(
            x=blank,
            y=[0] * len(blank),
            mode="markers",
            name=called,
            marker={"symbol": "x-thin", "size": 10, "line": {"width": 2, "color": SOFT}},
            hovertemplate="<b>%{x}</b><br>%{fullData.name}: " + view.t("fy.money_not_known") + "<extra></extra>",
            cliponaxis=False,
            row=3,
            col=1,
        )


def _year_row(view: View, one: Year) -> dict[str, Value]:
    sums: Mapping[str, Decimal | None] = {
        f"{view.t(f'fy.{column}')} ({view.t('fy.amount')})": one.work.money[column].baht
        if one.work.money[column].known
        else None
        for column in MONEY
    }
    return {
        view.t("filter.fy"): one.year,
        view.t("fy.gained"): one.gained,
        view.t("fy.lost"): one.lost,
        view.t("chart.recorded"): one.work.total,
        view.t("fy.activities_done"): one.work.done,
        **sums,
    }


def _change(view: View, change: Any) -> str:
    return plain(item_name(vars(change.state), view.lang))


def _change_row(view: View, area: str, change: Any) -> dict[str, Value]:
    return {
        view.t("filter.area"): area,
        view.t("filter.item"): item_name(vars(change.state), view.lang),
        view.t("chart.before"): view.t(f"result.{change.before}"),
        view.t("chart.after"): view.t(f"result.{change.after}"),
        view.t("criteria.effective_on"): change.effective_on,
    }
