"""The brief on paper: one page that tells an area's story, and annexes that hold every row behind it."""

from urllib.parse import unquote

from ecodash.documents import layout
from ecodash.documents.book import AreaLine, Book, Overview
from ecodash.documents.glyphs import printable
from ecodash.documents.lines import as_of_words
from ecodash.documents.overview import told as overview_told
from ecodash.documents.typeset import Plain, accent, looks, qr_code, typeset
from ecodash.domain.dates import long_date
from ecodash.language.text import Translate, t, translator

_SHARED = (
    "about.definitions",
    "about.sources",
    "areas.phase_column",
    "areas.province",
    "ask.nothing",
    "brief.asked",
    "brief.changed_plain",
    "brief.stuck",
    "filter.area",
    "fy.activity",
    "fy.actual",
    "fy.plan",
    "fy.result",
    "say.changed",
    "say.official_text_pending",
)
# These fill in numbers that only the template knows, or head its tables.
_OWN = (
    "agency",
    "and_more",
    "annex",
    "annex_definitions",
    "annex_items",
    "annex_resolutions",
    "before_after",
    "criterion",
    "due",
    "evidence",
    "gained",
    "item",
    "late",
    "late_short",
    "lost",
    "meeting",
    "money",
    "money_key",
    "no_definitions",
    "no_resolutions",
    "on_page",
    "owner",
    "page",
    "qr",
    "resolution",
    "since",
    "status",
    "strip",
    "task",
    "total",
)


def write_pdf(book: Book, address: str, thai_digits: bool = False, emblem: str = "") -> bytes:
    """The book as PDF, tagged for screen readers. ``address`` is where readers reach the dashboard.

    ``emblem`` is a drawing that stands at the head of page one.
    """
    return typeset("brief", told(book, address, emblem), book.made_at, thai_digits=thai_digits)


def told(book: Book, address: str, emblem: str = "") -> layout.Told:
    """All that the template is given."""
    say = translator(book.lang)
    title = title_of(book)
    return {
        "lang": Plain(book.lang),
        "title": say("paper.title_demo", title=title) if book.demo else title,
        "author": say("app.programme"),
        "programme": f"{say('app.programme')} · {book.framework}",
        "demo": say("filter.demo") if book.demo else "",
        "accent": accent(),
        "looks": looks(book.lang),
        "words": _words(book.lang),
        "secretariat": book.secretariat,
        "emblem": Plain(emblem),
        "foot": " · ".join((title, say("paper.as_of", day=as_of_words(book, long_date)))),
        "made_on": say("paper.made_on", day=layout.made_on(book.made_at, book.lang), mark=book.mark),
        "overview": _overview(book, address) if book.areas else None,
        "stories": [layout.story(content, address) for content in book.contents],
        "definitions": [list(pair) for pair in book.definitions],
        "sources": [_source(source) for source in book.sources],
    }


def _source(source: str) -> layout.Told:
    """Thai in an address as people read it, leading where the address leads."""
    link = source if source.startswith(("http://", "https://")) and not any(map(str.isspace, source)) else ""
    words = unquote(source, errors="replace")
    return {"words": Plain(printable(words.replace(" ", "%20") if link else words)), "link": Plain(link)}


def title_of(book: Book) -> str:
    """What the document is about."""
    say = translator(book.lang)
    if book.areas or not book.contents:
        return say("paper.title_many", count=len(book.areas))
    return say("paper.title", area=book.contents[0].area)


def _words(lang: str) -> dict[str, str]:
    """The headings of tables and panels, by the names that the template uses."""
    return {key.replace(".", "_"): t(lang, key) for key in _SHARED} | {key: t(lang, f"paper.{key}") for key in _OWN}


def _overview(book: Book, address: str) -> layout.Told:
    say = translator(book.lang)
    found = book.overview
    assert found is not None
    headline = "overview_page.headline" if found.surveyed else "areas.all_headline_none"
    values = {"whole": found.whole, "surveyed": found.surveyed, "total": len(book.areas), "framework": book.framework}
    return {
        "area": title_of(book),
        "as_of": say("paper.as_of", day=as_of_words(book, long_date)),
        "qr": qr_code(address + book.path) | {"alt": say("paper.qr_alt", address=address + book.path)},
        "verdict": say(headline, **values),
        "details": _overview_details(found, len(book.areas), say),
        "tally": layout.tally(found.counts),
        "tally_total": say("overview_page.results", total=found.counts.total, areas=found.surveyed),
        "work": layout.work(found.work, found.fiscal_year, say),
        "areas_title": say("overview_page.by_need"),
        "areas": [_area(line, book.annexes, say) for line in book.areas],
        "annexes": book.annexes,
        "more": "" if book.annexes or not found.surveyed else say("overview_page.annex", address=address + book.path),
        **overview_told(found, book.lang),
    }


def _overview_details(found: Overview, total: int, say: Translate) -> list[list[object]]:
    details: list[list[object]] = []
    if found.late:
        details.append([say("paper.late_items", count=found.late), True])
    if total > found.surveyed:
        details.append([say("areas.unsurveyed", count=total - found.surveyed), False])
    return details


def _area(line: AreaLine, is_in_full: bool, say: Translate) -> layout.Told:
    return {
        "code": Plain(line.code),
        "area": line.area,
        "province": line.province,
        "phase": line.phase,
        "surveyed": line.surveyed,
        "in_full": is_in_full and line.surveyed,
        "tally": layout.tally(line.counts),
        "total": line.counts.total,
        "met": say("say.times_of", part=line.counts.met, whole=line.counts.total) if line.surveyed else "",
        "late": str(line.late) if line.late else "",
    }
