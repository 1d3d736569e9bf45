"""ภาพรวม: the verdict, what changed, what is stuck, what is asked; then every area at a glance."""

from ecodash import facts
from ecodash.ui import toolkit as ui

page = ui.page()
ui.filters(page, "area", "phase", "as_of")
rows = facts.areas_selected(page.store, page.selection)
table = ui.area_table(page, rows) if len(rows) > 1 else None
ui.draw(
    page,
    "overview.html",
    brief=page.brief(),
    compared=page.compared(),
    groups=table.groups if table else (),
    counts=table.counts if table else {},
    late=table.late if table else {},
    headline=table.headline if table else "",
)
