"""กิจกรรม: the fiscal year quarter by quarter, plan against actual; each activity in full."""

from ecodash.ui import toolkit as ui

page = ui.page()
ui.filters(page)
ui.activity_filters(page)
ui.show(page, ui.content_of(page))
