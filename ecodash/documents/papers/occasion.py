"""What papers are about: a body, its meeting if there is one, the areas it looks after, and what is open there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ecodash import facts, sentences
from ecodash.documents.book import Content, ResolutionLine
from ecodash.documents.content import content
from ecodash.documents.line_maker import LineMaker
from ecodash.domain.clock import clock_shown
from ecodash.domain.dates import full_date, short_date
from ecodash.domain.vocabulary import AssignmentStatus
from ecodash.facts.agenda import MeetingPaper
from ecodash.language.refusal import Refusal
from ecodash.language.text import name, t
from ecodash.store.store import Store

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Heading:
    """One item of the agenda. ``said``: what was said about it."""

    number: str
    kind: str
    heading: str
    note: str
    said: str


@dataclass(frozen=True)
class Occasion:
    """A meeting about to be held or held, as one reader may see it. None or empty: not known.

    ``address`` is where readers reach the dashboard; ``sees_names`` whether persons may be named,
    ``hands_links`` whether letters may carry the link by which their agency reports, ``form`` which form all letters
    have (one of ``letter.FORMS``; empty: as fits each reader).
    """

    store: Store
    selection: facts.Selection
    address: str
    body: Row | None
    meeting: Row | None
    sees_names: bool = False
    items: int = 6
    hands_links: bool = False
    form: str = ""

    @property
    def lang(self) -> str:
        return self.selection.lang

    def say(self, key: str, **values: object) -> str:
        return t(self.lang, f"papers.{key}", **values)

    @cached_property
    def blank(self) -> str:
        """Dots for what is not known."""
        return self.say("blank")

    @cached_property
    def body_name(self) -> str:
        if self.body:
            return name(self.body, self.lang) or self.blank
        return self.areas[0].area if self.areas else self.blank

    @cached_property
    def when(self) -> str:
        """Weekday, day and time; dotted where they are not told."""
        meeting = self.meeting or {}
        day = full_date(meeting["held_on"], self.lang) if meeting.get("held_on") else self.say("day_blank")
        clock = clock_shown(meeting["starts_at"], self.lang) if meeting.get("starts_at") else self.say("clock_blank")
        return self.say("when", day=day, clock=clock)

    @property
    def number(self) -> str:
        return (self.meeting or {}).get("number") or self.blank

    @property
    def venue(self) -> str:
        return (self.meeting or {}).get("venue") or self.blank

    @cached_property
    def paper(self) -> MeetingPaper | None:
        return facts.meeting_paper(self.store, self.meeting["code"], self.selection.as_of) if self.meeting else None

    @cached_property
    def headings(self) -> list[Heading]:
        """The agenda of the store, or the standard one."""
        if self.paper and self.paper.agenda:
            return [_told(row, self.lang) for row in self.paper.agenda]
        return [Heading(*told, "", "") for told in sentences.agenda_headings(self.items, self.lang)]

    @cached_property
    def areas(self) -> list[Content]:
        """Every area that the body looks after: its own, or all of its province."""
        codes = area_codes(self.store, self.selection, self.body)
        found = (content(self.store, self.selection, code, with_trend=False) for code in codes)
        return [each for each in found if each]

    @cached_property
    def previous(self) -> Row | None:
        """The meeting of the body before this one: its minutes are adopted."""
        day = (self.meeting or {}).get("held_on") or self.selection.as_of
        code = self.body["code"] if self.body else None
        rows = facts.meetings(self.store, self.selection.as_of)
        return next((row for row in rows if row["body"] == code and row["held_on"] and row["held_on"] < day), None)

    @cached_property
    def sender(self) -> Row | None:
        """The agency that makes the body's papers, where it is recorded."""
        agencies = facts.agency_names(self.store, self.selection.as_of)
        return agencies.get(self.body["secretariat"] or "") if self.body else None

    @cached_property
    def people(self) -> Sequence[Row]:
        code = self.meeting["code"] if self.meeting else ""
        is_told = self.sees_names and not self.selection.is_eve
        return facts.attendance_of(self.store, code, self.selection.as_of) if is_told else ()

    @cached_property
    def open_before(self) -> list[ResolutionLine]:
        """What earlier meetings left open and what others sent up, the longest late first."""
        if self.paper:
            return self.lines([*self.paper.carried, *self.paper.received])
        code = self.body["code"] if self.body else None
        rows = facts.resolutions(self.store, self.selection.as_of)
        mine = [row for row in rows if code and code in (row["body"], row["sent_up_to"])]
        return self.lines(row for row in mine if row["status"] == AssignmentStatus.OPEN)

    @property
    def earlier(self) -> int:
        """How many resolutions of the body are recorded at all."""
        if self.paper:
            return self.paper.earlier
        code = self.body["code"] if self.body else None
        return sum(row["body"] == code for row in facts.resolutions(self.store, self.selection.as_of))

    def lines(self, rows: Iterable[Row]) -> list[ResolutionLine]:
        lang, day = self.lang, self.selection.as_of
        make = LineMaker(self.store, day, lang)
        labels = {r["code"]: sentences.meeting_label(r, lang) for r in facts.meetings(self.store, day) if r["held_on"]}
        made = [make.resolution(row, labels.get(row["meeting"], "")) for row in rows]
        return sorted(made, key=lambda line: (-(line.days_late or 0), line.due_on is None, line.due_on or day))

    def resolved(self, number: str | None) -> list[ResolutionLine]:
        """What the meeting itself resolved under one item of its agenda; None: under none that it has."""
        if self.paper is None:
            return []
        numbers = {heading.number for heading in self.headings}
        rows = self.paper.resolved
        if number is None:
            return self.lines(row for row in rows if row["agenda_item"] not in numbers)
        return self.lines(row for row in rows if row["agenda_item"] == number)

    def due(self, line: ResolutionLine) -> str:
        """What is due when, or how late it is."""
        if not line.is_open:
            return line.status
        if line.days_late is not None:
            return t(self.lang, "say.late", days=line.days_late)
        return t(self.lang, "meetings.due", day=short_date(line.due_on, self.lang)) if line.due_on else ""


