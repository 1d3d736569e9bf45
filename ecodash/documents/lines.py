"""What a line of a document says in one cell, the same on slides, in the workbook and in the meeting papers."""

import re
from collections.abc import Callable
from datetime import date
from typing import Protocol
from urllib.parse import unquote
from xml.sax.saxutils import quoteattr

from ecodash.documents.book import ActivityLine, AreaLine, ChangeLine, ItemLine, ResolutionLine
from ecodash.domain.dates import short_date
from ecodash.domain.vocabulary import Result
from ecodash.language import status_look
from ecodash.language.text import number, t

# What XML has no way to hold: control characters, lone surrogates and two that are no characters; and signs that turn
# the direction of all that follows.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
_LONGEST_PROPERTY = 255


def legal(text: str) -> str:
    """The text without what no office file can hold and without turns of direction; nothing else is touched."""
    return _NOT_XML.sub("", text)


def attribute(text: str) -> str:
    """The text as an attribute of XML, its quotes included."""
    return quoteattr(legal(text))


def readable_address(text: str) -> str:
    """An address with its Thai as people read it; what is no address stays as it is."""
    return unquote(text, errors="strict") if _is_coded(text) else text


def _is_coded(text: str) -> bool:
    try:
        return text.startswith(("http://", "https://")) and unquote(text, errors="strict").isprintable()
    except UnicodeDecodeError:
        return False


def about(text: str) -> str:
    """A text for a file's properties, which hold 255 characters and no more."""
    flat = " ".join(legal(text).split())
    return flat if len(flat) <= _LONGEST_PROPERTY else flat[: _LONGEST_PROPERTY - 1] + "…"


def result_words(result: Result, lang: str) -> str:
    """✓ ผ่าน: a state as mark and word."""
    return f"{status_look.MARKS[result]} {t(lang, f'result.{result}')}"


def day_words(day: date | None, lang: str) -> str:
    """A day, empty when it is not told."""
    return short_date(day, lang) if day else ""


class Dated(Protocol):
    """What is said of a day in one language."""

    @property
    def lang(self) -> str: ...
    @property
    def as_of(self) -> date: ...
    @property
    def seen_as(self) -> str: ...


def as_of_words(of: Dated, written: Callable[[date, str], str] = short_date) -> str:
    """12 ก.พ. 2567 · ตามที่ทราบ ณ …: the day of a document, and how it is seen where that is not as it stands now."""
    return " · ".join(filter(None, (written(of.as_of, of.lang), of.seen_as)))


def span_words(span: tuple[date | None, date | None], lang: str) -> str:
    """1 ต.ค. 2566 – 5 ต.ค. 2566 · ตั้งแต่ … · ถึง …; empty when neither day is told."""
    start, end = span
    if start and end:
        return short_date(start, lang) if start == end else f"{short_date(start, lang)} – {short_date(end, lang)}"
    if start:
        return t(lang, "say.from_day", day=short_date(start, lang))
    return t(lang, "say.until_day", day=short_date(end, lang)) if end else ""


def item_words(line: ItemLine, lang: str) -> str:
    """The item's official text, or that it is awaited."""
    return line.text or t(lang, "say.official_text_pending")


def item_told(line: ItemLine | ChangeLine, lang: str) -> str:
    """6 (น้ำทิ้งรวม): an item within a sentence, behind «ข้อ»."""
    return t(lang, "say.called", item=line.item, name=line.called) if line.called else line.item


def owner_words(line: ItemLine, lang: str) -> str:
    """Who has the item; for a gap that nobody has, just that."""
    return line.agency or (t(lang, "say.no_owner") if line.result.is_gap else "")


def evidence_words(line: ItemLine, lang: str) -> list[str]:
    """What the pieces are called that may be named, and how many there are besides."""
    if not line.evidence_count:
        return [t(lang, "say.no_evidence")] if line.result is Result.MET else []
    if not line.evidence:
        return [t(lang, "say.evidence", count=line.evidence_count)]
    hidden = line.evidence_count - len(line.evidence)
    return [*line.evidence, *([t(lang, "paper.internal", count=hidden)] if hidden else [])]


def outcome_words(line: ActivityLine) -> str:
    """40 / 50 คน: what came of an activity and what was aimed at, as far as told."""
    if line.target is None and line.result_value is None:
        return ""
    told = " / ".join(number(value) or "…" for value in (line.result_value, line.target))
    return f"{told} {line.unit or ''}".strip()


def resolution_status(line: ResolutionLine, lang: str) -> str:
    """How a resolution stands, and where it was sent."""
    sent = t(lang, "meetings.sent_up_to", body=line.sent_up_to) if line.sent_up_to else ""
    return " · ".join(part for part in (line.status, sent) if part)


def phase_words(line: AreaLine, lang: str) -> str:
    return line.phase or t(lang, "areas.phase_unknown")
