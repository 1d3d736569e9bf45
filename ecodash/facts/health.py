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
from ecodash.facts.declared import declared
from ecodash.facts.matters import matters_in, records_about, waiting_to_be_closed
from ecodash.facts.rows import ActivityRow, AreaRow, AssignmentRow
from ecodash.facts.selection import Selection, areas_selected
from ecodash.facts.status import states_by_area
from ecodash.facts.work import activities_where
from ecodash.language.item_names import item_name
from ecodash.recording import is_of_its_year
from ecodash.store.store import Store

SILENT_DAYS = 60
QUIET_DAYS = 180
# More areas than these without a result are one line.
_TOLD_APART = 4


class Severity(StrEnum):
    """Wrong, or worth a look."""

    WRONG = "wrong"
    LOOK = "look"


Row = tuple[str, str]  # Kind and key.


@dataclass(frozen=True)
class Finding:
    """One check that a row does not pass. ``screen`` and ``where`` make the link to it; ``row`` is what is mended."""

    check: str
    severity: Severity
    screen: str
    where: tuple[tuple[str, str], ...]
    subject_th: str
    subject_en: str
    days: int | None = None
    row: Row | None = None


@fact
def findings(store: Store, selection: Selection) -> list[Finding]:
    """Every finding in the selection, wrong ones first."""
    found = [
        *_items(store, selection),
        *_unsurveyed(store, selection),
        *_owed(store, selection),
        *_texts(store, selection),
        *_meetings(store, selection),
        *_declarations(store, selection),
        *_agencies(store, selection),
        *_activities(store, selection),
        *_running_out(store, selection),
    ]
    return sorted(found, key=lambda f: (f.severity != Severity.WRONG, f.check, f.subject_th))


def _items(store: Store, selection: Selection) -> Iterator[Finding]:
    areas = {row["code"]: row for row in areas_selected(store, selection)}
    for code, states in states_by_area(store, selection.framework, selection.as_of).items():
        for state in states if code in areas else ():
            where = _where(selection, code, selection.framework, state.item)
            subject = _item_in_area(areas[code], vars(state))
            if state.result is Result.MET and not state.evidence:
                yield Finding("pass_without_evidence", Severity.WRONG, "criteria", where, *subject)
    for row in waiting_to_be_closed(store, selection.as_of):
        if row["area"] in areas:
            where = _where(selection, row["area"], row["framework"], row["item"])
            subject = _item_in_area(areas[row["area"]], _item(store, selection, row["framework"], row["item"]))
            yield Finding("met_but_open", Severity.LOOK, "criteria", where, *subject)


def _unsurveyed(store: Store, selection: Selection) -> Iterator[Finding]:
    """Areas without any result: told once where they are many, by the first of them and how many they are."""
    states = states_by_area(store, selection.framework, selection.as_of)
    areas = [
        row
        for row in areas_selected(store, selection)
        if all(state.result is Result.NOT_ASSESSED for state in states[row["code"]])
    ]
    called = [(row["short_th"] or row["name_th"] or row["code"], row["short_en"] or row["name_en"]) for row in areas]
    th = sorted(thai for thai, _ in called)
    en = sorted(english or thai for thai, english in called)
    if len(areas) > _TOLD_APART:
        first_th, first_en = (f"{', '.join(names[:_TOLD_APART])} … ({len(areas)})" for names in (th, en))
        yield Finding("no_results", Severity.LOOK, "areas", (), first_th, first_en)
        return
    for row, (thai, english) in zip(areas, called, strict=True):
        yield Finding("no_results", Severity.LOOK, "areas", (("area", row["code"]),), thai, english or thai)


def _where(selection: Selection, area: str, framework: str, item: str) -> tuple[tuple[str, str], ...]:
    """What singles out an item of an area; its framework only where it is another one."""
    other = (("framework", framework),) if framework != selection.framework else ()
    return ("area", area), *other, ("item", item)


def _owed(store: Store, selection: Selection) -> Iterator[Finding]:
    """What is owed without an owner, without a date, or past its date: items and resolutions alike."""
    areas = {row["code"]: row for row in areas_selected(store, selection)}
    day = selection.as_of
    for matter in matters_in(store, areas, selection.framework, day):
        if matter.item and matter.area:
            where = _where(selection, matter.area, matter.framework or "", matter.item)
            item = _item(store, selection, matter.framework or "", matter.item)
            screen, subject, row = "criteria", _item_in_area(areas[matter.area], item), None
        else:
            screen, where = "meetings", (("as_of", matter.meeting or ""),)
            row = ("resolution", matter.resolution or "")
            task = matter.task or matter.resolution or ""
            subject = task, matter.task_en or task
        if matter.agency is None:
            check = "gap_without_owner" if matter.item else "resolution_without_owner"
            yield Finding(check, Severity.WRONG, screen, where, *subject, row=row)
        if matter.is_late:
            yield Finding("date_gone_by", Severity.LOOK, screen, where, *subject, matter.days_late, row)
        if matter.due_on is None and (matter.agency or not matter.item):
            age = (day - matter.since).days if matter.since else None
            yield Finding("without_due_date", Severity.LOOK, screen, where, *subject, age, row)


