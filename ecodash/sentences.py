"""Facts in words: the sentences that screens, documents and messages share."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from ecodash.domain import rules
from ecodash.domain.dates import end_of_day, in_thailand, short_date, thai_day
from ecodash.domain.matters import Matter
from ecodash.domain.progress import ItemState
from ecodash.facts.brief import Brief
from ecodash.facts.selection import Selection
from ecodash.language.item_names import item_called
from ecodash.language.text import name, number, t

Parts = list[tuple[str, bool]]
Agencies = Mapping[str, Mapping[str, Any]]
# More resolutions than these one ask does not tell by their texts.
_ASKED = 3

# What the figures mean, in the order in which it is told.
DEFINITIONS = (
    "met",
    "gaps",
    "owed",
    "not_assessed",
    "late",
    "unassigned",
    "changed",
    "compared",
    "activities",
    "plan",
    "money",
    "fiscal_year",
    "trend",
    "outlook",
    "level",
    "phase",
    "evidence",
    "two_dates",
)

# So many items of a sentence are called by their names; more would bury what is asked.
_MOST_CALLED = 3

# Kind and heading of each agenda item; the short form takes what is for information and for decision together.
AGENDA_LENGTHS = (5, 6)
_AGENDAS = {
    6: [(kind, kind) for kind in ("inform", "minutes", "followup", "acknowledge", "consider", "other")],
    5: [
        ("inform", "inform"),
        ("minutes", "minutes"),
        ("followup", "followup"),
        ("consider", "consider_all"),
        ("other", "other"),
    ],
}


def short_name(row: Mapping[str, Any], lang: str) -> str:
    """What a place or framework is called within a sentence; in English, its English name before a short Thai one."""
    english = row.get("short_en") or row.get("name_en") if lang == "en" else None
    return english or name(row, "th", "short") or name(row, "th")


def agency_name(agencies: Mapping[str, Mapping[str, Any]], code: str | None, lang: str) -> str:
    """An agency's short name, or its name, or its code when it was never registered."""
    row = agencies.get(code or "")
    if row is None:
        return code or ""
    return (row["short_name"] if lang == "th" else None) or name(row, lang)


def nothing(what: str, records: int, lang: str, **values: object) -> str:
    """That nothing was found among ``records`` rows, or that no row is recorded which could tell."""
    return t(lang, f"{rules.absence(records)}.{what}", **values)


def owes(agency: str, count: int, late: int, records: int, lang: str) -> str:
    """How many matters an agency owes and how many are late, [[ and ]] about the figure; ``records`` are all it had."""
    if not count:
        return nothing("agency", records, lang, agency=agency)
    return t(
        lang, "agencies.one_headline_late" if late else "agencies.one_headline", agency=agency, count=count, late=late
    )


def items_phrase(
    items: Sequence[str], lang: str, total: int | None = None, called: Mapping[str, str] = MappingProxyType({})
) -> str:
    """ข้อ 1, 2 และ 5 · ทั้ง 12 ข้อ · ข้อ 1–4 และ 9; a few of which it is told what they are called: ข้อ 6 (น้ำทิ้งรวม)."""
    if total is not None and total > 1 and len(items) == total:
        return t(lang, "say.items_all_count", count=total)
    runs = _runs(items)
    if len(items) <= _MOST_CALLED:
        runs = [t(lang, "say.called", item=item, name=called[item]) if called.get(item) else item for item in items]
    listed = t(lang, "say.comma").join(runs[:-1]) + (t(lang, "say.and") if len(runs) > 1 else "") + runs[-1]
    return t(lang, "say.item", items=listed)


def _runs(items: Sequence[str]) -> list[str]:
    """["1","2","3","5"] → ["1–3", "5"]; codes that are not whole numbers stand alone."""
    runs: list[list[str]] = []
    for item in items:
        last = runs[-1][-1] if runs else ""
        if last.isdigit() and item.isdigit() and int(item) == int(last) + 1:
            runs[-1].append(item)
        else:
            runs.append([item])
    out: list[str] = []
    for run in runs:
        out.extend([f"{run[0]}–{run[-1]}"] if len(run) > 2 else run)
    return out


def meeting_phrase(meeting: Mapping[str, Any] | None, day: date, lang: str) -> str:
    """Within a sentence: การประชุมครั้งที่ 1/2567, or the day when no meeting was held on it."""
    if meeting is None:
        return t(lang, "say.at_day", day=short_date(day, lang))
    if meeting["number"]:
        return t(lang, "say.at_meeting", number=meeting["number"])
    return t(lang, "say.at_meeting_unnumbered", day=short_date(day, lang))


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


def meeting_label(meeting: Mapping[str, Any], lang: str) -> str:
    """In a list: ประชุม 1/2567 · 12 ก.พ. 2567."""
    day = short_date(meeting["held_on"], lang)
    if meeting["number"] and meeting["tier"] == 1:
        return t(lang, "filter.meeting", number=meeting["number"], day=day)
    body = t(lang, f"filter.body_{meeting['tier'] or 1}")
    if meeting["number"]:
        return t(lang, "filter.meeting_unnumbered", body=f"{body} {meeting['number']}", day=day)
    return t(lang, "filter.meeting_unnumbered", body=body, day=day)


def agenda_headings(items: int, lang: str) -> list[tuple[str, str, str]]:
    """The standard agenda in 5 or 6 items: number, kind and heading of each."""
    return [(str(n), kind, t(lang, f"agenda.{key}")) for n, (kind, key) in enumerate(_AGENDAS[items], start=1)]


