"""Documents as things were known then: obeyed, said on the paper, refused in a sentence where nothing was known."""

from io import BytesIO

import pypdfium2 as pdfium
import pytest
from docx import Document as WordDocument
from openpyxl import load_workbook
from pptx import Presentation

from ecodash import facts
from ecodash.documents.content import book
from ecodash.documents.making import NEWS, documents, make, make_news
from ecodash.language.refusal import Refusal
from ecodash.store.store import Store

QUERY = {
    "area": "lamphun-ban-klang",
    "as_of": "lamphun-ban-klang-wg-2024-02-12",
    "eve": "1",
    "known_at": "as_of",
    "agency": "nrie",
}
SAID = ("ก่อนเริ่มการประชุมครั้งที่ 1/2567", "ตามที่ทราบ ณ 11 ก.พ. 2567")


def text_in(name: str, body: bytes) -> str:
    if name.endswith(".pdf"):
        document = pdfium.PdfDocument(body)
        text = " ".join(page.get_textpage().get_text_bounded() for page in document)
        document.close()
    elif name.endswith(".xlsx"):
        cells = (cell for sheet in load_workbook(BytesIO(body)) for row in sheet.iter_rows() for cell in row)
        text = " ".join(str(cell.value) for cell in cells if cell.value)
    elif name.endswith(".pptx"):
        shapes = (shape for slide in Presentation(BytesIO(body)).slides for shape in slide.shapes)
        text = " ".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)
    else:
        text = " ".join(paragraph.text for paragraph in WordDocument(BytesIO(body)).paragraphs)
    return " ".join(text.replace("\u200b", "").replace("\u00a0", " ").replace("\u2060", "").split())


def arabic(text: str) -> str:
    """Official papers have Thai digits."""
    return text.translate({ord("๐") + digit: str(digit) for digit in range(10)})


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in documents() if not name.endswith(".png")])
def test_a_document_says_as_of_when_it_was_known(demo_store: Store, name: str) -> None:
    selection, misread = facts.read_selection(demo_store, QUERY)
    assert not misread
    if name in NEWS:
        activity = facts.activities(facts.seen_by(demo_store, selection), selection.as_of)[0]["code"]
        made = make_news(name, demo_store, selection, "http://x", activity)
    else:
        made = make(name, demo_store, selection, "http://x")
    said = arabic(text_in(name, made.body).replace(" ", ""))
    assert [words for words in SAID if words.replace(" ", "") not in said] == []


@pytest.mark.slow
def test_its_figures_are_those_known_then(demo_store: Store) -> None:
    selection, _ = facts.read_selection(demo_store, QUERY)
    view = facts.seen_by(demo_store, selection)
    (then,) = book(view, selection).contents
    (now,) = book(demo_store, selection).contents
    assert then.counts == facts.counts_by_area(view, selection.framework, selection.as_of)[QUERY["area"]]
    assert then.meeting == now.meeting != ""


@pytest.mark.parametrize("name", documents())
def test_before_any_record_it_is_refused_in_a_sentence(demo_store: Store, name: str) -> None:
    selection, _ = facts.read_selection(demo_store, QUERY | {"known_at": "2000-01-01"})
    with pytest.raises(Refusal, match=r"seen\.blank"):
        make(name, demo_store, selection, "http://x")
