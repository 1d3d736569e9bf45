"""ปีงบประมาณ: the years side by side; one of them with its activities, money, items gained and lost."""

from ecodash import facts
from ecodash.ui import toolkit as ui

page = ui.page()
ui.filters(page, "fy", "area", "as_of")
year = page.fiscal_year()
story = facts.fiscal_year_story(page.store, page.selection, year)
order = ui.chosen(page, "order", ui.ORDERS)
rows = story["activities"]
if order == "urgency":
    rows = sorted(rows, key=lambda row: facts.urgency(row, page.day))
ui.draw(
    page,
    "fiscal_years.html",
    years=facts.years_side_by_side(page.store, page.selection),
    entries=[facts.scheduled(row, year, page.day) for row in rows],
    orders=ui.ORDERS,
    order=order,
    now=facts.share_of_year(page.day, year),
    **story,
)
