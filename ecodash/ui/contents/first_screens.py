"""What is read first: the overview and the briefing."""

from ecodash import facts, sentences
from ecodash.ui.area_tables import STEPS_AT, area_table
from ecodash.ui.burn_up import burn_up
from ecodash.ui.contents.content import Content, no_area
from ecodash.ui.page import Page
from ecodash.ui.scope import scope_of
from ecodash.ui.wall_pages import owner_pages


def overview(page: Page) -> Content:
    rows = facts.areas_selected(page.store, page.selection)
    brief = page.brief()
    is_new = brief is not None and not brief.counts.assessed and not page.store.is_demo
    table = area_table(page, rows) if len(rows) > 1 else None
    values = {
        "brief": brief,
        "scope": scope_of(page),
        "awaited": _awaited(page) if is_new else (),
        "known_so_far": facts.known_so_far(page.store, brief.area["code"], page.day) if brief and is_new else (),
        "steps_at": STEPS_AT,
        "compared": page.compared(),
        "groups": table.groups if table else (),
        "counts": table.counts if table else {},
        "late": table.late if table else {},
        "headline": table.headline if table else "",
    }
    return Content("overview.html", values)


def _awaited(page: Page) -> list[facts.Step]:
    """The first steps but the last, which only the desk needs: a link for an agency."""
    return [step for step in facts.first_steps(page.store, page.selection) if step.name in STEPS_AT]


def briefing(page: Page) -> Content:
    brief = page.brief()
    if brief is None:
        return no_area(page)
    area, framework = brief.area["code"], brief.framework["code"]
    values = {
        "brief": brief,
        "compared": page.compared(),
        "matrix": facts.matrix(page.store, area, framework, page.day),
        "ways": facts.neighbours(page.store, area, page.day),
        "up": burn_up(page, area),
        "owners": owner_pages(brief.owed),
        "took_part": sentences.participation_line(facts.latest_participation(page.store, area, page.day), page.lang),
    }
    return Content("briefing.html", values)
