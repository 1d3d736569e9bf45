"""What a file may be that documents are to be filled into: Word or PowerPoint of today, with nothing that acts.

It is told by what is within, never by its name, and nothing in it is run, fetched or opened by a program of its own.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping

from lxml import etree

from ecodash.domain.vocabulary import TemplateForm
from ecodash.evidence.office_check import DOCX, OLD_OFFICE, carries_programs
from ecodash.language.problem import Problem

MOST_BYTES = 20 * 1024 * 1024
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
TYPES = {TemplateForm.PAPERS: DOCX, TemplateForm.SLIDES: PPTX}
SUFFIXES = {TemplateForm.PAPERS: ".docx", TemplateForm.SLIDES: ".pptx"}
_MOST_PARTS, _MOST_UNPACKED = 5_000, 200 * 1024 * 1024
# What the main part of a file is, as its list of contents says it.
_MAIN = re.compile(r'ContentType="([^"]*\.main\+xml)"')
_STRICT = b"http://purl.oclc.org/ooxml/"
# Relationships by which other files are put into this one.
_TAKES_IN = ("/afChunk", "/subDocument", "/attachedTemplate")
# Fields by which Word fetches something from elsewhere or runs a program.
_FETCHING = re.compile(r"\b(INCLUDEPICTURE|INCLUDETEXT|DDEAUTO|DDE|LINK|IMPORT|DATABASE)\b", re.IGNORECASE)
_CLICKED = ("http://", "https://", "mailto:")


class TemplateProblem(Problem):
    """Why a template is not taken, or cannot be used."""

    section = "template_problem"


def check_file(data: bytes, form: TemplateForm) -> None:
    """TemplateProblem unless it is a Word (or PowerPoint) file that fetches nothing and runs nothing."""
    suffix = SUFFIXES[form]
    if not data:
        raise TemplateProblem("empty")
    if len(data) > MOST_BYTES:
        raise TemplateProblem("too_big", most=MOST_BYTES // 1024 // 1024, size=-(-len(data) // 1024 // 1024))
    if data.startswith(OLD_OFFICE):
        raise TemplateProblem("old_office", suffix=suffix)
    parts = _unpacked(data, suffix)
    _check_kind(parts, form)
    if carries_programs(parts):
        raise TemplateProblem("macros", suffix=suffix)
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            _check_part(name, content, suffix)


def _unpacked(data: bytes, suffix: str) -> Mapping[str, bytes]:
    """Every part by its name."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            infos = file.infolist()
            if len(infos) > _MOST_PARTS or sum(info.file_size for info in infos) > _MOST_UNPACKED:
                raise TemplateProblem("too_much_inside")
            return {info.filename: file.read(info) for info in infos}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        # RuntimeError: a part has a password.
        raise TemplateProblem("unreadable", suffix=suffix) from error
    except zipfile.zlib.error as error:  # type: ignore[attr-defined]
        raise TemplateProblem("unreadable", suffix=suffix) from error


def _check_kind(parts: Mapping[str, bytes], form: TemplateForm) -> None:
    suffix = SUFFIXES[form]
    mains = _MAIN.findall(parts.get("[Content_Types].xml", b"").decode("utf-8", "replace"))
    if any("macroenabled" in each.lower() for each in mains):
        raise TemplateProblem("macros", suffix=suffix)
    if any(each.endswith((".template.main+xml", ".slideshow.main+xml")) for each in mains):
        raise TemplateProblem("saved_as_template", suffix=suffix)
    if f"{TYPES[form]}.main+xml" not in mains:
        raise TemplateProblem("other_program", suffix=suffix)
    if _STRICT in parts.get("_rels/.rels", b""):
        raise TemplateProblem("strict", suffix=suffix)


def _check_part(name: str, content: bytes, suffix: str) -> None:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise TemplateProblem("unreadable", suffix=suffix)
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise TemplateProblem("unreadable", suffix=suffix) from error
    if name.endswith(".rels"):
        _check_links(root)
    elif name.startswith("word/"):
        told = ["".join(root.itertext("{*}instrText")), *(each for each in _attributes(root, "instr"))]
        if found := _FETCHING.search(" ".join(told)):
            raise TemplateProblem("external", what=found[1].upper())


def _attributes(root: "etree._Element", name: str) -> Iterable[str]:
    return (
        value
        for element in root.iter("{*}fldSimple")
        for key, value in element.attrib.items()
        if key.endswith(f"}}{name}")
    )


def _check_links(root: "etree._Element") -> None:
    """Links that a reader clicks may stay; whatever is fetched by itself may not."""
    for link in root.iter("{*}Relationship"):
        kind, target = link.get("Type", ""), link.get("Target", "")
        is_outside = link.get("TargetMode") == "External"
        is_clicked = kind.endswith("/hyperlink") and target.lower().startswith(_CLICKED)
        if kind.endswith(_TAKES_IN) or (is_outside and not is_clicked):
            raise TemplateProblem("external", what=target[:120])
