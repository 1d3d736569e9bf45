"""Due days and meetings as a calendar (RFC 5545) that telephones, Outlook and Google subscribe to."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from ecodash import facts, sentences
from ecodash.facts.diary import Appointment
from ecodash.language.text import name, t, told
from ecodash.store.store import Store

_MOST_OCTETS = 75


def calendar(store: Store, selection: facts.Selection, body: str | None, address: str) -> bytes:
    """The calendar of an area, an agency or a body; every day of it all day long. ``address`` is where links lead."""
    lang = selection.lang
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//ecodash//ecodash//TH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        _text("X-WR-CALNAME", _title(store, selection, body)),
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
    ]
    for appointment in facts.diary(store, selection, body):
        lines += _event(store, selection, appointment, address, lang)
    return ("\r\n".join(folded for line in [*lines, "END:VCALENDAR"] for folded in _folded(line)) + "\r\n").encode()


def _event(
    store: Store, selection: facts.Selection, appointment: Appointment, address: str, lang: str
) -> Iterator[str]:
    row, day = appointment.row, appointment.day
    summary, more, link = _SAID[appointment.kind](store, selection, row, lang)
    yield "BEGIN:VEVENT"
    # The same matter keeps its number when its day is moved, so that calendars move it too.
    yield _text("UID", f"{appointment.kind}-{row['key']}@ecodash{'-demo' if store.is_demo else ''}")
    yield f"DTSTAMP:{row['recorded_at']:%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{row['rev']}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield _text("SUMMARY", summary)
    yield _text("DESCRIPTION", "\n".join(part for part in (more, address + link) if part))
    yield f"URL:{address}{link}"
    if appointment.kind == "meeting" and row["venue"]:
        yield _text("LOCATION", row["venue"])
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


_Said = tuple[str, str, str]


def _assignment(store: Store, selection: facts.Selection, row: Mapping[str, Any], lang: str) -> _Said:
    area = facts.area_row(store, row["area"], selection.as_of)
    what = t(
        lang,
        "feed.due_item",
        item=row["item"],
        area=sentences.short_name(area, lang) if area else row["area"],
        agency=_agency(store, selection, row["agency"]),
    )
    place = {"area": row["area"], "framework": row["framework"], "item": row["item"], "agency": None}
    return what, told(row, lang, "task") or "", selection.link("criteria", **place)


def _resolution(store: Store, selection: facts.Selection, row: Mapping[str, Any], lang: str) -> _Said:
    text = told(row, lang, "text") or row["code"]
    what = t(lang, "feed.due_resolution", agency=_agency(store, selection, row["agency"]), text=text[:80])
    return what, text, selection.link("meetings", as_of=row["meeting"], agency=None) + f"#{row['code']}"


def _meeting(store: Store, selection: facts.Selection, row: Mapping[str, Any], lang: str) -> _Said:
    body = next((each for each in facts.bodies(store, selection.as_of) if each["code"] == row["body"]), None)
    number = t(lang, "meetings.numbered", number=row["number"]) if row["number"] else ""
    what = " ".join(part for part in ((name(body, lang) if body else "") or row["body"], number) if part)
    return what, row["chair"] or "", selection.link("meetings", as_of=row["code"], agency=None)


_SAID = {"assignment": _assignment, "resolution": _resolution, "meeting": _meeting}


def _agency(store: Store, selection: facts.Selection, code: str | None) -> str:
    return sentences.agency_name(facts.agency_names(store, selection.as_of), code, selection.lang) if code else ""


def _title(store: Store, selection: facts.Selection, body: str | None) -> str:
    """Whose calendar it is."""
    lang, day = selection.lang, selection.as_of
    of_body = next((row for row in facts.bodies(store, day) if row["code"] == body), None)
    area = facts.area_row(store, selection.area, day) if selection.area else None
    whose = (
        name(of_body, lang) if of_body else "",
        _agency(store, selection, selection.agency),
        sentences.short_name(area, lang) if area else "",
    )
    return " · ".join(part for part in (t(lang, "app.programme"), *whose) if part)


def _text(field: str, value: str) -> str:
    plain = "".join(c for c in value.replace("\r\n", "\n").replace("\r", "\n") if c == "\n" or c.isprintable())
    for found, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        plain = plain.replace(found, written)
    return f"{field}:{plain}"


def _folded(line: str) -> Iterator[str]:
    """A line in parts of at most 75 octets, no letter torn; each after the first begins with a blank."""
    part, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _MOST_OCTETS:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + octets
    yield part
