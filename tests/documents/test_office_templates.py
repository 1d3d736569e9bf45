"""A province's own templates: what may be one, that documents are made with it from then on, and the way back."""

import io
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from PIL import Image
from pptx import Presentation

from ecodash import facts, recording, stores
from ecodash.access.roles import Forbidden, Principal
from ecodash.documents import making
from ecodash.documents.emblem import emblem
from ecodash.documents.office_template import check, ours, template_of_province
from ecodash.documents.papers import Wanted, write_paper
from ecodash.domain.vocabulary import HOME_AREA, Role, TemplateForm
from ecodash.evidence.template_check import TemplateProblem
from ecodash.evidence.vault import Vault
from ecodash.language.text import LANGUAGES
from ecodash.maintenance.backup import back_up
from ecodash.maintenance.restore import restore
from ecodash.maintenance.verify import verify
from ecodash.recording import Entry
from ecodash.store.store import Store

pytestmark = pytest.mark.slow

SECRETARY = Principal("สมหญิง", Role.SECRETARY)
PAPERS, SLIDES = TemplateForm.PAPERS, TemplateForm.SLIDES
LETTERHEAD = "ศาลากลางจังหวัดลำพูน"


def letterhead(change: Callable[[Any], None] | None = None) -> bytes:
    """Our template with an office's letterhead, font and margins."""
    paper: Any = Document(BytesIO(ours(PAPERS)))
    paper.paragraphs[0].insert_paragraph_before(LETTERHEAD)
    fonts = paper.styles["Paper Line"].element.rPr.find(qn("w:rFonts"))
    for key in list(fonts.attrib):
        fonts.set(key, "Garuda")
    if change:
        change(paper)
    file = BytesIO()
    paper.save(file)
    return file.getvalue()


