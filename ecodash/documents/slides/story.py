"""The slides of one area: where it stands, what changed, each meeting, what is owed, each decision, the money."""

from ecodash.documents.book import ChangeLine, Content, ItemLine
from ecodash.documents.lines import as_of_words, day_words, owner_words, result_words
from ecodash.documents.slides import charts, decisions, speech, template
from ecodash.documents.slides.deck import Deck, place
from ecodash.documents.slides.matrix import add_matrix
from ecodash.documents.slides.tables import Column, Row, Table
from ecodash.documents.slides.template import Slot
from ecodash.documents.slides.text import Cell, Line, Run
from ecodash.domain.dates import short_month
from ecodash.domain.vocabulary import ActivityStatus
from ecodash.facts.work import Work
from ecodash.language.text import t
from ecodash.sentences import trend_line

_STATUSES = (ActivityStatus.DONE, ActivityStatus.IN_PROGRESS, ActivityStatus.PLANNED, ActivityStatus.CANCELLED)
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
# Tables of the story end after so many slides; the annexes go on.
_SLIDES = 2


def add_story(deck: Deck, content: Content, address: str) -> None:
    """All of them; of an area that nobody surveyed, where it stands and what to decide."""
    _add_standing(deck, content, address)
    if content.counts.assessed:
        _add_changes(deck, content)
        add_matrix(deck, content)
        _add_trend(deck, content)
        _add_owed(deck, content)
        decisions.add_each(deck, head(content, t(content.lang, "brief.asked")), content.asks)
        add_work(deck, head(content, work_title(content)), content.work, content.lang)
    else:
        decisions.add_all(deck, head(content, t(content.lang, "brief.asked")), content.asks)


def head(content: Content, topic: str) -> str:
    """The line above a title: the slide's subject and whose it is."""
    return f"{topic} · {content.area}"


def columns(lang: str, shares: dict[str, float], right: tuple[str, ...] = ()) -> list[Column]:
    """Columns by the key of their heading."""
    return [Column(t(lang, f"slides.{key}"), wide, "r" if key in right else "l") for key, wide in shares.items()]


def work_title(content: Content) -> str:
    return t(content.lang, "brief.activities", year=content.fiscal_year)


def _add_standing(deck: Deck, content: Content, address: str) -> None:
    lang = content.lang
    day = t(lang, "slides.as_of", day=as_of_words(content))
    above = " · ".join(part for part in (day, content.meeting, content.body or content.area) if part)
    notes = speech.standing(content)
    if content.counts.assessed:
        slide = deck.slide(template.PICTURE, above, content.verdict_text, notes)
        bars = [(content.framework, content.counts)]
        title = t(lang, "slides.states", total=content.counts.total)
        charts.state_chart(deck, place(slide, Slot.CHART), title, bars)
    else:
        slide = deck.slide(template.STATEMENT, above, content.verdict_text, notes)
    link = slide.part.relate_to(address + content.path, _LINK, is_external=True)
    told: list[Cell] = [
        *(Run(words, bold=alarming) for words, alarming, _ in content.details),
        t(lang, "slides.compared", compared=content.compared) if content.compared not in content.verdict_text else "",
        t(lang, "slides.chair", chair=content.chair) if content.chair else "",
    ]
    opening = Run(t(lang, "slides.open_link"), link=link)
    deck.say(slide, [Line(words) for words in (*told, opening) if words])


def _add_changes(deck: Deck, content: Content) -> None:
    lang = content.lang
    topic = t(lang, "brief.changed", compared=content.compared) if content.compared else t(lang, "brief.changed_plain")
    notes = speech.changed(content)
    if not content.changes:
        deck.text(head(content, topic), t(lang, "slides.changed_none"), notes, [Line(notes)])
        return
    title = t(lang, "slides.changed_count", count=len(content.changes), compared=content.compared)
    shares = {"item": 4.2, "before": 3, "after": 3.2, "effective_on": 2.2}
    table = Table(columns(lang, shares), [_change_row(line, lang) for line in content.changes])
    deck.table(head(content, topic), title, table, notes, _SLIDES)


