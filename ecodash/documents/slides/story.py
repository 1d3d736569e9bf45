"""The slides of one area: where it stands, what changed, what is stuck, what to decide, activities and money."""

from collections.abc import Sequence
from typing import Any

from ecodash.documents import fitting
from ecodash.documents.book import ActivityLine, ChangeLine, Content, ItemLine
from ecodash.documents.lines import as_of_words, day_words, owner_words, result_words
from ecodash.documents.slides import charts, speech, template
from ecodash.documents.slides.deck import Deck
from ecodash.documents.slides.lettering import ALARM, INK, MUTED, Run, paragraph_xml, write
from ecodash.documents.slides.open_resolutions import resolutions_table
from ecodash.documents.slides.shapes import POINTS, Box, add_text
from ecodash.documents.slides.strip import add_strip
from ecodash.documents.slides.tables import Column, Row, Table, add_table
from ecodash.domain.dates import short_date, short_month
from ecodash.domain.vocabulary import ActivityStatus
from ecodash.language.status_look import ACCENT, LOOKS
from ecodash.language.text import money, t

LEFT, TOP, ROOM, TALL = template.BODY
_TREND_TALL = 2.3
_STATUSES = (ActivityStatus.DONE, ActivityStatus.IN_PROGRESS, ActivityStatus.PLANNED, ActivityStatus.CANCELLED)


def add_story(deck: Deck, content: Content, address: str) -> None:
    """All of them, each going on further slides where its rows do not fit one."""
    _add_standing(deck, content, address)
    _add_changes(deck, content)
    _add_stuck(deck, content)
    _add_open_resolutions(deck, content)
    _add_asks(deck, content)
    _add_work(deck, content)


def head(content: Content, topic: str) -> str:
    """The line above a title: the slide's subject and whose it is."""
    return f"{topic} · {content.area}"


def mark(text: str, content_line: ItemLine | ChangeLine) -> Run:
    """A state's words in its ink."""
    result = content_line.after if isinstance(content_line, ChangeLine) else content_line.result
    return Run(text, bold=True, colour=LOOKS[result].ink)


def add_table_slides(deck: Deck, above: str, title: str, table: Table, notes: str, box: Box = template.BODY) -> Any:
    """A table on as many slides as it takes; the last of them is handed back with the room left on it."""
    pages = table.pages(box[2] * POINTS, box[3] * POINTS)
    slide = None
    for number, page in enumerate(pages, start=1):
        more = t(deck.lang, "slides.continued", title=title, page=number, pages=len(pages))
        slide = deck.slide(above, more if number > 1 else title, notes)
        add_table(slide, box, page, title)
    left = box[3] - pages[-1].height(box[2] * POINTS) / POINTS
    return slide, left


def _add_standing(deck: Deck, content: Content, address: str) -> None:
    lang = content.lang
    said = [Run(words, colour=ACCENT if stressed else INK) for words, stressed in content.verdict]
    day = t(lang, "slides.as_of", day=as_of_words(content))
    above = " · ".join(part for part in (day, content.meeting, content.body or content.area) if part)
    slide = deck.slide(above, said, speech.standing(content))
    whole = " · ".join(words for words, _, _ in content.details)
    size = fitting.largest(whole, (20, 18, 16, 14, 12), ROOM * POINTS, 30)
    details: list[Run] = []
    for words, alarming, _ in content.details:
        details += [Run(" · ", size, colour=MUTED)] if details else []
        details.append(Run(words, size, alarming, ALARM if alarming else MUTED))
    add_text(slide, (LEFT, 1.75, ROOM, 0.45), whole, paragraph_xml(details))
    taken = add_strip(slide, (LEFT, 2.3, ROOM, 2.5), content.items, lang)
    if content.counts.total:
        title = t(lang, "slides.states", total=content.counts.total)
        top = 2.4 + taken
        tall = min(2.35, 5.95 - top)
        charts.state_chart(slide, (LEFT, top, ROOM, tall), title, [(content.framework, content.counts)], lang, "bar")
    _add_title_block(slide, content, address)


