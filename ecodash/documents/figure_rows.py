"""The rows of the workbook of figures, sheet by sheet: what the book tells, cell by cell."""

from collections.abc import Sequence

from ecodash.documents.book import Book, Content
from ecodash.documents.lines import item_words, owner_words, phase_words, resolution_status
from ecodash.documents.sheets import Cell
from ecodash.domain.vocabulary import Result
from ecodash.language.text import t

Rows = list[Sequence[Cell]]


def rows_of(book: Book) -> dict[str, Rows]:
    """The rows of every sheet, one area after the other."""
    contents, lang = book.contents, book.lang
    tables: dict[str, Rows] = {"summary": [row for content in contents for row in _summary(content)]}
    if book.areas:
        tables["areas"] = _areas(book)
    tables["items"] = [row for content in contents for row in _items(content)]
    tables["changes"] = [
        (c.area, x.item, x.called, x.text or t(lang, "say.official_text_pending"), x.before, x.after, x.effective_on,
         x.by, x.evidence_count)
        for c in contents
        for x in c.changes
    ]  # fmt: skip
    tables["stuck"] = [
        (c.area, x.item, x.called, item_words(x, lang), x.result, owner_words(x, lang), x.task, x.assigned_on, x.due_on,
         x.days_late)
        for c in contents
        for x in c.stuck
    ]  # fmt: skip
    tables["stuck"] += [
        (c.area, None, None, x.text, None, x.agency or t(lang, "say.no_owner"), None, x.since, x.due_on, x.days_late)
        for c in contents
        for x in c.open_resolutions
    ]
    tables["asks"] = [(c.area, n, ask, None) for c in contents for n, ask in enumerate(c.asks, start=1)]
    tables["activities"] = [row for content in contents for row in _activities(content)]
    tables["resolutions"] = [
        (c.area, x.code, x.text, x.meeting, x.agency, x.due_on, x.days_late, resolution_status(x, lang))
        for c in contents
        for x in c.resolutions
    ]
    first = contents[0] if contents else None
    tables["definitions"] = list(book.definitions) if first else []
    tables["sources"] = list(enumerate(book.sources, start=1)) if first else []
    return tables


def _summary(content: Content) -> Rows:
    """The figures of the first page, each with what it is counted of and for how many it is known."""
    lang, counts, work = content.lang, content.counts, content.work
    items, times, baht = (t(lang, f"figures.unit_{unit}") for unit in ("items", "activities", "baht"))
    matters, judged = t(lang, "figures.unit_matters"), content.judged
    said: Rows = [
        (content.area, t(lang, f"result.{result}"), counts.of(result), items, counts.total, None) for result in Result
    ]
    said += [
        (content.area, t(lang, "definition_name.owed"), judged.owed, matters, None, None),
        (content.area, t(lang, "definition_name.late"), judged.late, matters, judged.owed, None),
        (content.area, t(lang, "definition_name.unassigned"), judged.unassigned, matters, judged.owed, None),
        (content.area, t(lang, "definition_name.changed"), len(content.changes), items, counts.total, None),
    ]
    year = content.fiscal_year
    for status in ("done", "in_progress", "planned", "cancelled"):
        words = t(lang, "figures.activities_of", year=year, status=t(lang, f"activity_status.{status}"))
        said.append((content.area, words, getattr(work, status), times, work.total, None))
    for name, told in work.money.items():
        words = t(lang, "figures.money_of", year=year, name=t(lang, f"fy.{name}"))
        said.append((content.area, words, told.baht if told.known else None, baht, work.total, told.known))
    return said


def _areas(book: Book) -> Rows:
    yes, no = t(book.lang, "figures.is_surveyed"), t(book.lang, "figures.not_surveyed")
    return [
        (
            line.code,
            line.area,
            line.province,
            phase_words(line, book.lang),
            yes if line.surveyed else no,
            line.counts.total,
            *(line.counts.of(result) for result in Result),
            line.late,
        )
        for line in book.areas
    ]


def _items(content: Content) -> Rows:
    lang = content.lang
    return [
        (
            content.area,
            line.item,
            line.called,
            item_words(line, lang),
            line.result,
            line.score,
            line.value,
            line.unit,
            line.effective_on,
            line.by,
            line.evidence_count,
            "\n".join(line.evidence),
            line.note,
            owner_words(line, lang),
            line.task,
            line.assigned_on,
            line.due_on,
            line.days_late,
        )
        for line in content.items
    ]


def _activities(content: Content) -> Rows:
    return [
        (
            content.area,
            line.code,
            line.title,
            line.kind,
            line.status,
            *line.planned,
            *line.actual,
            line.planned_baht,
            line.allocated_baht,
            line.disbursed_baht,
            line.fund_source,
            line.lead,
            ", ".join(line.partners),
            line.items,
            line.target,
            line.result_value,
            line.unit,
        )
        for line in content.activities
    ]
