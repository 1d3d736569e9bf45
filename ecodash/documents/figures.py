"""The brief as a workbook of figures: every table with what it is about, days as days, numbers as numbers."""

from ecodash.documents.book import Book, Content
from ecodash.documents.figure_rows import Rows, rows_of
from ecodash.documents.lines import as_of_words
from ecodash.documents.sheets import Column, Sheet, Workbook
from ecodash.domain.dates import short_date
from ecodash.domain.vocabulary import Result
from ecodash.language.text import t

_RESULTS = tuple(Result)
# Widths are in characters of the sheet's font; kinds are those of ``sheets``.
_COLUMNS: dict[str, dict[str, tuple[int, str]]] = {
    "summary": {
        "area": (40, "text"), "figure": (38, "text"), "value": (16, "money"), "unit": (12, "text"),
        "whole": (14, "number"), "known": (22, "number"),
    },
    "areas": {
        "code": (26, "text"), "area": (36, "text"), "province": (16, "text"), "phase": (14, "text"),
        "surveyed": (14, "text"), "total": (10, "number"), **{result.value: (13, "number") for result in _RESULTS},
        "late": (12, "number"),
    },
    "items": {
        "area": (18, "text"), "item": (7, "text"), "called": (20, "text"), "text": (32, "text"),
        "result": (18, "result"), "score": (8, "number"), "value": (9, "number"), "unit": (8, "text"),
        "effective_on": (13, "day"), "by": (15, "text"), "evidence": (10, "number"), "evidence_titles": (26, "text"),
        "note": (20, "text"), "agency": (18, "text"), "task": (26, "text"), "assigned_on": (13, "day"),
        "due_on": (13, "day"), "days_late": (8, "number"),
    },
    "changes": {
        "area": (24, "text"), "item": (7, "text"), "called": (20, "text"), "text": (48, "text"),
        "before": (18, "result"), "after": (18, "result"), "effective_on": (14, "day"), "by": (20, "text"),
        "evidence": (10, "number"),
    },
    "stuck": {
        "area": (24, "text"), "item": (7, "text"), "called": (20, "text"), "text": (44, "text"),
        "result": (18, "result"),
        "agency": (24, "text"), "task": (40, "text"), "assigned_on": (14, "day"), "due_on": (14, "day"),
        "days_late": (11, "number"),
    },
    "asks": {"area": (30, "text"), "number": (7, "number"), "ask": (90, "text"), "decision": (50, "text")},
    "activities": {
        "area": (18, "text"), "code": (16, "text"), "activity": (34, "text"), "kind": (14, "text"),
        "status": (15, "text"), "planned_start": (13, "day"), "planned_end": (13, "day"),
        "actual_start": (13, "day"), "actual_end": (13, "day"), "planned_baht": (12, "money"),
        "allocated_baht": (12, "money"), "disbursed_baht": (12, "money"), "fund_source": (16, "text"),
        "lead": (15, "text"), "partners": (18, "text"), "items": (10, "text"), "target": (9, "number"),
        "result_value": (9, "number"), "unit": (9, "text"),
    },
    "resolutions": {
        "area": (24, "text"), "code": (24, "text"), "resolution": (52, "text"), "meeting": (26, "text"),
        "agency": (20, "text"), "due_on": (14, "day"), "days_late": (11, "number"), "status": (30, "text"),
    },
    "definitions": {"name": (30, "text"), "meaning": (120, "text")},
    "sources": {"number": (8, "number"), "source": (130, "text")},
}  # fmt: skip
# Columns that are left out where no row has anything in them.
_IF_TOLD = {"items": ("called", "score", "value", "unit"), "changes": ("called",), "stuck": ("called",)}


def write_figures(book: Book, address: str, thai_digits: bool = False) -> bytes:
    """The book as an Excel file. ``address`` is where readers reach the dashboard."""
    lang = book.lang
    workbook = Workbook(lang, _head(book, address), _title(book), book.demo, book.made_at, book.mark, thai_digits)
    for name, rows in rows_of(book).items():
        columns = [Column(t(lang, f"figures.{key}"), *shape) for key, shape in _COLUMNS[name].items()]
        shown = _shown(book, name, rows)
        workbook.add(
            Sheet(
                t(lang, f"figures.sheet_{name}"),
                t(lang, f"figures.title_{name}"),
                [columns[place] for place in shown],
                [[row[place] for place in shown] for row in rows],
                _notes(book, name),
            )
        )
    return workbook.saved()


def _shown(book: Book, name: str, rows: Rows) -> list[int]:
    """The columns that say something: one area is named above, and items of one kind have no other's figures."""
    keys = list(_COLUMNS[name])
    idle = set() if book.areas else {"area"}
    idle |= {k for k in _IF_TOLD.get(name, ()) if not any(row[keys.index(k)] not in (None, "") for row in rows)}
    return [place for place, key in enumerate(keys) if key not in idle]


def _title(book: Book) -> str:
    whose = book.contents[0].area if book.contents and not book.areas else t(book.lang, "areas.all")
    return f"{whose} · {book.framework}"


def _head(book: Book, address: str) -> list[str]:
    """What every sheet says above its table: about what, as of when, compared with what, from where."""
    lang = book.lang
    days = [t(lang, "figures.as_of", day=as_of_words(book))]
    compared = {(content.compared, content.compared_on) for content in book.contents}
    words, day = next(iter(compared), ("", None))
    if len(compared) == 1 and day:
        days.append(t(lang, "figures.compared", compared=words, day=short_date(day, lang)))
    elif len(compared) > 1:
        days.append(t(lang, "figures.compared_many"))
    count = len(book.sources) if book.contents else 0
    return [
        t(lang, "figures.selection", selection=_title(book)),
        " · ".join(days),
        t(lang, "figures.sources_line", count=count, sheet=t(lang, "figures.sheet_sources")) if count else "",
        t(lang, "figures.open", address=address + book.path),
    ]


def _notes(book: Book, name: str) -> list[str]:
    lang = book.lang
    if name == "summary":
        return [f"{content.verdict_text} ({_details(content)})" for content in book.contents if not book.areas]
    if name == "areas":
        return [t(lang, "figures.empty_key")]
    if name == "activities":
        years = {content.fiscal_year for content in book.contents}
        return [*(t(lang, "fy.title", year=year) for year in sorted(years)), t(lang, "figures.money_key")]
    if name == "asks" and book.contents and not any(content.asks for content in book.contents):
        return [t(lang, "ask.nothing")]
    return []


def _details(content: Content) -> str:
    return " · ".join(words for words, _, _ in content.details)
