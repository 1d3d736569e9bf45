"""Where an area stands, in one sentence and what it leaves open."""

from ecodash.domain import rules
from ecodash.facts.brief import Brief
from ecodash.language.text import t
from ecodash.sentences.names import Agencies, owner_name, short_name

Parts = list[tuple[str, bool]]


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
    # A comma stays with what it follows; how it moved is a clause of its own.
    joint, _, clause = t(lang, f"verdict.{brief.verdict.trend}", **values).partition(" ")
    return [*stressed_parts(head + joint), *([(f" {clause}", False)] if clause else [])]


def stressed_parts(sentence: str) -> Parts:
    """A sentence cut where [[ and ]] mark its figure."""
    parts: Parts = []
    for piece in sentence.split("[["):
        inside, closed, after = piece.partition("]]")
        parts += [(inside, True), (after, False)] if closed else [(piece, False)]
    return [(text, stress) for text, stress in parts if text]


def verdict_details(verdict: rules.Verdict, agencies: Agencies, lang: str) -> list[tuple[str, bool, str]]:
    """What the verdict leaves open: (words, whether it is alarming, what they count: "items", "owed" or "waiting")."""
    counts = verdict.counts
    items = [
        (counts.not_met, "not_met"),
        (counts.partly_met, "partly_met"),
        (counts.not_assessed, "not_assessed"),
        (counts.not_applicable, "not_applicable"),
    ]
    debts = [
        (verdict.owed, "owed", "owed"),
        (verdict.unassigned, "unassigned", "owed"),
        (verdict.waiting, "waiting", "waiting"),
    ]
    told = [(t(lang, f"verdict.{key}", count=n), False, "items") for n, key in items if n]
    if counts.assessed == 0:
        told = [(t(lang, "verdict.not_surveyed_next"), False, "items")]
    owing = [(t(lang, f"verdict.{key}", count=n), False, counted) for n, key, counted in debts if n]
    said = [*told, *owing[:1], *_late(verdict, agencies, lang), *owing[1:]]
    return said or [(t(lang, "verdict.nothing_wanting"), False, "items")]


def _late(verdict: rules.Verdict, agencies: Agencies, lang: str) -> list[tuple[str, bool, str]]:
    """How much is late, and who has been late longest."""
    if verdict.longest is None:
        return []
    agency = owner_name(agencies, verdict.longest.agency, lang)
    said = t(lang, "verdict.late", count=verdict.late, days=verdict.longest.days_late, agency=agency)
    return [(said, True, "owed")]
