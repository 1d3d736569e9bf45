"""A province's own templates: brought in, checked, tried out before they take effect, taken back."""

import hashlib
from functools import partial
from typing import Any

import streamlit as st

from ecodash import facts, recording, stores
from ecodash.documents import making, office_template
from ecodash.domain.vocabulary import TemplateForm
from ecodash.evidence.template_check import SUFFIXES, TYPES, TemplateProblem
from ecodash.language.problem import Problem
from ecodash.language.text import name
from ecodash.recording import NOTHING_SEEN, Entry
from ecodash.ui.address import addresses
from ecodash.ui.desk.evidence_files import let_go
from ecodash.ui.desk.frame import begin_anew, done, form_key, may_be_recorded, recorded, recording_problems
from ecodash.ui.draw import draw
from ecodash.ui.page import Page
from ecodash.ui.select_boxes import choose_one

_STALE = "templates.stale"
# As they stand in a Word file.
_PLACEHOLDERS = {"body": "{{p body }}", "title": "{{ title }}", "demo": "{{ demo }}", "mark": "{{ mark }}"}
_NO_FILE = dict.fromkeys(("sha256", "media_type", "size_bytes", "file_name"))


def office_template_forms(page: Page) -> None:
    """For one province: what papers and slides are filled into, and another template in its place."""
    areas = facts.areas(page.store, page.day)
    used = {row["province"] for row in areas}
    names = {row["code"]: name(row, page.lang) for row in facts.provinces(page.store, page.day) if row["code"] in used}
    here = next((row["province"] for row in areas if row["code"] == page.selection.focus), None)
    province = choose_one(
        page, page.t("filter.province"), list(names), words=names.__getitem__, key="template-province", begins=here
    )
    if province is not None:
        for form in TemplateForm:
            _one(page, province, form)


def _one(page: Page, province: str, form: TemplateForm) -> None:
    rows = facts.office_templates(page.store)
    row = next((row for row in rows if row["province"] == province and row["form"] == form), None)
    own = row if row and row["sha256"] else None
    draw(page, "office_template.html", form=form, row=own, placeholders=_PLACEHOLDERS)
    key = f"template-{province}-{form}"
    suffix, media_type = SUFFIXES[form], TYPES[form]
    ours = partial(office_template.ours, form)
    st.download_button(
        page.t("templates.ours"), ours, f"ecodash-{form}{suffix}", media_type, on_click="ignore", key=f"{key}-ours"
    )
    if own is not None and row is not None:
        _current(page, row, key)
    file = st.file_uploader(page.t("templates.file", suffix=suffix), key=f"{form_key(key)}-file")
    if file is not None:
        _brought(page, file, row, {"province": province, "form": form}, key)


def _current(page: Page, row: dict[str, Any], key: str) -> None:
    """The template in use, to take along, and the way back to the program's own."""
    with recording_problems(page):
        data, media_type = stores.vault(page.store.is_demo).get(row["sha256"])
        st.download_button(
            page.t("templates.current"), data, row["file_name"], media_type, on_click="ignore", key=f"{key}-current"
        )
    wanted = st.button(page.t("templates.back"), key=f"{key}-back")
    if wanted and recorded(page, [recording.revised("office_template", row, **_NO_FILE)], stale=_STALE):
        done(page, "templates.taken_back")


def _brought(page: Page, file: Any, row: dict[str, Any] | None, place: dict[str, str], key: str) -> None:
    """A file that was brought: why it cannot be a template, or a document made with it and the button to use it."""
    form, data = TemplateForm(place["form"]), file.getvalue()
    try:
        tried = _tried_out(page, data, form)
    except Problem as problem:
        st.error(page.t("templates.not_taken", name=file.name, why=problem.sentence(page.lang)))
        return
    st.success(page.t("templates.fits", name=file.name))
    st.download_button(
        page.t("templates.preview"), tried.body, tried.name, tried.media_type, on_click="ignore", key=f"{key}-preview"
    )
    if not st.button(page.t("templates.use"), type="primary", key=f"{key}-use"):
        return
    seen = NOTHING_SEEN if row is None else row["rev"]
    if not may_be_recorded(page, [Entry("office_template", {**place, **_NO_FILE}, seen=seen)], _STALE):
        return
    with recording_problems(page):
        stored = stores.vault(page.store.is_demo).put_template(data, file.name, form)
        told = {column: getattr(stored, column) for column in _NO_FILE}
        if recorded(page, [Entry("office_template", {**place, **told}, seen=seen)], stale=_STALE):
            let_go([file])
            begin_anew(page, key)
            done(page, "templates.taken", name=stored.file_name)


def _tried_out(page: Page, data: bytes, form: TemplateForm) -> making.Document:
    """A document made with the file, once for each file; TemplateProblem where none can be."""
    key = f"template-tried-{hashlib.sha256(data).hexdigest()}-{form}-{page.lang}"
    if key not in st.session_state:
        office_template.check(data, form)
        try:
            made = making.tried_out(page.store, page.selection, addresses()[0], form, data)
        except Problem:
            raise
        except Exception as error:
            # The libraries raise what they like where a template is put together wrongly.
            raise TemplateProblem("does_not_open") from error
        for old in [each for each in st.session_state if str(each).startswith("template-tried-")]:
            del st.session_state[old]
        st.session_state[key] = made
    made = st.session_state[key]
    assert isinstance(made, making.Document)
    return made
