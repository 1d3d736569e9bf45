"""A chart that somebody asked for: shown above its screen, with its picture and its rows to take along."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import streamlit as st

from ecodash.ui.draw import draw
from ecodash.ui.page import Page

IMAGES = ("png", "svg")
_ROWS_SHOWN = 200


class Explorable(Protocol):
    """What a chart offers here; pages hand it over, since screens and charts do not know each other."""

    @property
    def figure(self) -> Any: ...
    @property
    def heading(self) -> str: ...
    @property
    def columns(self) -> Sequence[str]: ...
    @property
    def rows(self) -> Sequence[Mapping[str, Any]]: ...
    @property
    def name(self) -> str: ...
    @property
    def csv(self) -> str: ...
    def config(self, lang: str, image: str) -> dict[str, Any]: ...


def charted(page: Page, chart: Explorable | None) -> None:
    """The chart that the address names; nothing at all where it names none."""
    if not page.own.get("chart"):
        return
    image = page.own.get("image", IMAGES[0])
    image = image if image in IMAGES else IMAGES[0]
    rows = chart.rows[:_ROWS_SHOWN] if chart else ()
    draw(page, "chart.html", chart=chart, images=IMAGES, image=image)
    if chart is None:
        return
    st.plotly_chart(chart.figure, theme=None, alt=chart.heading, config=chart.config(page.lang, image))
    st.download_button(page.t("chart.csv"), chart.csv.encode(), f"{chart.name}.csv", "text/csv", on_click="ignore")
    draw(page, "chart_rows.html", chart=chart, rows=rows)
