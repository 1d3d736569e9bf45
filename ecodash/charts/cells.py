"""Charts of cells, each with a state: items × meetings of one area, areas × items of a framework."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import plotly.graph_objects as go

from ecodash import facts
from ecodash.charts.chart import INK, Chart, View, brief_name, drawn, plain
from ecodash.domain.dates import short_date, short_month
from ecodash.domain.vocabulary import Result
from ecodash.facts.matrix import Cell, Column, Line
from ecodash.language.csv_text import Value
from ecodash.language.item_names import item_name
from ecodash.language.status_look import LOOKS, MARKS
from ecodash.sentences import meeting_label, short_name

_ROW = 30
_LEVEL = 8
"""So many labels of columns stand level beside each other, on a phone too."""
_DARK = (Result.MET, Result.NOT_MET)


@dataclass
class _Cells:
    """A table of states: ``result`` None leaves a place empty; ``hover`` is what a cell says; ``frames`` are (x, y)."""

    across: list[str]
    down: list[str]
    results: list[list[Result | None]] = field(default_factory=list)
    hover: list[list[str]] = field(default_factory=list)
    frames: list[tuple[int, int]] = field(default_factory=list)


def matrix_chart(view: View) -> Chart | None:
    """Where every item of the area in focus stood at each meeting, all of them, not only the newest."""
    area = view.selection.focus
    if area is None:
        return None
    told = facts.matrix(view.store, area, view.selection.framework, view.selection.as_of, most=10_000)
    if not told.is_told:
        return None
    cells = _Cells([_when(view, column) for column in told.columns], [_item(view, line) for line in told.lines])
    rows: list[dict[str, Value]] = []
    for y, line in enumerate(told.lines):
        cells.results.append([cell.result for cell in line.cells])
        cells.hover.append([_said(view, line, *each) for each in zip(told.columns, line.cells, strict=True)])
        cells.frames += [(x, y) for x, cell in enumerate(line.cells) if cell.changed]
        rows += [_row(view, line, *each) for each in zip(told.columns, line.cells, strict=True)]
    row = facts.area_row(view.store, area, view.selection.as_of)
    heading = view.t("chart.of", what=view.t("matrix.title"), area=short_name(row, view.lang) if row else area)
    figure = drawn(view, _drawn(view, cells), heading, view.framework(), 60 + _ROW * len(cells.down))
    return Chart(figure, heading, tuple(rows[0]), rows, f"ecodash-matrix-{area}-{view.selection.as_of}")


def grid_chart(view: View) -> Chart | None:
    """Every item in every surveyed area of the selection on the day."""
    s = view.selection
    states = facts.states_by_area(view.store, s.framework, s.as_of)
    told = [row for row in facts.areas_selected(view.store, s) if any(_is_told(x.result) for x in states[row["code"]])]
    items = facts.framework_items(view.store, s.framework, s.as_of)
    if not told or not items:
        return None
    cells = _Cells([plain(row["item"]) for row in items], [_area(view, row) for row in told])
    rows: list[dict[str, Value]] = []
    for row in told:
        mine = states[row["code"]]
        cells.results.append([state.result for state in mine])
        named = [(item_name(vars(state), view.lang), view.t(f"result.{state.result}"), state) for state in mine]
        place = short_name(row, view.lang)
        cells.hover.append([f"<b>{plain(place)}</b><br>{plain(item)}<br>{said}" for item, said, _ in named])
        rows += [
            {
                view.t("filter.area"): place,
                view.t("filter.item"): item,
                view.t("criteria.state"): said,
                view.t("criteria.effective_on"): state.effective_on,
            }
            for item, said, state in named
        ]
    heading = view.t("chart.grid", areas=len(told), items=len(items))
    figure = drawn(view, _drawn(view, cells), heading, view.framework(), 60 + _ROW * len(told))
    figure.update_xaxes(tickangle=0)
    return Chart(figure, heading, tuple(rows[0]), rows, f"ecodash-criteria-{s.framework}-{s.as_of}")


def _is_told(result: Result) -> bool:
    return result is not Result.NOT_ASSESSED


def _area(view: View, row: Any) -> str:
    return brief_name(short_name(row, view.lang))


def _item(view: View, line: Line) -> str:
    return brief_name(item_name(vars(line.state), view.lang))


def _when(view: View, column: Column) -> str:
    month = short_month(column.day, view.lang)
    return plain(column.meeting["number"]) if column.meeting and column.meeting["number"] else month


def _said(view: View, line: Line, column: Column, cell: Cell) -> str:
    parts = [
        f"<b>{plain(item_name(vars(line.state), view.lang))}</b>",
        plain(meeting_label(column.meeting, view.lang)) if column.meeting else short_date(column.day, view.lang),
        view.t(f"result.{cell.result}") if cell.result else view.t("matrix.not_yet"),
    ]
    if cell.since:
        parts.append(view.t("matrix.since", day=short_date(cell.since, view.lang)))
        parts.append(view.t("say.evidence", count=cell.evidence) if cell.evidence else view.t("say.no_evidence"))
    return "<br>".join(parts)


def _row(view: View, line: Line, column: Column, cell: Cell) -> dict[str, Value]:
    return {
        view.t("filter.item"): item_name(vars(line.state), view.lang),
        view.t("paper.meeting"): column.meeting["number"] if column.meeting else None,
        view.t("chart.day"): column.day,
        view.t("criteria.state"): view.t(f"result.{cell.result}") if cell.result else None,
        view.t("criteria.effective_on"): cell.since,
        view.t("criteria.evidence"): cell.evidence,
    }


def _drawn(view: View, cells: _Cells) -> go.Figure:
    """A layer for each state, so that the legend names it and hides it."""
    figure = go.Figure()
    for result in Result:
        mine = [[1 if one == result else None for one in line] for line in cells.results]
        if not any(one for line in mine for one in line):
            continue
        fill = LOOKS[result].fill
        figure.add_heatmap(
            x=list(range(len(cells.across))),
            y=list(range(len(cells.down))),
            z=mine,
            name=f"{MARKS[result]} {view.t(f'result.{result}')}",
            colorscale=[[0, fill], [1, fill]],
            showscale=False,
            showlegend=True,
            xgap=3,
            ygap=3,
            text=[[MARKS[result] if one else "" for one in line] for line in mine],
            texttemplate="%{text}",
            textfont={"color": "#ffffff" if result in _DARK else INK},
            customdata=cells.hover,
            hovertemplate="%{customdata}<extra></extra>",
            hoverongaps=False,
        )
    for x, y in cells.frames:
        place = {"x0": x - 0.48, "x1": x + 0.48, "y0": y - 0.44, "y1": y + 0.44}
        figure.add_shape(type="rect", **place, line={"color": INK, "width": 2.5})
    _labelled(figure.update_xaxes, cells.across, side="top", showgrid=False)
    if len(cells.across) <= _LEVEL:
        figure.update_xaxes(tickangle=0, tickfont={"size": 11})
    _labelled(figure.update_yaxes, cells.down, autorange="reversed", showgrid=False)
    return figure


def _labelled(update: Any, labels: Sequence[str], **more: Any) -> None:
    update(tickmode="array", tickvals=list(range(len(labels))), ticktext=list(labels), **more)
