"""ระยะ: each phase of the programme, its areas, how they stand, compared."""

from ecodash.ui import toolkit as ui

page = ui.page()
ui.filters(page)
ui.show(page, ui.content_of(page))
