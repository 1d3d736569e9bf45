"""Writes ``ecodash/documents/templates/paper.docx``, the template of our papers: TH Sarabun New 16, «- 2 -» above.

``python tools/make_paper_template.py``; afterwards it may as well be changed in Word.
"""

import sys
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from ecodash.documents.papers.template import OURS  # noqa: E402

FONT = "TH Sarabun New"
# Name: size, bold, space before, after, left indent and first line in cm.
STYLES = {
    "Normal": (16, False, 0, 0, 0, 0), "Title": (18, True, 0, 0, 0, 0), "Heading 1": (16, True, 12, 3, 0, 0),
    "Heading 2": (16, True, 6, 2, 1.25, 0), "Body Text": (16, False, 0, 3, 0, 2.5),
    "List Number": (16, False, 0, 2, 2.5, -0.9), "Caption": (14, False, 4, 0, 0, 0), "Header": (16, False, 0, 0, 0, 0),
    "Footer": (14, True, 0, 0, 0, 0), "Paper Line": (16, False, 0, 2, 0, 0), "Paper Dots": (16, False, 2, 0, 1.25, 0),
    "Paper Rule": (8, False, 0, 4, 0, 0), "Paper Signature": (16, False, 2, 0, 7.5, 0),
    "Paper Cell": (14, False, 0, 0, 0, 0), "Paper Cell Heading": (14, True, 0, 0, 0, 0),
    "Paper Emblem": (16, False, 0, 0, 0, 0), "Paper Letterhead": (16, False, 0, 3, 8, -8),
    "Paper Subject": (16, False, 0, 6, 1.75, -1.75), "Paper Memo Title": (29, True, 0, 6, 0, 0),
    "Paper Memo": (16, False, 0, 3, 0, 0),
}  # fmt: skip
# The emblem of the state, 3 cm tall, stands 1.5 cm below the edge of the paper: above a letter so much is left free.
EMBLEM = Cm(2.2)
# On a memo it is half as tall and stands at the left of the title.
EMBLEM_OF_MEMO = Cm(1.5)
# Left and right of the text of a cell, in twentieths of a point.
CELL = "108"


