"""All that a page draws with, under one name. Loads Streamlit; what does without imports the modules themselves."""

from ecodash.sentences import DEFINITIONS
from ecodash.ui.address import addresses, likeliest_address
from ecodash.ui.area_tables import UNKNOWNS, area_table, grid_headline, split_unsurveyed, trend_takeaway
from ecodash.ui.desk.agency_links import agency_link_forms
from ecodash.ui.desk.agency_report import report_form, states_of
from ecodash.ui.desk.backups import backup_panel
from ecodash.ui.desk.bulk import bulk_forms
from ecodash.ui.desk.change_log import clock, log_search, undo_form
from ecodash.ui.desk.due import due_link, due_soon, due_words, step_links
from ecodash.ui.desk.frame import fix_link, officer_page
from ecodash.ui.desk.minutes import meeting_forms
from ecodash.ui.desk.new_meeting import choose_meeting, new_meeting_form
from ecodash.ui.desk.officers import officer_forms, passphrase_form
from ecodash.ui.desk.practice import reset_practice
from ecodash.ui.desk.record_form import record_form
from ecodash.ui.desk.report_review import review_reports
from ecodash.ui.desk.survey_round import survey_form
from ecodash.ui.desk.workbook import workbook_in, workbook_out
from ecodash.ui.draw import draw, nothing, nothing_in_framework, page, prepare
from ecodash.ui.filters import activity_filters, filters
from ecodash.ui.headlines import activities_headline, agencies_headline, agency_headline, auditors_headline
from ecodash.ui.line_text import line_text
from ecodash.ui.map import plan_of
from ecodash.ui.page import Page
from ecodash.ui.render import render
from ecodash.ui.search_box import search_box
from ecodash.ui.share_links import links_with_qr, screen_to_share

__all__ = [
    "DEFINITIONS",
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
    "bulk_forms",
    "choose_meeting",
    "clock",
    "draw",
    "due_link",
    "due_soon",
    "due_words",
    "filters",
    "fix_link",
    "grid_headline",
    "likeliest_address",
    "line_text",
    "links_with_qr",
    "log_search",
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
    "step_links",
    "survey_form",
    "trend_takeaway",
    "undo_form",
    "workbook_in",
    "workbook_out",
]
