"""ปีงบประมาณ: activities, money, items gained and lost between 1 October and 30 September."""

from ecodash import facts
from ecodash.ui import toolkit as ui

page = ui.page()
ui.filters(page, "fy", "area", "as_of")
story = facts.fiscal_year_story(page.store, page.selection, page.fiscal_year())
ui.draw(page, "fiscal_years.html", **story)
