"""ภาพรวม: the verdict, what changed, what is stuck, what is asked; then every area at a glance."""

from ecodash.ui import toolkit as ui

page = ui.page()
ui.filters(page)
ui.show(page, ui.content_of(page))
