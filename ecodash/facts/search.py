"""One search over areas, items, activities, agencies, resolutions and meetings, at ease with Thai."""

import re
from dataclasses import dataclass
from datetime import date

from ecodash.facts import lists
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

    def add(kind: str, th: str | None, en: str | None, screen: str, *more: str | None, **where: str) -> None:
        anchor = where.pop("anchor", "")
        text = folded(" ".join(filter(None, (th, en, *more))))
        entries.append((text, Hit(kind, th or "", en or th or "", screen, tuple(where.items()), anchor)))

    for area in lists.areas(store, day):
        names = (
            area["short_th"],
            area["short_en"],
            area["province_th"],
            area["province_en"],
            area["district"],
            area["subdistrict"],
        )
        add("area", area["name_th"], area["name_en"], "areas", area["code"], *names, area=area["code"])
    for item in lists.items(store, day):
        code, text = item["item"], item["text_th"] or ""
        titles = f"{code} · {text}", f"{code} · {item['text_en'] or text}"
        more = f"ข้อ {code}", item["short_th"], item["short_en"]
        add("item", *titles, "criteria", *more, framework=item["framework"], item=code)
    for work in lists.activities(store, day):
        year = str(work["fiscal_year"])
        where = {"fy": year, "area": work["area"] or "", "anchor": work["code"]}
        add("activity", work["title"], work["title_en"], "activities", work["code"], year, **where)
    for agency in lists.agencies(store, day):
        code, short = agency["code"], agency["short_name"]
        add("agency", agency["name_th"], agency["name_en"], "agencies", short, code, agency=code)
    for meeting in lists.meetings(store, day):
        title = f"{meeting['body_th'] or ''} {meeting['number'] or ''}".strip()
        english = f"{meeting['body_en'] or title} {meeting['number'] or ''}"
        add("meeting", title, english, "meetings", meeting["venue"], as_of=meeting["code"])
    for made in lists.resolutions(store, day):
        where = {"as_of": made["meeting"] or "", "anchor": made["code"]}
        add("resolution", made["text"], made["text_en"], "meetings", made["code"], **where)
    return entries
