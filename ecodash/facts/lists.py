"""What there is: areas, phases, frameworks, agencies, meetings … on a day, as known at a moment.

Every answer is a tuple of rows as dicts, in the order of its query.
"""

from datetime import date, datetime
from typing import Any, Protocol, TypeVar, cast

from ecodash.facts import rows
from ecodash.facts.cache import fact
from ecodash.store.store import Store

Rows = tuple[dict[str, Any], ...]
RowT_co = TypeVar("RowT_co", covariant=True)

ALWAYS = datetime.max


class Question(Protocol[RowT_co]):
    """A list as it stood on a day, as known at a moment."""

    def __call__(self, store: Store, day: date, known: datetime = ALWAYS, /) -> tuple[RowT_co, ...]: ...


def _listed(query: str, row: type[RowT_co], doc: str) -> Question[RowT_co]:
    def question(store: Store, day: date, known: datetime = ALWAYS) -> Rows:
        return tuple(store.ask(query, day=day, known=known))

    question.__name__ = question.__qualname__ = query
    question.__doc__ = doc
    return cast(Question[RowT_co], fact(question))


areas = _listed("areas", rows.AreaRow, "Every area.")
phases = _listed("phases", rows.PhaseRow, "Every phase of the national programme.")
provinces = _listed("provinces", rows.ProvinceRow, "Every province.")
frameworks = _listed("frameworks", rows.FrameworkRow, "Every criteria framework, with how many items are loaded.")
items = _listed("items", rows.ItemRow, "Every item of every framework.")
levels = _listed("levels", rows.LevelRow, "The levels of each framework.")
attainments = _listed("attainments", rows.AttainmentRow, "Levels attained and intended.")
agencies = _listed("agencies", rows.AgencyRow, "Every agency under its name of that day.")
bodies = _listed("bodies", rows.BodyRow, "Working groups and committees.")
meetings = _listed("meetings", rows.MeetingRow, "Every meeting, the newest first, later ones included.")
agenda_items = _listed("agenda_items", rows.AgendaItemRow, "The agenda of every meeting.")
attendance = _listed("attendance", rows.AttendanceRow, "Who came to every meeting; for officers.")
resolutions = _listed("resolutions", rows.ResolutionRow, "Every resolution made by that day, as it then stood.")
assignments = _listed("assignments", rows.AssignmentRow, "Every assignment given by that day, as it then stood.")
activities = _listed("activities", rows.ActivityRow, "Every activity as it stood on that day.")
plans = _listed("plans", rows.PlanRow, "The edition of every action plan in force on that day.")
plan_projects = _listed(
    "plan_projects", rows.PlanProjectRow, "Every project of an action plan as it stood on that day."
)
auditors = _listed("auditors", rows.AuditorRow, "Every registered auditor.")
declarations = _listed("declarations", rows.DeclarationRow, "How many areas sources say there are.")
budgets = _listed("budgets", rows.BudgetRow, "Lines of the budget documents.")
evidence = _listed("evidence", rows.EvidenceRow, "Every piece of evidence.")


@fact
def agency_names(store: Store, day: date) -> dict[str, rows.AgencyRow]:
    """Agency by code, under its name of that day."""
    return {row["code"]: row for row in agencies(store, day)}


@fact
def secretariats(store: Store, day: date, within: frozenset[str]) -> tuple[rows.AgencyRow, ...]:
    """The agencies that make the papers of the bodies of some areas, each once, as far as it is recorded."""
    known = agency_names(store, day)
    codes = dict.fromkeys(row["secretariat"] for row in bodies(store, day) if row["area"] in within)
    return tuple(known[code] for code in codes if code in known)


@fact
def framework_items(store: Store, framework: str, day: date) -> tuple[rows.ItemRow, ...]:
    """The items of one framework in their order."""
    return tuple(row for row in items(store, day) if row["framework"] == framework)


@fact
def items_by_code(store: Store, day: date) -> dict[tuple[str, str], rows.ItemRow]:
    """Every item by its framework and its code."""
    return {(row["framework"], row["item"]): row for row in items(store, day)}


def area_row(store: Store, code: str, day: date) -> rows.AreaRow | None:
    """One area, or None."""
    return next((row for row in areas(store, day) if row["code"] == code), None)


def framework_row(store: Store, code: str, day: date) -> rows.FrameworkRow | None:
    """One framework, or None."""
    return next((row for row in frameworks(store, day) if row["code"] == code), None)


@fact
def meetings_of_area(store: Store, area: str, day: date) -> tuple[rows.MeetingRow, ...]:
    """Meetings of the area's own body and of the bodies above it, the newest first."""
    by_code = {row["code"]: row for row in bodies(store, day)}
    reach: set[str] = set()
    waiting = [code for code, row in by_code.items() if row["area"] == area]
    while waiting:
        code = waiting.pop()
        if code in by_code and code not in reach:
            reach.add(code)
            waiting.append(by_code[code]["reports_to"] or "")
    return tuple(row for row in meetings(store, day) if row["body"] in reach)


def previous_meeting(store: Store, area: str, day: date) -> rows.MeetingRow | None:
    """The last meeting about the area before the day: of its own body, or else of one above."""
    before = [m for m in meetings_of_area(store, area, day) if m["held_on"] and m["held_on"] < day]
    own = [m for m in before if m["area"] == area]
    return next(iter(own or before), None)
