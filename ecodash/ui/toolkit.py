"""All that a page draws with, under one name. Loads Streamlit; what does without imports the modules themselves."""

from ecodash.sentences import DEFINITIONS
from ecodash.ui.address import addresses
from ecodash.ui.area_tables import UNKNOWNS, area_table, grid_headline, split_unsurveyed, trend_takeaway
from ecodash.ui.burn_up import burn_up
from ecodash.ui.desk.agency_links import agency_link_forms
from ecodash.ui.desk.agency_report import report_form, states_of
from ecodash.ui.desk.backups import backup_panel
from ecodash.ui.desk.change_log import LOG_LENGTH, clock, undo_form
from ecodash.ui.desk.frame import fix_link, officer_page
from ecodash.ui.desk.minutes import meeting_forms
from ecodash.ui.desk.new_meeting import choose_meeting, new_meeting_form
from ecodash.ui.desk.officers import officer_forms, passphrase_form
from ecodash.ui.desk.practice import reset_practice
from ecodash.ui.desk.record_form import record_form
from ecodash.ui.desk.report_review import review_reports
from ecodash.ui.desk.workbook import workbook_in, workbook_out
from ecodash.ui.draw import draw, nothing, nothing_in_framework, page, prepare
from ecodash.ui.filters import activity_filters, filters
from ecodash.ui.headlines import activities_headline, agencies_headline, agency_headline, auditors_headline
from ecodash.ui.page import Page
from ecodash.ui.phase_progress import AXES, ORDERS, SHADES, SORTS, chosen, phase_progress, this_fiscal_year
from ecodash.ui.province_map import CLASSES, CREDIT, province_map
from ecodash.ui.render import render
from ecodash.ui.search_box import search_box
from ecodash.ui.share_links import links_with_qr, screen_to_share

__all__ = [
    "AXES",
    "CLASSES",
    "CREDIT",
    "DEFINITIONS",
    "LOG_LENGTH",
    "ORDERS",
    "SHADES",
    "SORTS",
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
    "burn_up",
    "choose_meeting",
    "chosen",
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
    "phase_progress",
    "prepare",
    "province_map",
    "record_form",
    "render",
    "report_form",
    "reset_practice",
    "review_reports",
    "screen_to_share",
    "search_box",
    "split_unsurveyed",
    "states_of",
    "this_fiscal_year",
    "trend_takeaway",
    "undo_form",
    "workbook_in",
    "workbook_out",
]
