"""What a meeting is asked to decide."""

from collections.abc import Sequence

from ecodash.domain import rules
from ecodash.domain.dates import short_date
from ecodash.domain.matters import Matter
from ecodash.language.item_names import item_called, shortened
from ecodash.language.text import t
from ecodash.sentences.items import items_phrase
from ecodash.sentences.names import Agencies, agency_name, owner_name
from ecodash.sentences.owed import matter_task

# More resolutions than these one ask does not tell by their texts.
_ASKED = 3
# So many letters of each.
_LETTERS = 90


def ask_sentence(ask: rules.Ask, agencies: Agencies, total: int, lang: str) -> str:
    """One thing the meeting is asked to decide."""
    if ask.kind is rules.AskKind.FOLLOW_UP:
        return _follow_up(ask, agencies, lang)
    phrase = items_phrase(ask.items, lang, total, {s.item: item_called(vars(s), lang) for s in ask.states})
    if ask.kind is not rules.AskKind.EXPEDITE:
        return t(lang, f"ask.{ask.kind}", items=phrase)
    since = short_date(ask.since, lang) if ask.since else ""
    if ask.agency is None:
        return t(lang, "ask.expedite_no_agency", items=phrase, since=since)
    agency = agency_name(agencies, ask.agency, lang)
    return t(lang, "ask.expedite", agency=agency, items=phrase, since=since)


def _follow_up(ask: rules.Ask, agencies: Agencies, lang: str) -> str:
    """Late resolutions of an agency with their days; those without a date with the meeting that made them."""
    first, agency = ask.matters[0], owner_name(agencies, ask.agency, lang)
    told = {"agency": agency, "count": len(ask.matters), "texts": _texts(ask.matters, lang)}
    if not first.is_late:
        return t(lang, "ask.follow_up_undated", meeting=_meeting_of(first, lang), **told)
    key = "ask.follow_up_many" if len(ask.matters) > 1 else "ask.follow_up" if ask.agency else "ask.follow_up_no_agency"
    return t(lang, key, days=first.days_late, **told)


def _texts(matters: Sequence[Matter], lang: str) -> str:
    """What the resolutions say, numbered where there are several; of many, the first and how many more."""
    texts = [shortened(matter_task(matter, lang), _LETTERS) for matter in matters]
    if len(texts) == 1:
        return texts[0]
    numbered = [t(lang, "ask.one_text", number=n, text=text) for n, text in enumerate(texts[:_ASKED], start=1)]
    rest = [t(lang, "slides.and_more", count=len(texts) - _ASKED)] if len(texts) > _ASKED else []
    return " ".join([*numbered, *rest])


def _meeting_of(matter: Matter, lang: str) -> str:
    if matter.meeting_number:
        return t(lang, "say.at_meeting", number=matter.meeting_number)
    return t(lang, "say.at_meeting_unnumbered", day=short_date(matter.since, lang)) if matter.since else ""
