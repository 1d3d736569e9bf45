"""ระยะ: how far each phase of the programme has come, its areas over time, the phases compared."""

from ecodash.ui import toolkit as ui

page = ui.page()
ui.filters(page)
ui.show(page, ui.content_of(page))
