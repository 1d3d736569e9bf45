"""Small pieces of a screen, over Streamlit."""

from ecodash.ui.filters import filters
from ecodash.ui.page import Page, draw, page, prepare, render
from ecodash.ui.pieces import (
    DEFINITIONS,
    UNKNOWNS,
    area_table,
    grid_headline,
    nothing,
    nothing_in_framework,
    split_unsurveyed,
    trend_takeaway,
)

__all__ = [
    "DEFINITIONS", "UNKNOWNS", "Page", "area_table", "draw", "filters", "grid_headline", "nothing",
    "nothing_in_framework", "page", "prepare", "render", "split_unsurveyed", "trend_takeaway",
]