def repacked(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The same file with other parts in it."""
    with zipfile.ZipFile(BytesIO(data)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    change(parts)
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return file.getvalue()


def replaced(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new)

    return repacked(data, change)


def magenta() -> bytes:
    """Our slides with another colour in their theme."""
    return replaced(ours(SLIDES), "ppt/theme/theme1.xml", b"<a:accent1>", b"<a:accent1><!-- FF00FF -->")


def brought(store: Store, form: TemplateForm, data: bytes, name: str = "ของจังหวัด.docx") -> Any:
    """As the desk does it."""
    stored = stores.vault(store.is_demo).put_template(data, name, form)
    row = {"province": "lamphun", "form": form, "sha256": stored.sha256, "media_type": stored.media_type,
           "size_bytes": stored.size_bytes, "file_name": stored.file_name}  # fmt: skip
    recorded = recording.record(store, SECRETARY, [Entry("office_template", row)])
    assert recorded.change
    return recorded.change


def selected(store: Store) -> facts.Selection:
    return facts.read_selection(store, {"area": HOME_AREA})[0]


def agenda(store: Store) -> str:
    made = making.make_paper(store, selected(store), "http://x", kind="agenda")
    return said(Document(BytesIO(made.body)))


def said(paper: Any) -> str:
    """All but the mark of the data, which is another after each change."""
    return "\n".join(p.text for p in paper.paragraphs[:-1])


@pytest.mark.parametrize("form", TemplateForm)
def test_the_program_s_own_template_can_be_one(form: TemplateForm) -> None:
    check(ours(form), form)


def with_text(words: str) -> bytes:
    return letterhead(lambda paper: paper.add_paragraph(words))


def in_header(words: str) -> bytes:
    return letterhead(lambda paper: paper.sections[0].header.paragraphs[0].add_run(words))


def with_field(code: str) -> bytes:
    def change(paper: Any) -> None:
        run = paper.add_paragraph().add_run()
        field = OxmlElement("w:instrText")
        field.text = code
        run._r.append(field)

    return letterhead(change)


def linked(kind: str, target: str) -> bytes:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return letterhead(lambda paper: paper.part.relate_to(target, f"{space}/{kind}", is_external=True))


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("word/document.xml", b"\0" * (201 * 1024 * 1024))
    return file.getvalue()


def another_kind(form: TemplateForm, kind: bytes) -> bytes:
    return replaced(ours(form), "[Content_Types].xml", b"document.main+xml" if form is PAPERS else
                    b"presentation.main+xml", kind)  # fmt: skip


def without_layout() -> bytes:
    return replaced(ours(SLIDES), "ppt/slideLayouts/slideLayout1.xml", b"ecodash ", b"other ")


def on_slides(change: Callable[[Any], None]) -> bytes:
    deck: Any = Presentation(BytesIO(ours(SLIDES)))
    change(deck)
    file = BytesIO()
    deck.save(file)
    return file.getvalue()


def squarer(deck: Any) -> None:
    """4:3, its places left where they were."""
    deck.slide_width = deck.slide_height * 4 // 3


def flat_places(deck: Any) -> None:
    for each in deck.slide_layouts:
        next(place for place in each.placeholders if place.placeholder_format.idx in (1, 15, 16)).height = Cm(2)


def in_columns(paper: Any) -> None:
    paper.sections[-1]._sectPr.find(qn("w:cols")).set(qn("w:num"), "2")


def narrow(paper: Any) -> None:
    paper.sections[-1].left_margin = Cm(8)


BAD: list[tuple[str, TemplateForm, Callable[[], bytes]]] = [
    ("empty", PAPERS, lambda: b""),
    ("too_big", PAPERS, lambda: b"PK\x03\x04" + b"0" * (40 * 1024 * 1024)),
    ("old_office", PAPERS, lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 100),
    ("unreadable", SLIDES, lambda: b"%PDF-1.7 nothing of the kind"),
    ("unreadable", PAPERS, lambda: ours(PAPERS)[:20_000]),
    ("unreadable", PAPERS, lambda: replaced(ours(PAPERS), "word/document.xml", b"<w:document ", b"<!DOCTYPE x><w:d ")),
    ("too_much_inside", PAPERS, bomb),
    ("other_program", SLIDES, lambda: ours(PAPERS)),
    ("other_program", PAPERS, lambda: ours(SLIDES)),
    ("saved_as_template", PAPERS, lambda: another_kind(PAPERS, b"template.main+xml")),
    ("saved_as_template", SLIDES, lambda: another_kind(SLIDES, b"template.main+xml")),
    ("macros", SLIDES, lambda: another_kind(SLIDES, b"macroEnabled.main+xml")),
    ("macros", PAPERS, lambda: repacked(ours(PAPERS), lambda parts: parts.update({"word/vbaProject.bin": b"x"}))),
    ("external", PAPERS, lambda: linked("image", "http://evil.example/x.png")),
    ("external", PAPERS, lambda: linked("attachedTemplate", "file:///c:/normal.dotm")),
    ("external", PAPERS, lambda: linked("hyperlink", "file://server/share")),
    ("external", PAPERS, lambda: with_field(" INCLUDEPICTURE  http://evil.example/x.png ")),
    ("papers_lack", PAPERS, lambda: replaced(ours(PAPERS), "word/document.xml", b"{{p body }}", b"here")),
    ("papers_lack", PAPERS, lambda: replaced(ours(PAPERS), "word/document.xml", b"{{p body }}", b"{{ body }}")),
    ("papers_lack", PAPERS, lambda: with_text("{{p body }}")),
    ("unknown_marks", PAPERS, lambda: with_text("{{ 7 * 7 }}")),
    ("unknown_marks", PAPERS, lambda: with_text("{% for i in range(10 ** 9) %}x{% endfor %}")),
    ("unknown_marks", PAPERS, lambda: in_header("{{ cycler.__init__ }}")),
    ("papers_lack", PAPERS, lambda: replaced(ours(PAPERS), "word/document.xml", b"{{p body }}", b"{{p body }} and")),
    ("papers_narrow", PAPERS, lambda: letterhead(in_columns)),
    ("papers_narrow", PAPERS, lambda: letterhead(narrow)),
    ("slides_lack", SLIDES, without_layout),
    ("slides_unfit", SLIDES, lambda: on_slides(squarer)),
    ("slides_unfit", SLIDES, lambda: on_slides(flat_places)),
]


@pytest.mark.parametrize(("code", "form", "made"), BAD, ids=[f"{n}-{code}" for n, (code, _, _) in enumerate(BAD)])
def test_what_cannot_be_a_template_is_told_why(code: str, form: TemplateForm, made: Callable[[], bytes]) -> None:
    with pytest.raises(TemplateProblem) as told:
        check(made(), form)
    assert told.value.code == code
    assert all(len(told.value.sentence(lang)) > 20 for lang in LANGUAGES)


def test_links_that_a_reader_clicks_may_stay() -> None:
    check(linked("hyperlink", "https://www.lamphun.go.th"), PAPERS)


def test_what_is_missing_is_named() -> None:
    with pytest.raises(TemplateProblem, match="ecodash"):
        check(without_layout(), SLIDES)


def test_what_nobody_knows_is_named_without_what_stands_around_it() -> None:
    with pytest.raises(TemplateProblem) as told:
        check(with_text("{{ governor }}"), PAPERS)
    assert "{{ governor }}" in told.value.sentence("en")
    assert "<" not in told.value.sentence("en")


def test_papers_are_filled_into_it_from_then_on_and_as_before_once_it_is_undone(real_store: Store) -> None:
    before = agenda(real_store)
    change = brought(real_store, PAPERS, letterhead())
    made = making.make_paper(real_store, selected(real_store), "http://x", kind="agenda")
    paper = Document(BytesIO(made.body))
    assert paper.paragraphs[0].text == LETTERHEAD
    assert "Garuda" in paper.styles["Paper Line"].element.xml
    assert said(paper) == f"{LETTERHEAD}\n{before}"
    recording.undo(real_store, SECRETARY, change.id)
    assert agenda(real_store) == before
    recording.redo(real_store, SECRETARY, change.id)
    assert LETTERHEAD in agenda(real_store)


def with_picture(width: int, height: int) -> bytes:
    """Our template with a picture at the head of its first page."""
    picture = BytesIO()
    Image.new("RGB", (width, height), (200, 40, 30)).save(picture, "PNG")
    picture.seek(0)
    return letterhead(
        lambda paper: paper.sections[0].first_page_header.paragraphs[0].add_run().add_picture(picture, width=Cm(3))
    )


def pictures(pdf: bytes) -> int:
    document = pdfium.PdfDocument(pdf)
    found = len(list(document[0].get_objects(filter=(pdfium.raw.FPDF_PAGEOBJ_IMAGE,))))
    document.close()
    return found


def test_its_emblem_stands_on_page_one_of_the_brief_too(real_store: Store) -> None:
    def brief() -> bytes:
        return making.make("brief.pdf", real_store, selected(real_store), "http://x").body

    assert pictures(brief()) == 0
    brought(real_store, PAPERS, with_picture(300, 320))
    assert pictures(brief()) == 1
    # A band across the page is none.
    assert not emblem(with_picture(900, 100))


def test_above_a_letter_there_is_room_for_the_emblem_where_the_template_has_none(real_store: Store) -> None:
    def styles(template: bytes) -> list[str]:
        letter = write_paper(real_store, selected(real_store), "http://x", Wanted(kind="invitation"), template)
        return [paragraph.style.name for paragraph in Document(BytesIO(letter)).paragraphs]

    head = ["Paper Emblem", "Paper Letterhead", "Paper Letterhead", "Paper Subject", "Paper Subject", "Paper Subject"]
    assert styles(ours(PAPERS))[:6] == head
    assert "Paper Emblem" not in styles(with_picture(300, 320))


def test_slides_are_filled_into_it(real_store: Store) -> None:
    brought(real_store, SLIDES, magenta(), "ของจังหวัด.pptx")
    made = making.make("brief.pptx", real_store, selected(real_store), "http://x")
    with zipfile.ZipFile(BytesIO(made.body)) as file:
        assert b"FF00FF" in file.read("ppt/theme/theme1.xml")
    assert Presentation(BytesIO(made.body)).slides[0].shapes.title.text_frame.text
    # A country lies in several provinces, and is nobody's.
    country = facts.read_selection(real_store, {})[0]
    with zipfile.ZipFile(BytesIO(making.make("brief.pptx", real_store, country, "http://x").body)) as file:
        assert b"FF00FF" not in file.read("ppt/theme/theme1.xml")


def test_one_province_s_template_is_no_other_s(real_store: Store) -> None:
    brought(real_store, PAPERS, letterhead())
    assert template_of_province(real_store, "lampang", PAPERS) is None
    assert template_of_province(real_store, "lamphun", SLIDES) is None


def test_it_is_in_a_backup_and_comes_back_and_a_lost_one_is_told(home: Path, real_store: Store) -> None:
    brought(real_store, PAPERS, letterhead())
    made = back_up(real_store, home)
    stores.close_all()
    restore(made.path, home)
    store = stores.current()
    assert LETTERHEAD in agenda(store)
    assert verify(store, home).ok
    next(path for path in (home / "evidence").rglob("*.docx")).unlink()
    assert [finding.code for finding in verify(store, home).problems] == ["evidence_missing"]
    stores.close_all()
    # What was made before the file was lost is still given.
    with pytest.raises(TemplateProblem):
        agenda(stores.current())


def test_only_a_secretary_gives_everybody_another_letterhead(real_store: Store) -> None:
    row = {"province": "lamphun", "form": "papers", "sha256": "0" * 64}
    with pytest.raises(Forbidden):
        recording.record(real_store, Principal("สมชาย", Role.OFFICER), [Entry("office_template", row)])


def test_a_template_is_no_evidence_and_keeps_its_bytes(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    stored = vault.put_template(ours(SLIDES), "../ของ\u202eเรา.pptx", SLIDES)
    assert vault.get(stored.sha256) == (ours(SLIDES), stored.media_type)
    assert stored.file_name == "ของเรา.pptx"
