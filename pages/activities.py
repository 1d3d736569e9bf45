"""กิจกรรม: the fiscal year quarter by quarter, plan against actual; each activity in full."""

from ecodash.ui import toolkit as ui

page = ui.page()
ui.filters(page)
kind, status = ui.activity_filters(page)
ui.show(page, ui.activities_content(page, kind, status))
