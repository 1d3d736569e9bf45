"""Papers that the secretary finishes in Word, from the invitation to what came of it, each filled into a template."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from types import MappingProxyType

from ecodash import facts
from ecodash.documents.content import seen_as
from ecodash.documents.office_template import template_of, template_of_province
from ecodash.documents.papers import follow_up, letter, meeting, minutes
from ecodash.documents.papers.occasion import Occasion, area_codes, occasion
from ecodash.documents.papers.paper import Paper
from ecodash.domain.dates import short_date
from ecodash.domain.vocabulary import TemplateForm
from ecodash.language.refusal import Refusal
from ecodash.language.text import t
from ecodash.store.store import Store

_Writer = Callable[[Paper, Occasion], None]

# In the order in which a meeting needs them.
KINDS: MappingProxyType[str, _Writer] = MappingProxyType(
    {
        "invitation": meeting.write_invitation,
        "agenda": meeting.write_agenda,
        "signin": minutes.write_signin,
        "minutes": minutes.write_minutes,
        "letter": follow_up.write_letters,
        "followup": follow_up.write_follow_up,
        "report": follow_up.write_report,
        "survey": follow_up.write_survey,
    }
)
_ACROSS = ("followup", "signin", "survey")


@dataclass(frozen=True)
class Wanted:
    """Which paper, of which body, for whom. ``digits`` empty: Thai ones in Thai, else those of the language.

    ``form`` is that of letters, one of ``letter.FORMS``; empty: as fits their reader.
    """

    kind: str = "agenda"
    body: str = ""
    digits: str = ""
    sees_names: bool = False
    items: int = 6
    hands_links: bool = False
    form: str = ""


def write_paper(
    store: Store,
    selection: facts.Selection,
    address: str,
    wanted: Wanted | None = None,
    template: bytes | None = None,
) -> bytes:
    """A paper as a Word file; Refusal for a kind or a body that is not known.

    ``template`` is filled in place of the one that the province of the paper uses.
    """
    wanted = wanted or Wanted()
    if wanted.kind not in KINDS:
        raise Refusal("api.misread", parameter="kind", value=wanted.kind)
    if wanted.digits not in ("", "thai", "arabic"):
        raise Refusal("api.misread", parameter="digits", value=wanted.digits)
    if wanted.form not in ("", *letter.FORMS):
        raise Refusal("api.misread", parameter="form", value=wanted.form)
    of = occasion(store, selection, address, wanted.body, wanted.sees_names, wanted.items)
    of = replace(of, hands_links=wanted.hands_links, form=wanted.form)
    thai = wanted.digits == "thai" or (not wanted.digits and selection.lang == "th")
    template = template or _template(of)
    paper = Paper(selection.lang, store.is_demo, thai, template, across=wanted.kind in _ACROSS)
    KINDS[wanted.kind](paper, of)
    if said := seen_as(store, selection):
        paper.line(said, "Caption")
    paper.mark(t(selection.lang, "papers.mark", mark=store.mark))
    day = (of.meeting or {}).get("held_on") or selection.as_of
    return paper.saved(f"{t(selection.lang, f'papers.kind_{wanted.kind}')} · {short_date(day, selection.lang)}")


def _template(of: Occasion) -> bytes | None:
    """That of the body's province, or of the one that the areas of the paper lie in."""
    if of.body and of.body["province"]:
        return template_of_province(of.store, of.body["province"], TemplateForm.PAPERS)
    return template_of(of.store, area_codes(of.store, of.selection, of.body), TemplateForm.PAPERS)
