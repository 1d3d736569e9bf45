"""หน่วยงาน: what each agency owes and has done; one agency made for a phone."""

from ecodash.ui import toolkit as ui

page = ui.page()
ui.filters(page)
ui.show(page, ui.content_of(page))
