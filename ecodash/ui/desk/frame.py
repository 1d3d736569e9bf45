"""What all screens of the desk share: who may be here, their head, and what a failed recording says."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import NoReturn
from urllib.parse import urlencode

import streamlit as st

from ecodash import facts, recording
from ecodash.domain.vocabulary import AssignmentStatus, Means
from ecodash.facts.health import Finding
from ecodash.language.problem import Problem
from ecodash.recording import Entry
from ecodash.ui.desk.drafts import forget_draft, tell_recorded
from ecodash.ui.draw import draw, page
from ecodash.ui.page import Page, record_link
from ecodash.ui.signed_in import has_provider

_SAID = "desk-said"
_MENDED_IN = {
    "pass_without_evidence": "evidence",
    "gap_without_owner": "assignment",
    "date_gone_by": "assignment",
    "met_but_open": "assignment",
}
# Findings about an assignment that is there.
_OF_ASSIGNMENTS = ("date_gone_by", "met_but_open")
_RECORDED = "desk-recorded"


class Closed(Exception):
    """The screen is not for whoever sits before it, and has said so."""


def officer_page(title: str, lead: str = "") -> Page:
    """The page of an officer under its head; anybody else is shown where to sign in, and nothing more."""
    here = page()
    if not here.principal.is_officer:
        _closed(here)
    waiting = len(facts.reports_waiting(here.store))
    draw(here, "desk_head.html", title=here.t(title), lead=here.t(lead) if lead else "", waiting=waiting)
    said(here)
    return here


def _closed(here: Page) -> NoReturn:
    draw(here, "sign_in.html", own_query=("?" + urlencode(here.own)) if here.own else "")
    if has_provider() and st.button(here.t("desk.sign_in_provider")):
        st.login()
    raise Closed


def done(here: Page, words: str, **values: object) -> None:
    """Begin the screen anew with what was just recorded, and say so on top of it."""
    st.session_state.setdefault(_SAID, []).insert(0, here.t(words, **values))
    st.rerun()


def say(here: Page, words: str, **values: object) -> None:
    """Keep a sentence for the run that follows; what is done stands before it."""
    st.session_state.setdefault(_SAID, []).append(here.t(words, **values))


def said(here: Page) -> None:
    """Show what the run before kept to be said, and let go of the drafts of what it recorded."""
    tell_recorded(here)
    if sentences := st.session_state.pop(_SAID, []):
        st.success("\n\n".join(sentences))


@contextmanager
def recording_problems(here: Page) -> Iterator[None]:
    """Show why something was not recorded, in place of a failure."""
    try:
        yield
    except Problem as problem:
        st.error(problem.sentence(here.lang))


def recorded(
    here: Page, entries: Iterable[Entry], means: Means = Means.EDIT, stale: str = "record.stale_plain"
) -> bool:
    """Record, or show why it was not; ``stale`` are the words for somebody having been quicker."""
    return _done_or_told(here, partial(recording.record, here.store, here.principal, entries, means), stale)


def may_be_recorded(here: Page, entries: Iterable[Entry], stale: str) -> bool:
    """Whether ``recorded`` would record, before files are kept for it; if not, it is shown why."""
    return _done_or_told(here, partial(recording.check, here.store, here.principal, entries), stale)


def _done_or_told(here: Page, act: Callable[[], object], stale: str) -> bool:
    with recording_problems(here):
        try:
            act()
        except recording.Stale:
            st.error(here.t(stale))
            return False
        return True
    return False


def form_key(form: str) -> str:
    """What the fields of a form are kept under: the same until the form itself is recorded, whatever else is."""
    return f"{form}-{st.session_state.get(f'{_RECORDED}-{form}', 0)}"


def begin_anew(here: Page, form: str) -> None:
    """The form was recorded: its fields begin empty again, and those of every other form stay."""
    forget_draft(here, form)
    st.session_state[f"{_RECORDED}-{form}"] = st.session_state.get(f"{_RECORDED}-{form}", 0) + 1


def fix_link(here: Page, finding: Finding) -> str:
    """Where an officer mends what a finding is about: the very row, or a new one where one is missing."""
    if finding.row:
        return record_link(here, *finding.row)
    where = dict(finding.where)
    kind = _MENDED_IN.get(finding.check)
    if kind is None or "item" not in where:
        return here.where_link(finding.screen, finding.where)
    place = {
        "area": where["area"],
        "item": where["item"],
        "framework": where.get("framework", here.selection.framework),
    }
    key = _assignment_due_first(here, place) if finding.check in _OF_ASSIGNMENTS else None
    return record_link(here, kind, key, **place)


def _assignment_due_first(here: Page, place: Mapping[str, str]) -> str | None:
    """The key of the open assignment of an item that is due first."""
    rows = [
        row
        for row in here.store.ask("latest_revisions", kind="assignment", keys=None)
        if all(row[column] == value for column, value in place.items()) and row["status"] == AssignmentStatus.OPEN
    ]
    return min(rows, key=lambda row: row["due_on"] or date.max)["key"] if rows else None
