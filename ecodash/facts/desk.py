"""What waits at the officers' desk: reports to review, links that are open, who did what."""

from datetime import date
from typing import Any

from ecodash.domain.kinds import KINDS
from ecodash.domain.progress import natural_order
from ecodash.domain.vocabulary import AssignmentStatus, Review
from ecodash.facts.cache import fact
from ecodash.facts.lists import Rows, agency_names
from ecodash.store.store import Store

EVERYTHING = 2**62


@fact
def reports(store: Store) -> Rows:
    """Every report that came by an agency's link, the newest first."""
    return tuple(store.ask("reports"))


def reports_waiting(store: Store) -> Rows:
    """Reports that nobody has accepted or returned yet, the oldest first."""
    return tuple(row for row in reversed(reports(store)) if row["review"] == Review.REPORTED)


@fact
def agency_links(store: Store) -> Rows:
    """Every link made for an agency, withdrawn ones too."""
    return tuple(store.ask("latest_revisions", kind="agency_link", keys=None))


@fact
def office_templates(store: Store) -> Rows:
    """Which province has a template of its own, by form; those taken back too, without a file."""
    return tuple(store.ask("latest_revisions", kind="office_template", keys=None))


@fact
def change_log(store: Store, most: int, before: int = EVERYTHING) -> Rows:
    """Who did what, when, from which file, and whether it was undone; the newest first."""
    return tuple(store.ask("change_log", before=before, most=most))


@fact
def changes_about(
    store: Store,
    most: int,
    item: tuple[str | None, str, str] | None = None,
    who: str | None = None,
    day: date | None = None,
) -> Rows:
    """The change log of an item (area or None, framework, item), of a person or an agency, of a day in Thailand."""
    area, framework, number = item or (None, None, None)
    named = [
        code
        for code, row in agency_names(store, store.today()).items()
        if who
        and any(who.casefold() in (row[column] or "").casefold() for column in ("name_th", "name_en", "short_name"))
    ]
    asked = {"area": area, "framework": framework, "item": number, "who": who, "agencies": named, "day": day}
    rows = store.ask("changes_about", most=most, **asked)
    # Who looks for a name that was taken out of view is not told where it stood.
    return tuple(row for row in rows if not who or who.casefold() in row["who"].casefold() or row["who"] in named)


@fact
def open_assignments(store: Store, agency: str) -> Rows:
    """What one agency is to do, whatever day it was given for: one row per assignment, by area and item."""
    rows = [
        row
        for row in store.ask("latest_revisions", kind="assignment", keys=None)
        if row["agency"] == agency and row["status"] == AssignmentStatus.OPEN
    ]
    return tuple(sorted(rows, key=lambda row: (row["area"], row["framework"], natural_order(row["item"]))))


@fact
def change_rows(store: Store, change_id: int) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """The rows that one change recorded: kind, what stood before (empty for a new row), what it recorded."""
    found = []
    for kind in KINDS:
        later = store.ask("revisions_after", kind=kind, after=change_id - 1)
        rows = [row for row in later if row["change_id"] == change_id]
        keys = [row["key"] for row in rows]
        before = store.ask("revisions_before", kind=kind, keys=keys, change=change_id) if keys else []
        stood = {row["key"]: row for row in before}
        found += [(kind, stood.get(row["key"], {}), row) for row in rows]
    return found
