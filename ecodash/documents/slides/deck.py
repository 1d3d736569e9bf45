"""A deck in the making: slides with head, title, foot, page number and notes, in sections."""

import uuid
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn

from ecodash.documents import fitting
from ecodash.documents.lines import about, legal
from ecodash.documents.slides import template
from ecodash.documents.slides.lettering import DEMO, INK, MUTED, Run, fonts_xml, paragraph_xml, parsed, write
from ecodash.documents.slides.shapes import POINTS, Paint, add_box, placeholder_xml
from ecodash.language.text import t

_TITLE_SIZES = (30, 26, 22, 18, 15, 12)


class Deck:
    """What all slides of one document share. ``foot`` stands at the bottom of each."""

    def __init__(self, lang: str, demo: bool, foot: str) -> None:
        self.lang, self.demo, self.foot = lang, demo, foot
        self.presentation = template.blank()
        _count_parts(self.presentation)
        self._sections: list[tuple[str, list[int]]] = []

    def section(self, name: str) -> None:
        """The slides that follow belong together; PowerPoint lists them under this name."""
        self._sections.append((name, []))

    def slide(self, head: str, title: Sequence[Run] | str, notes: str, with_list: bool = False) -> Any:
        """One more slide. ``title`` is what it says in a sentence, ``notes`` what to say about it."""
        slide = self.presentation.slides.add_slide(self.presentation.slide_layouts[0 if with_list else 1])
        if not self._sections:
            self.section(head)
        self._sections[-1][1].append(slide.slide_id)
        runs = [Run(title)] if isinstance(title, str) else list(title)
        _write_title(slide.shapes.title, runs)
        room = template.HEAD[2] * POINTS
        line = fitting.shortened(head, 16, room)
        write(slide.placeholders[template.HEAD_INDEX], paragraph_xml([Run(line, 16, colour=MUTED)]))
        self._add_foot(slide)
        if self.demo:
            self._add_demo(slide)
        _write_notes(slide, notes)
        return slide

    def saved(self, title: str, subject: str, made_at: datetime) -> bytes:
        """The deck as a file."""
        said = self.presentation.core_properties
        said.title, said.subject = about(title), about(subject)
        said.author = said.last_modified_by = "ecodash"
        said.language = "th-TH" if self.lang == "th" else "en-US"
        said.created = said.modified = made_at
        said.keywords = t(self.lang, "slides.demo") if self.demo else ""
        _write_sections(self.presentation, self._sections)
        file = BytesIO()
        self.presentation.save(file)
        return file.getvalue()

    def _add_foot(self, slide: Any) -> None:
        """Foot and page number as the layout's own placeholders, which PowerPoint can show and hide for all."""
        line = fitting.shortened(self.foot, 12, template.FOOT[2] * POINTS)
        foot = paragraph_xml([Run(line, 12, colour=MUTED)])
        tree = slide.shapes._spTree
        tree.append(parsed(placeholder_xml("ftr", template.FOOT_INDEX, 511, foot)))
        tree.append(parsed(placeholder_xml("sldNum", template.PAGE_INDEX, 512, _page_xml())))

    def _add_demo(self, slide: Any) -> None:
        left, top, width, _ = template.HEAD
        words = t(self.lang, "slides.demo")
        size = fitting.largest(words, (16, 14, 12), 1.6 * POINTS, 24)
        text = paragraph_xml([Run(words, size, bold=True, colour=DEMO)], "ctr")
        add_box(slide, (left + width + 0.2, top, 1.7, 0.4), words, Paint("#fff4d6", "#e0a43a"), text)


def _count_parts(presentation: Any) -> None:
    """Names for new parts by counting; python-pptx walks through all parts for each, which a large deck feels."""
    package = presentation.part.package
    counted: Counter[str] = Counter()

    def next_partname(template_name: str) -> PackURI:
        counted[template_name] += 1
        # The template has no parts of the kinds that slides bring; its theme is number 1 and the notes bring another.
        return PackURI(template_name % (counted[template_name] + ("theme" in template_name)))

    package.next_partname = next_partname


def _write_title(shape: Any, runs: Sequence[Run]) -> None:
    _, _, width, tall = template.TITLE
    text = "".join(run.text for run in runs)
    size = fitting.largest(text, _TITLE_SIZES, width * POINTS, tall * POINTS)
    write(shape, paragraph_xml([Run(run.text, size, True, run.colour) for run in runs]))


def _page_xml() -> str:
    look = f'lang="en-US" sz="1200"><a:solidFill><a:srgbClr val="{MUTED.lstrip("#")}"/></a:solidFill>{fonts_xml()}'
    return (
        '<a:p><a:pPr algn="r"/><a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum">'
        f"<a:rPr {look}</a:rPr><a:t>‹#›</a:t></a:fld></a:p>"
    )


def _write_notes(slide: Any, notes: str) -> None:
    frame = slide.notes_slide.notes_placeholder
    paragraphs = [paragraph_xml([Run(line, 14, colour=INK)]) for line in notes.split("\n")]
    write(frame, *paragraphs)


def _write_sections(presentation: Any, sections: list[tuple[str, list[int]]]) -> None:
    """Named groups in PowerPoint's list of slides; other programs pass them over."""
    if len(sections) < 2:
        return
    space = "http://schemas.microsoft.com/office/powerpoint/2010/main"
    listed = parsed(
        f'<p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}"><p14:sectionLst xmlns:p14="{space}"/></p:ext>'
    )
    for number, (name, slides) in enumerate(sections):
        section = listed[0].makeelement(f"{{{space}}}section")
        section.set("name", legal(name))
        section.set("id", "{" + str(uuid.uuid5(uuid.NAMESPACE_OID, f"{number}")).upper() + "}")
        ids = section.makeelement(f"{{{space}}}sldIdLst")
        for slide in slides:
            shown = ids.makeelement(f"{{{space}}}sldId")
            shown.set("id", str(slide))
            ids.append(shown)
        section.append(ids)
        listed[0].append(section)
    root = presentation.part._element
    more = root.find(qn("p:extLst"))
    if more is None:
        more = parsed("<p:extLst/>")
        root.append(more)
    more.append(listed)
