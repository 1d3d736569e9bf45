"""Whom to ask about personal data, as the page about them says."""

import streamlit as st

from ecodash import stores
from ecodash.access.privacy import LONGEST, contact, set_contact
from ecodash.access.roles import check_may_manage
from ecodash.ui.desk.frame import done, recording_problems
from ecodash.ui.page import Page


def privacy_form(page: Page) -> None:
    """An office and how to reach it."""
    t = page.t
    with st.expander(t("people.contact")), st.form("privacy-contact", border=False):
        st.caption(t("people.contact_line"))
        told = st.text_input(
            t("people.contact"),
            contact(stores.people()) or "",
            max_chars=LONGEST,
            placeholder=t("people.contact_like"),
            label_visibility="collapsed",
        )
        wanted = st.form_submit_button(t("people.contact_set"))
    if wanted:
        with recording_problems(page):
            check_may_manage(page.principal)
            set_contact(stores.people(), told, page.principal.who)
            done(page, "people.contact_done")
