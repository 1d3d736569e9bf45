"""What one agency owes, on a sheet made to be sent in LINE: a PDF, or one picture as wide as a telephone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from ecodash import facts, sentences
from ecodash.documents.content import secretariat, seen_as
from ecodash.documents.glyphs import printable
from ecodash.documents.layout import Told, made_on
from ecodash.documents.lines import as_of_words
from ecodash.documents.press import Form
from ecodash.documents.report_link import report_link
from ecodash.documents.typeset import Plain, accent, looks, qr_code, typeset
from ecodash.domain.dates import long_date, short_date, utc_now
from ecodash.domain.matters import Matter
from ecodash.domain.vocabulary import Result
from ecodash.facts.loads import AgencyLoad
from ecodash.language.item_names import item_name
from ecodash.language.refusal import Refusal
from ecodash.language.text import Translate, name, translator
from ecodash.store.store import Store

# More than these are not sent in a picture, however short; the template cuts it by its height besides.
_MOST_IN_PICTURE = 14

_WORDS = ("todo.items", "todo.resolutions", "todo.nothing", "todo.and_more", "paper.page")


@dataclass(frozen=True)
class Duty:
    """One item that the agency is to bring to «met». ``text`` None: the official text is not loaded."""

    area: str
    name: str
    text: str | None
    task: str
    result: Result
    assigned_on: date | None
    due_on: date | None
    days_late: int | None
    repeats: str | None = None


@dataclass(frozen=True)
class Mandate:
    """One open resolution that names the agency."""

    text: str
    meeting: str
    due_on: date | None
    days_late: int | None


@dataclass(frozen=True)
class Sheet:
    """All that one agency owes on one day, the longest late first, in one language."""

    lang: str
    demo: bool
    agency: str
    full_name: str
    as_of: date
    seen_as: str
    duties: list[Duty]
    mandates: list[Mandate]
    headline: sentences.Parts
    secretariat: str
    path: str
    mark: str


def sheet(store: Store, selection: facts.Selection) -> Sheet:
    """The selected agency's duties within the selected areas; Refusal when no agency is named."""
    lang, day = selection.lang, selection.as_of
    if selection.agency is None:
        raise Refusal("todo.no_agency")
    loads = facts.agency_loads(store, selection)
    load = next((load for load in loads if load.agency["code"] == selection.agency), None)
    if load is None:
        # It was recorded after the moment that is looked back to.
        raise Refusal("seen.no_agency", agency=selection.agency)
    areas = {row["code"]: name(row, lang) for row in facts.areas(store, day)}
    agency = sentences.agency_name({selection.agency: load.agency}, selection.agency, lang)
    return Sheet(
        lang=lang,
        demo=store.is_demo,
        agency=agency,
        full_name=name(load.agency, lang),
        as_of=day,
        seen_as=seen_as(store, selection),
        duties=[_duty(store, matter, areas, day, lang) for matter in load.matters if matter.item],
        mandates=_mandates(store, load.matters, day, lang),
        headline=_headline(load, agency, lang),
        secretariat=secretariat(store, selection, {matter.area or "" for matter in load.matters}),
        path=selection.link("agencies"),
        mark=store.mark,
    )


def write_todo(
    store: Store,
    selection: facts.Selection,
    address: str,
    form: Form = "pdf",
    thai_digits: bool = False,
    hands_links: bool = False,
) -> bytes:
    """The sheet as a PDF of A5 pages, or as one PNG of 1080 pixels' width.

    ``hands_links``: its code leads to the agency's report, where a link stands, and not to what it owes.
    """
    made_at, of = utc_now(), sheet(store, selection)
    link = report_link(store, address, selection.agency or "", of.lang) if hands_links else None
    way = link or (address + of.path, translator(of.lang)("todo.open"))
    data = told(of, way, made_on(made_at, selection.lang), form)
    return typeset("todo", data, made_at, form, thai_digits)


