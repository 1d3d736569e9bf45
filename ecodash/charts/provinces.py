"""The chart of provinces: outlines shaded by the share of items that their areas met."""

from collections.abc import Iterable
from typing import Any

import plotly.graph_objects as go

from ecodash import facts
from ecodash.charts.chart import SOFT, Chart, View, drawn, plain
from ecodash.facts.outlines import OUTLINES, Province, outlines, provinces_with
from ecodash.language.csv_text import Value
from ecodash.language.status_look import SHARES, share_class
from ecodash.language.text import name

_LAND = "#eef1f4"
_HATCHED = {"shape": "/", "bgcolor": "#ffffff", "fgcolor": "#7b8794"}
_PLOT_HEIGHT = 720


def provinces_chart(view: View) -> Chart | None:
    """Every province with areas, by name and figures where one points; the others are the land around them."""
    s = view.selection
    counts = facts.counts_by_area(view.store, s.framework, s.as_of)
    told = provinces_with(facts.areas_selected(view.store, s), counts, "met")
    if not told:
        return None
    figure = go.Figure()
    others = [rings for code, rings in outlines().items() if code not in {one.code for one in told}]
    _shape(figure, (ring for rings in others for ring in rings), _LAND, "", hoverinfo="skip")
    for one in told:
        if one.code in outlines():
            more = {"customdata": [one.code]} | ({} if one.surveyed else {"fillpattern": _HATCHED})
            _shape(figure, outlines()[one.code], _fill(one), _said(view, one), **more)
    for number, colour in enumerate(SHARES, start=1):
        _key(figure, view.t(f"map.class_{number}"), colour, "square")
    _key(figure, view.t("map.untold"), "#7b8794", "hash-open")
    width, height = OUTLINES
    figure.update_xaxes(visible=False, range=[0, width], constrain="domain")
    figure.update_yaxes(
        visible=False, range=[height, 0], scaleanchor="x", fixedrange=False, constrain="domain", constraintoward="top"
    )
    heading = view.t("chart.of", what=view.t("map.title"), area=view.t("ways.shade_met"))
    rows = [_row(view, one) for one in told]
    figure = drawn(view, figure, heading, view.framework(), _PLOT_HEIGHT)
    figure.update_layout(legend={"y": 0})
    return Chart(figure, heading, tuple(rows[0]), rows, f"ecodash-provinces-{s.framework}-{s.as_of}")


def _shape(figure: go.Figure, rings: Iterable[str], colour: str, said: str, **more: Any) -> None:
    """Rings as one filled shape; a gap parts one from the next."""
    across: list[float | None] = []
    down: list[float | None] = []
    for ring in rings:
        points = [tuple(map(float, point.split(","))) for point in ring.split()]
        across += [x for x, _ in [*points, points[0]]] + [None]
        down += [y for _, y in [*points, points[0]]] + [None]
    look = {"fillcolor": colour, "line": {"color": "#ffffff", "width": 1}, "hoveron": "fills", "text": said}
    figure.add_scatter(
        x=across, y=down, mode="lines", fill="toself", showlegend=False, **({"hoverinfo": "text"} | look | more)
    )


def _key(figure: go.Figure, called: str, colour: str, symbol: str) -> None:
    marker = {"color": colour, "symbol": symbol, "size": 14, "line": {"color": SOFT, "width": 1}}
    figure.add_scatter(x=[None], y=[None], mode="markers", name=called, marker=marker)


def _fill(one: Province) -> str:
    share = one.share("met")
    return "#ffffff" if share is None else SHARES[share_class(share)]


def _said(view: View, one: Province) -> str:
    told = view.t("areas.met_of", met=one.met, total=one.items) if one.surveyed else view.t("map.untold")
    count = view.t("phases.area_count", count=one.areas)
    return f"<b>{plain(name(one.name, view.lang, 'province'))}</b><br>{count}<br>{told}"


def _row(view: View, one: Province) -> dict[str, Value]:
    """What nobody surveyed is empty, never nought."""
    figures = (one.met, one.assessed, one.items) if one.surveyed else (None, None, None)
    return {
        view.t("filter.province"): name(one.name, view.lang, "province"),
        view.t("chart.area_count"): one.areas,
        view.t("phases.surveyed"): one.surveyed,
        **dict(zip((view.t("result.met"), view.t("chart.assessed"), view.t("chart.items")), figures, strict=True)),
    }
