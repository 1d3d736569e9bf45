"""Meeting papers that the secretary finishes in Word: the agenda, what is open, what is to be decided."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ecodash import facts, sentences
from ecodash.documents.book import Content, ResolutionLine
from ecodash.documents.content import content, resolution_line, seen_as
from ecodash.documents.lines import day_words, item_told, item_words, owner_words, resolution_status, result_words
from ecodash.documents.word import Column, Paper
from ecodash.domain.dates import long_date, short_date
from ecodash.domain.vocabulary import AssignmentStatus
from ecodash.language.text import name, t
from ecodash.store.store import Store

# The rest of what is open is read in the follow-up table.
_LISTED = 10

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Agenda:
    """A meeting about to be held or held: its body, its headings, and what earlier meetings left open.

    ``meeting`` is None when none is recorded for the day or after it.
    """

    body: str
    meeting: Mapping[str, Any] | None
    headings: list[tuple[str, str, str, str]]
    carried: list[ResolutionLine]
    received: list[ResolutionLine]
    earlier: int


def write_agenda(store: Store, selection: facts.Selection, address: str, items: int = 5) -> bytes:
    """The agenda of the area's meeting as a Word file, in 5 or 6 items where the store has no agenda of its own.

    ``address`` is where readers reach the dashboard.
    """
    lang = selection.lang
    agenda = agenda_of(store, selection, items)
    area = content(store, selection, selection.focus, with_trend=False) if selection.focus else None
    paper = Paper(lang, store.is_demo, t(lang, "papers.title"))
    _add_title(paper, agenda, area)
    if said := seen_as(store, selection):
        paper.small(said)
    for number, kind, heading, note in agenda.headings:
        paper.heading(t(lang, "papers.item", number=number, heading=heading))
        if note:
            paper.text(note)
        _add_matter(paper, agenda, area, kind, {entry[1] for entry in agenda.headings})
    _add_follow_up(paper, agenda, selection)
    if area:
        paper.small(t(lang, "papers.open", address=address + area.path))
    paper.small(t(lang, "papers.mark", mark=store.mark))
    return paper.saved(_title(agenda, selection))


def agenda_of(store: Store, selection: facts.Selection, items: int = 5) -> Agenda:
    """What stands on the agenda of the area's body on the day, or at its next meeting."""
    lang, day = selection.lang, selection.as_of
    bodies = {row["code"]: row for row in facts.bodies(store, day)}
    own = next((row for row in bodies.values() if row["area"] == selection.focus), None) if selection.focus else None
    meeting = _meeting(store, selection, own["code"] if own else None)
    body = bodies.get(meeting["body"]) if meeting else own
    paper = facts.meeting_paper(store, meeting["code"], day) if meeting else None
    carried, received = (paper.carried, paper.received) if paper else _open(store, selection, body)
    told = paper.agenda if paper else []
    return Agenda(
        body=name(body, lang) if body else "",
        meeting=meeting,
        headings=[_told(row, lang) for row in told]
        or [(*heading, "") for heading in sentences.agenda_headings(items, lang)],
        carried=_lines(store, selection, carried),
        received=_lines(store, selection, received),
        earlier=paper.earlier if paper else _recorded(store, selection, body),
    )


def _meeting(store: Store, selection: facts.Selection, own: str | None) -> Mapping[str, Any] | None:
    """The own body's meeting of that day, or one above it of that day, or the own body's next."""
    if not selection.focus:
        return None
    day = selection.asked_on
    rows = [row for row in facts.meetings_of_area(store.whole, selection.focus, day) if row["held_on"]]
    on_day = sorted((row for row in rows if row["held_on"] == day), key=lambda row: row["body"] != own)
    later = [row for row in rows if row["held_on"] and row["held_on"] > day and row["body"] == own]
    later.sort(key=lambda row: row["held_on"] or day)
    return next(iter([*on_day, *later]), None)


def _open(store: Store, selection: facts.Selection, body: Mapping[str, Any] | None) -> tuple[Rows, Rows]:
    """What a body without a meeting in sight has open, and what was sent up to it."""
    rows = [r for r in facts.resolutions(store, selection.as_of) if r["status"] == AssignmentStatus.OPEN]
    code = body["code"] if body else None
    own = [row for row in rows if code and row["body"] == code]
    return own, [row for row in rows if code and row["sent_up_to"] == code]


def _recorded(store: Store, selection: facts.Selection, body: Mapping[str, Any] | None) -> int:
    """How many resolutions of a body are recorded at all."""
    return sum(body is not None and row["body"] == body["code"] for row in facts.resolutions(store, selection.as_of))


def _told(row: Mapping[str, Any], lang: str) -> tuple[str, str, str, str]:
    return str(row["number"]), row["kind"] or "", name(row, lang, "heading"), row["note"] or ""


def _lines(store: Store, selection: facts.Selection, rows: Iterable[Mapping[str, Any]]) -> list[ResolutionLine]:
    lang, day = selection.lang, selection.as_of
    agencies = facts.agency_names(store, day)
    bodies = {row["code"]: row for row in facts.bodies(store, day)}
    labels = {row["code"]: sentences.meeting_label(row, lang) for row in facts.meetings(store, day) if row["held_on"]}
    made = [resolution_line(row, labels.get(row["meeting"], ""), agencies, bodies, day, lang) for row in rows]
    return sorted(made, key=lambda line: (-(line.days_late or 0), line.due_on is None, line.due_on or day))


