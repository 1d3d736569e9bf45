"""เกี่ยวกับ: how each figure is counted, where the data come from, what is not known."""

import ecodash
from ecodash import facts
from ecodash.ui import toolkit as ui

page = ui.page()
ui.draw(
    page,
    "about.html",
    findings=facts.findings(page.store, page.selection),
    checked=facts.checked(page.store, page.selection),
    definitions=ui.DEFINITIONS,
    unknowns=ui.UNKNOWNS,
    kinds=facts.rows_by_mark(page.store, page.day),
    sources=facts.sources(page.store, page.day),
    version=ecodash.__version__,
    api="/api/v1/status.json" + ("?demo=1" if page.store.is_demo else ""),
)
