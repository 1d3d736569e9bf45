"""What HTTP and the command line ask, read into a selection, a moment of knowledge and a span of days.

Unlike the screens, which show the nearest sensible thing, these refuse what they do not understand.
"""

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from ecodash import facts
from ecodash.domain.dates import parse_iso
from ecodash.facts.selection import PARAMETERS
from ecodash.language.refusal import Refusal
from ecodash.store.store import Store

Query = Mapping[str, str]
PAGING = ("limit", "offset")
_MOST_ROWS = 100_000


@dataclass(frozen=True)
class Page:
    """So many rows of a table, after so many."""

    limit: int
    offset: int


def check_parameters(pairs: Iterable[tuple[str, str]], extra: Iterable[str] = ()) -> dict[str, str]:
    """The parameters as a dict; Refusal when one is unknown or stands twice."""
    allowed = {*PARAMETERS, *extra}
    query: dict[str, str] = {}
    for name, value in pairs:
        if name not in allowed:
            raise Refusal("api.unknown_parameter", parameter=name, value=value)
        if name in query:
            raise Refusal("api.repeated_parameter", parameter=name, value=value)
        query[name] = value
    return query


def read_page(query: Query) -> tuple[Page | None, Query]:
    """Which rows of a table are asked for, None for all of them, and the rest of the query."""
    asked = {name: query[name].strip() for name in PAGING if name in query}
    rest = {name: value for name, value in query.items() if name not in PAGING}
    for name, value in asked.items():
        if not (value.isascii() and value.isdecimal() and len(value) < 10 and (int(value) > 0 or name == "offset")):
            raise Refusal("api.misread", parameter=name, value=value)
    if not asked:
        return None, rest
    return Page(min(int(asked.get("limit", _MOST_ROWS)), _MOST_ROWS), int(asked.get("offset", "0"))), rest


def read_question(store: Store, query: Query) -> tuple[facts.Selection, datetime | None]:
    """The selection within what is recorded now, and ``known_at``, None when it is left open."""
    known = _selection(store, query).known_at
    return _selection(store, {name: value for name, value in query.items() if name != "known_at"}), known


def read_view(store: Store, query: Query) -> tuple[Store, facts.Selection]:
    """The store as the query wants it known, and the selection within it."""
    selection = _selection(store, query)
    return facts.seen_by(store, selection), selection


def read_span(store: Store, query: Query) -> tuple[facts.Selection, date, date]:
    """The selection and the two days: ``to`` defaults to the day looked at, ``from`` to a year before."""
    rest = dict(query)
    start_text, end_text = rest.pop("from", "").strip(), rest.pop("to", "").strip()
    selection = _selection(store, rest)
    end = _day(store, "to", end_text) if end_text else selection.as_of
    start = _day(store, "from", start_text) if start_text else _year_before(end)
    if start > end:
        raise Refusal("api.from_after_to", start=start, end=end)
    return selection, start, end


def _selection(store: Store, query: Query) -> facts.Selection:
    selection, misread = facts.read_selection(store, query)
    for part in misread:
        key = part.reason or ("api.misread_near" if part.shown else "api.misread")
        raise Refusal(key, parameter=part.parameter, value=part.value, shown=part.shown)
    return selection


def _day(store: Store, parameter: str, value: str) -> date:
    """An ISO day, or the day of the meeting with that code."""
    meetings = {row["code"]: row["held_on"] for row in facts.meetings(store, store.today())}
    day: date | None = parse_iso(value) or meetings.get(value)
    if day is None:
        raise Refusal("api.misread", parameter=parameter, value=value)
    return day


def _year_before(day: date) -> date:
    year = day.year - 1
    return date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))
