"""The sentence above each list: what it says, before its rows."""

from collections.abc import Sequence

from ecodash import sentences
from ecodash.domain.vocabulary import ActivityStatus, AssignmentStatus
from ecodash.facts.agenda import MeetingPaper
from ecodash.facts.auditors import Registered, Validity
from ecodash.facts.loads import AgencyLoad
from ecodash.facts.schedule import Scheduled
from ecodash.ui.page import Page


def activities_headline(page: Page, year: int, entries: Sequence[Scheduled]) -> str:
    """How many are done, and how many lie behind their plan; of those chosen, where not all are."""
    if not entries:
        is_chosen = (
            page.selection.is_narrowed or page.selection.agency or page.own.get("kind") or page.own.get("status")
        )
        return page.t("activities.headline_none_chosen" if is_chosen else "fy.headline_none", year=year)
    done = sum(entry.row["status"] == ActivityStatus.DONE for entry in entries)
    unfinished = (ActivityStatus.PLANNED, ActivityStatus.IN_PROGRESS)
    late = sum((entry.slip or 0) > 0 and entry.row["status"] in unfinished for entry in entries)
    key = "activities.headline_late" if late else "activities.headline"
    return page.t(key, year=year, done=done, total=len(entries), late=late)


def agencies_headline(page: Page, loads: Sequence[AgencyLoad]) -> str:
    """How many of the agencies that owe something are late."""
    owing = [load for load in loads if load.count]
    late = sum(load.late > 0 for load in owing)
    records = sum(load.records for load in loads)
    if not records and page.selection.is_narrowed:
        return page.t("agencies.none_chosen")
    if not owing:
        return sentences.nothing("agencies", records, page.lang)
    return page.t("agencies.headline" if late else "agencies.headline_none_late", late=late, total=len(owing))


def agency_headline(page: Page, load: AgencyLoad) -> str:
    """What one agency owes."""
    agency = sentences.agency_name(page.agencies(), load.agency["code"], page.lang)
    if not load.records and page.selection.is_narrowed:
        return page.t("agencies.none_chosen_of", agency=agency)
    return sentences.owes(agency, load.count, load.late, load.records, page.lang)


def meeting_takeaway(page: Page, paper: MeetingPaper) -> list[tuple[str, bool]]:
    """What became of what the meeting resolved and of what it was told, and whether that alarms; empty without any."""
    told = {"resolved_count": paper.resolved, "carried_count": [*paper.carried, *paper.received]}
    counts = {key: sum(row["status"] == AssignmentStatus.OPEN for row in rows) for key, rows in told.items()}
    said = [(page.t(f"meetings.{key}", count=len(told[key]), open=counts[key]), False) for key in told if told[key]]
    late = sum(page.is_overdue(row) for rows in told.values() for row in rows)
    return [*said, (page.t("meetings.late", count=late), True)] if late else said


def auditors_headline(page: Page, register: Sequence[Registered]) -> str:
    """How many are registered, and how many have expired."""
    expired = sum(validity is Validity.EXPIRED for _, validity, _ in register)
    key = "auditors.headline_expired" if expired else "auditors.headline"
    return page.t(key, count=len(register), expired=expired)
