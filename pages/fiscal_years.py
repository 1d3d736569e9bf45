"""ปีงบประมาณ: the years side by side; one of them with its activities, money, items gained and lost."""

from ecodash import charts
from ecodash.ui import toolkit as ui

page = ui.page()
ui.filters(page)
ui.charted(page, charts.asked(page.own.get("chart"), page.store, page.selection))
ui.show(page, ui.content_of(page))
