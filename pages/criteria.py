"""เกณฑ์: every item in every area; one item with its text, evidence, owner and whole history."""

from ecodash.ui import toolkit as ui

page = ui.page()
ui.filters(page)
ui.show(page, ui.content_of(page))
