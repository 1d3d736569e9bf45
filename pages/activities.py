"""กิจกรรม: the fiscal year quarter by quarter, plan against actual; each activity in full."""

from ecodash import facts
from ecodash.ui import toolkit as ui

page = ui.page()
ui.filters(page, "fy", "area", "agency")
kind, status = ui.activity_filters(page)
year = page.fiscal_year()
rows = facts.activities_of(page.store, page.selection, year, kind, status)
order = ui.chosen(page, "order", ui.ORDERS)
if order == "urgency":
    rows = tuple(sorted(rows, key=lambda row: facts.urgency(row, page.day)))
entries = [facts.scheduled(row, year, page.day) for row in rows]
ui.draw(
    page,
    "activities.html",
    year=year,
    entries=entries,
    orders=ui.ORDERS,
    order=order,
    headline=ui.activities_headline(page, year, entries),
    work=facts.work_of(rows),
    now=facts.share_of_year(page.day, year),
    names=page.area_names(),
    files=facts.files_of_activities(page.store, page.day),
    latest=facts.latest_year(page.store, page.selection),
)
