"""Evidence taken back by secretaries: out of sight at once, its content later and by another of them."""

from typing import Any

import streamlit as st

from ecodash import recording, stores
from ecodash.domain.dates import short_date
from ecodash.language.text import told
from ecodash.maintenance.removal import remove_withdrawn
from ecodash.recording.withdrawal import WAIT, removable_on
from ecodash.ui.desk.frame import done, recorded
from ecodash.ui.draw import draw
from ecodash.ui.page import Page
from ecodash.ui.select_boxes import choose_one, is_chosen


def withdrawal_forms(page: Page) -> None:
    """Withdraw a piece; put one back; remove the content of one whose time has come."""
    rows = page.store.ask("latest_revisions", kind="evidence", keys=None)
    waiting = [row for row in rows if row["withdrawn_on"] and not row["removed_on"]]
    draw(page, "withdrawn.html", rows=waiting, days=WAIT.days, removable_on=removable_on)
    _withdraw(page, [row for row in rows if row["sha256"] and not row["withdrawn_on"]])
    if waiting:
        _decide(page, waiting)


def _withdraw(page: Page, rows: list[dict[str, Any]]) -> None:
    t = page.t
    with st.expander(t("withdrawal.withdraw")), st.form("evidence-withdraw", border=False):
        row = _chosen(page, rows, "evidence-withdraw-code")
        wanted = st.form_submit_button(t("withdrawal.withdraw"))
    if wanted and is_chosen(page, t("withdrawal.which"), row) and row:
        marks = {"withdrawn_on": page.store.today(), "withdrawn_by": page.principal.who}
        if recorded(page, [recording.revised("evidence", row, **marks)]):
            done(page, "withdrawal.withdrawn", title=told(row, page.lang, "title"))


def _decide(page: Page, waiting: list[dict[str, Any]]) -> None:
    t = page.t
    with st.form("evidence-decide", border=True):
        row = _chosen(page, waiting, "evidence-decide-code")
        removed = st.form_submit_button(t("withdrawal.remove"))
        put_back = st.form_submit_button(t("withdrawal.put_back"))
    if not ((put_back or removed) and is_chosen(page, t("withdrawal.which"), row) and row):
        return
    if put_back:
        if recorded(page, [recording.revised("evidence", row, withdrawn_on=None, withdrawn_by=None)]):
            done(page, "withdrawal.is_back", title=told(row, page.lang, "title"))
    elif recorded(page, [recording.revised("evidence", row, removed_on=page.store.today())]):
        remove_withdrawn(page.store, stores.vault(page.store.is_demo))
        done(page, "withdrawal.removed", title=told(row, page.lang, "title"))


def _chosen(page: Page, rows: list[dict[str, Any]], key: str) -> dict[str, Any] | None:
    found = {row["code"]: row for row in rows}

    def words(code: str) -> str:
        row = found[code]
        day = short_date(row["evidence_on"], page.lang) if row["evidence_on"] else "-"
        return f"{told(row, page.lang, 'title')} · {day} · {code}"

    code = choose_one(page, page.t("withdrawal.which"), list(found), words=words, key=key)
    return found[code] if code else None
