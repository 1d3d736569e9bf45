"""ผู้ตรวจประเมิน: the register with the state of validity."""

from ecodash.ui import toolkit as ui

page = ui.page()
ui.filters(page)
ui.show(page, ui.content_of(page))