def verdict_parts(brief: Brief, compared: str, lang: str) -> Parts:
    """The verdict as pieces of text, each with whether it is the figure to stress."""
    counts = brief.counts
    values: dict[str, object] = {
        "area": short_name(brief.area, lang),
        "framework": short_name(brief.framework, lang),
        "total": counts.total,
        "met": counts.met,
        "applicable": counts.total - counts.not_applicable,
        "moved": brief.verdict.moved,
        "compared": compared,
    }
    if counts.total == 0:
        return stressed_parts(t(lang, "verdict.no_items", **values))
    if brief.verdict.trend is rules.Trend.NOT_SURVEYED:
        return stressed_parts(t(lang, "verdict.not_surveyed", **values))
    head = t(lang, "verdict.all_met" if brief.verdict.all_met else "verdict.passed", **values)
    return stressed_parts(head + t(lang, f"verdict.{brief.verdict.trend}", **values))


def stressed_parts(sentence: str) -> Parts:
    """A sentence cut where [[ and ]] mark its figure."""
    parts: Parts = []
    for piece in sentence.split("[["):
        inside, closed, after = piece.partition("]]")
        parts += [(inside, True), (after, False)] if closed else [(piece, False)]
    return [(text, stress) for text, stress in parts if text]


def verdict_details(verdict: rules.Verdict, agencies: Agencies, lang: str) -> list[tuple[str, bool, str]]:
    """What the verdict leaves open: (words, whether it is alarming, the definition it belongs to)."""
    counts = verdict.counts
    items = [
        (counts.not_met, "not_met", "gaps"),
        (counts.partly_met, "partly_met", "gaps"),
        (counts.not_assessed, "not_assessed", "not_assessed"),
        (counts.not_applicable, "not_applicable", "not_assessed"),
    ]
    debts = [
        (verdict.owed, "owed", "owed"),
        (verdict.unassigned, "unassigned", "unassigned"),
        (verdict.waiting, "waiting", "owed"),
    ]
    told = [(t(lang, f"verdict.{key}", count=n), False, about) for n, key, about in items if n]
    if counts.assessed == 0:
        told = [(t(lang, "verdict.not_surveyed_next"), False, "not_assessed")]
    owing = [(t(lang, f"verdict.{key}", count=n), False, about) for n, key, about in debts if n]
    said = [*told, *owing[:1], *_late(verdict, agencies, lang), *owing[1:]]
    return said or [(t(lang, "verdict.nothing_wanting"), False, "gaps")]


def _late(verdict: rules.Verdict, agencies: Agencies, lang: str) -> list[tuple[str, bool, str]]:
    """How much is late, and who has been late longest."""
    if verdict.longest is None:
        return []
    agency = owner_name(agencies, verdict.longest.agency, lang)
    said = t(lang, "verdict.late", count=verdict.late, days=number(verdict.longest.days_late), agency=agency)
    return [(said, True, "late")]


def owner_name(agencies: Agencies, code: str | None, lang: str) -> str:
    """An agency's name, or that none is recorded."""
    return agency_name(agencies, code, lang) if code else t(lang, "say.no_owner")


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
    return t(lang, key, days=number(first.days_late), **told)


def _texts(matters: Sequence[Matter], lang: str) -> str:
    """What the resolutions say, numbered where there are several; of many, the first and how many more."""
    texts = [shortened(matter_task(matter, lang)) for matter in matters]
    if len(texts) == 1:
        return texts[0]
    numbered = [t(lang, "ask.one_text", number=n, text=text) for n, text in enumerate(texts[:_ASKED], start=1)]
    rest = [t(lang, "slides.and_more", count=len(texts) - _ASKED)] if len(texts) > _ASKED else []
    return " ".join([*numbered, *rest])


def _meeting_of(matter: Matter, lang: str) -> str:
    if matter.meeting_number:
        return t(lang, "say.at_meeting", number=matter.meeting_number)
    return t(lang, "say.at_meeting_unnumbered", day=short_date(matter.since, lang)) if matter.since else ""


def shortened(words: str, most: int = 90) -> str:
    """A text cut at a space where it is longer than ``most`` letters."""
    if len(words) <= most:
        return words
    return (words[:most].rpartition(" ")[0] or words[:most]) + "…"


def matter_task(matter: Matter, lang: str) -> str:
    """What is to be done; empty where nobody was given the item."""
    return (matter.task_en if lang == "en" else None) or matter.task or ""


def matter_phrase(matter: Matter, day: date, lang: str) -> str:
    """ช้า 43 วัน · อีก 18 วัน · ค้าง 1,017 วัน; empty for a gap that nobody has."""
    if matter.days_late is not None:
        return t(lang, "say.late", days=number(matter.days_late))
    if matter.due_on is not None:
        left = (matter.due_on - day).days
        return t(lang, "say.due_in", days=number(left)) if left else t(lang, "say.due_today")
    return t(lang, "say.age", days=number((day - matter.since).days)) if matter.since else ""


def due_phrase(state: ItemState, day: date, lang: str) -> str:
    """ช้า 43 วัน · อีก 18 วัน · ไม่กำหนดวัน; empty when nobody owes it, or nothing is wanting any more."""
    if state.days_late is not None:
        return t(lang, "say.late", days=state.days_late)
    if not state.has_owner:
        return ""
    if state.due_on is None:
        return t(lang, "say.no_due")
    left = (state.due_on - day).days
    if left < 0:
        # The item is settled and its assignment was left open: past its date, and not late.
        return ""
    return t(lang, "say.due_today") if left == 0 else t(lang, "say.due_in", days=left)
