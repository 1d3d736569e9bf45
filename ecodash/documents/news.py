"""An activity's news sheet, to print or to send in LINE: photographs, what, when, who, and what came of it."""

import io
from collections.abc import Iterator, Mapping
from typing import Any

from PIL import Image

from ecodash import facts, sentences, stores
from ecodash.documents.content import seen_as
from ecodash.documents.drawing import drawing
from ecodash.documents.glyphs import printable
from ecodash.documents.layout import Told, made_on
from ecodash.documents.lines import span_words
from ecodash.documents.press import Form
from ecodash.documents.typeset import Plain, accent, looks, qr_code, typeset
from ecodash.domain.dates import utc_now
from ecodash.domain.vocabulary import Visibility
from ecodash.evidence.problem import FileProblem
from ecodash.facts.work import linked_items, partner_codes
from ecodash.language.item_names import item_name
from ecodash.language.refusal import Refusal
from ecodash.language.text import name, number, translator
from ecodash.store.store import Store

Row = Mapping[str, Any]
_PICTURES = ("image/jpeg", "image/png")
_MOST_PHOTOS = 4
# Pixels of the longer side: the width of the picture, and about 200 to the inch across a sheet.
_WIDEST = 1080


def write_news(
    store: Store, selection: facts.Selection, address: str, activity: str, form: Form = "pdf", thai_digits: bool = False
) -> bytes:
    """The sheet as one A4 or as one picture of 1080 pixels' width; Refusal for an activity that is not there."""
    rows = facts.activities(store, selection.as_of)
    row = next((row for row in rows if row["code"] == activity), None)
    if row is None:
        raise Refusal("news.no_activity" if activity else "news.which", activity=activity)
    made_at = utc_now()
    data = told(store, selection, row, address, form) | {
        "made_on": " · ".join(filter(None, (_made(store, selection, made_at), seen_as(store, selection))))
    }
    return typeset("news", data, made_at, form, thai_digits)


def _made(store: Store, selection: facts.Selection, made_at: Any) -> str:
    say = translator(selection.lang)
    return say("paper.made_on", day=made_on(made_at, selection.lang), mark=store.mark)


def told(store: Store, selection: facts.Selection, row: Row, address: str, form: Form) -> Told:
    """All that the template is given. Photographs in confidence are counted and not shown."""
    say, lang = translator(selection.lang), selection.lang
    pictures = [
        each
        for each in facts.files_of_activities(store, selection.as_of).get(row["code"], [])
        if each["sha256"] and each["media_type"] in _PICTURES
    ]
    shown = _shown(store, [each["code"] for each in pictures])
    pictures = [each for each in pictures if each["code"] in shown]
    public = [each for each in pictures if shown[each["code"]] == Visibility.PUBLIC]
    link = address + selection.link("activities", area=row["area"], fy=row["fiscal_year"]) + f"#{row['code']}"
    title = _title(row, lang)
    days = span_words(_days(row), lang)
    return {
        "lang": Plain(lang),
        "form": Plain(form),
        "title": say("paper.title_demo", title=title) if store.is_demo else title,
        "author": say("app.programme"),
        "programme": say("app.programme"),
        "demo": say("filter.demo") if store.is_demo else "",
        "accent": accent(),
        "looks": looks(lang),
        "words": {"open": say("news.open")},
        "activity": title,
        "when": days or say("news.no_day"),
        "facts": [list(pair) for pair in _facts(store, selection, row)],
        "note": row["note"] or "",
        "photos": list(_photos(public[:_MOST_PHOTOS], store.is_demo, lang)),
        "without": _without(len(pictures), len(public), lang),
        "qr": qr_code(link) | {"alt": say("paper.qr_alt", address=link), "words": Plain(printable(link))},
    }


def _shown(store: Store, codes: list[str]) -> dict[str, str]:
    """Who may see each photograph today, whatever day is looked at; what was withdrawn is seen by nobody."""
    rows = store.whole.ask("latest_revisions", kind="evidence", keys=codes)
    return {row["code"]: row["visibility"] for row in rows if not row["withdrawn_on"]}


def _title(row: Row, lang: str) -> str:
    return str((row["title_en"] if lang == "en" else None) or row["title"])


def _days(row: Row) -> tuple[Any, Any]:
    """When it was; planned days where it has not begun."""
    actual = (row["actual_start"], row["actual_end"])
    return actual if any(actual) else (row["planned_start"], row["planned_end"])


def _facts(store: Store, selection: facts.Selection, row: Row) -> Iterator[tuple[str, str]]:
    """Name and words of whatever is told of it."""
    say, lang, day = translator(selection.lang), selection.lang, selection.as_of
    agencies = facts.agency_names(store, day)
    area = facts.area_row(store, row["area"], day)
    who = [sentences.agency_name(agencies, code, lang) for code in (row["lead_agency"], *partner_codes(row)) if code]
    items = [_item(store, selection, *each) for each in linked_items(row)]
    parts = {
        "news.where": name(area, lang) if area else row["area"],
        "news.who": " · ".join(who),
        "news.stands": say(f"activity_status.{row['status']}"),
        "news.came": f"{number(row['result_value'])} {row['unit'] or ''}" if row["result_value"] is not None else "",
        "news.aimed": f"{number(row['target'])} {row['unit'] or ''}" if row["target"] is not None else "",
        "news.items": " · ".join(items),
    }
    return ((say(key), words.strip()) for key, words in parts.items() if words)


def _item(store: Store, selection: facts.Selection, framework: str | None, item: str) -> str:
    row = facts.items_by_code(store, selection.as_of).get((framework or selection.framework, item))
    return item_name(row, selection.lang) if row else item


def _without(all_pictures: int, public: int, lang: str) -> str:
    """That there is no photograph, how many more there are, and how many are in confidence."""
    say = translator(lang)
    if not all_pictures:
        return say("activities.photos_none")
    left = {"news.more": public - _MOST_PHOTOS, "news.hidden": all_pictures - public}
    return " · ".join(say(key, count=count) for key, count in left.items() if count > 0)


def _photos(rows: list[Any], is_demo: bool, lang: str) -> Iterator[Told]:
    for row in rows:
        try:
            data, _ = stores.vault(is_demo).get(row["sha256"])
        except FileProblem:
            # The screen of checks says that the file is lost; the news has the others.
            continue
        yield {"drawing": Plain(drawing(Image.open(io.BytesIO(data)), _WIDEST)), "alt": _title(row, lang)}
