"""การประชุม: agenda, resolutions and what became of them; two meetings side by side."""

from ecodash.ui import toolkit as ui

page = ui.page()
ui.filters(page)
ui.show(page, ui.content_of(page))