def _change_row(line: ChangeLine, lang: str) -> Row:
    return [
        Run(line.name, bold=True),
        result_words(line.before, lang),
        Run(result_words(line.after, lang), bold=True),
        day_words(line.effective_on, lang),
    ]


def _add_trend(deck: Deck, content: Content) -> None:
    if len(content.trend) < 2:
        return
    lang, after = content.lang, content.trend[-1][1]
    title = trend_line(content.trend, lang)
    slide = deck.slide(template.CHART, head(content, t(lang, "areas.trend")), title, title)
    bars = [(short_month(month, lang), counts) for month, counts in content.trend]
    charts.state_chart(deck, place(slide, Slot.CHART), t(lang, "slides.states", total=after.total), bars)


def _add_owed(deck: Deck, content: Content) -> None:
    """Items that are owed, and open resolutions."""
    lang = content.lang
    above, notes = head(content, t(lang, "brief.stuck")), speech.stuck(content)
    if not content.stuck and not content.open_resolutions:
        said = speech.nothing_stuck(content)
        deck.text(above, t(lang, "slides.stuck_none"), said, [Line(said)])
        return
    if content.stuck:
        late = sum(line.days_late is not None for line in content.stuck)
        nobody = sum(line.agency is None for line in content.stuck)
        counted = {"stuck_count": len(content.stuck), "stuck_late": late, "stuck_unassigned": nobody}
        title = " · ".join(t(lang, f"slides.{key}", count=count) for key, count in counted.items() if count)
        shares = {"item": 3.8, "owner": 2.9, "task": 5, "late": 1.6}
        rows = [_stuck_row(line, lang) for line in content.stuck]
        deck.table(above, title, Table(columns(lang, shares, ("late",)), rows), notes, _SLIDES)
    if title := speech.resolutions_count(content):
        shares = {"resolution": 6.4, "owner": 2.9, "due_on": 2.5, "late": 1.5}
        listed: list[Row] = [
            [x.text, x.agency or t(lang, "say.no_owner"), day_words(x.due_on, lang) or x.due_phrase, _days(x.days_late)]
            for x in content.open_resolutions
        ]
        table = Table(columns(lang, shares, ("late",)), listed)
        deck.table(above, title, table, speech.resolutions(content), _SLIDES)


def _stuck_row(line: ItemLine, lang: str) -> Row:
    nobody = line.agency is None
    owner = Run(owner_words(line, lang), bold=nobody)
    return [Run(line.name, bold=True), owner, line.task or "", _days(line.days_late)]


def _days(late: int | None) -> Run:
    return Run("" if late is None else str(late), bold=True)


def add_work(deck: Deck, topic: str, work: Work, lang: str) -> None:
    """Activities by status and the money, what is known of it."""
    told = speech.disbursed(work, lang)
    if not work.total:
        asked = t(lang, "slides.no_activities_recorded")
        deck.text(topic, t(lang, "slides.no_activities"), topic, [Line(asked)])
        return
    title = t(lang, "brief.done_of", done=work.done, total=work.total)
    slide = deck.slide(template.PICTURE, topic, title, f"{title}\n{told}")
    by_status = [(t(lang, f"activity_status.{status}"), getattr(work, status)) for status in _STATUSES]
    charts.bar_chart(deck, place(slide, Slot.CHART), t(lang, "slides.statuses", total=work.total), by_status)
    sums = [
        t(
            lang,
            "slides.sum",
            name=t(lang, f"fy.{name}"),
            baht=speech.baht(sum_.baht),
            known=sum_.known,
            total=work.total,
        )
        for name, sum_ in work.money.items()
        if sum_.known
    ]
    deck.say(slide, [Line(Run(told, bold=True)), *map(Line, sums)])
