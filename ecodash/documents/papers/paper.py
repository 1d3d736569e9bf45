"""A paper in the making: paragraphs and tables named by their styles, filled into a Word template.

How a style looks is the template's alone: no run says a font, a size or a colour, so a province's own template holds
throughout. A text is never a template: braces reach the file as characters.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from typing import Any
from xml.sax.saxutils import escape

import segno
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docxtpl import DocxTemplate
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree
from markupsafe import Markup

from ecodash.documents.lines import about, legal
from ecodash.documents.papers.template import OURS, places_mark, with_styles
from ecodash.domain.dates import utc_now
from ecodash.language.text import t
from ecodash.language.unbroken import unbroken

_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_TWIPS = 635
# Letters that a line holds from margin to margin, and the lines of a cell that are too many.
_LETTERS, _TALL = 110, 8
# What the other columns then keep of their share; those of a number are narrow already.
_SPARED, _NARROW = 0.7, 1.25


@dataclass(frozen=True)
class Column:
    """``width`` is a share of the table."""

    heading: str
    width: float


class Paper:
    """Written from top to bottom, then ``saved``. ``across``: on pages that lie on their side."""

    def __init__(self, lang: str, demo: bool, thai_digits: bool, template: bytes | None = None, across: bool = False):
        self.lang, self.demo = lang, demo
        self._thai_digits = thai_digits
        self._file: Any = DocxTemplate(BytesIO(with_styles(template or OURS.read_bytes())))
        self._file.init_docx()
        self._section = self._file.docx.sections[-1]
        if across and self._section.page_width < self._section.page_height:
            self._turn_across()
        self._styles = {style.name: style.style_id for style in self._file.docx.styles}
        self._has_picture = any(map(_is_picture, self._file.docx.part.package.iter_parts()))
        self._parts: list[str] = []
        self._mark = ""
        self._numbers = count(self._file.docx.part.next_id)
        if demo:
            self.line(t(lang, "papers.demo"), "Caption")

    def _turn_across(self) -> None:
        page = self._section
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = page.page_height, page.page_width

    def digits(self, text: str) -> str:
        """The text with the digits of this paper."""
        return text.translate(_THAI) if self._thai_digits else text

    def line(self, text: str, style: str = "Paper Line") -> None:
        """A paragraph for every line of the text, in which a number stays with what it counts: cells are too narrow."""
        for line in self.digits(legal(text)).split("\n"):
            self._parts.append(self._paragraph(_run(unbroken(line)), style))

    def fields(self, *pairs: tuple[str, str]) -> None:
        """A line of a memo: the name of each field, then what stands in it."""
        style = self._styles["Paper Memo Field"]
        runs = (_run(label, style) + _run(f" {unbroken(self.digits(legal(text)))}") for label, text in pairs)
        self._parts.append(self._paragraph(_run("\t").join(runs), "Paper Memo"))

    def plain(self, text: str) -> None:
        """A line whose digits stay as they are: an address, a mark."""
        self._parts.append(self._paragraph(_run(legal(text)), "Caption"))

    def mark(self, words: str) -> None:
        """From which record it was made: where the template has a place for it, else here."""
        if places_mark(self._file):
            self._mark = words
        else:
            self.plain(words)

    def title(self, text: str) -> None:
        self.line(text, "Title")

    def heading(self, text: str) -> None:
        self.line(text, "Heading 1")

    def subheading(self, text: str) -> None:
        self.line(text, "Heading 2")

    def text(self, text: str) -> None:
        """Running text, its first line set in."""
        self.line(text, "Body Text")

    def numbered(self, texts: Sequence[str]) -> None:
        """A list; the numbers are typed, so that they hold when it is cut and pasted into another paper."""
        for number, text in enumerate(texts, start=1):
            self.line(f"{number}.\t{' '.join(text.split())}", "List Number")

    def dots(self, words: str = "", lines: int = 1) -> None:
        """Words and room to write on, then more lines of it."""
        for number in range(lines):
            runs = _run(self.digits(words if number == 0 else "") + "\t")
            self._parts.append(self._paragraph(runs, "Paper Dots", self._dots_end()))

    def _dots_end(self) -> str:
        """Where dots end at the margin of the page, in place of a stop of their style that lies beyond it."""
        room = self._room() // _TWIPS
        stops = self._file.docx.styles["Paper Dots"].paragraph_format.tab_stops
        beyond = [stop.position // _TWIPS for stop in stops if stop.position // _TWIPS > room]
        cleared = "".join(f'<w:tab w:val="clear" w:pos="{place}"/>' for place in beyond)
        return f'<w:tabs>{cleared}<w:tab w:val="left" w:leader="dot" w:pos="{room}"/></w:tabs>' if beyond else ""

    def _room(self) -> int:
        """How wide a line of text may be, in the units of an office file."""
        return int(self._section.page_width - self._section.left_margin - self._section.right_margin)

    def emblem(self) -> None:
        """Room for the emblem above a letter, unless the template brings a picture of its own."""
        if not self._has_picture:
            self.line("", "Paper Emblem")

    def rule(self) -> None:
        """A line across the page."""
        self._parts.append(self._paragraph("", "Paper Rule"))

    def signature(self, *lines: str) -> None:
        """Lines in the right half of the page, as a letter or the minutes end."""
        for line in lines:
            self.line(line, "Paper Signature")

    def new_part(self) -> None:
        """What follows begins a page, and its pages are counted anew."""
        part = self._section._sectPr
        count = part.find(qn("w:pgNumType"))
        if count is None:
            count = OxmlElement("w:pgNumType")
            part.insert_element_before(count, "w:cols", "w:titlePg", "w:docGrid")
        count.set(qn("w:start"), "1")
        self._parts.append(self._paragraph("", "Paper Cell", etree.tostring(part, encoding="unicode")))

    def code(self, address: str, words: str) -> None:
        """A link as a code to be read by a telephone, its words beside it, and as text with its own digits."""
        picture = BytesIO()
        segno.make(address, error="m", micro=False, mask=0).save(picture, kind="png", scale=6, border=2)
        picture.seek(0)
        drawing = self._file.docx.part.new_pic_inline(picture, width=Mm(24), height=None)
        # Not in the paper yet, it would get the number of the one before it.
        drawing.docPr.set("id", str(next(self._numbers)))
        drawing.docPr.set("descr", legal(address))
        xml = etree.tostring(drawing, encoding="unicode")
        runs = f"<w:r><w:drawing>{xml}</w:drawing></w:r>{_run(f' {unbroken(self.digits(words))}')}"
        self._parts.append(self._paragraph(runs, "Paper Line", "<w:keepNext/>"))
        self.plain(address)

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
        """A table whose heading comes again on every page; a row stays whole."""
        shares = _balanced(columns, rows)
        widths = [round(self._room() * share / sum(shares) / _TWIPS) for share in shares]
        style = self._styles["Paper Table"]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        head = self._row([column.heading for column in columns], widths, "Paper Cell Heading", "<w:tblHeader/>")
        body = "".join(self._row(cells, widths, "Paper Cell") for cells in rows)
        self._parts.append(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>'
        )
        self._parts.append(self._paragraph("", "Paper Cell"))

    def saved(self, title: str) -> bytes:
        """The whole file."""
        demo = t(self.lang, "papers.demo") if self.demo else ""
        values = {"body": Markup("".join(self._parts)), "title": title, "demo": demo, "mark": self._mark}
        self._file.render(values, SandboxedEnvironment(autoescape=True))
        said = self._file.docx.core_properties
        said.title, said.author, said.last_modified_by, said.comments = about(title), "ecodash", "ecodash", ""
        said.language = "th-TH" if self.lang == "th" else "en-US"
        said.keywords = demo
        said.created = said.modified = utc_now().replace(microsecond=0)
        file = BytesIO()
        self._file.docx.save(file)
        return file.getvalue()

    def _paragraph(self, runs: str, style: str, more: str = "") -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{self._styles[style]}"/>{more}</w:pPr>{runs}</w:p>'

    def _row(self, cells: Sequence[str], widths: Sequence[int], style: str, more: str = "") -> str:
        made = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{self._cell(cell, style)}</w:tc>'
            for cell, width in zip(cells, widths, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{made}</w:tr>"

    def _cell(self, text: str, style: str) -> str:
        lines = self.digits(legal(text)).split("\n")
        return "".join(self._paragraph(_run(line), style) for line in lines)


def _is_picture(part: Any) -> bool:
    return str(part.partname).startswith("/word/media/")


def _balanced(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[float]:
    """The shares of the columns; those in which a text would stand very tall share their room by how long theirs is."""
    whole = sum(column.width for column in columns)
    longest = [max(map(len, cells), default=0) for cells in zip(*rows, strict=True)] or [0] * len(columns)
    shares = [column.width for column in columns]
    needed = [n / _LETTERS * whole for n in longest]
    is_tall = [need > _TALL * share for need, share in zip(needed, shares, strict=True)]
    if not any(is_tall):
        return shares
    spared = [share if share <= _NARROW else share * _SPARED for share in shares]
    kept = [0.0 if tall else share for tall, share in zip(is_tall, spared, strict=True)]
    letters = sum(n for n, tall in zip(longest, is_tall, strict=True) if tall)
    return [
        (whole - sum(kept)) * n / letters if tall else share
        for n, tall, share in zip(longest, is_tall, kept, strict=True)
    ]


def _run(text: str, style: str = "") -> str:
    """The text as one run, its tabs as tabs; braces as numbers, so that nothing takes them for a placeholder."""
    parts = (escape(part, {"{": "&#123;", "}": "&#125;"}) for part in text.split("\t"))
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f"<w:r>{look}" + "<w:tab/>".join(f'<w:t xml:space="preserve">{part}</w:t>' for part in parts) + "</w:r>"
