"""Files of evidence: put into the vault, and the rows that name them."""

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ecodash import stores
from ecodash.domain.vocabulary import Visibility
from ecodash.evidence.problem import FileProblem, FileProblems
from ecodash.recording import NOTHING_SEEN, Entry
from ecodash.ui.page import Page

_MOST = 5


def file_box(page: Page, key: str, several: bool = True) -> Sequence[Any]:
    """Pictures or PDF files to attach.

    The box takes any file: one that it dropped by itself would be missing from what is sent without a word of ours.
    What is no evidence is refused when it is put into the vault.
    """
    if several:
        return st.file_uploader(page.t("files.attach", most=_MOST), accept_multiple_files=True, key=f"{key}-files")
    file = st.file_uploader(page.t("files.attach_one"), key=f"{key}-files")
    return [file] if file else []


def attached(
    page: Page,
    files: Sequence[Any],
    *,
    visibility: Visibility,
    evidence_on: date | None,
    title: str | None = None,
    **about: str | None,
) -> list[Entry]:
    """The rows of evidence for some uploaded files, kept before they are named; FileProblem tells all that are bad."""
    # The same file for the same thing is one piece of evidence, however often its form is sent.
    about_whom = hashlib.sha256(repr(sorted(about.items())).encode()).hexdigest()[:6]
    if len(files) > _MOST:
        raise FileProblem("too_many", most=_MOST, count=len(files))
    entries = []
    for stored in _all_kept(page, files):
        row = {
            "code": f"ev-{stored['sha256'][:12]}-{about_whom}",
            "title": title or stored["file_name"],
            "evidence_on": evidence_on,
            "visibility": visibility,
            "effective_on": evidence_on,
            **stored,
            **about,
        }
        entries.append(Entry("evidence", row, seen=NOTHING_SEEN if page.principal.agency else None))
    return entries


def _all_kept(page: Page, files: Sequence[Any]) -> list[dict[str, Any]]:
    found, problems = [], []
    for file in files:
        try:
            found.append(kept(page, file))
        except FileProblem as problem:
            problems.append(problem)
    if problems:
        raise FileProblems(problems)
    return found


def announced(page: Page, files: Sequence[Any], **about: Any) -> list[Entry]:
    """Rows of evidence as they will be, for files that are not kept yet: to ask whether they may be recorded."""
    return [
        Entry("evidence", {"code": f"announced-{n}", "title": file.name, **about}, seen=NOTHING_SEEN)
        for n, file in enumerate(files[:_MOST])
    ]


def let_go(files: Sequence[Any]) -> None:
    """Forget files that were recorded; else Streamlit holds them in memory as long as the page is open."""
    context = get_script_run_ctx()
    if context is not None:
        manager: Any = context.uploaded_file_mgr
        for file in files:
            manager.remove_file(context.session_id, file.file_id)


def kept(page: Page, file: Any) -> dict[str, Any]:
    """Put one file into the vault; the columns that say which."""
    stored = stores.vault(page.store.is_demo).put(file.getvalue(), file.name)
    return {
        "sha256": stored.sha256,
        "media_type": stored.media_type,
        "size_bytes": stored.size_bytes,
        "file_name": stored.file_name,
    }
