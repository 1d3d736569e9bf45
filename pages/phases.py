"""ระยะ: how far each phase of the programme has come, its areas over time, the phases compared."""

from ecodash import charts
from ecodash.ui import toolkit as ui

page = ui.page()
ui.filters(page)
ui.charted(page, charts.asked(page.own.get("chart"), page.store, page.selection, page.own.get("axis", "")))
ui.show(page, ui.content_of(page))
