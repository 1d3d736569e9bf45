"""The Word template that papers are filled into: ours, and the styles that another one may lack."""

import copy
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document

OURS = Path(__file__).parents[1] / "templates" / "paper.docx"
STYLES = (
    "Title", "Heading 1", "Heading 2", "Body Text", "List Number", "Caption", "Paper Line", "Paper Dots", "Paper Rule",
    "Paper Signature", "Paper Cell", "Paper Cell Heading", "Paper Table",
)  # fmt: skip


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
