"""The content of a document as the Typst template reads it: words, written numbers and days, and shares for bars."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from ecodash.documents.book import ActivityLine, ChangeLine, Content, ItemLine, ResolutionLine
from ecodash.documents.fullness import fit_of, is_roomy
from ecodash.documents.lines import as_of_words, evidence_words
from ecodash.documents.matrix import matrix_told
from ecodash.documents.typeset import Plain, qr_code
from ecodash.domain.dates import long_date, short_date, thai_day
from ecodash.domain.progress import Counts
from ecodash.domain.vocabulary import Result
from ecodash.facts.work import MONEY, Money, Work
from ecodash.language.text import Translate, money, number, translator
from ecodash.sentences import nothing, trend_line

Told = dict[str, Any]


def story(content: Content, address: str) -> Told:
    """One area on one page, and the rows of its annexes."""
    t = translator(content.lang)
    day = short_date(content.as_of, content.lang)
    return {
        "code": Plain(content.area_code),
        "area": content.area,
        "roomy": is_roomy(content),
        "fit": fit_of(content),
        "head": [content.body, " · ".join(filter(None, _meeting(content, t)))],
        "framework": content.framework,
        "as_of": t("paper.as_of", day=as_of_words(content, long_date)),
        "as_of_short": day,
        "compared": t("paper.compared", compared=content.compared) if content.compared else "",
        "qr": qr_code(address + content.path) | {"alt": t("paper.qr_alt", address=address + content.path)},
        "verdict": [[words, stressed] for words, stressed in content.verdict],
        "details": [[words, alarming] for words, alarming, _ in content.details],
        "participation": content.participation,
        "strip": [
            {"item": i.item, "called": i.called, "state": Plain(i.result), "moved": i.moved} for i in content.items
        ],
        "tally": tally(content.counts),
        "tally_total": t("paper.tally", total=content.counts.total),
        "trend": _trend(content),
        "changes": [_change(change, content.lang) for change in content.changes],
        "changes_title": t("brief.changed", compared=content.compared) if content.compared else "",
        "changes_none": _changes_none(content, t),
        "stuck": [_stuck(item, content.lang) for item in content.stuck],
        "open_resolutions": [_resolution(line, content.lang) for line in content.open_resolutions],
        "stuck_none": nothing("stuck", content.records, content.lang),
        "asks": content.asks,
        "work": work(content.work, content.fiscal_year, t),
        "matrix": _matrix(content),
        "items": [_item(item, content.lang) for item in content.items],
        "activities": [_activity(activity, content.lang) for activity in content.activities],
        "resolutions": [_resolution(resolution, content.lang) for resolution in content.resolutions],
    }


def _trend(content: Content) -> Told | None:
    """Which share of the items was met at each month's end; None where there is one day only."""
    if len(content.trend) < 2:
        return None
    shares = [counts.met / counts.total for _, counts in content.trend]
    return {"words": trend_line(content.trend, content.lang), "shares": shares}


def _matrix(content: Content) -> Told | None:
    told = matrix_told(content.matrix, content.lang)
    if told is None:
        return None
    for line in told["lines"]:
        line["cells"] = [{**cell, "result": Plain(cell["result"] or "")} for cell in line["cells"]]
    return told | {"marks": [Plain(result) for result in told["marks"]]}


def made_on(content_made_at: Any, lang: str) -> str:
    """The day on which the document was made, by Thailand's clock."""
    return short_date(thai_day(content_made_at), lang)


def tally(counts: Counts) -> list[Told]:
    """How many items stand at each state that occurs."""
    return [{"state": Plain(result), "count": counts.of(result)} for result in Result if counts.of(result)]


def _meeting(content: Content, t: Translate) -> list[str]:
    chair = t("paper.chair", chair=content.chair) if content.chair else ""
    return [content.meeting, content.venue, chair]


def _changes_none(content: Content, t: Translate) -> str:
    if not content.compared:
        return t("brief.no_meeting_before")
    return nothing("changes", content.counts.assessed, content.lang, compared=content.compared)


def _change(change: ChangeLine, lang: str) -> Told:
    return {
        "item": change.item,
        "text": change.called or change.text or "",
        "before": Plain(change.before),
        "after": Plain(change.after),
        "since": _day(change.effective_on, lang),
    }


