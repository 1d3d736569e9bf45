"""บันทึกและแก้ไข: one row of any kind, with what stands, what changes and from when."""

from ecodash.ui import toolkit as ui

page = ui.officer_page("nav.record", "record.lead")
ui.record_form(page)
