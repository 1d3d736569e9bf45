"""One document set by Typst, PDF or picture. As a process of its own: what to set comes in, the document goes out."""

import json
import sys
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Literal

import typst

Form = Literal["pdf", "png"]

TEMPLATES = Path(__file__).parent / "typst"
# Sarabun with its Thai marks levelled, so that what it prints can be searched: ``fonts/README.md``.
FONTS = Path(__file__).parent / "fonts"
# 360 points wide is then 1080 pixels, as wide as a telephone shows.
_PPI = 216


@dataclass(frozen=True)
class Asked:
    """What to set: the template, its data as JSON, and when it was made, in ISO."""

    template: str
    data: str
    made_at: str
    form: Form

    def written(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False).encode()


def press(asked: Asked) -> bytes:
    """The document; a picture is of the first page."""
    compiler, inputs = _compiler(asked.template), {"data": asked.data}
    if asked.form == "png":
        return _first(compiler.compile(format="png", ppi=_PPI, sys_inputs=inputs))
    made_at = datetime.fromisoformat(asked.made_at)
    # To the standard for screen readers; a character that no font has breaks it, and is then shown as an empty box.
    try:
        return _first(compiler.compile(format="pdf", sys_inputs=inputs, timestamp=made_at, pdf_standards="ua-1"))
    except typst.TypstError:
        return _first(compiler.compile(format="pdf", sys_inputs=inputs, timestamp=made_at))


def _first(made: bytes | list[bytes] | None) -> bytes:
    """Of several pictures the first; a template always makes something."""
    page = made[0] if isinstance(made, list) else made
    assert page is not None
    return page


@cache
def _compiler(template: str) -> typst.Compiler:
    """Kept, because finding the fonts costs more than a page does."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[FONTS])
    return typst.Compiler(TEMPLATES / f"{template}.typ", root=TEMPLATES, font_paths=fonts)


if __name__ == "__main__":
    sys.stdout.buffer.write(press(Asked(**json.load(sys.stdin.buffer))))
