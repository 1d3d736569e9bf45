"""Every document by its form: who writes it, what it is called, what kind of file it is.

A writer is loaded when it is first asked for; a form whose writer is not installed is not offered.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from ecodash import facts
from ecodash.documents.book import Book
from ecodash.documents.content import book
from ecodash.documents.office_template import template_of
from ecodash.domain.dates import thai_day, utc_now
from ecodash.domain.vocabulary import TemplateForm
from ecodash.facts.cache import Answers
from ecodash.language.refusal import Refusal
from ecodash.store.store import Store

# The brief in each form, all from the same Book: writer(book, address).
BRIEFS = {
    "pdf": "pdf.write_pdf",
    "pptx": "slides.write_slides",
    "xlsx": "figures.write_figures",
}
# What is made for one agency or one meeting: writer(store, selection, address).
SHEETS = {
    "todo.pdf": "todo.write_todo_pdf",
    "todo.png": "todo.write_todo_picture",
    "papers.docx": "papers.write_paper",
    "news.pdf": "news.write_news",
    "news.png": "news.write_news",
}
NEWS = ("news.pdf", "news.png")
# Handed to one agency: whoever may make links may have its own on them.
HANDED = ("todo.pdf", "todo.png")
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# Annexes that are long come on request; the workbook has every row as it is.
WITH_ANNEXES = ("brief.pdf", "brief.pptx")

# A brief of the country is 6 MB and takes half a minute; whoever asks for the same once more gets the same file.
_ROOM = 32 * 1024 * 1024
_kept = Answers(_ROOM)


@dataclass(frozen=True)
class Document:
    """A finished file."""

    name: str
    media_type: str
    body: bytes


def documents() -> list[str]:
    """The names of all that can be made: ``brief.pdf``, ``todo.png`` …"""
    briefs = {f"brief.{form}": writer for form, writer in BRIEFS.items()}
    return [name for name, writer in (briefs | SHEETS).items() if find_spec(_module(writer))]


def subjects() -> list[str]:
    """What they are about: ``brief``, ``todo`` …"""
    return list(dict.fromkeys(name.partition(".")[0] for name in documents()))


def make_paper(store: Store, selection: facts.Selection, address: str, **wanted: Any) -> Document:
    """One of the papers of a meeting, as ``papers.Wanted`` says which; Refusal for what is not known."""
    papers: Any = import_module("ecodash.documents.papers")
    asked = papers.Wanted(**wanted)
    store = facts.seen_by(store, selection)
    if facts.is_blank(store):
        raise Refusal("seen.blank")

    def made() -> Document:
        about = "-".join(filter(None, (asked.kind, selection.agency or asked.body or selection.focus)))
        body = papers.write_paper(store, selection, address, asked)
        return Document(_named(about, store, selection, "docx"), MEDIA_TYPES["docx"], body)

    return _once(store, selection, ("papers.docx", address, asked), made)


def make_news(
    name: str, store: Store, selection: facts.Selection, address: str, activity: str, thai_digits: bool = False
) -> Document:
    """An activity's news sheet as ``news.pdf`` or ``news.png``; Refusal for an activity that is not there."""
    form = name.rpartition(".")[2]
    store = facts.seen_by(store, selection)
    if facts.is_blank(store):
        raise Refusal("seen.blank")

    def made() -> Document:
        body = _writer(SHEETS[name])(store, selection, address, activity, form, thai_digits)
        return Document(_named(f"news-{activity}", store, selection, form), MEDIA_TYPES[form], body)

    return _once(store, selection, (name, address, activity, thai_digits), made)


def tried_out(store: Store, selection: facts.Selection, address: str, form: TemplateForm, template: bytes) -> Document:
    """A document as it would be with a template: the agenda of a meeting, or the slides of the selection."""
    if form is TemplateForm.PAPERS:
        body = import_module("ecodash.documents.papers").write_paper(store, selection, address, None, template)
        return Document(_named("agenda", store, selection, "docx"), MEDIA_TYPES["docx"], body)
    body = _writer(BRIEFS["pptx"])(_content(store, selection, annexes=True), address, template=template)
    return Document(_named("slides", store, selection, "pptx"), MEDIA_TYPES["pptx"], body)


def make(
    name: str,
    store: Store,
    selection: facts.Selection,
    address: str,
    thai_digits: bool = False,
    annexes: bool = False,
    hands_links: bool = False,
) -> Document:
    """One of ``documents()``; Refusal when the selection has nothing to write about.

    ``annexes``: of many areas each in full, of one area the rows behind its slides. ``hands_links``: a to-do sheet may
    carry the link by which its agency reports.
    """
    store = facts.seen_by(store, selection)
    if facts.is_blank(store):
        raise Refusal("seen.blank")
    options = {
        option: True for option, is_asked in (("thai_digits", thai_digits), ("hands_links", hands_links)) if is_asked
    }
    made = partial(_made, name, store, selection, address, annexes, options)
    return _once(store, selection, (name, address, annexes, *options), made)


def _once(
    store: Store, selection: facts.Selection, asked: tuple[Hashable, ...], made: Callable[[], Document]
) -> Document:
    """The document as it was made before, until something is recorded, the day ends or something else is asked for."""
    key = (store.serial, store.known_at, store.version, thai_day(utc_now()), selection, *asked)
    return _kept.get(key, made)


def _made(
    name: str, store: Store, selection: facts.Selection, address: str, annexes: bool, options: dict[str, Any]
) -> Document:
    subject, _, form = name.partition(".")
    if subject == "brief":
        content = _content(store, selection, annexes or form == "xlsx")
        codes = [line.code for line in content.areas] or [each.area_code for each in content.contents]
        if form == "pptx":
            options = options | {"template": template_of(store, codes, TemplateForm.SLIDES)}
        if form == "pdf":
            options = options | {"emblem": import_module("ecodash.documents.emblem").emblem_of(store, codes)}
        body = _writer(BRIEFS[form])(content, address, **options)
        about = "areas" if content.areas else content.contents[0].area_code
    else:
        body = _writer(SHEETS[name])(store, selection, address, **options)
        about = "-".join(filter(None, (subject, selection.agency or selection.focus)))
    return Document(_named(about, store, selection, form), MEDIA_TYPES[form], body)


def _named(about: str, store: Store, selection: facts.Selection, form: str) -> str:
    kind = "-demo" if store.is_demo else ""
    return f"ecodash-{about}-{selection.as_of.isoformat()}{kind}.{form}"


def _content(store: Store, selection: facts.Selection, annexes: bool) -> Book:
    content = book(store, selection, annexes)
    if not content.areas and not content.contents:
        raise Refusal("api.no_area")
    return content


def _writer(path: str) -> Callable[..., bytes]:
    writer: Any = getattr(import_module(_module(path)), path.rpartition(".")[2])
    return writer  # type: ignore[no-any-return]


def _module(path: str) -> str:
    return f"ecodash.documents.{path.rpartition('.')[0]}"
