"""ภาพรวม: the verdict, what changed, what is stuck, what is asked; then every area at a glance."""

from ecodash import facts
from ecodash.ui import toolkit as ui

page = ui.page()
ui.filters(page, "area", "phase", "as_of")
rows = facts.areas_selected(page.store, page.selection)
brief = page.brief()
is_new = brief is not None and not brief.counts.assessed and not page.store.is_demo
table = ui.area_table(page, rows) if len(rows) > 1 else None
ui.draw(
    page,
    "overview.html",
    brief=brief,
    scope=ui.scope_sentence(page, rows),
    awaited=facts.awaited(page.store, brief) if brief and is_new else [],
    known_so_far=facts.known_so_far(page.store, brief.area["code"], page.day) if brief and is_new else [],
    steps_at=ui.STEPS_AT,
    compared=page.compared(),
    groups=table.groups if table else (),
    counts=table.counts if table else {},
    late=table.late if table else {},
    headline=table.headline if table else "",
)
