"""The emblem at the head of page one: that of the province's own template for papers, where it carries one."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from docx import Document
from lxml import etree

from ecodash.documents.drawing import drawing
from ecodash.documents.office_template import template_of
from ecodash.domain.vocabulary import TemplateForm
from ecodash.evidence.pictures import PictureProblem, opened_picture
from ecodash.evidence.template_check import TemplateProblem
from ecodash.store.store import Store

# An emblem is about as wide as it is tall; a band across the page is something else.
_NARROWEST, _WIDEST = 0.6, 1.7
# Pixels: some 300 to the inch.
_PIXELS = 240
_HEADED = re.compile(r"/word/(?:header\d*|document)\.xml")
_LINKS = etree.XPath(
    "//@r:embed | //@r:id", namespaces={"r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships"}
)


def emblem_of(store: Store, areas: Iterable[str]) -> str:
    """That of the province that all the areas lie in, as a drawing; empty where there is none."""
    try:
        template = template_of(store, areas, TemplateForm.PAPERS)
    except TemplateProblem:
        # That its file is lost is told where papers are made; a brief is made without.
        return ""
    return emblem(template) if template else ""


def emblem(template: bytes) -> str:
    """The first picture of a template that may be one."""
    for data in _pictures(template):
        try:
            picture = opened_picture(data)
        except PictureProblem:
            continue
        if _NARROWEST <= picture.width / picture.height <= _WIDEST:
            return drawing(picture, _PIXELS)
    return ""


def _pictures(template: bytes) -> Iterator[bytes]:
    """Those in the heads of pages, then those in the text."""
    parts: list[Any] = [
        part for part in Document(BytesIO(template)).part.package.iter_parts() if _HEADED.fullmatch(str(part.partname))
    ]
    for part in sorted(parts, key=lambda part: (str(part.partname) == "/word/document.xml", str(part.partname))):
        for link in _LINKS(etree.fromstring(part.blob)):
            relation = part.rels.get(link)
            if relation is not None and not relation.is_external and relation.reltype.endswith("/image"):
                yield relation.target_part.blob