write_todo_pdf = partial(write_todo, form="pdf")
write_todo_picture = partial(write_todo, form="png")


def told(of: Sheet, way: tuple[str, str], made: str, form: Form) -> Told:
    """All that the template is given; a picture is cut where it would grow too long. ``way``: a link and its words."""
    say = translator(of.lang)
    title = say("todo.title", agency=of.agency)
    link, opens = way
    duties = of.duties[:_MOST_IN_PICTURE] if form == "png" else of.duties
    mandates = of.mandates[: _MOST_IN_PICTURE - len(duties)] if form == "png" else of.mandates
    return {
        "lang": Plain(of.lang),
        "form": Plain(form),
        "title": say("todo.title_demo", title=title) if of.demo else title,
        "author": say("app.programme"),
        "demo": say("filter.demo") if of.demo else "",
        "accent": accent(),
        "looks": looks(of.lang),
        "words": {key.partition(".")[2]: say(key) for key in _WORDS},
        "agency": of.full_name,
        "headline": [[words, stressed] for words, stressed in of.headline],
        "as_of": say("todo.as_of", day=as_of_words(of, long_date)),
        "made_on": say("paper.made_on", day=made, mark=of.mark),
        "qr": qr_code(link) | {"alt": say("paper.qr_alt", address=link), "words": Plain(printable(link))},
        "duties": [_duty_told(duty, of.as_of, say, of.lang) for duty in duties],
        "mandates": [_mandate_told(mandate, say, of.lang) for mandate in mandates],
        "total": len(of.duties) + len(of.mandates),
        "opens": opens,
        "secretariat": of.secretariat,
    }


def _duty(store: Store, matter: Matter, areas: dict[str, str], day: date, lang: str) -> Duty:
    items = facts.framework_items(store, matter.framework or "", day)
    item: Mapping[str, Any] = next((found for found in items if found["item"] == matter.item), {"item": matter.item})
    return Duty(
        area=areas.get(matter.area or "", matter.area or ""),
        name=item_name(item, lang),
        text=name(item, lang, "text") or None,
        task=sentences.matter_task(matter, lang),
        result=matter.result or Result.NOT_ASSESSED,
        assigned_on=matter.since,
        due_on=matter.due_on,
        days_late=matter.days_late,
        repeats=matter.repeats,
    )


def _mandates(store: Store, matters: Iterable[Matter], day: date, lang: str) -> list[Mandate]:
    meetings = {row["code"]: sentences.meeting_label(row, lang) for row in facts.meetings(store, day) if row["held_on"]}
    return [
        Mandate(sentences.matter_task(m, lang), meetings.get(m.meeting or "", ""), m.due_on, m.days_late)
        for m in matters
        if not m.item
    ]


def _headline(load: AgencyLoad, agency: str, lang: str) -> sentences.Parts:
    return sentences.stressed_parts(sentences.owes(agency, load.count, load.late, load.records, lang))


def _duty_told(duty: Duty, day: date, say: Translate, lang: str) -> Told:
    return {
        "state": Plain(duty.result),
        "item": duty.name,
        "area": duty.area,
        "text": duty.text or say("say.official_text_pending"),
        "task": duty.task,
        "assigned": say("todo.assigned", day=short_date(duty.assigned_on, lang)) if duty.assigned_on else "",
        "repeats": say("say.repeats", every=say(f"repeats.{duty.repeats}")) if duty.repeats else "",
        **_due_told(duty.due_on, duty.days_late, say, lang),
    }


def _mandate_told(mandate: Mandate, say: Translate, lang: str) -> Told:
    due = _due_told(mandate.due_on, mandate.days_late, say, lang)
    return {"text": mandate.text, "meeting": mandate.meeting, **due}


def _due_told(due_on: date | None, days_late: int | None, say: Translate, lang: str) -> Told:
    return {
        "due": say("todo.due", day=short_date(due_on, lang)) if due_on else say("say.no_due"),
        "late": say("say.late", days=days_late) if days_late is not None else "",
    }