def _add_title_block(slide: Any, content: Content, address: str) -> None:
    """Who met, compared with what, and where the latest figures are."""
    lang = content.lang
    told = [
        content.body or content.area,
        t(lang, "slides.compared", compared=content.compared) if content.compared else "",
        t(lang, "slides.chair", chair=content.chair) if content.chair else "",
        t(lang, "slides.venue", venue=content.venue) if content.venue else "",
    ]
    link = address + content.path
    words = " · ".join(part for part in told if part)
    room = ROOM * POINTS
    size = fitting.largest(words, (16, 14, 12, 10, 8), room, 40)
    target = slide.part.relate_to(
        link, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", is_external=True
    )
    opening = Run(f"{t(lang, 'slides.open')} ", 14, colour=MUTED)
    shown = Run(fitting.shortened(link, 14, room * 0.75), 14, colour=ACCENT, link=target)
    lines = [paragraph_xml([Run(words, size, colour=INK)]), paragraph_xml([opening, shown], before=2)]
    add_text(slide, (LEFT, 6.0, ROOM, 0.9), words, *lines)


def _add_changes(deck: Deck, content: Content) -> None:
    lang = content.lang
    topic = t(lang, "brief.changed", compared=content.compared) if content.compared else t(lang, "brief.changed_plain")
    notes = speech.changed(content)
    left = TALL
    if content.changes:
        title = t(lang, "slides.changed_count", count=len(content.changes), compared=content.compared)
        table = Table(_change_columns(lang), [_change_row(line, lang) for line in content.changes])
        slide, left = add_table_slides(deck, head(content, topic), title, table, notes)
    else:
        slide = deck.slide(head(content, topic), notes, notes)
    if len(content.trend) > 1 and left > _TREND_TALL + 0.3:
        tall = min(left - 0.3, 4.6)
        box = (LEFT, TOP + TALL - tall, ROOM, tall)
        bars = [(short_month(month, lang), counts) for month, counts in content.trend]
        charts.state_chart(slide, box, _trend_title(content), bars, lang, "column")


def _trend_title(content: Content) -> str:
    lang, (first, before), (last, after) = content.lang, content.trend[0], content.trend[-1]
    way = "up" if after.met > before.met else "down" if after.met < before.met else "flat"
    start, end = short_date(first, lang), short_date(last, lang)
    return t(lang, f"areas.trend_{way}", first=before.met, last=after.met, start=start, end=end)


def _change_columns(lang: str) -> list[Column]:
    shares = {"item": 2.6, "text": 3.7, "before": 2.2, "after": 2.4, "effective_on": 1.9, "by": 2, "evidence": 1.3}
    right = ("evidence",)
    return [Column(t(lang, f"slides.{key}"), wide, "r" if key in right else "l") for key, wide in shares.items()]


def _change_row(line: ChangeLine, lang: str) -> Row:
    return [
        Run(line.name, bold=True),
        line.text or t(lang, "say.official_text_pending"),
        Run(result_words(line.before, lang), colour=MUTED),
        mark(f"→ {result_words(line.after, lang)}", line),
        day_words(line.effective_on, lang),
        line.by or "",
        str(line.evidence_count),
    ]


def _add_stuck(deck: Deck, content: Content) -> None:
    lang = content.lang
    above, notes = head(content, t(lang, "brief.stuck")), speech.stuck(content)
    if not content.stuck:
        if not content.open_resolutions:
            deck.slide(above, speech.nothing_stuck(content), notes)
        return
    late = sum(line.days_late is not None for line in content.stuck)
    nobody = sum(line.agency is None for line in content.stuck)
    counted = {"stuck_count": len(content.stuck), "stuck_late": late, "stuck_unassigned": nobody}
    title = " · ".join(t(lang, f"slides.{key}", count=count) for key, count in counted.items() if count)
    shares = {"item": 3.4, "status": 2.5, "owner": 2.6, "task": 4.9, "due_on": 1.9, "late": 1.3}
    columns = [Column(t(lang, f"slides.{key}"), wide, "r" if key == "late" else "l") for key, wide in shares.items()]
    add_table_slides(deck, above, title, Table(columns, [_stuck_row(line, lang) for line in content.stuck]), notes)


def _add_open_resolutions(deck: Deck, content: Content) -> None:
    if title := speech.resolutions_count(content):
        above = head(content, t(content.lang, "brief.stuck"))
        add_table_slides(deck, above, title, resolutions_table(content), speech.resolutions(content))


