"""ปีงบประมาณ: the years side by side; one of them with its activities, money, items gained and lost."""

from ecodash.ui import toolkit as ui

page = ui.page()
ui.filters(page)
ui.show(page, ui.content_of(page))
