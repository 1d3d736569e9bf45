"""เกณฑ์: every item in every area; one item with its text, evidence, owner and whole history."""

from ecodash import facts
from ecodash.ui import toolkit as ui

page = ui.page()
ui.filters(page, "framework", "area", "phase", "as_of")
s = page.selection
framework = facts.framework_row(page.store, s.framework, page.day)
items = facts.framework_items(page.store, s.framework, page.day)
if framework is None or not items:
    ui.nothing_in_framework(page, framework)
elif s.item is None:
    states = facts.states_by_area(page.store, s.framework, page.day)
    rows = [(area, states[area["code"]]) for area in facts.areas_selected(page.store, s)]
    shown, unsurveyed = ui.split_unsurveyed(page, rows)
    ui.draw(
        page,
        "criteria.html",
        framework=framework,
        items=items,
        rows=shown,
        unsurveyed=unsurveyed,
        standings=facts.standings(page.store, s),
        headline=ui.grid_headline(page, rows, len(items)),
    )
else:
    ui.draw(page, "item.html", framework=framework, **facts.item_story(page.store, s, page.principal.is_officer))