def _title(agenda: Agenda, selection: facts.Selection) -> str:
    day = agenda.meeting["held_on"] if agenda.meeting else selection.as_of
    return f"{t(selection.lang, 'papers.title')} · {short_date(day, selection.lang)}"


def _add_title(paper: Paper, agenda: Agenda, area: Content | None) -> None:
    """Body, number, day and place; dotted where the secretary is to fill in."""
    lang, meeting = paper.lang, agenda.meeting or {}
    dots = t(lang, "papers.blank")
    day = long_date(meeting["held_on"], lang) if meeting else dots
    paper.title(t(lang, "papers.title"))
    paper.title(agenda.body or (area.area if area else "") or dots)
    paper.title(t(lang, "papers.number", number=meeting.get("number") or dots))
    paper.title(t(lang, "papers.when", day=day))
    paper.title(t(lang, "papers.where", venue=meeting.get("venue") or dots))
    paper.rule()


def _add_matter(paper: Paper, agenda: Agenda, area: Content | None, kind: str, kinds: set[str]) -> None:
    """What the store knows of an item of the agenda, and room for what the meeting resolves."""
    if kind == "followup" or (kind == "consider" and "followup" not in kinds):
        _add_open(paper, agenda)
    if kind == "acknowledge" or (kind == "consider" and "acknowledge" not in kinds):
        _add_news(paper, area)
    if kind == "consider":
        _add_gaps(paper, area)
    if kind in ("inform", "other") or (kind == "acknowledge" and area is None):
        paper.blank_lines(2)
    paper.resolved(t(paper.lang, "papers.resolved"))


def _add_open(paper: Paper, agenda: Agenda) -> None:
    """Matters arising: how many are open; the table at the end has those too that were closed, and why."""
    lang = paper.lang
    for key, told in (("carried", agenda.carried), ("received", agenda.received)):
        lines = [line for line in told if line.is_open]
        if not lines:
            continue
        late = sum(line.days_late is not None for line in lines)
        paper.text(t(lang, f"papers.{key}", count=len(lines), late=late))
        for line in lines[:_LISTED]:
            paper.numbered(" · ".join(part for part in (line.text, line.agency, _due(line, lang)) if part))
        if len(lines) > _LISTED:
            paper.text(t(lang, "papers.and_more", count=len(lines) - _LISTED))
    if not agenda.carried and not agenda.received:
        paper.text(sentences.nothing("carried", agenda.earlier, lang))


def _due(line: ResolutionLine, lang: str) -> str:
    if line.days_late is not None:
        return t(lang, "say.late", days=line.days_late)
    return t(lang, "meetings.due", day=short_date(line.due_on, lang)) if line.due_on else ""


def _add_news(paper: Paper, area: Content | None) -> None:
    """Where the area stands, and which items moved."""
    if area is None:
        return
    lang = paper.lang
    paper.text(f"{area.verdict_text} ({' · '.join(words for words, _, _ in area.details)})")
    for line in area.changes:
        before, after = (t(lang, f"result.{result}") for result in (line.before, line.after))
        day = day_words(line.effective_on, lang) or t(lang, "say.not_told")
        paper.numbered(t(lang, "slides.say_change", item=item_told(line, lang), before=before, after=after, day=day))


def _add_gaps(paper: Paper, area: Content | None) -> None:
    """What the meeting is asked to decide, and the items that it is about."""
    lang = paper.lang
    if area is None or not area.asks:
        paper.text(t(lang, "ask.nothing"))
        return
    paper.text(t(lang, "slides.asked_count", count=len(area.asks)))
    for ask in area.asks:
        paper.numbered(ask)
    if area.stuck:
        paper.text(t(lang, "papers.gaps", count=len(area.stuck)))
        shares = {"item": 2, "text": 4, "status": 2.4, "owner": 2.6, "due_on": 2, "late": 1.1}
        rows = [
            (line.name, item_words(line, lang), result_words(line.result, lang), owner_words(line, lang),
             day_words(line.due_on, lang), "" if line.days_late is None else str(line.days_late))
            for line in area.stuck
        ]  # fmt: skip
        paper.table([Column(t(lang, f"slides.{key}"), wide) for key, wide in shares.items()], rows)


def _add_follow_up(paper: Paper, agenda: Agenda, selection: facts.Selection) -> None:
    """The follow-up table on pages of its own, across, with a column for what came of each."""
    lang = paper.lang
    paper.turn_across()
    paper.heading(t(lang, "papers.follow_up"))
    paper.text(t(lang, "papers.follow_up_note", day=short_date(selection.as_of, lang)))
    lines = [*agenda.carried, *agenda.received]
    if not lines:
        paper.text(sentences.nothing("carried", agenda.earlier, lang))
        return
    shares = {
        "number_column": 0.7,
        "resolution": 6,
        "meeting": 2.6,
        "owner": 2.2,
        "due_on": 1.8,
        "status": 2.4,
        "late": 1.1,
    }
    columns = [Column(t(lang, f"papers.{key}"), wide) for key, wide in shares.items()]
    rows = [
        (str(number), line.text, line.meeting, line.agency, day_words(line.due_on, lang),
         resolution_status(line, lang), "" if line.days_late is None else str(line.days_late), line.came_of_it)
        for number, line in enumerate(lines, start=1)
    ]  # fmt: skip
    paper.table([*columns, Column(t(lang, "papers.progress"), 3.4)], rows)
