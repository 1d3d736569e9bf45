"""สรุปผู้บริหาร: the three minutes for one area and one meeting."""

from ecodash.ui import toolkit as ui

page = ui.page()
ui.filters(page, "area", "as_of", "vs")
brief = page.brief()
if brief:
    ui.draw(page, "briefing.html", brief=brief, compared=page.compared())
else:
    ui.nothing(page)
