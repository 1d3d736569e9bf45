"""Personal data: whom to ask, as the page about them says, and whose name is to be seen no more."""

import streamlit as st

from ecodash import stores
from ecodash.access.privacy import LONGEST, contact, set_contact
from ecodash.access.roles import check_may_manage
from ecodash.access.withdrawn_names import LONGEST as LONGEST_NAME
from ecodash.access.withdrawn_names import show_name_again, withdraw_name, withdrawn_names
from ecodash.ui.desk.frame import done, recording_problems
from ecodash.ui.page import Page
from ecodash.ui.select_boxes import choose_one


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


def name_forms(page: Page) -> None:
    """Take somebody's name out of view, or show one again."""
    t = page.t
    names = withdrawn_names(stores.people())
    again, shown = None, False
    with st.expander(t("kept_back.title")):
        st.caption(t("kept_back.line"))
        with st.form("name-out", border=False, clear_on_submit=True):
            written = st.text_input(t("kept_back.name"), max_chars=LONGEST_NAME)
            wanted = st.form_submit_button(t("kept_back.take"))
        if names:
            with st.form("name-in", border=False):
                again = choose_one(page, t("kept_back.shown"), names, key="name-in")
                shown = st.form_submit_button(t("kept_back.again"))
    if wanted:
        with recording_problems(page):
            check_may_manage(page.principal)
            withdraw_name(stores.people(), written, page.principal.who)
            stores.keep_names_back()
            done(page, "kept_back.taken")
    if shown and again:
        with recording_problems(page):
            check_may_manage(page.principal)
            show_name_again(stores.people(), again, page.principal.who)
            stores.keep_names_back()
            done(page, "kept_back.done_again")
