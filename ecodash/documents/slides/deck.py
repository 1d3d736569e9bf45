"""A deck in the making: slides of a template's layouts with head, title, foot, page number and notes, in sections."""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.shapes.shapetree import SlideShapeFactory

from ecodash.documents.lines import about, legal
from ecodash.documents.slides import measure, template
from ecodash.documents.slides.tables import Table, fill_table
from ecodash.documents.slides.template import Slot
from ecodash.documents.slides.text import Line, paragraph_xml, parsed, text_of, with_text, write
from ecodash.language.text import THAI_NUMBERS, in_thai_digits, t
from ecodash.language.unbroken import unbroken

_EMU = 12_700
_PLACES = qn("p:sp"), qn("p:graphicFrame"), qn("p:pic")
# The size of a title in our template, and the lines that its place has.
_TITLE, _TITLE_LINES = 32, 2
_HEAD, _BODY = 20, 28
# Points above a sentence of the body, and those that a box to tick takes beside it.
_ABOVE, _BOX = 6, 36


class Deck:
    """What all slides of one document share. ``foot`` stands at the bottom of each."""

    def __init__(self, lang: str, demo: bool, foot: str, file: bytes | None = None, thai_digits: bool = False) -> None:
        self.lang, self.demo, self._thai_digits = lang, demo, thai_digits
        self.foot = self.shown(foot)
        self.presentation = template.opened(file)
        _count_parts(self.presentation)
        # Asked for once: python-pptx names all slides anew each time, and looks through all for the number of one.
        self._slides = self.presentation.slides
        self._sections: list[tuple[str, list[int]]] = []
        self._rooms: dict[tuple[str, Slot], tuple[float, float]] = {}

    def shown(self, words: str) -> str:
        """The words with the digits of this deck."""
        return in_thai_digits(words) if self._thai_digits else words

    def figures(self, form: str) -> str:
        """A chart's format for numbers, with the digits of this deck."""
        return f"{THAI_NUMBERS}{form}" if self._thai_digits else form

    def section(self, name: str) -> None:
        """The slides that follow belong together; PowerPoint lists them under this name."""
        self._sections.append((self.shown(name), []))

    def slide(self, layout: str, head: str, title: str, notes: str) -> Any:
        """One more slide. ``title`` is what it says in a sentence, ``notes`` what to say about it."""
        slide = self._slides.add_slide(template.layout(self.presentation, layout))
        if not self._sections:
            self.section(head)
        self._sections[-1][1].append(self._slides._sldIdLst[-1].id)
        for slot, words, size, lines in (
            (Slot.TITLE, title, _TITLE, _TITLE_LINES),
            (Slot.HEAD, head, _HEAD, 1),
            (Slot.DEMO, t(self.lang, "slides.demo") if self.demo else "", _HEAD, 1),
        ):
            self._say(slide, layout, slot, words, size, lines)
        # A field counts in Arabic digits only, so Thai ones are written down and hold while no slide is moved.
        _add_foot(slide, self.foot, self.shown(str(len(self._slides._sldIdLst))) if self._thai_digits else "")
        write(slide.notes_slide.notes_placeholder, [paragraph_xml(line) for line in self.shown(notes).split("\n")])
        return slide

    def text(self, head: str, title: str, notes: str, told: Sequence[Line]) -> Any:
        """A slide that says sentences."""
        slide = self.slide(template.STATEMENT, head, title, notes)
        self.say(slide, told)
        return slide

    def say(self, slide: Any, told: Sequence[Line]) -> None:
        """Sentences into a slide's body, long ones cut so that all have room; the notes have them whole."""
        shape = place(slide, Slot.BODY)
        whole = [replace(line, said=with_text(line.said, self.shown(text_of(line.said)))) for line in told]
        fitting = _fitting(whole, *self.room(slide.slide_layout.name, Slot.BODY))
        held = [with_text(line.said, unbroken(text_of(line.said))) for line in fitting]
        write(shape, [paragraph_xml(said, level=line.level) for said, line in zip(held, fitting, strict=True)])

    def table(self, head: str, title: str, table: Table, notes: str, most: int | None = None) -> None:
        """A table on as many slides as it takes, ``most`` at the most; the notes then say how many rows are left."""
        pages = table.written(self.shown).pages(*self.room(template.TABLE, Slot.TABLE))
        shown = pages[:most]
        left = len(table.rows) - sum(len(page.rows) for page in shown)
        if left > 0:
            total = len(table.rows) - table.sums
            title = t(self.lang, "slides.first_rows", title=title, count=total - left, total=total)
        for number, page in enumerate(shown, start=1):
            more = t(self.lang, "slides.continued", title=title, page=number, pages=len(shown))
            slide = self.slide(template.TABLE, head, more if number > 1 else title, notes)
            fill_table(place(slide, Slot.TABLE), page, self.shown(title))

    def room(self, layout: str, slot: Slot) -> tuple[float, float]:
        """Points across and down that a layout has for something; python-pptx looks through all places each time."""
        if (layout, slot) not in self._rooms:
            shape = next(
                each
                for each in template.layout(self.presentation, layout).placeholders
                if each.placeholder_format.idx == slot
            )
            self._rooms[layout, slot] = shape.width / _EMU, shape.height / _EMU
        return self._rooms[layout, slot]

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

    def _say(self, slide: Any, layout: str, slot: Slot, words: str, size: float, lines: int) -> None:
        """Write into a placeholder if the template has it; without words it goes, so that no prompt is shown."""
        shape = place(slide, slot)
        if shape is None:
            return
        if not words:
            shape._element.getparent().remove(shape._element)
            return
        said = measure.cut(self.shown(words), size, self.room(layout, slot)[0], lines)
        write(shape, [paragraph_xml(unbroken(said))])


