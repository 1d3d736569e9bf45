"""What stands first on the desk: steps that lead somewhere, and what is due with its form."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from ecodash import facts
from ecodash.domain.dates import short_date
from ecodash.domain.matters import is_open
from ecodash.facts.diary import Appointment
from ecodash.language.text import told
from ecodash.sentences import short_name
from ecodash.ui.desk.choices import meeting_words
from ecodash.ui.desk.frame import say
from ecodash.ui.page import Page, own_link, record_link

_AHEAD = timedelta(days=30)


def step_links(page: Page) -> dict[str, str]:
    """Where each of the first steps is done."""
    link = page.selection.link
    return {
        "texts": link("workbook"),
        "results": link("survey"),
        "owners": link("bulk"),
        "meeting": link("minutes"),
        "link": link("people"),
    }


def due_soon(page: Page) -> Sequence[Appointment]:
    """What is late or due within a month, and the meetings of that month; the longest late first."""
    today = page.store.today()
    return [
        each
        for each in facts.diary(page.store, page.selection)
        if each.day <= today + _AHEAD and (each.kind != "meeting" or each.day >= today)
    ]


def due_words(page: Page, each: Appointment) -> str:
    """What it is called on the desk."""
    row = each.row
    if each.kind == "meeting":
        return meeting_words(page, row)
    if each.kind == "resolution":
        return _short(told(row, page.lang, "text") or row["code"])
    area = page.area_names().get(row["area"])
    item = page.t("criteria.item_title", item=row["item"])
    return (
        f"{item} {short_name(area, page.lang) if area else row['area']}: {_short(told(row, page.lang, 'task') or '')}"
    )


def due_link(page: Page, each: Appointment) -> str:
    """Where an officer does something about it."""
    if each.kind == "meeting":
        return own_link(page, "minutes", key=each.row["key"])
    return record_link(page, each.kind, each.row["key"])


def say_due_of_resolutions(page: Page, moved: Iterable[Mapping[str, Any]]) -> None:
    """Say, of assignments that were moved, which day their resolution still asks for: they stay late by that one."""
    new_dues = {row["resolution"]: row["due_on"] for row in moved if row["resolution"] and row["due_on"]}
    asked = [
        row["due_on"]
        for row in page.store.ask("latest_revisions", kind="resolution", keys=list(new_dues))
        if is_open(row) and row["due_on"] and row["due_on"] < new_dues[row["code"]]
    ]
    if asked:
        say(page, "record.resolution_due", day=short_date(min(asked), page.lang))


def _short(text: str) -> str:
    return text if len(text) <= 90 else text[:89] + "…"
