"""กรอกผลทั้งชุด: every item of one area with its result, recorded with one button."""

from ecodash.ui import toolkit as ui

page = ui.officer_page("nav.survey", "survey.lead")
ui.survey_form(page)
