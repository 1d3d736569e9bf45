"""Charts that people explore: rows in, Plotly figure out. Knows no Streamlit and no SQL."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import plotly.graph_objects as go

from ecodash.domain.dates import short_date, short_month
from ecodash.domain.progress import Counts
from ecodash.domain.vocabulary import Result
from ecodash.language.status_look import LOOKS
from ecodash.language.text import t

CONFIG = {"displaylogo": False, "displayModeBar": False}
"""Plotly's own buttons are in English; zoom and hover work without them."""


def trend(months: Sequence[tuple[date, Counts]], lang: str) -> go.Figure:
    """Items in each state at every month end, stacked."""
    labels = [short_month(month, lang) for month, _ in months]
    days = [short_date(month, lang) for month, _ in months]
    figure = go.Figure()
    for result in Result:
        figure.add_bar(
            x=labels,
            y=[counts.of(result) for _, counts in months],
            name=t(lang, f"result.{result}"),
            marker_color=LOOKS[result].fill,
            customdata=days,
            hovertemplate="%{customdata}<br>%{fullData.name}: %{y}<extra></extra>",
        )
    _finish(figure)
    return figure


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
            x=[_plain(label) for label in labels],
            y=list(values),
            name=_plain(name),
            marker_color=looks.get(code),
            hovertemplate="%{x}<br>%{fullData.name}: %{y:,}<extra></extra>",
        )
    figure.update_layout(
        barmode="stack",
        bargap=0.15,
        height=440,
        title={"text": _plain(title), "x": 0, "font": {"size": 16}, "subtitle": {"text": _plain(note)}},
        margin={"t": 80, "r": 10, "b": 60, "l": 60},
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


def _plain(text: str) -> str:
    """Text from people, which Plotly would read as a little HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _finish(figure: Any) -> None:
    figure.update_layout(
        barmode="stack",
        bargap=0.15,
        height=360,
        margin={"t": 10, "r": 10, "b": 40, "l": 40},
        legend={"orientation": "h", "y": 1.12},
        yaxis={"dtick": 2, "fixedrange": True},
        xaxis={"type": "category", "tickangle": 0, "nticks": 12},
    )
