"""Charts over time: one area's way up, its states month by month, the areas of each phase beside each other."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from ecodash import facts
from ecodash.charts.chart import DASHES, INK, LINES, SOFT, SYMBOLS, Chart, View, drawn, plain
from ecodash.domain.dates import fiscal_year_bounds, fiscal_year_of, short_date
from ecodash.domain.vocabulary import Result
from ecodash.facts.courses import Course, Step, courses, steps_by_area
from ecodash.facts.prospects import prospects
from ecodash.language.csv_text import Value
from ecodash.language.status_look import ACCENT, LOOKS
from ecodash.language.text import name
from ecodash.sentences import meeting_label, short_name

_YEAR = 365.25
_NAMED = 6
"""So many lines of a field have their names beside them; of more, whoever points at one is told."""
_GROUND = "#e3e8ed"
_MET = LOOKS[Result.MET].fill


def burn_up_chart(view: View) -> Chart | None:
    """What the area in focus met and what was assessed, its meetings, what open assignments promise."""
    s, area = view.selection, view.selection.focus
    steps = steps_by_area(view.store, s.framework, s.as_of, area).get(area, ()) if area else ()
    if area is None or not steps:
        return None
    outlook = prospects(view.store, area, s.framework, s.as_of).outlook
    planned = [Step(one.due_on, outlook.met_by(one.due_on), 0) for one in outlook.dated if one.due_on]
    now = Step(s.as_of, steps[-1].met, steps[-1].assessed)
    total = len(facts.framework_items(view.store, s.framework, s.as_of))
    figure = go.Figure()
    known = [*steps, now]
    _line(figure, view, view.t("chart.assessed"), known, [x.assessed for x in known], fill="tozeroy", color=_GROUND)
    _line(figure, view, view.t("result.met"), known, [x.met for x in known], color=_MET, width=3)
    if planned:
        promised = [now, *planned]
        _line(figure, view, view.t("chart.promised"), promised, [x.met for x in promised], color=_MET, dash="dot")
    _meetings(figure, view, area, steps[0].day)
    figure.add_hline(y=total, line={"color": SOFT, "dash": "dash", "width": 1.5})
    figure.add_vline(x=s.as_of.isoformat(), line={"color": LOOKS[Result.NOT_MET].fill, "width": 1.5})
    fiscal_years_along(figure, view, steps[0].day, planned[-1].day if planned else s.as_of)
    figure.update_yaxes(range=[0, total * 1.06], fixedrange=False)
    row = facts.area_row(view.store, area, s.as_of)
    place = short_name(row, view.lang) if row else area
    heading = view.t("outlook.label", area=place, met=outlook.met, total=total)
    rows = [_told(view, place, x, total, "") for x in steps]
    rows += [_told(view, place, x, total, view.t("chart.promised")) for x in planned]
    figure = drawn(view, figure, heading, view.framework(), 340)
    return Chart(figure, heading, tuple(rows[0]), rows, f"ecodash-progress-{area}-{s.as_of}")


def trend_chart(view: View) -> Chart | None:
    """Items of the area in focus in each state at every month end, stacked."""
    s, area = view.selection, view.selection.focus
    months = facts.trend(view.store, area, s.framework, s.as_of) if area else []
    if area is None or not months:
        return None
    days = [month for month, _ in months]
    # Plotly draws every bar as wide as the two nearest are apart, and the last day may follow the end of a month.
    middles = [day.replace(day=15) for day in days]
    figure = go.Figure()
    for result in Result:
        figure.add_bar(
            x=middles,
            y=[counts.of(result) for _, counts in months],
            name=view.t(f"result.{result}"),
            marker={"color": LOOKS[result].fill, "line": {"color": SOFT, "width": 0.5}},
            customdata=[short_date(day, view.lang) for day in days],
            hovertemplate="%{customdata}<br>%{fullData.name}: %{y}<extra></extra>",
        )
    figure.update_layout(barmode="stack", bargap=0.15)
    fiscal_years_along(figure, view, days[0], days[-1])
    row = facts.area_row(view.store, area, s.as_of)
    heading = view.t("chart.of", what=view.t("areas.trend"), area=short_name(row, view.lang) if row else area)
    rows: list[dict[str, Value]] = [
        {view.t("chart.day"): day} | {view.t(f"result.{result}"): counts.of(result) for result in Result}
        for day, counts in months
    ]
    figure = drawn(view, figure, heading, view.framework(), 340)
    return Chart(figure, heading, tuple(rows[0]), rows, f"ecodash-months-{area}-{s.as_of}")


def phases_chart(view: View) -> Chart | None:
    """A line for every surveyed area, the areas of a phase in one field, all on the same scales."""
    s = view.selection
    every = courses(view.store, s)
    if not every:
        return None
    names = {row["code"]: name(row, view.lang) for row in facts.phases(view.store, s.as_of)}
    order = sorted({course.area["phase"] for course in every}, key=lambda code: (code is None, code or ""))
    fields = [names.get(code or "") or view.t("areas.phase_unknown") for code in order]
    figure = make_subplots(
        len(order), 1, shared_xaxes=True, shared_yaxes=True, vertical_spacing=min(0.08, 0.3 / len(order)),
        subplot_titles=[f"<b>{plain(field)}</b>" for field in fields],
    )  # fmt: skip
    for place, code in enumerate(order, start=1):
        mine = [course for course in every if course.area["phase"] == code]
        for number, course in enumerate(mine):
            _course(figure, view, course, number, place, is_named=len(mine) <= _NAMED)
    total = max(course.counts.total for course in every)
    figure.update_yaxes(range=[0, total * 1.2])
    figure.add_hline(y=total, line={"color": SOFT, "dash": "dash", "width": 1}, row="all", col=1)
    figure.update_annotations(x=0, xanchor="left", font={"size": 14})
    _time(figure, view, min(course.steps[0].day for course in every))
    rows = [
        _told(view, short_name(c.area, view.lang), step, c.counts.total, "")
        | {view.t("areas.phase_column"): names.get(c.area["phase"] or "") or view.t("areas.phase_unknown")}
        for c in every
        for step in c.steps
    ]
    heading = view.t("chart.phases", count=len(every))
    figure = drawn(view, figure, heading, view.framework(), 230 * len(order))
    return Chart(figure, heading, tuple(rows[0]), rows, f"ecodash-phases-{s.framework}-{s.as_of}")


def _course(figure: go.Figure, view: View, course: Course, number: int, place: int, is_named: bool) -> None:
    """An area's line; a symbol stands at its end, and its name where few lines share the field."""
    first = course.steps[0].day
    known = [*course.steps, Step(view.selection.as_of, course.counts.met, course.counts.assessed)]
    across: list[Any] = [step.day for step in known]
    if view.axis == "elapsed":
        across = [(step.day - first).days / _YEAR for step in known]
    called = plain(short_name(course.area, view.lang))
    color = LINES[number % len(LINES)]
    said = (
        "<b>%{fullData.name}</b>",
        "%{customdata[0]}",
        f"{view.t('result.met')} {view.t('say.times_of', part='%{y}', whole=course.counts.total)}",
        f"{view.t('chart.assessed')} %{{customdata[1]}}",
    )
    heights, told = [step.met for step in known], [(short_date(step.day, view.lang), step.assessed) for step in known]
    told_by = {"name": called, "hovertemplate": "<br>".join(said) + "<extra></extra>", "showlegend": False}
    dash = DASHES[number // len(LINES) % len(DASHES)]
    look = {"shape": "hv", "color": color, "dash": dash, "width": 2.5}
    figure.add_scatter(x=across, y=heights, customdata=told, mode="lines", line=look, row=place, col=1, **told_by)
    figure.add_scatter(
        x=across[-1:],
        y=heights[-1:],
        customdata=told[-1:],
        mode="markers+text",
        text=[called if is_named else ""],
        textposition="top left",
        textfont={"color": color},
        cliponaxis=False,
        marker={"size": 10, "symbol": SYMBOLS[number % len(SYMBOLS)], "color": color, "opacity": 1},
        row=place,
        col=1,
        **told_by,
    )


def _line(
    figure: go.Figure, view: View, called: str, steps: Sequence[Step], heights: Iterable[int], color: str,
    fill: str = "none", dash: str = "solid", width: float = 2,
) -> None:  # fmt: skip
    figure.add_scatter(
        x=[step.day for step in steps],
        y=list(heights),
        name=called,
        mode="lines",
        fill=fill,
        fillcolor=color,
        line={"shape": "hv", "color": color, "dash": dash, "width": width},
        customdata=[short_date(step.day, view.lang) for step in steps],
        hovertemplate="%{customdata}<br>%{fullData.name}: %{y}<extra></extra>",
    )


def _meetings(figure: go.Figure, view: View, area: str, since: date) -> None:
    s = view.selection
    held = [row for row in facts.meetings_held(view.store, area, s.as_of) if row["held_on"] and row["held_on"] >= since]
    if held:
        figure.add_scatter(
            x=[row["held_on"] for row in held],
            y=[0] * len(held),
            name=view.t("chart.meetings"),
            mode="markers",
            marker={"symbol": "diamond", "size": 11, "color": ACCENT, "line": {"color": "#ffffff", "width": 1}},
            cliponaxis=False,
            customdata=[plain(meeting_label(row, view.lang)) for row in held],
            hovertemplate="%{customdata}<extra></extra>",
        )


def _time(figure: go.Figure, view: View, first: date) -> None:
    if view.axis == "elapsed":
        figure.update_xaxes(ticksuffix=" " + view.t("chart.years"), dtick=1, gridcolor="#c3ccd4", rangemode="tozero")
    else:
        fiscal_years_along(figure, view, first, view.selection.as_of)


def fiscal_years_along(figure: go.Figure, view: View, first: date, last: date) -> None:
    """A mark where each fiscal year begins; days are said in words, since Plotly knows no Buddhist year."""
    years = range(fiscal_year_of(first), fiscal_year_of(last) + 1)
    figure.update_xaxes(
        tickmode="array",
        tickvals=[fiscal_year_bounds(year)[0] for year in years],
        ticktext=[view.t("chart.year", year=year) for year in years],
        gridcolor="#c3ccd4",
        ticks="outside",
        tickcolor=INK,
    )


def _told(view: View, area: str, step: Step, total: int, note: str) -> dict[str, Value]:
    return {
        view.t("filter.area"): area,
        view.t("chart.day"): step.day,
        view.t("result.met"): step.met,
        view.t("chart.assessed"): step.assessed if not note else None,
        view.t("chart.items"): total,
        view.t("areas.note"): note or None,
    }
