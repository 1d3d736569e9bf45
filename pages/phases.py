"""ระยะ: how far each phase of the programme has come, its areas over time, the phases compared."""

from ecodash import facts
from ecodash.ui import toolkit as ui

page = ui.page()
ui.filters(page, "phase", "framework", "fy", "as_of")
framework = facts.framework_row(page.store, page.selection.framework, page.day)
if framework is None:
    ui.nothing(page)
else:
    headline, phases = ui.phase_progress(page)
    ui.draw(
        page,
        "phases.html",
        framework=framework,
        headline=headline,
        phases=phases,
        groups=facts.phase_groups(page.store, page.selection),
        late=ui.area_table(page, facts.areas_selected(page.store, page.selection)).late,
        this_year=ui.this_fiscal_year(page),
        sorts=ui.SORTS,
        sort=ui.chosen(page, "sort", ui.SORTS),
        axes=ui.AXES,
        axis=ui.chosen(page, "axis", ui.AXES),
        year=page.fiscal_year(),
    )
