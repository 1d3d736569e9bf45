"""Links for agencies: made for one agency, told once, with an end date, withdrawn at any time."""

import secrets
from datetime import timedelta
from typing import Any

import segno
import streamlit as st

from ecodash import facts, identity, recording
from ecodash.domain.dates import short_date
from ecodash.language.text import name
from ecodash.ui.address import addresses
from ecodash.ui.desk.fields import side_by_side
from ecodash.ui.desk.frame import done, recorded
from ecodash.ui.draw import draw
from ecodash.ui.page import Page
from ecodash.ui.select_boxes import choose_one, is_chosen

_NEW = "agency-link-new"
_DAYS = 180


def agency_link_forms(page: Page) -> None:
    """Make a link, show it once with its QR code, list all links, withdraw one."""
    links = facts.agency_links(page.store)
    today = page.store.today()
    draw(page, "agency_links.html", rows=links, is_open=lambda row: identity.is_open(row, today))
    _show_new(page)
    _make(page)
    _withdraw(page, [row for row in links if identity.is_open(row, today)])


def _make(page: Page) -> None:
    t = page.t
    names = {row["code"]: name(row, page.lang) for row in page.agencies().values()}
    with st.form("agency-link", border=True):
        st.markdown(f"**{t('links.make')}**")
        with side_by_side():
            agency = choose_one(page, t("links.agency"), list(names), words=names.__getitem__, key="link-agency")
            days = st.selectbox(
                t("links.lasts"), (30, 90, _DAYS, 365), index=2, format_func=lambda n: t("links.days", days=n)
            )
            note = st.text_input(t("links.note"), max_chars=200)
        wanted = st.form_submit_button(t("links.make"), type="primary")
    if wanted and agency is None:
        st.error(t("links.choose_agency"))
    elif wanted:
        code = f"{agency}-{secrets.token_hex(3)}"
        token = identity.link_token(code)
        row = {
            "code": code,
            "agency": agency,
            "token_sha256": identity.token_hash(token),
            "ends_on": page.store.today() + timedelta(days=days),
            "note": note.strip() or None,
        }
        if recorded(page, [recording.Entry("agency_link", row)]):
            st.session_state[_NEW] = (row["code"], agency, token, row["ends_on"])
            st.rerun()


def _show_new(page: Page) -> None:
    """The link that was just made. Only its hash is kept; from here on it is told by the agency's letter alone."""
    made = st.session_state.get(_NEW)
    if made is None:
        return
    code, agency, token, ends_on = made
    url = f"{addresses()[0]}/auth/link/{token}" + ("?demo=1" if page.store.is_demo else "")
    picture = segno.make(url, error="m", micro=False).svg_data_uri(scale=6, border=4)
    draw(page, "agency_link_new.html", url=url, picture=picture, agency=agency, code=code, ends_on=ends_on)
    if st.button(page.t("links.hide")):
        del st.session_state[_NEW]
        st.rerun()


def _withdraw(page: Page, links: list[dict[str, Any]]) -> None:
    if not links:
        return
    t = page.t
    labels = {row["code"]: _label(page, row) for row in links}
    with st.form("agency-link-withdraw", border=True):
        code = choose_one(page, t("links.withdraw"), list(labels), words=labels.__getitem__, key="link-withdraw")
        wanted = st.form_submit_button(t("links.withdraw"))
    if wanted and is_chosen(page, t("links.title"), code):
        standing = next(row for row in links if row["code"] == code)
        if recorded(page, [recording.revised("agency_link", standing, withdrawn_on=page.store.today())]):
            done(page, "links.withdrawn", code=code)


def _label(page: Page, row: dict[str, Any]) -> str:
    agency = name(page.agencies().get(row["agency"], {}), page.lang) or row["agency"]
    ends = short_date(row["ends_on"], page.lang) if row["ends_on"] else "-"
    return f"{agency} · {row['code']} · {page.t('links.until', day=ends)}"
