"""The chart of an area's profile: how each dimension stands, a year before, and what the level aimed at wants."""

import plotly.graph_objects as go

from ecodash import facts
from ecodash.charts.chart import INK, LINE, SOFT, Chart, View, brief_name, drawn
from ecodash.domain.dates import short_date
from ecodash.domain.vocabulary import Result
from ecodash.facts.profile import Part
from ecodash.language.csv_text import Value
from ecodash.language.status_look import LOOKS
from ecodash.language.text import name
from ecodash.sentences import short_name

_ROW = 46


def profile_chart(view: View) -> Chart | None:
    """The dimensions of the area in focus as bars of states, with marks for a year before and for the level's wish."""
    s, area = view.selection, view.selection.focus
    told = facts.profile(view.store, area, s.framework, s.as_of) if area else None
    if area is None or told is None:
        return None
    labels = [brief_name(_called(view, part)) for part in told.parts]
    figure = go.Figure()
    for result in Result:
        figure.add_bar(
            x=[part.now.of(result) for part in told.parts],
            y=labels,
            orientation="h",
            name=view.t(f"result.{result}"),
            marker={"color": LOOKS[result].fill, "line": {"color": SOFT, "width": 0.5}},
            hovertemplate="<b>%{y}</b><br>%{fullData.name}: %{x}<extra></extra>",
        )
    before = [part.before.met if part.before else None for part in told.parts]
    _marks(
        figure, labels, before, view.t("profile.before", day=short_date(told.year_before, view.lang)), "line-ns-open"
    )
    if told.aim:
        wanted = [part.wanted for part in told.parts]
        _marks(figure, labels, wanted, view.t("profile.wanted", level=told.aim["level"]), "diamond-open")
    figure.update_layout(barmode="stack", bargap=0.35)
    figure.update_yaxes(autorange="reversed", type="category")
    row = facts.area_row(view.store, area, s.as_of)
    heading = view.t("chart.of", what=view.t("profile.title"), area=short_name(row, view.lang) if row else area)
    rows = [_told(view, part, "") for part in told.parts]
    rows += [_told(view, aspect, _called(view, part)) for part in told.parts for aspect in part.aspects]
    figure = drawn(view, figure, heading, view.framework(), 60 + _ROW * len(labels))
    figure.update_xaxes(gridcolor=LINE, dtick=1 if max(part.now.total for part in told.parts) < 12 else None)
    return Chart(figure, heading, tuple(rows[0]), rows, f"ecodash-profile-{area}-{s.as_of}")


def _called(view: View, part: Part) -> str:
    return name(part.names, view.lang) or view.t("profile.unnamed")


def _marks(figure: go.Figure, labels: list[str], values: list[int | None], called: str, symbol: str) -> None:
    if all(value is None for value in values):
        return
    # On white first, to be seen on dark bars as well.
    for color, width in (("#ffffff", 7), (INK, 3)):
        figure.add_scatter(
            x=values,
            y=labels,
            mode="markers",
            name=called,
            marker={"symbol": symbol, "size": 20, "color": color, "line": {"width": width, "color": color}},
            showlegend=color == INK,
            hovertemplate="<b>%{y}</b><br>%{fullData.name}: %{x}<extra></extra>",
        )


def _told(view: View, part: Part, within: str) -> dict[str, Value]:
    return {
        view.t("criteria.dimension"): within or _called(view, part),
        view.t("profile.aspect"): _called(view, part) if within else None,
        view.t("chart.items"): part.now.total,
        view.t("result.met"): part.now.met,
        view.t("profile.year_before"): part.before.met if part.before else None,
        view.t("profile.aimed_at"): part.wanted,
    }
