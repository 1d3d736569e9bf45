"""The papers of a meeting that is held: sign-in sheet and minutes."""

from ecodash.documents.book import ResolutionLine
from ecodash.documents.papers.meeting import add_adopted, add_head, add_resolved, resolution_words
from ecodash.documents.papers.occasion import Occasion, Row
from ecodash.documents.papers.paper import Column, Paper
from ecodash.domain.clock import clock_shown
from ecodash.domain.vocabulary import Attended
from ecodash.language.text import t

_LEAST_ROWS, _MORE_ROWS = 25, 8


def write_signin(paper: Paper, of: Occasion) -> None:
    """Who is known to come, and empty rows, with room to sign."""
    add_head(paper, of, of.say("signin_title"))
    known = [(row["name"], row["position"] or "", row["agency"] or "", sector_words(of, row)) for row in of.people]
    count = max(_LEAST_ROWS, len(known) + _MORE_ROWS)
    rows = [*known, *([("", "", "", "")] * (count - len(known)))]
    shares = {"number_column": 0.8, "person": 3, "post": 2.4, "agency": 2.6, "sector": 1.8, "signed": 2.4}
    columns = [Column(of.say(key), wide) for key, wide in shares.items()]
    paper.table(columns, [(str(n), *row, "") for n, row in enumerate(rows, start=1)])


def sector_words(of: Occasion, row: Row) -> str:
    return t(of.lang, f"sector.{row['sector']}") if row["sector"] else ""


def write_minutes(paper: Paper, of: Occasion) -> None:
    """The minutes: who came, what was said, what was resolved; what is not recorded is dotted."""
    add_head(paper, of, of.say("minutes_title"), of.say("held", when=of.when))
    _add_people(paper, of)
    clock = (of.meeting or {}).get("starts_at")
    paper.heading(of.say("begins", clock=clock_shown(clock, of.lang) if clock else of.say("clock_blank")))
    for heading in of.headings:
        paper.heading(of.say("item", number=heading.number, heading=heading.heading))
        if heading.kind == "minutes":
            add_adopted(paper, of)
        if heading.said:
            paper.text(heading.said)
        elif heading.kind == "followup" and of.open_before:
            paper.numbered([_followed(of, line) for line in of.open_before])
        elif heading.kind != "minutes":
            paper.dots(lines=2)
        add_resolved(paper, of, of.resolved(heading.number))
    if rest := of.resolved(None):
        paper.heading(of.say("resolved_elsewhere"))
        paper.numbered([resolution_words(of, line) for line in rest])
    paper.line(of.say("ends"))
    for key in ("recorder", "checker"):
        paper.signature("", of.say("sign_dots"), of.say("sign_name"), of.say(key))


def _followed(of: Occasion, line: ResolutionLine) -> str:
    return " · ".join(part for part in (line.text, line.agency, of.due(line), line.came_of_it) if part)


def _add_people(paper: Paper, of: Occasion) -> None:
    if not of.sees_names:
        paper.heading(of.say("came"))
        paper.text(of.say("names_hidden"))
        return
    for key, kinds in (("came", (Attended.PRESENT, Attended.REPRESENTED)), ("absent", (Attended.ABSENT,))):
        paper.heading(of.say(key))
        rows = [row for row in of.people if row["attended"] in kinds]
        if rows:
            paper.numbered([_person(of, row) for row in rows])
        else:
            paper.dots(lines=2)


def _person(of: Occasion, row: Row) -> str:
    for_them = t(of.lang, "attended.represented") if row["attended"] == Attended.REPRESENTED else ""
    return " · ".join(part for part in (row["name"], row["position"], row["agency"], for_them) if part)
