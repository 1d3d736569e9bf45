"""Small pieces of a screen, over Streamlit."""

from ecodash.ui.address import addresses
from ecodash.ui.admitting import officer_forms, passphrase_form
from ecodash.ui.convening import choose_meeting, new_meeting_form
from ecodash.ui.desk import fix_link, officer_page
from ecodash.ui.filters import activity_filters, filters
from ecodash.ui.guarding import backup_panel
from ecodash.ui.headlines import activities_headline, agencies_headline, agency_headline, auditors_headline
from ecodash.ui.importing import workbook_in, workbook_out
from ecodash.ui.linking import agency_link_forms
from ecodash.ui.minuting import meeting_forms
from ecodash.ui.page import Page, draw, page, prepare, render
from ecodash.ui.pieces import (
    UNKNOWNS,
    area_table,
    grid_headline,
    nothing,
    nothing_in_framework,
    split_unsurveyed,
    trend_takeaway,
)
from ecodash.ui.plan import plan_of
from ecodash.ui.practising import reset_practice
from ecodash.ui.recordings import record_form
from ecodash.ui.reporting import report_form, states_of
from ecodash.ui.reviewing import review_reports
from ecodash.ui.searching import search_box
from ecodash.ui.sharing import links_with_qr, screen_to_share
from ecodash.ui.undoing import LOG_LENGTH, clock, undo_form
from ecodash.wording import DEFINITIONS

__all__ = [
    "DEFINITIONS",
    "LOG_LENGTH",
    "UNKNOWNS",
    "Page",
    "activities_headline",
    "activity_filters",
    "addresses",
    "agencies_headline",
    "agency_headline",
    "agency_link_forms",
    "area_table",
    "auditors_headline",
    "backup_panel",
    "choose_meeting",
    "clock",
    "draw",
    "filters",
    "fix_link",
    "grid_headline",
    "links_with_qr",
    "meeting_forms",
    "new_meeting_form",
    "nothing",
    "nothing_in_framework",
    "officer_forms",
    "officer_page",
    "page",
    "passphrase_form",
    "plan_of",
    "prepare",
    "record_form",
    "render",
    "report_form",
    "reset_practice",
    "review_reports",
    "screen_to_share",
    "search_box",
    "split_unsurveyed",
    "states_of",
    "trend_takeaway",
    "undo_form",
    "workbook_in",
    "workbook_out",
]