def main() -> None:
    paper: Any = Document()
    page = paper.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Cm(3), Cm(2), Cm(2.5), Cm(2)
    page.header_distance, page.different_first_page_header_footer = Cm(1.25), True
    letter(paper.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr")), 16, False)
    for name, shape in STYLES.items():
        set_style(paper, name, *shape)
    for name in ("Title", "Paper Signature", "Paper Cell Heading", "Paper Memo Title", "Header", "Footer"):
        paper.styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paper.styles["Body Text"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.THAI_JUSTIFY
    paper.styles["Paper Dots"].paragraph_format.tab_stops.add_tab_stop(Cm(16), leader=WD_TAB_LEADER.DOTS)
    for name, place in (("List Number", 2.5), ("Paper Letterhead", 8), ("Paper Subject", 1.75), ("Paper Memo", 8)):
        paper.styles[name].paragraph_format.tab_stops.add_tab_stop(Cm(place))
    for name, height in (("Paper Emblem", EMBLEM), ("Paper Memo Title", EMBLEM_OF_MEMO)):
        room = paper.styles[name].paragraph_format
        room.line_spacing_rule, room.line_spacing = WD_LINE_SPACING.AT_LEAST, height
    letter(paper.styles.add_style("Paper Memo Field", WD_STYLE_TYPE.CHARACTER).element.get_or_add_rPr(), 20, True)
    border(paper.styles["Paper Rule"].element.get_or_add_pPr(), "w:pBdr", ("bottom",))
    table = paper.styles.add_style("Paper Table", WD_STYLE_TYPE.TABLE).element
    look = OxmlElement("w:tblPr")
    table.append(look)
    border(look, "w:tblBorders", ("top", "left", "bottom", "right", "insideH", "insideV"))
    look.append(of_sides("w:tblCellMar", ("left", "right"), w=CELL, type="dxa"))
    number_pages(page.header.paragraphs[0])
    for part in (page.first_page_footer, page.footer):
        part.paragraphs[0].add_run("{{ demo }}")
        part.add_paragraph("{{ mark }}", "Caption")
    paper.add_paragraph("{{p body }}")
    speak_thai(paper)
    OURS.parent.mkdir(exist_ok=True)
    paper.save(OURS)


def set_style(
    paper: Any, name: str, size: float, bold: bool, before: float, after: float, left: float, first: float
) -> None:
    known = {style.name for style in paper.styles}
    style = paper.styles[name] if name in known else paper.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    letter(style.element.get_or_add_rPr(), size, bold)
    style.font.color.rgb = RGBColor(0, 0, 0)
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.0
    form.left_indent, form.first_line_indent = Cm(left), Cm(first)
    form.keep_with_next = name in ("Title", "Heading 1", "Heading 2", "Paper Signature")
    for tag in ("w:pBdr", "w:numPr"):
        for element in style.element.findall(".//" + qn(tag)):
            element.getparent().remove(element)


def letter(look: Any, size: float, bold: bool) -> None:
    """Font, weight and size, for Latin and for Thai: Word keeps them apart."""
    for tag in ("rFonts", "sz", "szCs", "b", "bCs", "i", "iCs", "spacing", "kern", "color"):
        for old in look.findall(qn(f"w:{tag}")):
            look.remove(old)
    fonts = OxmlElement("w:rFonts")
    for side in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{side}"), FONT)
    made = [fonts, *([OxmlElement("w:b"), OxmlElement("w:bCs")] if bold else [])]
    for tag in ("w:sz", "w:szCs"):
        element = OxmlElement(tag)
        element.set(qn("w:val"), str(round(size * 2)))
        made.append(element)
    for place, element in enumerate(made):
        look.insert(place, element)


def border(look: Any, tag: str, sides: tuple[str, ...]) -> None:
    borders = of_sides(tag, sides, val="single", sz="4", space="0", color="auto")
    # Word takes the properties of a paragraph in one order only.
    look.insert_element_before(borders, "w:tabs", "w:spacing", "w:ind", "w:jc")


def of_sides(tag: str, sides: tuple[str, ...], **said: str) -> Any:
    """The same of several sides of something."""
    whole = OxmlElement(tag)
    for side in sides:
        line = OxmlElement(f"w:{side}")
        for key, value in said.items():
            line.set(qn(f"w:{key}"), value)
        whole.append(line)
    return whole


def speak_thai(paper: Any) -> None:
    """What Word asks of a file before it sets Thai: its language, and to be set as by Word of today."""
    for language in paper.styles.element.iter(qn("w:lang")):
        language.set(qn("w:bidi"), "th-TH")
    settings = paper.settings.element
    for font in settings.iter(qn("w:themeFontLang")):
        font.attrib.pop(qn("w:eastAsia"), None)
        font.set(qn("w:bidi"), "th-TH")
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    for tag in ("w:useFELayout", "w:savePreviewPicture"):
        for old in list(settings.iter(qn(tag))):
            old.getparent().remove(old)
    next(settings.iter(qn("w:zoom"))).set(qn("w:percent"), "100")
    for key, rel in list(paper.part.rels.items()):
        if rel.reltype.endswith("/stylesWithEffects"):
            del paper.part.rels[key]


def number_pages(paragraph: Any) -> None:
    """«- 2 -», from the second page on."""
    paragraph.add_run("- ")
    run = paragraph.add_run("")
    for kind, code in (("begin", None), (None, " PAGE "), ("separate", None), (None, "2"), ("end", None)):
        is_code = code is not None and code.strip() == "PAGE"
        element = OxmlElement("w:fldChar" if kind else "w:instrText" if is_code else "w:t")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = code
        run._r.append(element)
    paragraph.add_run(" -")


if __name__ == "__main__":
    main()
