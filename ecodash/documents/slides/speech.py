"""What the one who shows a slide says: whole sentences for the speaker's notes."""

from collections.abc import Iterable
from decimal import Decimal

from ecodash.documents.book import ChangeLine, Content, ItemLine
from ecodash.documents.lines import as_of_words, day_words, item_told, owner_words
from ecodash.domain.dates import long_date
from ecodash.facts.work import Work
from ecodash.language.text import money, t
from ecodash.sentences import nothing

# More than these nobody reads out.
_READ_OUT = 8


def standing(content: Content) -> str:
    """The verdict, what it leaves open, and for which day."""
    lang = content.lang
    said = [content.verdict_text]
    if content.details:
        said.append(" · ".join(words for words, _, _ in content.details))
    said.append(t(lang, "slides.as_of", day=as_of_words(content, long_date)))
    return "\n".join(said + _demo(content.lang, content.demo))


def changed(content: Content) -> str:
    lang = content.lang
    if not content.compared_on:
        return t(lang, "brief.no_meeting_before")
    if not content.changes:
        return nothing("changes", content.counts.assessed, lang, compared=content.compared)
    opening = t(lang, "slides.say_changed", compared=content.compared, count=len(content.changes))
    return _listed(opening, [_change(line, lang) for line in content.changes], lang)


def stuck(content: Content) -> str:
    lang = content.lang
    if not content.stuck:
        return "" if content.open_resolutions else nothing_stuck(content)
    opening = t(lang, "slides.say_stuck", count=len(content.stuck))
    return _listed(opening, [_stuck(line, lang) for line in content.stuck], lang)


def resolutions_count(content: Content) -> str:
    """How many resolutions are open beside those told with their items, and how late; empty when none is open."""
    lang, lines = content.lang, content.open_resolutions
    late = [line.days_late for line in lines if line.days_late is not None]
    told = sum(line.is_open for line in content.resolutions) > len(lines)
    key = "other_resolutions" if told else "open_resolutions"
    said = [t(lang, f"slides.{key}", count=len(lines))] if lines else []
    return " · ".join([*said, *([t(lang, "slides.open_late", count=len(late), days=max(late))] if late else [])])


def resolutions(content: Content) -> str:
    """The open resolutions, one after the other."""
    lang = content.lang
    lines = [" ".join(filter(None, (x.text, x.agency, x.due_phrase))) for x in content.open_resolutions]
    return _listed(resolutions_count(content), lines, lang)


def nothing_stuck(content: Content) -> str:
    return nothing("stuck", content.records, content.lang)


def disbursed(work: Work, lang: str) -> str:
    """What was disbursed of what was allocated, over the activities for which both are known."""
    if not work.disbursed_of:
        unknown = not any(known.known for known in work.money.values())
        return t(lang, "brief.money_unknown" if unknown else "fy.money_takeaway_none")
    paid, allocated = work.disbursed_of
    said = t(lang, "brief.disbursed_of", disbursed=money(paid), allocated=money(allocated))
    return f"{said} ({t(lang, 'brief.known_for', known=work.both_known, total=work.total)})"


def baht(amount: Decimal) -> str:
    """A sum; nil is «-»."""
    return money(amount)


def _demo(lang: str, demo: bool) -> list[str]:
    return [t(lang, "slides.say_demo")] if demo else []


def _listed(opening: str, sentences: Iterable[str], lang: str) -> str:
    listed = list(sentences)
    more = len(listed) - _READ_OUT
    rest = [t(lang, "slides.and_more", count=more)] if more > 0 else []
    return "\n".join([opening, *listed[:_READ_OUT], *rest])


def _change(line: ChangeLine, lang: str) -> str:
    before, after = (t(lang, f"result.{result}") for result in (line.before, line.after))
    day = day_words(line.effective_on, lang) or t(lang, "say.not_told")
    return t(lang, "slides.say_change", item=item_told(line, lang), before=before, after=after, day=day)


def _stuck(line: ItemLine, lang: str) -> str:
    parts = [
        t(lang, "say.item", items=item_told(line, lang)),
        t(lang, f"result.{line.result}"),
        owner_words(line, lang),
    ]
    return " ".join(part for part in (*parts, line.due_phrase) if part)