def _texts(store: Store, selection: Selection) -> Iterator[Finding]:
    """Items of the framework whose official text is not loaded, told once."""
    items = lists.framework_items(store, selection.framework, selection.as_of)
    if missing := [row["item"] for row in items if not row["text_th"]]:
        listed = ", ".join(missing)
        yield Finding("text_pending", Severity.LOOK, "criteria", (("item", missing[0]),), listed, listed)


def _meetings(store: Store, selection: Selection) -> Iterator[Finding]:
    """An area's own body of which no meeting was recorded for half a year."""
    day, codes = selection.as_of, {row["code"] for row in areas_selected(store, selection)}
    for body in lists.bodies(store, day):
        held = [m["held_on"] for m in lists.meetings(store, day) if m["body"] == body["code"] and m["held_on"]]
        last = max((d for d in held if d <= day), default=None)
        if body["area"] in codes and last and (day - last).days > QUIET_DAYS:
            th = body["name_th"] or body["code"]
            where = (("area", body["area"]),)
            yield Finding("no_meeting", Severity.LOOK, "meetings", where, th, body["name_en"] or th, (day - last).days)


def _item(store: Store, selection: Selection, framework: str, item: str) -> Mapping[str, Any]:
    """The row of an item, or its code alone where there is none."""
    return lists.items_by_code(store, selection.as_of).get((framework, item)) or {"item": item}


def _item_in_area(area: AreaRow, item: Mapping[str, Any]) -> tuple[str, str]:
    th = area["short_th"] or area["name_th"]
    en = area["short_en"] or area["name_en"] or th
    return f"{th} · {item_name(item, 'th')}", f"{en} · {item_name(item, 'en')}"


def _declarations(store: Store, selection: Selection) -> Iterator[Finding]:
    """A phase of which more areas are known than any source declares."""
    day = selection.as_of
    for phase in lists.phases(store, day) if not selection.area else ():
        if selection.phase in (None, phase["code"]) and declared(store, phase["code"], day).is_too_small:
            th = phase["name_th"] or phase["code"]
            where = (("phase", phase["code"]),)
            yield Finding("declared_too_small", Severity.LOOK, "phases", where, th, phase["name_en"] or th)


def _agencies(store: Store, selection: Selection) -> Iterator[Finding]:
    """An agency that owes something in the selected areas and of whose items nothing was heard for 60 days."""
    day = selection.as_of
    codes = {row["code"] for row in areas_selected(store, selection)}
    newest: dict[str, date] = {}
    names = {
        code: (row["short_name"] or row["name_th"] or code, row["name_en"] or row["name_th"] or code)
        for code, row in lists.agency_names(store, day).items()
    }
    settled = waiting_to_be_closed(store, day)
    for row in lists.assignments(store, day):
        if row["status"] != AssignmentStatus.OPEN or row["area"] not in codes or row in settled:
            continue
        heard = _last_heard(store, row, day)
        newest[row["agency"]] = max(newest.get(row["agency"], heard), heard)
    for agency, heard in newest.items():
        if day - heard > timedelta(days=SILENT_DAYS):
            named = names.get(agency, (agency, agency))
            yield Finding("agency_silent", Severity.LOOK, "agencies", (("agency", agency),), *named, (day - heard).days)


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
        this = "activity", row["code"]
        if not is_of_its_year(row):
            yield Finding("outside_fiscal_year", Severity.WRONG, "activities", where, *_titles(row), row=this)
        spent, given = row["disbursed_baht"], row["allocated_baht"]
        if spent is not None and given is not None and spent > given:
            yield Finding("disbursed_above_allocated", Severity.WRONG, "activities", where, *_titles(row), row=this)


def checked(store: Store, selection: Selection) -> int:
    """How many rows there are to look at: results, assignments, resolutions of the areas' bodies, activities."""
    codes = frozenset(row["code"] for row in areas_selected(store, selection))
    day = selection.as_of
    records = sum(records_about(store, code, selection.framework, day) for code in codes)
    return records + len(activities_where(store, day, codes))


def _running_out(store: Store, selection: Selection) -> Iterator[Finding]:
    """Evidence and registrations of auditors that no longer hold, or soon will not."""
    day = selection.as_of
    areas = {row["code"]: row for row in areas_selected(store, selection)}
    for file in lists.evidence(store, day):
        if file["area"] in areas and file["item"] and file["framework"] == selection.framework:
            item = _item(store, selection, file["framework"], file["item"])
            where = (("area", file["area"]), ("item", file["item"]))
            title = file["title"] or file["code"]
            th, en = (f"{named} · {title}" for named in _item_in_area(areas[file["area"]], item))
            yield from _until(("evidence", file["code"]), file["valid_until"], day, "criteria", where, (th, en))
    for row, _, _ in auditor_register(store, selection):
        subject = (row["name"] or row["code"], row["name"] or row["code"])
        yield from _until(("auditor", row["code"]), row["expires_on"], day, "auditors", (), subject)


def _until(
    row: Row, last: date | None, day: date, screen: str, where: tuple[tuple[str, str], ...], subject: tuple[str, str]
) -> Iterator[Finding]:
    state, days = validity(last, day)
    if state is Validity.EXPIRED:
        yield Finding(f"{row[0]}_expired", Severity.WRONG, screen, where, *subject, days, row)
    elif state is Validity.EXPIRING:
        yield Finding(f"{row[0]}_expires", Severity.LOOK, screen, where, *subject, days, row)