def _stuck_row(line: ItemLine, lang: str) -> Row:
    nobody = line.agency is None
    return [
        Run(line.name, bold=True),
        mark(result_words(line.result, lang), line),
        Run(owner_words(line, lang), bold=nobody, colour=ALARM if nobody else INK),
        line.task or "",
        day_words(line.due_on, lang),
        Run("" if line.days_late is None else str(line.days_late), bold=True, colour=ALARM),
    ]


def _add_asks(deck: Deck, content: Content) -> None:
    """A numbered list in the layout's own place, so that the outline has it."""
    lang = content.lang
    above, notes = head(content, t(lang, "brief.asked")), speech.asked(content)
    if not content.asks:
        deck.slide(above, t(lang, "ask.nothing"), notes)
        return
    slide = deck.slide(above, t(lang, "slides.asked_count", count=len(content.asks)), notes, with_list=True)
    size = _list_size(content.asks)
    shape = slide.placeholders[1]
    write(shape, *(paragraph_xml([Run(ask, size)], before=size / 2, numbered=True) for ask in content.asks))


def _list_size(asks: Sequence[str]) -> float:
    room = (ROOM - 0.6) * POINTS
    for size in (28, 24, 20, 18, 16, 14, 12):
        if sum(fitting.height(ask, size, room) + size / 2 for ask in asks) <= TALL * POINTS:
            return size
    return 10


def _add_work(deck: Deck, content: Content) -> None:
    lang, work = content.lang, content.work
    topic = head(content, t(lang, "brief.activities", year=content.fiscal_year))
    if not work.total:
        deck.slide(topic, t(lang, "brief.no_activities", year=content.fiscal_year), speech.worked(content))
        return
    title = t(lang, "brief.done_of", done=work.done, total=work.total)
    slide = deck.slide(topic, title, speech.worked(content))
    half, tall = (ROOM - 0.4) / 2, 2.45
    by_status = [(t(lang, f"activity_status.{status}"), getattr(work, status)) for status in _STATUSES]
    charts.bar_chart(
        slide, (LEFT, TOP - 0.35, half, tall), t(lang, "slides.statuses", total=work.total), by_status, "#7f9aa3", "0"
    )
    sums = [
        (
            t(lang, "slides.known", name=t(lang, f"fy.{name}"), known=told.known, total=work.total),
            told.baht if told.known else None,
        )
        for name, told in work.money.items()
    ]
    box = (LEFT + half + 0.4, TOP - 0.35, half, tall)
    told = speech.disbursed(content)
    if any(baht is not None for _, baht in sums):
        charts.bar_chart(slide, box, told, sums, ACCENT)
    else:
        add_text(slide, box, told, paragraph_xml([Run(told, 16, True)], "ctr", before=4))
    _add_activities(slide, content, TOP - 0.35 + tall + 0.1)


def _add_activities(slide: Any, content: Content, top: float) -> None:
    """As many of the year's activities as there is room for; the annex has them all."""
    lang = content.lang
    tall = TOP + TALL - top
    shares = {"activity": 5.5, "lead": 2.2, "status": 2.4, "allocated": 1.5, "disbursed": 1.5}
    columns = [
        Column(t(lang, f"slides.{key}"), wide, "r" if key in ("allocated", "disbursed") else "l")
        for key, wide in shares.items()
    ]
    table = Table(columns, [_activity_row(line) for line in content.activities], 16)
    pages = table.pages(ROOM * POINTS, tall * POINTS - 24)
    add_table(slide, (LEFT, top, ROOM, tall), pages[0], t(lang, "brief.activities", year=content.fiscal_year))
    left = len(table.rows) - len(pages[0].rows)
    key = t(lang, "fy.money_missing_key")
    note = f"{t(lang, 'slides.and_more', count=left)} · {key}" if left > 0 else key
    add_text(slide, (LEFT, TOP + TALL - 0.22, ROOM, 0.3), note, paragraph_xml([Run(note, 14, colour=MUTED)]))


def _activity_row(line: ActivityLine) -> Row:
    return [line.title, line.lead, line.status or "", money(line.allocated_baht), money(line.disbursed_baht)]
