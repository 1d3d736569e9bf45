"""The figure of a table that somebody counts for themselves."""

from collections.abc import Sequence

import plotly.graph_objects as go

from ecodash.charts.chart import plain, titled
from ecodash.domain.vocabulary import Result
from ecodash.language.status_look import LOOKS
from ecodash.language.text import t

# So many names stand below a figure on a phone as well.
_FEW = 6


def pivoted(
    labels: Sequence[str], series: Sequence[tuple[str, str, Sequence[float | None]]], title: str, note: str
) -> go.Figure:
    """A bar for every label, stacked of ``series``: (code, name, a value for each label, None where nothing is told).

    ``title`` and ``note`` (source and day) stand above, so that a picture of the figure says what it shows.
    """
    figure = go.Figure()
    looks = {str(result): LOOKS[result].fill for result in Result}
    for code, name, values in series:
        figure.add_bar(
            x=[plain(label) for label in labels],
            y=list(values),
            name=plain(name),
            marker_color=looks.get(code),
            hovertemplate="%{x}<br>%{fullData.name}: %{y:,}<extra></extra>",
        )
    told, head = titled(title, [note])
    figure.update_layout(
        barmode="stack",
        bargap=0.15,
        height=360 + head,
        title=told,
        margin={"t": head, "r": 10, "b": 60, "l": 60},
        showlegend=len(series) > 1,
        legend={"orientation": "h", "y": -0.25} if len(series) <= _FEW else {},
        modebar={"bgcolor": "rgba(0,0,0,0)", "color": "#5a6478", "activecolor": "#0b5f52"},
        xaxis={"type": "category", "automargin": True},
        yaxis={"fixedrange": True, "rangemode": "tozero", "tickformat": ",~f"},
    )
    return figure


def picture_config(lang: str, file_name: str) -> dict[str, object]:
    """Plotly's buttons but for the one that saves the figure as a picture, said in the reader's language."""
    words = {"Download plot as a PNG": t(lang, "explore.picture"), "Taking snapshot - this may take a few seconds": "…"}
    return {
        "displaylogo": False,
        "displayModeBar": True,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"filename": file_name, "scale": 2},
        "locale": "ours",
        "locales": {"ours": {"dictionary": words, "format": {}}},
    }
