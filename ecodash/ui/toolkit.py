"""All that a page draws with, under one name. Loads Streamlit; what does without imports the modules themselves."""

from ecodash.ui.address import addresses
from ecodash.ui.charted import charted
from ecodash.ui.contents import content_of
from ecodash.ui.desk.agency_links import agency_link_forms
from ecodash.ui.desk.agency_report import report_form, states_of
from ecodash.ui.desk.backups import backup_panel
from ecodash.ui.desk.bulk import bulk_forms
from ecodash.ui.desk.change_log import clock, log_search, undo_form
from ecodash.ui.desk.due import due_link, due_soon, due_words, step_links
from ecodash.ui.desk.evidence_withdrawal import withdrawal_forms
from ecodash.ui.desk.frame import fix_link, officer_page
from ecodash.ui.desk.guard import guard_panel
from ecodash.ui.desk.mail import mail_forms, reminder_form
from ecodash.ui.desk.minutes import meeting_forms
from ecodash.ui.desk.new_meeting import choose_meeting, new_meeting_form
from ecodash.ui.desk.office_templates import office_template_forms
from ecodash.ui.desk.officers import officer_forms, passphrase_form
from ecodash.ui.desk.practice import reset_practice
from ecodash.ui.desk.privacy import name_forms, privacy_form
from ecodash.ui.desk.record_form import record_form
from ecodash.ui.desk.report_review import review_reports
from ecodash.ui.desk.second_step import second_step_forms
from ecodash.ui.desk.sql import sql_form
from ecodash.ui.desk.survey_round import survey_form
from ecodash.ui.desk.workbook import workbook_in, workbook_out
from ecodash.ui.draw import draw, page, prepare, show
from ecodash.ui.explore import explored, pivot_note, pivot_of, pivot_title, show_pivot, show_rows
from ecodash.ui.filters import activity_filters, filters
from ecodash.ui.page import Page
from ecodash.ui.render import render
from ecodash.ui.search_box import search_box
from ecodash.ui.share_links import links_with_qr, screen_to_share

__all__ = [
    "Page",
    "activity_filters",
    "addresses",
    "agency_link_forms",
    "backup_panel",
    "bulk_forms",
    "charted",
    "choose_meeting",
    "clock",
    "content_of",
    "draw",
    "due_link",
    "due_soon",
    "due_words",
    "explored",
    "filters",
    "fix_link",
    "guard_panel",
    "links_with_qr",
    "log_search",
    "mail_forms",
    "meeting_forms",
    "name_forms",
    "new_meeting_form",
    "office_template_forms",
    "officer_forms",
    "officer_page",
    "page",
    "passphrase_form",
    "pivot_note",
    "pivot_of",
    "pivot_title",
    "prepare",
    "privacy_form",
    "record_form",
    "reminder_form",
    "render",
    "report_form",
    "reset_practice",
    "review_reports",
    "screen_to_share",
    "search_box",
    "second_step_forms",
    "show",
    "show_pivot",
    "show_rows",
    "sql_form",
    "states_of",
    "step_links",
    "survey_form",
    "undo_form",
    "withdrawal_forms",
    "workbook_in",
    "workbook_out",
]
