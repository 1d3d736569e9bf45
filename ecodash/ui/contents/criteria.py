"""The items of a framework over areas, and one item."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from ecodash import facts
from ecodash.ui.area_tables import by_item, grid_headline, split_unsurveyed
from ecodash.ui.contents.content import Content, nothing
from ecodash.ui.page import Page
from ecodash.ui.value_picture import value_picture


def criteria(page: Page) -> Content:
    s = page.selection
    framework = facts.framework_row(page.store, s.framework, page.day)
    items = facts.framework_items(page.store, s.framework, page.day)
    if framework is None or not items:
        return _nothing_in_framework(page, framework)
    if s.item is not None:
        story = facts.item_story(page.store, s, page.principal.is_officer)
        measured = value_picture(story["values"], story["item"]["target"], page.day)
        others, unsurveyed = split_unsurveyed(page, [(area, (its,)) for area, its in story["others"]])
        told = {"framework": framework, "measured": measured, "unsurveyed": unsurveyed}
        return Content("item.html", {**story, **told, "others": others})
    states = facts.states_by_area(page.store, s.framework, page.day)
    rows = [(area, states[area["code"]]) for area in facts.areas_selected(page.store, s)]
    shown, unsurveyed = split_unsurveyed(page, rows)
    column = next((item for item in items if item["item"] == page.own.get("sort")), None)
    values = {
        "framework": framework,
        "items": items,
        "rows": by_item(shown, column["item"]) if column else shown,
        "column": column,
        "left_out": 0,
        "unsurveyed": unsurveyed,
        "standings": facts.standings(page.store, s),
        "gaps": Counter(state.item for _, states in rows for state in states if state.result.is_gap),
        "headline": grid_headline(page, rows, len(items)),
    }
    return Content("criteria.html", values)


def _nothing_in_framework(page: Page, framework: Mapping[str, Any] | None) -> Content:
    """A framework whose items are not loaded: say what is known of it."""
    declared = framework["items_declared"] if framework else None
    known = page.t("criteria.no_items_next", declared=declared) if declared else page.t("criteria.no_items_unknown")
    title = page.t("criteria.no_items")
    if framework:
        title = f"{framework['name_en' if page.lang == 'en' and framework['name_en'] else 'name_th']}: {title}"
    return nothing(title, known)
