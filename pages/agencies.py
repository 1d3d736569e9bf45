"""หน่วยงาน: what each agency owes and has done; one agency made for a phone."""

from ecodash import facts
from ecodash.ui import toolkit as ui

page = ui.page()
ui.filters(page, "area", "as_of", "vs")
loads = facts.agency_loads(page.store, page.selection)
address = ui.likeliest_address()
mine = next((load for load in loads if load.agency["code"] == page.selection.agency), None)
if mine is None:
    busy = {load.agency["code"] for load in loads}
    ui.draw(
        page,
        "agencies.html",
        loads=loads,
        address=address,
        line=ui.line_text(page, loads, address),
        headline=ui.agencies_headline(page, loads),
        compared=page.compared(),
        others=[row for row in page.agencies().values() if row["code"] not in busy],
    )
else:
    ui.draw(
        page,
        "agency.html",
        load=mine,
        address=address,
        line=ui.line_text(page, [mine], address),
        headline=ui.agency_headline(page, mine),
        compared=page.compared(),
        names=page.area_names(),
        bodies=page.bodies(),
        activities=facts.agency_activities(page.store, page.selection),
    )
