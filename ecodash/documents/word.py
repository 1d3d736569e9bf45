"""A Word file in the form of Thai government papers: TH Sarabun 16, «- 2 -» above, styles that can be changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from ecodash.documents import fitting
from ecodash.documents.lines import about, legal
from ecodash.domain.dates import utc_now
from ecodash.language.text import t

FONT = "TH Sarabun New"
_WIDE, _TALL = 21.0, 29.7
_LEFT, _RIGHT, _TOP, _BOTTOM = 3.0, 2.0, 2.5, 2.0
_LINE = "9AA5B1"


@dataclass(frozen=True)
class Column:
    """``width`` is a share of the table."""

    heading: str
    width: float


class Paper:
    """A paper in the making, from top to bottom."""

    def __init__(self, lang: str, demo: bool, subject: str) -> None:
        self.lang, self.demo, self.subject = lang, demo, subject
        self._paper: Any = Document()
        self._lists = 0
        self._in_list = False
        _set_styles(self._paper)
        page = self._paper.sections[0]
        page.page_width, page.page_height = Cm(_WIDE), Cm(_TALL)
        page.left_margin, page.right_margin = Cm(_LEFT), Cm(_RIGHT)
        page.top_margin, page.bottom_margin, page.header_distance = Cm(_TOP), Cm(_BOTTOM), Cm(1.25)
        page.different_first_page_header_footer = True
        _number_pages(page.header.paragraphs[0])
        if demo:
            for part in (page.first_page_footer, page.footer):
                _write(part.paragraphs[0], t(lang, "papers.demo"), bold=True)
                part.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER

    def title(self, text: str) -> None:
        self._add(text, "Title")

    def heading(self, text: str) -> None:
        self._add(text, "Heading 1")

    def text(self, text: str) -> None:
        self._add(text, "Body Text")

    def small(self, text: str) -> None:
        """A line about the paper itself."""
        self._add(text, "Caption")

    def numbered(self, text: str) -> None:
        """One of a list; the numbers begin anew after anything else."""
        if not self._in_list:
            self._lists = 0
        self._lists += 1
        paragraph = self._add(f"{self._lists}.\t{text}", "List Number")
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(1.6))
        self._in_list = True

    def resolved(self, words: str) -> None:
        """«มติที่ประชุม» and a dotted line to write on."""
        self._dotted(f"{words} ").paragraph_format.space_before = Pt(6)
        self._dotted("")

    def blank_lines(self, count: int) -> None:
        for _ in range(count):
            self._dotted("")

    def rule(self) -> None:
        """A line across the page."""
        paragraph = self._add("", "Body Text")
        borders = OxmlElement("w:pBdr")
        borders.append(_border("w:bottom", 8))
        paragraph._p.get_or_add_pPr().append(borders)

    def turn_across(self) -> None:
        """What follows stands on pages that lie on their side."""
        page = self._paper.add_section()
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = Cm(_TALL), Cm(_WIDE)
        page.left_margin = page.right_margin = Cm(2)
        page.different_first_page_header_footer = False

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
        """A table whose heading comes again on every page; a row stays whole."""
        page = self._paper.sections[-1]
        room = page.page_width - page.left_margin - page.right_margin
        widths = _widths(columns, room)
        table = self._paper.add_table(rows=0, cols=len(columns))
        table.autofit = False
        for grid, width in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
            grid.set(qn("w:w"), str(round(width / 635)))
        _rule_table(table)
        headings = [column.heading for column in columns]
        for number, cells in enumerate([headings, *rows]):
            table._tbl.append(_row(cells, widths, is_heading=number == 0))
        self._in_list = False

    def saved(self, title: str) -> bytes:
        said = self._paper.core_properties
        said.title, said.subject, said.author = about(title), about(self.subject), "ecodash"
        said.last_modified_by, said.comments = "ecodash", ""
        said.language = "th-TH" if self.lang == "th" else "en-US"
        said.keywords = t(self.lang, "papers.demo") if self.demo else ""
        moment: datetime = utc_now().replace(microsecond=0)
        said.created = said.modified = moment
        file = BytesIO()
        self._paper.save(file)
        return file.getvalue()

    def _add(self, text: str, style: str) -> Any:
        self._in_list = False
        paragraph = self._paper.add_paragraph(style=style)
        _write(paragraph, text)
        return paragraph

    def _dotted(self, words: str) -> Any:
        paragraph = self._add(words, "Body Text")
        _write(paragraph, "\t")
        page = self._paper.sections[-1]
        room = page.page_width - page.left_margin - page.right_margin
        paragraph.paragraph_format.tab_stops.add_tab_stop(room, leader=WD_TAB_LEADER.DOTS)
        return paragraph


def _widths(columns: Sequence[Column], room: int) -> list[int]:
    """The columns' widths by their shares, none narrower than the longest word of its heading."""
    whole = sum(column.width for column in columns)
    least = [max(fitting.width(word, 14) for word in column.heading.split()) * 1.1 + 12 for column in columns]
    wished = [max(room * c.width / whole, word * 12700) for c, word in zip(columns, least, strict=True)]
    return [round(width * room / sum(wished)) for width in wished]


