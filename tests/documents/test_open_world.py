"""What is not recorded is never said as «it did not happen»: documents, screens, short pages, snapshot, API."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from docx import Document as WordDocument
from openpyxl import load_workbook
from pptx import Presentation

from ecodash import facts
from ecodash.api import openapi
from ecodash.documents import pdf, todo
from ecodash.documents.content import book
from ecodash.documents.making import make
from ecodash.language.refusal import Refusal
from ecodash.store.store import Store
from ecodash.ui.contents import CHOICES, content_of, html_of
from ecodash.ui.static_pages import is_brief, page_of, short_page, snapshot
from page_text import closed_world, read_text

# What documents put before a text of the data, and what is no sentence.
_NUMBERED = re.compile(r"^(?:\d+(?:\.\d+)*\.?|\(\d+\))\s+")
_LABELS = ("No.",)


@pytest.fixture(params=["empty_store", "plain_store", "demo_store"])
def store(request: pytest.FixtureRequest) -> Store:
    found: Store = request.getfixturevalue(request.param)
    return found


def strings(value: Any) -> Iterator[str]:
    """Every text within a template's data but pictures."""
    if isinstance(value, str):
        if not value.startswith("<svg"):
            yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from strings(each)


def refused_or(store: Store, name: str, selection: facts.Selection) -> Iterator[str]:
    """The texts of a document, or the sentence that refuses it."""
    try:
        if name == "brief.pdf":
            yield from strings(pdf.told(book(store, selection), "http://x"))
            return
        if name == "todo.pdf":
            told = todo.told(todo.sheet(store, selection), ("http://x", ""), "", "pdf")
            # One sentence, parted where its figure is stressed.
            yield "".join(words for words, _ in told.pop("headline"))
            yield from strings(told)
            return
        body = BytesIO(make(name, store, selection, "http://x").body)
    except Refusal as refusal:
        yield refusal.sentence(selection.lang)
        return
    if name.endswith("xlsx"):
        yield from (str(c.value) for sheet in load_workbook(body) for row in sheet.iter_rows() for c in row if c.value)
    elif name.endswith("docx"):
        document = WordDocument(body)
        yield from (paragraph.text for paragraph in document.paragraphs)
        yield from (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    else:
        for slide in Presentation(body).slides:
            yield from (shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
            tables = (shape.table for shape in slide.shapes if shape.has_table)
            yield from (cell.text for table in tables for row in table.rows for cell in row.cells)
            yield slide.notes_slide.notes_text_frame.text


def closed(texts: Iterator[str] | list[str], lang: str) -> list[str]:
    plain = (" ".join(text.replace("\u2060", "").replace("\u200b", "").split()) for text in texts)
    return closed_world([_NUMBERED.sub("", text) for text in plain if text not in _LABELS], lang)


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("name", ["brief.pdf", "brief.pptx", "brief.xlsx", "todo.pdf", "papers.docx"])
def test_documents(store: Store, name: str, lang: str) -> None:
    agencies = [row["code"] for row in facts.agencies(store, store.today())]
    for query in ({}, {"area": "lamphun-ban-klang"}, {"as_of": "2024-02-12", "eve": "1"}):
        asked = {**query, "lang": lang, **({"agency": agencies[-1]} if name == "todo.pdf" and agencies else {})}
        selection, _ = facts.read_selection(store, asked)
        assert closed(refused_or(store, name, selection), lang) == [], query


@pytest.mark.parametrize("lang", ["th", "en"])
def test_screens_whose_short_page_is_another(store: Store, lang: str) -> None:
    for screen in filter(is_brief, CHOICES):
        for query in ({}, {"phase": "2"}, {"as_of": "2024-02-12", "eve": "1"}, {"known_at": "2000-01-01"}):
            seen = page_of(store, {**query, "lang": lang}, screen)
            assert closed(read_text(html_of(seen, content_of(seen)), lang), lang) == [], (screen, query)


def test_what_the_api_says_of_itself() -> None:
    assert closed(strings(openapi.description()), "en") == []


@pytest.mark.parametrize("lang", ["th", "en"])
def test_short_pages_and_snapshot(store: Store, lang: str) -> None:
    for screen in CHOICES:
        for query in ({}, {"item": "6"}, {"phase": "2"}, {"known_at": "2024-02-12"}):
            html = short_page(page_of(store, {**query, "lang": lang}, screen), "http://x")
            assert closed(read_text(html, lang), lang) == [], (screen, query)
    whole = snapshot(page_of(store, {"lang": lang}, ""), "http://x")
    assert closed(read_text(re.sub("<style>.*?</style>", "", whole, flags=re.DOTALL), lang), lang) == []
