"""สรุปผู้บริหาร: the three minutes for one area and one meeting."""

from ecodash import facts
from ecodash.ui import toolkit as ui

page = ui.page()
ui.filters(page, "area", "as_of", "vs")
brief = page.brief()
if brief:
    area, framework = brief.area["code"], brief.framework["code"]
    ui.draw(
        page,
        "briefing.html",
        brief=brief,
        compared=page.compared(),
        matrix=facts.matrix(page.store, area, framework, page.day),
        ways=facts.neighbours(page.store, area, page.day),
    )
else:
    ui.nothing(page)
