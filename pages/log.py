"""ประวัติการบันทึก: who did what, when, from which file; and undoing it."""

from ecodash.ui import toolkit as ui

page = ui.officer_page("nav.log", "log.lead")
ui.undo_form(page)
ui.draw(page, "log.html", rows=ui.log_search(page), clock=ui.clock)