def _set_styles(paper: Any) -> None:
    """Our font in every style, its size for Thai as well: Word keeps that apart from the Latin one."""
    styles = paper.styles
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    _letter(defaults, 16)
    language = defaults.find(qn("w:lang"))
    language = OxmlElement("w:lang") if language is None else language
    for side, value in (("val", "en-US"), ("eastAsia", "en-US"), ("bidi", "th-TH")):
        language.set(qn(f"w:{side}"), value)
    if language.getparent() is None:
        defaults.append(language)
    shapes = {
        "Normal": (16, False, 0, 0), "Title": (18, True, 0, 0), "Heading 1": (16, True, 12, 3),
        "Body Text": (16, False, 0, 3), "List Number": (16, False, 0, 2), "Caption": (14, False, 10, 0),
        "Header": (16, False, 0, 0), "Footer": (14, False, 0, 0),
    }  # fmt: skip
    for name, (size, bold, before, after) in shapes.items():
        style = styles[name]
        _letter(style.element.get_or_add_rPr(), size, bold)
        style.font.color.rgb = RGBColor(0, 0, 0)
        form = style.paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.0
        form.keep_with_next = name in ("Title", "Heading 1")
        if name == "Title":
            form.alignment = WD_ALIGN_PARAGRAPH.CENTER
            for border in style.element.findall(".//" + qn("w:pBdr")):
                border.getparent().remove(border)
        if name == "List Number":
            _plain_list(style, form)


def _plain_list(style: Any, form: Any) -> None:
    """The numbers are typed, so that they hold when a list is cut and pasted into another paper."""
    for numbering in style.element.findall(".//" + qn("w:numPr")):
        numbering.getparent().remove(numbering)
    form.left_indent, form.first_line_indent = Cm(1.6), Cm(-0.8)


def _letter(look: Any, size: float, bold: bool = False) -> None:
    for tag in ("rFonts", "sz", "szCs", "b", "bCs", "i", "iCs", "spacing", "kern", "color"):
        for old in look.findall(qn(f"w:{tag}")):
            look.remove(old)
    for element in reversed(_look(size, bold)):
        look.insert(0, element)


def _look(size: float | None, bold: bool) -> list[Any]:
    """Font, weight and size, for Latin and for Thai, in the order that Word wants."""
    fonts = OxmlElement("w:rFonts")
    for side in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{side}"), FONT)
    made = [fonts]
    made += [OxmlElement("w:b"), OxmlElement("w:bCs")] if bold else []
    for tag in ("w:sz", "w:szCs") if size else ():
        element = OxmlElement(tag)
        element.set(qn("w:val"), str(round((size or 0) * 2)))
        made.append(element)
    return made


def _write(paragraph: Any, text: str, bold: bool = False) -> Any:
    run = paragraph.add_run(legal(text))
    look = run._r.get_or_add_rPr()
    for element in _look(None, bold):
        look.append(element)
    return run


def _number_pages(paragraph: Any) -> None:
    """«- 2 -», in the middle above the text, from the second page on."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(paragraph, "- ")
    run = _write(paragraph, "")
    for kind, code in (("begin", None), (None, " PAGE "), ("separate", None), (None, "2"), ("end", None)):
        is_code = code is not None and code.strip() == "PAGE"
        element = OxmlElement("w:fldChar" if kind else "w:instrText" if is_code else "w:t")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = code
        run._r.append(element)
    _write(paragraph, " -")


def _border(tag: str, size: int) -> Any:
    border = OxmlElement(tag)
    for key, value in (("val", "single"), ("sz", str(size)), ("space", "0"), ("color", _LINE)):
        border.set(qn(f"w:{key}"), value)
    return border


def _rule_table(table: Any) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_border(f"w:{side}", 4))
    # Word is strict about the order of a table's properties.
    later = [child for child in table._tbl.tblPr if child.tag in (qn("w:tblLayout"), qn("w:tblLook"))]
    later[0].addprevious(borders)


def _row(cells: Sequence[str], widths: Sequence[int], is_heading: bool) -> Any:
    """Built as XML: a table of hundreds of rows through the library takes seconds."""
    row = OxmlElement("w:tr")
    look = OxmlElement("w:trPr")
    look.append(OxmlElement("w:cantSplit"))
    if is_heading:
        look.append(OxmlElement("w:tblHeader"))
    row.append(look)
    for text, width in zip(cells, widths, strict=True):
        row.append(_cell(text, width, is_heading))
    return row


def _cell(text: str, width: int, is_heading: bool) -> Any:
    cell, form, size = OxmlElement("w:tc"), OxmlElement("w:tcPr"), OxmlElement("w:tcW")
    size.set(qn("w:w"), str(round(width / 635)))
    size.set(qn("w:type"), "dxa")
    form.append(size)
    cell.append(form)
    for line in legal(text).split("\n"):
        paragraph, run, look, words = (OxmlElement(tag) for tag in ("w:p", "w:r", "w:rPr", "w:t"))
        for element in _look(14, is_heading):
            look.append(element)
        words.text = line
        words.set(qn("xml:space"), "preserve")
        run.append(look)
        run.append(words)
        paragraph.append(run)
        cell.append(paragraph)
    return cell
