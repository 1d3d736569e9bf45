"""What agencies have to do, as text to paste into a chat: what, by when, where to see more."""

from collections.abc import Iterable, Iterator
from datetime import date

from ecodash.domain.dates import short_date
from ecodash.facts.agenda import AgencyLoad
from ecodash.language.text import told
from ecodash.sentences import short_name
from ecodash.ui.page import Page

_SHORT = 140


def line_text(page: Page, loads: Iterable[AgencyLoad], address: str) -> str:
    """Every agency that owes something, one after the other. ``address`` is where others open the dashboard."""
    return "\n\n".join("\n".join(_of_agency(page, load, address)) for load in loads if load.count)


def _of_agency(page: Page, load: AgencyLoad, address: str) -> Iterator[str]:
    t, lang, code = page.t, page.lang, load.agency["code"]
    areas = page.area_names()
    name = load.agency["short_name"] if lang == "th" else load.agency["name_en"]
    yield t("notify.head", agency=name or load.agency["name_th"] or code, day=short_date(page.day, lang))
    for owed in load.owed:
        row = owed.assignment
        area = areas.get(row["area"] or "")
        what = _short(told(row, lang, "task") or "-")
        yield t("notify.owed", item=row["item"], area=short_name(area, lang) if area else row["area"], task=what)
        yield "  " + _due(page, row["due_on"], owed.days_late)
    for resolution in load.resolutions:
        late = (page.day - resolution["due_on"]).days if page.is_overdue(resolution) and resolution["due_on"] else None
        yield t("notify.resolution", text=_short(told(resolution, lang, "text") or "-"))
        yield "  " + _due(page, resolution["due_on"], late)
    yield t("notify.details", url=address + page.selection.link("agencies", agency=code))


def _due(page: Page, due: date | None, days_late: int | None) -> str:
    if due is None:
        return page.t("notify.no_due")
    said = page.t("notify.due", day=short_date(due, page.lang))
    return f"{said} ({page.t('say.late', days=days_late)})" if days_late else said


def _short(text: str) -> str:
    """On one line, as long as a chat likes it."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHORT else plain[: _SHORT - 1] + "…"
