"""Small pieces of a screen, over Streamlit."""

from ecodash.ui.address import addresses
from ecodash.ui.filters import activity_filters, filters
from ecodash.ui.headlines import activities_headline, agencies_headline, agency_headline, auditors_headline
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
from ecodash.ui.plan import plan_of
from ecodash.ui.searching import search_box
from ecodash.ui.sharing import links_with_qr, screen_to_share

__all__ = [
    "DEFINITIONS",
    "UNKNOWNS",
    "Page",
    "activities_headline",
    "activity_filters",
    "addresses",
    "agencies_headline",
    "agency_headline",
    "area_table",
    "auditors_headline",
    "draw",
    "filters",
    "grid_headline",
    "links_with_qr",
    "nothing",
    "nothing_in_framework",
    "page",
    "plan_of",
    "prepare",
    "render",
    "screen_to_share",
    "search_box",
    "split_unsurveyed",
    "trend_takeaway",
]