def _told(row: Row, lang: str) -> Heading:
    return Heading(
        str(row["number"]), row["kind"] or "", name(row, lang, "heading"), row["note"] or "", row["said"] or ""
    )


def area_codes(store: Store, selection: facts.Selection, body: Row | None) -> list[str]:
    """The areas that a body looks after; without a body the selected ones."""
    if body is None:
        return [selection.focus] if selection.focus else []
    if body["area"]:
        return [body["area"]]
    rows = facts.areas(store, selection.as_of)
    return [row["code"] for row in rows if body["province"] and row["province"] == body["province"]]


def occasion(
    store: Store,
    selection: facts.Selection,
    address: str,
    body: str = "",
    sees_names: bool = False,
    items: int = 6,
) -> Occasion:
    """The meeting that ``as_of`` names, or the body's of that day or next; Refusal for a body that is not there."""
    bodies = {row["code"]: row for row in facts.bodies(store.whole, selection.asked_on)}
    if body and body not in bodies:
        raise Refusal("api.misread", parameter="body", value=body)
    named = dict(selection.given).get("as_of", "")
    rows = [row for row in facts.meetings(store.whole, selection.asked_on) if row["held_on"]]
    exact = next((row for row in rows if row["code"] == named and body in ("", row["body"])), None)
    own = next((row["code"] for row in bodies.values() if selection.focus and row["area"] == selection.focus), "")
    meeting = exact or _meeting_of(rows, body or own, selection, store, is_asked=bool(body))
    owner = bodies.get((meeting["body"] or "") if meeting else body or own)
    return Occasion(store, selection, address, owner, meeting, sees_names, items)


def _meeting_of(rows: Sequence[Row], body: str, selection: facts.Selection, store: Store, is_asked: bool) -> Row | None:
    """The body's meeting of the day, else (unless one body was asked for) one above it, else the body's next."""
    day = selection.asked_on
    reach = facts.meetings_of_area(store.whole, selection.focus, day) if selection.focus else ()
    mine = [row for row in rows if row["body"] == body]
    on_day = [row for row in (*mine, *(() if is_asked else reach)) if row["held_on"] == day]
    later = sorted((row for row in mine if row["held_on"] > day), key=lambda row: row["held_on"])
    return next(iter([*on_day, *later]), None)
