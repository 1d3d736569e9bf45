"""ปีงบประมาณ: activities, money, items gained and lost between 1 October and 30 September."""

from ecodash.ui import toolkit as ui

page = ui.page()
ui.filters(page)
ui.show(page, ui.content_of(page))
