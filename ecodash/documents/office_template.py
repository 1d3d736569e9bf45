"""A province's own templates: whether a file can be one, which one documents are filled into, one tried out."""

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from ecodash import facts, stores
from ecodash.domain.vocabulary import TemplateForm
from ecodash.evidence.problem import FileProblem
from ecodash.evidence.template_check import TemplateProblem, check_file
from ecodash.language.problem import Problem
from ecodash.store.store import Store


def ours(form: TemplateForm) -> bytes:
    """The program's own template: what an office begins its own from."""
    if form is TemplateForm.PAPERS:
        template: Any = import_module("ecodash.documents.papers.template").OURS
    else:
        template = import_module("ecodash.documents.slides.template").FILE
    return bytes(template.read_bytes())


def check(data: bytes, form: TemplateForm) -> None:
    """TemplateProblem unless documents can be filled into the file: what it may not have, and what it lacks."""
    check_file(data, form)
    try:
        problem = _papers(data) if form is TemplateForm.PAPERS else _slides(data)
    except Problem:
        raise
    except Exception as error:
        # python-docx and python-pptx raise what they like for parts that are missing or put together wrongly.
        raise TemplateProblem("does_not_open") from error
    if problem:
        raise problem


def _papers(data: bytes) -> TemplateProblem | None:
    template: Any = import_module("ecodash.documents.papers.template")
    if lacking := template.missing(data):
        return TemplateProblem("papers_lack", lacking=", ".join(lacking))
    if unknown := template.unknown(data):
        return TemplateProblem("unknown_marks", marks=", ".join(each[:40] for each in unknown[:5]))
    if template.room(data) < template.LEAST_CM:
        return TemplateProblem("papers_narrow", least=template.LEAST_CM)
    return None


def _slides(data: bytes) -> TemplateProblem | None:
    template: Any = import_module("ecodash.documents.slides.template")
    deck = template.presentation(data)
    if lacking := template.missing(deck):
        return TemplateProblem("slides_lack", lacking=", ".join(lacking))
    if unfit := template.unfit(deck):
        return TemplateProblem("slides_unfit", places=", ".join(unfit[:5]))
    return None


def template_of(store: Store, areas: Iterable[str], form: TemplateForm) -> bytes | None:
    """The template of the province that all the areas lie in; None where it has none, or they lie in several.

    TemplateProblem when its file is gone or altered: an office's paper is not quietly made on another letterhead.
    """
    wanted = set(areas)
    provinces = {row["province"] for row in facts.areas(store, store.today()) if row["code"] in wanted}
    return template_of_province(store, provinces.pop(), form) if len(provinces) == 1 else None


def template_of_province(store: Store, province: str | None, form: TemplateForm) -> bytes | None:
    """The template recorded last for a province; how a document looks does not depend on the day that it is about."""
    rows = facts.office_templates(store.whole)
    row = next((row for row in rows if row["province"] == province and row["form"] == form), None)
    if row is None or not row["sha256"]:
        return None
    try:
        return stores.vault(store.is_demo).get(row["sha256"])[0]
    except FileProblem as problem:
        raise TemplateProblem("file_lost", name=row["file_name"]) from problem
