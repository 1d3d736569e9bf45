"""The papers before a meeting: invitation and agenda."""

from collections.abc import Sequence

from ecodash import sentences
from ecodash.documents.book import AskLine, Content, ItemLine, ResolutionLine
from ecodash.documents.lines import day_words, item_told, item_words, owner_words, result_words
from ecodash.documents.papers import letter
from ecodash.documents.papers.occasion import Heading, Occasion
from ecodash.documents.papers.paper import Column, Paper
from ecodash.domain.dates import full_date
from ecodash.language.item_names import shortened
from ecodash.language.text import t

# More items or resolutions than these are told by their number in the heading of a matter, long ones cut.
_NAMED = 3
_LETTERS = 90


def add_head(paper: Paper, of: Occasion, title: str, when: str = "") -> None:
    """Title, body, number, day and place of the meeting; dotted where the secretary is to fill in."""
    number, where = of.say("number", number=of.number), of.say("where", venue=of.venue)
    for line in (title, of.body_name, number, when or of.when, where):
        paper.title(line)
    paper.rule()


def write_invitation(paper: Paper, of: Occasion) -> None:
    """A letter that asks to come; number, sender and signature are the secretary's."""
    say, memo = of.say, letter.is_memo(of)
    letter.add_head(paper, of, say("invite_subject", body=of.body_name, number=of.number), say("to_blank"), memo)
    letter.add_reference(paper, say("enclosed_agenda"), memo)
    paper.text(say("invite_text", body=of.body_name, number=of.number, when=of.when, venue=of.venue))
    paper.numbered([say("item", number=h.number, heading=h.heading) for h in of.headings])
    paper.text(say("invite_close"))
    letter.add_foot(paper, of, memo)


def write_agenda(paper: Paper, of: Occasion) -> None:
    """The agenda in the official form: every matter with what it was, what is so, what is proposed."""
    add_head(paper, of, of.say("kind_agenda"))
    kinds = {heading.kind for heading in of.headings}
    for heading in of.headings:
        paper.heading(of.say("item", number=heading.number, heading=heading.heading))
        if heading.note:
            paper.text(heading.note)
        _add_matters(paper, of, heading, kinds)
        add_resolved(paper, of, of.resolved(heading.number))


def _add_matters(paper: Paper, of: Occasion, heading: Heading, kinds: set[str]) -> None:
    number = 1
    if heading.kind == "minutes":
        add_adopted(paper, of)
    if heading.kind == "followup" or (heading.kind == "consider" and "followup" not in kinds):
        number = _add_open(paper, of, heading, number)
    if heading.kind == "acknowledge" or (heading.kind == "consider" and "acknowledge" not in kinds):
        for area in of.areas:
            _add_news(paper, of, area, f"{heading.number}.{number}")
            number += 1
    if heading.kind == "consider":
        for area in of.areas:
            number = _add_asks(paper, of, area, heading, number)
    if heading.kind in ("inform", "other") or (heading.kind == "acknowledge" and not of.areas):
        paper.dots(lines=2)


def add_adopted(paper: Paper, of: Occasion) -> None:
    """Which minutes are adopted."""
    if of.previous is None:
        paper.text(of.say("adopt_none"))
        return
    day = full_date(of.previous["held_on"], of.lang)
    paper.text(of.say("adopt", body=of.body_name, number=of.previous["number"] or of.blank, day=day))


def _add_open(paper: Paper, of: Occasion, heading: Heading, number: int) -> int:
    lines = [line for line in of.open_before if line.is_open]
    if not of.open_before:
        paper.text(sentences.nothing("carried", of.earlier, of.lang))
    for line in lines:
        paper.subheading(f"{heading.number}.{number} {line.text}")
        paper.text(of.say("before", before=_resolved_at(of, line)))
        paper.text(of.say("fact", fact=line.due_phrase or of.due(line) or line.status))
        paper.text(of.say("please_acknowledge"))
        number += 1
    return number


def _add_news(paper: Paper, of: Occasion, area: Content, number: str) -> None:
    """Where an area stands, and which items moved."""
    lang = of.lang
    paper.subheading(f"{number} {of.say('news', area=area.area)}")
    paper.text(area.verdict_text)
    if area.details:
        paper.text(" · ".join(words for words, _, _ in area.details))
    changes = []
    for line in area.changes:
        before, after = (t(lang, f"result.{result}") for result in (line.before, line.after))
        day = day_words(line.effective_on, lang) or t(lang, "say.not_told")
        changes.append(t(lang, "slides.say_change", item=item_told(line, lang), before=before, after=after, day=day))
    paper.numbered(changes)
    paper.text(of.say("please_acknowledge"))


