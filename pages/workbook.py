"""ไฟล์ Excel: the pre-filled workbook out; in again with every problem, every change, and a confirmation."""

from ecodash.ui import toolkit as ui

page = ui.officer_page("nav.workbook", "intake.lead")
ui.workbook_out(page)
ui.workbook_in(page)
