"""ระยะ: each phase of the programme, its areas, how they stand, compared."""

from ecodash import facts
from ecodash.ui import toolkit as ui

page = ui.page()
ui.filters(page, "phase", "framework", "fy", "as_of")
framework = facts.framework_row(page.store, page.selection.framework, page.day)
groups = facts.phase_groups(page.store, page.selection)
rows = facts.areas_selected(page.store, page.selection)
if framework is None:
    ui.nothing(page)
else:
    table = ui.area_table(page, rows)
    ui.draw(
        page,
        "phases.html",
        framework=framework,
        groups=groups,
        counts=table.counts,
        late=table.late,
        known=sum(row["phase"] is not None for row in rows),
        total=len(rows),
        year=page.fiscal_year(),
        whole=facts.declared(page.store, None, page.day),
    )
