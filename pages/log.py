"""บันทึกการทำงาน: who did what, when, from which file; and undoing it."""

from ecodash import facts
from ecodash.ui import toolkit as ui

page = ui.officer_page("nav.log", "log.lead")
before = ui.undo_form(page)
ui.draw(page, "log.html", rows=facts.change_log(page.store, ui.LOG_LENGTH, before), clock=ui.clock)
