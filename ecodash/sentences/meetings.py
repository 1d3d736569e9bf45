"""Meetings and days: what they are called, how a day is seen, the headings of an agenda."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from ecodash.domain.dates import end_of_day, in_thailand, short_date, thai_day
from ecodash.facts.attendance import Participation
from ecodash.facts.selection import Selection
from ecodash.language.text import t

# Six by custom; in five what is for information is told with what the chair tells.
AGENDA_LENGTHS = (6, 5)
_AGENDAS = {
    6: ("inform", "minutes", "followup", "acknowledge", "consider", "other"),
    5: ("inform", "minutes", "followup", "consider", "other"),
}


def meeting_phrase(meeting: Mapping[str, Any] | None, day: date, lang: str) -> str:
    """Within a sentence: การประชุมครั้งที่ 1/2567, or the day when no meeting was held on it."""
    if meeting is None:
        return t(lang, "say.at_day", day=short_date(day, lang))
    if meeting["number"]:
        return t(lang, "say.at_meeting", number=meeting["number"])
    return t(lang, "say.at_meeting_unnumbered", day=short_date(day, lang))


def meeting_label(meeting: Mapping[str, Any], lang: str) -> str:
    """In a list: ประชุม 1/2567 · 12 ก.พ. 2567."""
    day = short_date(meeting["held_on"], lang)
    if meeting["number"] and meeting["tier"] == 1:
        return t(lang, "filter.meeting", number=meeting["number"], day=day)
    body = t(lang, f"filter.body_{meeting['tier'] or 1}")
    if meeting["number"]:
        return t(lang, "filter.meeting_unnumbered", body=f"{body} {meeting['number']}", day=day)
    return t(lang, "filter.meeting_unnumbered", body=body, day=day)


def seen_as(meeting: Mapping[str, Any] | None, selection: Selection, lang: str) -> str:
    """ก่อนเริ่มการประชุมครั้งที่ 1/2567 · ตามที่ทราบ ณ 11 ก.พ. 2567; empty for a day as it ended, as known now.

    ``meeting`` is that of the day asked for.
    """
    told = []
    if selection.is_eve and meeting:
        told.append(t(lang, "seen.eve", meeting=meeting_phrase(meeting, selection.asked_on, lang)))
    elif selection.is_eve:
        told.append(t(lang, "seen.eve_of_day", day=short_date(selection.asked_on, lang)))
    if selection.known_at:
        told.append(t(lang, "seen.known", moment=_moment(selection.known_at, lang)))
    return " · ".join(told)


def _moment(moment: datetime, lang: str) -> str:
    """A day, where it is the end of one in Thailand; else with the time there."""
    day = thai_day(moment)
    said = short_date(day, lang)
    return said if moment == end_of_day(day) else t(lang, "seen.at_time", day=said, time=f"{in_thailand(moment):%H:%M}")


def agenda_headings(items: int, lang: str) -> list[tuple[str, str, str]]:
    """The standard agenda in 5 or 6 items: number, kind and heading of each."""
    return [(str(n), kind, t(lang, f"agenda.{kind}")) for n, kind in enumerate(_AGENDAS[items], start=1)]


def participation_line(told: tuple[Mapping[str, Any], Participation] | None, lang: str) -> str:
    """ประชุม 1/2567 · 12 ก.พ. 2567: เข้าประชุม 9 จาก 12 คน (ภาครัฐ 4 จาก 5 …); empty where nobody is recorded."""
    if told is None:
        return ""
    meeting, whole = told
    parts = [
        t(lang, "meetings.participation_part", sector=t(lang, f"sector.{part.sector or 'none'}"), came=part.came,
          recorded=part.recorded)
        for part in whole.parts
    ]  # fmt: skip
    values = {"came": whole.came, "recorded": whole.recorded, "parts": " · ".join(parts)}
    return t(lang, "meetings.participation_line", meeting=meeting_label(meeting, lang), **values)
