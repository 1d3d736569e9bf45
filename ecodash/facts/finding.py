"""One search over areas, items, activities, agencies, resolutions and meetings, at ease with Thai."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from ecodash.facts import registry
from ecodash.facts.cache import fact
from ecodash.language.thai import folded
from ecodash.store.store import Store

# Not NIKHAHIT: it is a vowel.
_TONES = re.compile("[\u0e47-\u0e4c\u0e4e]")
_MOST = 12


@dataclass(frozen=True)
class Hit:
    """One row found: its words in both languages and where its screen is."""

    kind: str
    title_th: str
    title_en: str
    screen: str
    where: tuple[tuple[str, str], ...]
    anchor: str = ""


@fact
def found(store: Store, words: str, day: date) -> dict[str, list[Hit]]:
    """What fits all the words, by kind, at most twelve of each; without tone marks when nothing fits."""
    wanted = folded(words).split()
    if not wanted:
        return {}
    entries = _entries(store, day)
    hits = [hit for text, hit in entries if all(word in text for word in wanted)]
    if not hits:
        bare = [_TONES.sub("", word) for word in wanted]
        hits = [hit for text, hit in entries if all(word in _TONES.sub("", text) for word in bare)]
    by_kind: dict[str, list[Hit]] = {}
    for hit in hits:
        by_kind.setdefault(hit.kind, []).append(hit)
    return {kind: those[:_MOST] for kind, those in by_kind.items()}


@fact
def _entries(store: Store, day: date) -> list[tuple[str, Hit]]:
    """Everything that can be found: its folded text and the hit."""
    entries: list[tuple[str, Hit]] = []

    def add(
        kind: str, row: dict[str, Any], th: str, en: str | None, screen: str, *more: str | None, **where: str
    ) -> None:
        anchor = where.pop("anchor", "")
        text = folded(" ".join(filter(None, (th, en, *more))))
        entries.append((text, Hit(kind, th, en or th, screen, tuple(where.items()), anchor)))

    for r in registry.areas(store, day):
        names = (
            r["short_th"],
            r["short_en"],
            r["province_th"],
            r["province_en"],
            r["district"],
            r["subdistrict"],
        )
        add("area", r, r["name_th"], r["name_en"], "areas", r["code"], *names, area=r["code"])
    for r in registry.items(store, day):
        th, en = f"{r['item']} · {r['text_th'] or ''}", f"{r['item']} · {r['text_en'] or r['text_th'] or ''}"
        add("item", r, th, en, "criteria", f"ข้อ {r['item']}", framework=r["framework"], item=r["item"])
    for r in registry.activities(store, day):
        where = {"fy": str(r["fiscal_year"]), "area": r["area"] or "", "anchor": r["code"]}
        add("activity", r, r["title"], r["title_en"], "activities", r["code"], str(r["fiscal_year"]), **where)
    for r in registry.agencies(store, day):
        add("agency", r, r["name_th"], r["name_en"], "agencies", r["short_name"], r["code"], agency=r["code"])
    for r in registry.meetings(store, day):
        title = f"{r['body_th'] or ''} {r['number'] or ''}".strip()
        add(
            "meeting",
            r,
            title,
            f"{r['body_en'] or title} {r['number'] or ''}",
            "meetings",
            r["venue"],
            as_of=r["code"],
        )
    for r in registry.resolutions(store, day):
        add(
            "resolution",
            r,
            r["text"],
            r["text_en"],
            "meetings",
            r["code"],
            as_of=r["meeting"],
            anchor=r["code"],
        )
    return entries
