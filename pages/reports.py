"""รายงานจากหน่วยงาน: accept or return what agencies reported by their links."""

from ecodash import facts
from ecodash.ui import toolkit as ui

page = ui.officer_page("nav.reports", "reports.lead")
ui.review_reports(page)
ui.draw(
    page,
    "reports.html",
    rows=[row for row in facts.reports(page.store) if row["review"] != "reported"],
    waiting=facts.reports_waiting(page.store),
    names=page.area_names(),
)
