"""รายงานของหน่วยงาน: what one agency owes, a form for each item, and what became of earlier reports."""

from ecodash import facts
from ecodash.ui import toolkit as ui

page = ui.page()
if page.principal.agency is None:
    ui.draw(page, "nothing.html", title=page.t("report.no_link"), next=page.t("report.no_link_next"))
else:
    given = facts.open_assignments(page.store, page.principal.agency)
    mine = [row for row in facts.reports(page.store) if row["agency"] == page.principal.agency]
    latest = {(row["area"], row["framework"], row["item"]): row for row in reversed(mine)}
    ui.draw(
        page,
        "report.html",
        given=given,
        states=ui.states_of(page, given),
        mine=mine,
        latest=latest,
        names=page.area_names(),
        today=page.store.today(),
    )
    ui.report_form(page, given, latest)
