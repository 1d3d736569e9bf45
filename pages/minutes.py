"""การประชุมและมติ: a meeting with its agenda, what earlier ones left open, the gaps to assign, what is sent up."""

from ecodash.ui import toolkit as ui

page = ui.officer_page("nav.minutes", "minutes.lead")
meeting = ui.choose_meeting(page)
if meeting is None:
    ui.new_meeting_form(page)
else:
    ui.meeting_forms(page, meeting)