def _add_asks(paper: Paper, of: Occasion, area: Content, heading: Heading, number: int) -> int:
    """One sub-item for everything that the meeting is asked to decide about an area."""
    if not area.asks:
        paper.text(t(of.lang, "ask.nothing"))
        return number
    for ask in area.asked:
        paper.subheading(f"{heading.number}.{number} {_subject(of, area, ask)} · {area.area}")
        _add_ask(paper, of, area, ask)
        number += 1
    if area.stuck:
        add_stuck(paper, of, area.stuck)
    return number


def _subject(of: Occasion, area: Content, ask: AskLine) -> str:
    """What an ask is about: its items or resolutions by name, many of them as what is asked of them."""
    names = [line.name for line in area.items if line.item in ask.items]
    names += [shortened(line.text, _LETTERS) for line in area.open_resolutions if line.code in ask.resolutions]
    if 0 < len(names) <= _NAMED:
        return ", ".join(names)
    return " · ".join(filter(None, (of.say(f"ask_{ask.kind}", count=len(names)), ask.agency)))


def _add_ask(paper: Paper, of: Occasion, area: Content, ask: AskLine) -> None:
    """One matter in the official form; an item that is owed with its owner and task, a resolution with its meeting."""
    owed = {line.item: line for line in area.stuck}
    items = [owed.get(line.item, line) for line in area.items if line.item in ask.items]
    resolutions = [line for line in area.open_resolutions if line.code in ask.resolutions]
    given = [_given(of, line) for line in items if line.task and line.assigned_on]
    given += [_resolved_at(of, line) for line in resolutions]
    paper.text(of.say("before", before=" · ".join(dict.fromkeys(given)) or area.verdict_text))
    for fact in (*(_stands(of, line) for line in items), *(line.due_phrase for line in resolutions)):
        paper.text(of.say("fact", fact=fact))
    paper.text(of.say("proposal", proposal=ask.sentence))
    paper.text(of.say("please_decide"))


def _resolved_at(of: Occasion, line: ResolutionLine) -> str:
    return of.say("resolved_at", meeting=line.meeting or of.blank, agency=line.agency or of.blank)


def _given(of: Occasion, line: ItemLine) -> str:
    day = t(of.lang, "todo.assigned", day=day_words(line.assigned_on, of.lang))
    return " · ".join(part for part in (day, line.agency, line.task) if part)


def _stands(of: Occasion, line: ItemLine) -> str:
    parts = (line.name, result_words(line.result, of.lang), owner_words(line, of.lang), line.due_phrase)
    return " · ".join(part for part in parts if part)


def add_stuck(paper: Paper, of: Occasion, lines: Sequence[ItemLine]) -> None:
    """Every item that is owed, in a table."""
    lang = of.lang
    shares = {"item": 2, "text": 3.8, "status": 2.3, "owner": 2.6, "due_on": 2.2, "late": 1.2}
    rows = [
        (line.name, item_words(line, lang), result_words(line.result, lang), owner_words(line, lang),
         day_words(line.due_on, lang), "" if line.days_late is None else str(line.days_late))
        for line in lines
    ]  # fmt: skip
    paper.table([Column(t(lang, f"slides.{key}"), wide) for key, wide in shares.items()], rows)


def add_resolved(paper: Paper, of: Occasion, lines: Sequence[ResolutionLine]) -> None:
    """What the meeting resolved, as recorded, or room to write it down."""
    if not lines:
        paper.dots(f"{of.say('resolved')} ", lines=2)
        return
    paper.subheading(of.say("resolved"))
    paper.numbered([resolution_words(of, line) for line in lines])


def resolution_words(of: Occasion, line: ResolutionLine) -> str:
    sent = t(of.lang, "meetings.sent_up_to", body=line.sent_up_to) if line.sent_up_to else ""
    due = t(of.lang, "meetings.due", day=day_words(line.due_on, of.lang)) if line.due_on else ""
    return " · ".join(part for part in (line.text, line.agency, due, sent) if part)
