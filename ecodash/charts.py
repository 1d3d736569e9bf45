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