def _stuck(item: ItemLine, lang: str) -> Told:
    t = translator(lang)
    return {
        "item": item.item,
        "called": item.called,
        "state": Plain(item.result),
        "what": item.task or ("" if item.called else t("say.official_text_pending")),
        "agency": item.agency or t("say.no_owner"),
        "owned": item.agency is not None,
        "due": _day(item.due_on, lang) or item.due_phrase,
        "late": number(item.days_late),
        "phrase": item.due_phrase,
    }


def work(done: Work, year: int, t: Translate) -> Told:
    """The activities and the money of the fiscal year."""
    told: Told = {
        "title": t("brief.activities", year=year),
        "none": "" if done.total else t("brief.no_activities", year=year),
        "done": t("brief.done_of", done=done.done, total=done.total),
        "cancelled": t("brief.cancelled", count=done.cancelled) if done.cancelled else "",
        "done_share": done.done / done.total if done.total else 0,
        "sums": [_sum(column, done.money[column], done.total, t) for column in MONEY],
        "unknown": t("brief.money_unknown") if not any(m.known for m in done.money.values()) else "",
        "spent": None,
    }
    if done.disbursed_of:
        spent, granted = done.disbursed_of
        told["spent"] = {
            "words": t("brief.disbursed_of", disbursed=money(spent), allocated=money(granted)),
            "known": t("brief.known_for", known=done.both_known, total=done.total),
            "share": float(min(spent / granted, Decimal(1))) if granted else 0,
            "beyond": t("brief.beyond", baht=money(spent - granted)) if spent > granted else "",
        }
    return told


def _sum(column: str, amount: Money, total: int, t: Translate) -> Told:
    return {
        "name": t(f"fy.{column}"),
        "baht": money(amount.baht) if amount.known else "",
        "known": t("paper.known_of", known=amount.known, total=total),
    }


def _item(item: ItemLine, lang: str) -> Told:
    t = translator(lang)
    return {
        "item": item.item,
        "text": item.text or "",
        "state": Plain(item.result),
        "moved": item.moved,
        "measured": _measured(item, t),
        "note": item.note or "",
        "since": _day(item.effective_on, lang),
        "by": t("paper.recorded_by", by=item.by) if item.by else "",
        "evidence": evidence_words(item, lang),
        "agency": item.agency or (t("say.no_owner") if item.result.is_gap else ""),
        "owned": item.agency is not None,
        "task": item.task or "",
        "due": " · ".join(filter(None, (_day(item.due_on, lang), item.due_phrase))),
        "late": item.days_late is not None,
    }


def _measured(item: ItemLine, t: Translate) -> str:
    score = t("paper.score", score=number(item.score)) if item.score is not None else ""
    value = t("paper.value", value=number(item.value), unit=item.unit or "") if item.value is not None else ""
    return " · ".join(filter(None, (score, value.strip())))


def _activity(activity: ActivityLine, lang: str) -> Told:
    t = translator(lang)
    about = [
        activity.kind,
        activity.fund_source,
        t("paper.linked_items", items=activity.items) if activity.items else "",
    ]
    return {
        "title": activity.title,
        "about": " · ".join(filter(None, about)),
        "who": ", ".join(filter(None, (activity.lead, *activity.partners))),
        "status": activity.status or "",
        "plan": _span(activity.planned, lang),
        "actual": _span(activity.actual, lang),
        "money": [money(getattr(activity, column)) for column in MONEY],
        "outcome": _outcome(activity),
    }


def _outcome(activity: ActivityLine) -> str:
    if activity.target is None and activity.result_value is None:
        return ""
    figures = " / ".join(number(value) or "…" for value in (activity.result_value, activity.target))
    return f"{figures} {activity.unit or ''}".strip()


def _resolution(line: ResolutionLine, lang: str) -> Told:
    t = translator(lang)
    return {
        "text": line.text,
        "meeting": line.meeting,
        "agency": line.agency or (t("say.no_owner") if line.is_open else ""),
        "due": _day(line.due_on, lang) or line.due_phrase,
        "late": number(line.days_late),
        "late_words": t("say.late", days=line.days_late) if line.days_late is not None else "",
        "status": line.status,
        "owned": bool(line.agency),
        "open": line.is_open,
        "sent_up": t("paper.sent_up", body=line.sent_up_to) if line.sent_up_to else "",
    }


def _day(day: date | None, lang: str) -> str:
    return short_date(day, lang) if day else ""


def _span(days: Iterable[date | None], lang: str) -> str:
    """One day, or from the first to the last; an open side is left open."""
    start, end = days
    if start == end or not (start and end):
        return _day(start or end, lang) + (" –" if start and not end else "")
    return f"{_day(start, lang)} – {_day(end, lang)}"
