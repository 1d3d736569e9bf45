"""What changed lately as an Atom feed (RFC 4287): results, what was given to agencies, meetings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

from ecodash import facts, sentences
from ecodash.domain.dates import short_date, thai_day
from ecodash.language.text import t, told
from ecodash.store.store import Store

_ATOM = "http://www.w3.org/2005/Atom"
_DAYS, _MOST = 180, 100


@dataclass(frozen=True)
class _News:
    number: str
    at: datetime
    title: str
    more: str
    link: str


def feed(store: Store, selection: facts.Selection, address: str) -> bytes:
    """The feed of an area, an agency or of everything; ``address`` is where links lead."""
    lang = selection.lang
    news = sorted([*_results(store, selection), *_given(store, selection)], key=lambda each: each.at, reverse=True)
    here = address + selection.link("")
    root = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": lang})
    _add(root, "title", t(lang, "feed.title"))
    _add(root, "id", here)
    _add(root, "updated", _moment(news[0].at if news else datetime(1970, 1, 1)))
    ElementTree.SubElement(root, "link", {"href": here})
    ElementTree.SubElement(_add(root, "author", ""), "name").text = t(lang, "app.programme")
    for each in news[:_MOST]:
        entry = _add(root, "entry", "")
        _add(entry, "id", f"urn:ecodash:{'demo:' if store.is_demo else ''}{each.number}")
        _add(entry, "title", each.title)
        _add(entry, "updated", _moment(each.at))
        ElementTree.SubElement(entry, "link", {"href": address + each.link})
        _add(entry, "summary", each.more)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _results(store: Store, selection: facts.Selection) -> Iterator[_News]:
    """Items that stand differently than half a year before."""
    lang, day, framework = selection.lang, selection.as_of, selection.framework
    for area in facts.areas_selected(store, selection):
        for change in facts.changes_in_area(store, area["code"], framework, day - timedelta(days=_DAYS), day):
            if change.recorded_at is None or selection.agency not in (None, change.state.agency):
                continue
            before, after = (t(lang, f"result.{result}") for result in (change.before, change.after))
            where = {"area": change.area, "framework": framework, "item": change.item, "agency": None}
            title = t(
                lang,
                "feed.result",
                area=sentences.short_name(area, lang),
                item=change.item,
                before=before,
                after=after,
            )
            held = t(lang, "say.from_day", day=short_date(change.effective_on, lang)) if change.effective_on else ""
            number = f"result:{change.area}:{framework}:{change.item}:{change.recorded_at.isoformat()}"
            yield _News(number, change.recorded_at, title, held, selection.link("criteria", **where))


def _given(store: Store, selection: facts.Selection) -> Iterator[_News]:
    """Assignments as they were last recorded, and meetings."""
    lang, since = selection.lang, selection.as_of - timedelta(days=_DAYS)
    agencies = facts.agency_names(store, selection.as_of)
    for appointment in facts.diary(store, selection):
        row = appointment.row
        if thai_day(row["recorded_at"]) < since:
            continue
        number = f"{appointment.kind}:{row['key']}:{row['rev']}"
        if appointment.kind == "meeting":
            title = t(lang, "feed.meeting", day=short_date(appointment.day, lang))
            link = selection.link("meetings", as_of=row["code"], agency=None)
            yield _News(number, row["recorded_at"], title, row["venue"] or "", link)
        elif appointment.kind == "assignment":
            agency = sentences.agency_name(agencies, row["agency"], lang)
            due = short_date(appointment.day, lang)
            title = t(lang, "feed.assignment", item=row["item"], agency=agency, day=due)
            where = {"area": row["area"], "framework": row["framework"], "item": row["item"], "agency": None}
            more = told(row, lang, "task") or ""
            yield _News(number, row["recorded_at"], title, more, selection.link("criteria", **where))


def _add(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, name)
    child.text = "".join(c for c in text if c.isprintable() or c == "\n") or None
    return child


def _moment(at: datetime) -> str:
    return at.replace(tzinfo=UTC, microsecond=0).isoformat()
