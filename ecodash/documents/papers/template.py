"""The Word template that papers are filled into: ours, and the styles that another one may lack."""

import copy
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm
from docxtpl import DocxTemplate

OURS = Path(__file__).parents[1] / "templates" / "paper.docx"
STYLES = (
    "Title", "Heading 1", "Heading 2", "Body Text", "List Number", "Caption", "Paper Line", "Paper Dots", "Paper Rule",
    "Paper Signature", "Paper Cell", "Paper Cell Heading", "Paper Table", "Paper Emblem", "Paper Letterhead",
    "Paper Subject", "Paper Memo Title", "Paper Memo", "Paper Memo Field",
)  # fmt: skip

# The one placeholder that a template must have, in a paragraph of its own; title, demo and mark may stand anywhere.
BODY = "{{p body }}"
_BODY = re.compile(r"\{\{p\s+body\s*\}\}")
_KNOWN = re.compile(r"\{\{\s*(?:title|demo|mark)\s*\}\}")
_MARK = re.compile(r"\{\{\s*mark\s*\}\}")
# Parts beside the text itself in which docxtpl looks for placeholders.
_RENDERED = re.compile(r"/word/(?:header|footer|footnotes)\d*\.xml|/docProps/core\.xml")
# Less is too little for the heads of letters and for tables.
LEAST_CM = 12
_MARKED = re.compile(r"\{\{.{0,60}|\{%.{0,60}|\{#.{0,60}", re.DOTALL)


def missing(template: bytes) -> list[str]:
    """The placeholders that a template lacks."""
    paper: Any = Document(BytesIO(template))
    found = [line.strip() for line in _lines(paper.element.body) if _BODY.search(line)]
    # What else stood in its line would be lost with it.
    return [] if len(found) == 1 and _BODY.fullmatch(found[0]) else [BODY]


def room(template: bytes) -> float:
    """How wide a line of text may be, in cm: of several columns, one."""
    section: Any = Document(BytesIO(template)).sections[-1]
    columns = section._sectPr.find(qn("w:cols"))
    count = int((columns is not None and columns.get(qn("w:num"))) or 1)
    return float((section.page_width - section.left_margin - section.right_margin) / Cm(1) / count)


def unknown(template: bytes) -> list[str]:
    """What stands in braces in a template and is no placeholder of ours: it would be run or left empty."""
    file: Any = DocxTemplate(BytesIO(template))
    file.init_docx()
    texts = (_KNOWN.sub("", text).replace("{{ body }}", "", 1) for text in _rendered(file))
    return [re.sub("<[^>]*>?", "", found).strip() for text in texts for found in _MARKED.findall(text)]


def places_mark(file: Any) -> bool:
    """Whether a template has a place for the data mark; else it stands at the end."""
    return any(_MARK.search(text) for text in _rendered(file))


def _rendered(file: Any) -> Iterator[str]:
    """The XML of every part in which docxtpl looks for placeholders, each of them in one piece; the body is first."""
    yield file.patch_xml(file.get_xml())
    for part in file.docx.part.package.iter_parts():
        if _RENDERED.fullmatch(str(part.partname)):
            yield file.patch_xml(part.blob.decode("utf-8", "replace"))


def _lines(element: Any) -> Iterator[str]:
    """The text of every paragraph, however many runs it is cut into."""
    for paragraph in element.iter(qn("w:p")):
        yield "".join(text.text or "" for text in paragraph.iter(qn("w:t")))


def with_styles(template: bytes) -> bytes:
    """The template with those of our styles added that it has not; its own stay as they are."""
    paper: Any = Document(BytesIO(template))
    there = {style.name for style in paper.styles}
    missing = [name for name in STYLES if name not in there]
    if not missing:
        return template
    ours: Any = Document(str(OURS))
    taken = {style.style_id for style in paper.styles}
    for name in missing:
        element = copy.deepcopy(ours.styles[name].element)
        if element.styleId in taken:
            element.styleId = f"ecodash{element.styleId}"
        paper.styles.element.append(element)
    file = BytesIO()
    paper.save(file)
    return file.getvalue()
