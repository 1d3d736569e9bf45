"""เกี่ยวกับ: how each figure is counted, where the data come from, what is not known."""

from ecodash.ui import toolkit as ui

page = ui.page()
ui.show(page, ui.content_of(page))
