"""About the figures: what they mean and what is wrong with them."""

import ecodash
from ecodash import facts
from ecodash.sentences import DEFINITIONS, short_name
from ecodash.ui.contents.content import Content
from ecodash.ui.page import Page


def about(page: Page) -> Content:
    area = page.area_names().get(page.selection.focus or "")
    values = {
        "findings": facts.findings(page.store, page.selection),
        "checked": facts.checked(page.store, page.selection),
        "definitions": DEFINITIONS,
        "unknowns": facts.unknowns(page.store, page.selection),
        "area": short_name(area, page.lang) if area else "",
        "kinds": facts.rows_by_mark(page.store, page.day),
        "sources": facts.sources(page.store, page.day),
        "version": ecodash.__version__,
        "api": "/api/v1/status.json" + ("?demo=1" if page.store.is_demo else ""),
    }
    return Content("about.html", values)
