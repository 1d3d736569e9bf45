"""พื้นที่: one area in full, or the list to choose from."""

from ecodash import charts
from ecodash.ui import toolkit as ui

page = ui.page()
ui.filters(page)
ui.charted(page, charts.asked(page.own.get("chart"), page.store, page.selection))
ui.show(page, ui.content_of(page))