def place(slide: Any, slot: Slot) -> Any:
    """A slide's placeholder, or None."""
    found = (each for each in slide.shapes._spTree.iter(qn("p:ph")) if int(each.get("idx", 0)) == slot)
    mark = next(found, None)
    return mark if mark is None else SlideShapeFactory(next(mark.iterancestors(*_PLACES)), slide.placeholders)


def _fitting(told: Sequence[Line], room: float, tall: float) -> list[Line]:
    """The sentences, the longest cut to as many lines as let all of them stand in ``tall`` points."""
    rooms = [room - _BOX * (line.level - 1) for line in told]
    lines = [measure.lines(text_of(line.said), _BODY, wide) for line, wide in zip(told, rooms, strict=True)]
    # A fifth of a line more still stands above the foot.
    left = (tall - _ABOVE * len(told)) / (_BODY * measure.LINE) + 0.2
    most = max(lines, default=1)
    while most > 1 and sum(min(count, most) for count in lines) > left:
        most -= 1
    return [
        replace(line, said=with_text(line.said, measure.cut(text_of(line.said), _BODY, wide, most)))
        if count > most
        else line
        for line, wide, count in zip(told, rooms, lines, strict=True)
    ]


def _add_foot(slide: Any, foot: str, number: str) -> None:
    """Foot and page number as the layout's own placeholders, which PowerPoint can show and hide for all."""
    field = (
        paragraph_xml(number)
        if number
        else (
            '<a:p><a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum">'
            '<a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld></a:p>'
        )
    )
    for slot, kind, words in ((Slot.FOOT, "ftr", paragraph_xml(foot)), (Slot.PAGE, "sldNum", field)):
        slide.shapes._spTree.append(
            parsed(
                f'<p:sp><p:nvSpPr><p:cNvPr id="{500 + slot}" name="{kind}"/>'
                '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
                f'<p:nvPr><p:ph type="{kind}" idx="{slot.value}"/></p:nvPr></p:nvSpPr><p:spPr/>'
                f"<p:txBody><a:bodyPr/><a:lstStyle/>{words}</p:txBody></p:sp>"
            )
        )


def _count_parts(presentation: Any) -> None:
    """Names for new parts by counting; python-pptx walks through all parts for each, which a large deck feels."""
    package = presentation.part.package
    taken = {str(part.partname) for part in package.iter_parts()}
    counted: Counter[str] = Counter()

    def next_partname(template_name: str) -> PackURI:
        while True:
            counted[template_name] += 1
            if (name := template_name % counted[template_name]) not in taken:
                return PackURI(name)

    package.next_partname = next_partname


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
