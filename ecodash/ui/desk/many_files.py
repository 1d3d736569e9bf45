"""Several files of evidence at once, each for the item that its name speaks of."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from ecodash import recording, stores
from ecodash.domain.vocabulary import Visibility
from ecodash.evidence.many_files import MOST_FILES, item_in, unpacked
from ecodash.evidence.problem import FileProblem
from ecodash.evidence.vault import clean_name
from ecodash.recording import Entry
from ecodash.ui.desk.choices import item_choices
from ecodash.ui.desk.evidence_files import let_go
from ecodash.ui.desk.fields import Answers
from ecodash.ui.desk.frame import begin_anew, done, form_key, recorded, recording_problems
from ecodash.ui.desk.values import literal
from ecodash.ui.page import Page
from ecodash.ui.select_boxes import choose_one

_FORM = "bulk-files"
_AT_ONCE = 5


def attach_many(page: Page, area: str) -> None:
    """Files or one zip, the item of each to be confirmed, kept and recorded as one change."""
    t = page.t
    key = form_key(f"{_FORM}-{area}")
    uploads = st.file_uploader(
        t("bulk.files_choose", most=_AT_ONCE, zipped=MOST_FILES), accept_multiple_files=True, key=f"{key}-box"
    )
    if not uploads:
        st.caption(t("bulk.files_names"))
        return
    files = _unpacked(page, uploads)
    if not files:
        return
    items = item_choices(page, page.selection.framework)
    with st.form(f"{key}-form", border=True):
        answers = Answers(page, key)
        chosen = [_item_of(page, items, name, data, f"{key}-{number}") for number, (name, data) in enumerate(files)]
        without = [clean_name(name) for (name, _), item in zip(files, chosen, strict=True) if item is None]
        if without:
            answers.problems.append(t("bulk.no_item", names=", ".join(without)))
        day = answers.day("evidence_on", page.store.today(), optional=True)
        public = st.checkbox(t("record.files_public"), key=f"{key}-public")
        wanted = st.form_submit_button(t("bulk.attach", count=len(files)), type="primary")
    if not wanted or not answers.are_good():
        return
    about = {"area": area, "framework": page.selection.framework, "evidence_on": day, "effective_on": day}
    about["visibility"] = Visibility.PUBLIC if public else Visibility.INTERNAL
    with recording_problems(page):
        entries = [
            _entry(page, name, data, {**about, "item": item}) for (name, data), item in zip(files, chosen, strict=True)
        ]
        if recorded(page, entries):
            let_go(uploads)
            begin_anew(page, f"{_FORM}-{area}")
            done(page, "bulk.attached", count=len(entries))


def _unpacked(page: Page, uploads: Sequence[Any]) -> list[tuple[str, bytes]]:
    """Name and content of every file; none, which is said, when one of them cannot be taken."""
    try:
        return [found for upload in uploads for found in unpacked(upload.getvalue(), upload.name)]
    except FileProblem as problem:
        st.error(problem.sentence(page.lang))
        return []


def _item_of(page: Page, items: Mapping[str, str], name: str, data: bytes, key: str) -> str | None:
    """The item that a file is for, as its name says it or as chosen; another file of that name is asked about anew."""
    found: str | None = choose_one(
        page,
        literal(clean_name(name)),
        list(items),
        begins=item_in(name, items),
        words=items.__getitem__,
        key=f"{key}-{hashlib.sha256(data).hexdigest()[:12]}",
    )
    return found


def _entry(page: Page, name: str, data: bytes, about: dict[str, Any]) -> Entry:
    """One file, kept before it is named; the same file for the same item is one piece of evidence."""
    stored = stores.vault(page.store.is_demo).put(data, name)
    where = hashlib.sha256(repr((about["area"], about["framework"], about["item"])).encode()).hexdigest()[:6]
    row = {
        "code": f"ev-{stored.sha256[:12]}-{where}",
        "title": stored.file_name,
        "sha256": stored.sha256,
        "media_type": stored.media_type,
        "size_bytes": stored.size_bytes,
        "file_name": stored.file_name,
        **about,
    }
    return recording.Entry("evidence", row)
