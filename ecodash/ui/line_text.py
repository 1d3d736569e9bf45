"""What agencies have to do, as text to paste into a chat: what, by when, where to see more."""

from collections.abc import Iterable, Iterator

from ecodash.domain.dates import short_date
from ecodash.domain.matters import Matter
from ecodash.facts.loads import AgencyLoad
from ecodash.sentences import matter_task, short_name
from ecodash.ui.page import Page

_SHORT = 140


def line_text(page: Page, loads: Iterable[AgencyLoad], address: str) -> str:
    """Every agency that owes something, one after the other. ``address`` is where others open the dashboard."""
    return "\n\n".join("\n".join(_of_agency(page, load, address)) for load in loads if load.count)


def _of_agency(page: Page, load: AgencyLoad, address: str) -> Iterator[str]:
    t, lang, code = page.t, page.lang, load.agency["code"]
    areas = page.area_names()
    name = load.agency["short_name"] if lang == "th" else load.agency["name_en"]
    day = " · ".join(filter(None, (short_date(page.day, lang), page.seen_as())))
    yield t("notify.head", agency=name or load.agency["name_th"] or code, day=day)
    for matter in load.matters:
        what = _short(matter_task(matter, lang) or "-")
        if matter.item:
            area = areas.get(matter.area or "")
            where = short_name(area, lang) if area else matter.area
            yield t("notify.owed", item=page.item_name(matter.framework, matter.item), area=where, task=what)
        else:
            yield t("notify.resolution", text=what)
        yield "  " + _due(page, matter)
    yield t("notify.details", url=address + page.selection.link("agencies", agency=code))


def _due(page: Page, matter: Matter) -> str:
    if matter.due_on is None:
        return page.t("notify.no_due")
    said = page.t("notify.due", day=short_date(matter.due_on, page.lang))
    return f"{said} ({page.t('say.late', days=matter.days_late)})" if matter.is_late else said


def _short(text: str) -> str:
    """On one line, as long as a chat likes it."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHORT else plain[: _SHORT - 1] + "…"
