"""What is wrong with the data: each finding names its row and leads to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from ecodash.domain.vocabulary import AssignmentStatus, Result
from ecodash.facts import lists
from ecodash.facts.auditors import Validity, auditor_register, validity
from ecodash.facts.cache import fact
from ecodash.facts.rows import ActivityRow, AreaRow, AssignmentRow
from ecodash.facts.selection import Selection, areas_selected
from ecodash.facts.status import states_by_area
from ecodash.facts.work import activities_where
from ecodash.language.item_names import item_name
from ecodash.recording import is_of_its_year
from ecodash.store.store import Store

SILENT_DAYS = 60


class Severity(StrEnum):
    """Wrong, or worth a look."""

    WRONG = "wrong"
    LOOK = "look"


@dataclass(frozen=True)
class Finding:
    """One check that a row does not pass. ``screen`` and ``where`` make the link to the row."""

    check: str
    severity: Severity
    screen: str
    where: tuple[tuple[str, str], ...]
    subject_th: str
    subject_en: str
    days: int | None = None


@fact
def findings(store: Store, selection: Selection) -> list[Finding]:
    """Every finding in the selection, wrong ones first."""
    found = [
        *_items(store, selection),
        *_agencies(store, selection),
        *_activities(store, selection),
        *_running_out(store, selection),
    ]
    return sorted(found, key=lambda f: (f.severity != Severity.WRONG, f.check, f.subject_th))


def _items(store: Store, selection: Selection) -> Iterator[Finding]:
    areas = {row["code"]: row for row in areas_selected(store, selection)}
    for code, states in states_by_area(store, selection.framework, selection.as_of).items():
        for state in states if code in areas else ():
            where = (("area", code), ("item", state.item))
            subject = _item_in_area(areas[code], vars(state))
            if state.result is Result.MET and not state.evidence:
                yield Finding("pass_without_evidence", Severity.WRONG, "criteria", where, *subject)
            if state.result.is_gap and not state.has_owner:
                yield Finding("gap_without_owner", Severity.WRONG, "criteria", where, *subject)
            if state.is_late:
                yield Finding("date_gone_by", Severity.LOOK, "criteria", where, *subject, state.days_late)
            if state.result is Result.MET and state.has_owner:
                yield Finding("met_but_open", Severity.LOOK, "criteria", where, *subject)


def _item_in_area(area: AreaRow, item: Mapping[str, Any]) -> tuple[str, str]:
    th = area["short_th"] or area["name_th"]
    en = area["short_en"] or area["name_en"] or th
    return f"{th} · {item_name(item, 'th')}", f"{en} · {item_name(item, 'en')}"


def _agencies(store: Store, selection: Selection) -> Iterator[Finding]:
    """An agency that owes something in the selected areas and of whose items nothing was heard for 60 days."""
    day = selection.as_of
    codes = {row["code"] for row in areas_selected(store, selection)}
    newest: dict[str, date] = {}
    names = {
        code: (row["short_name"] or row["name_th"] or code, row["name_en"] or row["name_th"] or code)
        for code, row in lists.agency_names(store, day).items()
    }
    for row in lists.assignments(store, day):
        if row["status"] != AssignmentStatus.OPEN or row["area"] not in codes:
            continue
        heard = _last_heard(store, row, day)
        newest[row["agency"]] = max(newest.get(row["agency"], heard), heard)
    for agency, heard in newest.items():
        if day - heard > timedelta(days=SILENT_DAYS):
            silent = (day - heard).days
            yield Finding(
                "agency_silent",
                Severity.LOOK,
                "agencies",
                (("agency", agency),),
                *names.get(agency, (agency, agency)),
                silent,
            )


def _last_heard(store: Store, assignment: AssignmentRow, day: date) -> date:
    states = states_by_area(store, assignment["framework"], day).get(assignment["area"], ())
    seen = next((s.effective_on for s in states if s.item == assignment["item"]), None)
    return max(d for d in (seen, assignment["assigned_on"], assignment["effective_on"]) if d)


def _titles(row: ActivityRow) -> tuple[str, str]:
    title = row["title"] or row["code"]
    return title, row["title_en"] or title


def _activities(store: Store, selection: Selection) -> Iterator[Finding]:
    codes = frozenset(row["code"] for row in areas_selected(store, selection))
    for row in activities_where(store, selection.as_of, codes, selection.fy):
        where = (("fy", str(row["fiscal_year"])), ("area", row["area"] or ""))
        if not is_of_its_year(row):
            yield Finding(
                "outside_fiscal_year",
                Severity.WRONG,
                "activities",
                where,
                *_titles(row),
            )
        spent, given = row["disbursed_baht"], row["allocated_baht"]
        if spent is not None and given is not None and spent > given:
            yield Finding(
                "disbursed_above_allocated",
                Severity.WRONG,
                "activities",
                where,
                *_titles(row),
            )


def _running_out(store: Store, selection: Selection) -> Iterator[Finding]:
    """Evidence and registrations of auditors that no longer hold, or soon will not."""
    day = selection.as_of
    areas = {row["code"]: row for row in areas_selected(store, selection)}
    items: Mapping[tuple[str, str], Mapping[str, Any]] = lists.items_by_code(store, day)
    for file in lists.evidence(store, day):
        if file["area"] in areas and file["item"] and file["framework"] == selection.framework:
            item = items.get((file["framework"], file["item"]), {"item": file["item"]})
            where = (("area", file["area"]), ("item", file["item"]))
            title = file["title"] or file["code"]
            th, en = (f"{named} · {title}" for named in _item_in_area(areas[file["area"]], item))
            yield from _until("evidence", file["valid_until"], day, "criteria", where, (th, en))
    for row, _, _ in auditor_register(store, selection):
        subject = (row["name"] or row["code"], row["name"] or row["code"])
        yield from _until("auditor", row["expires_on"], day, "auditors", (), subject)


def _until(
    what: str, last: date | None, day: date, screen: str, where: tuple[tuple[str, str], ...], subject: tuple[str, str]
) -> Iterator[Finding]:
    state, days = validity(last, day)
    if state is Validity.EXPIRED:
        yield Finding(f"{what}_expired", Severity.WRONG, screen, where, *subject, days)
    elif state is Validity.EXPIRING:
        yield Finding(f"{what}_expires", Severity.LOOK, screen, where, *subject, days)
