"""สรุปผู้บริหาร: the three minutes for one area and one meeting."""

from ecodash.ui import toolkit as ui

page = ui.page()
ui.filters(page)
ui.show(page, ui.content_of(page))
