"""The second step at sign-in: set up with a phone by whoever wants it, dropped with a number, reset for others."""

import segno
import streamlit as st

from ecodash import stores
from ecodash.access.roles import check_may_manage
from ecodash.access.second_factor import address_for_phone, new_secret
from ecodash.ui.desk.frame import done, recording_problems
from ecodash.ui.draw import draw
from ecodash.ui.page import Page
from ecodash.ui.select_boxes import choose_one, is_chosen

_SECRET, _CODES = "second-step-secret", "second-step-codes"
_LONGEST = 20


def second_step_forms(page: Page) -> None:
    """One's own second step, and that of a colleague who lost the phone."""
    people, who = stores.people(), page.principal.who
    step = people.second_step(who)
    draw(page, "second_step.html", step=step)
    _show_codes(page)
    if step:
        _drop(page)
    else:
        _set_up(page)
    others = [name for name in people.with_second_step() if name != who]
    if others:
        _reset(page, others)


def _set_up(page: Page) -> None:
    t, who = page.t, page.principal.who
    if _SECRET not in st.session_state:
        if st.button(t("second.begin")):
            st.session_state[_SECRET] = new_secret()
            st.rerun()
        return
    secret = st.session_state[_SECRET]
    picture = segno.make(address_for_phone(secret, who), error="m", micro=False).svg_data_uri(scale=6, border=4)
    draw(page, "second_step_new.html", picture=picture, secret=secret)
    with st.form("second-step", border=True):
        number = st.text_input(t("second.number"), max_chars=_LONGEST, autocomplete="one-time-code")
        wanted = st.form_submit_button(t("second.set"), type="primary")
    if wanted:
        with recording_problems(page):
            check_may_manage(page.principal)
            st.session_state[_CODES] = stores.people().set_second_step(who, secret, number)
            del st.session_state[_SECRET]
            st.rerun()


def _show_codes(page: Page) -> None:
    """The recovery codes, told once."""
    codes = st.session_state.get(_CODES)
    if codes:
        st.success(page.t("second.codes"))
        st.code("\n".join(codes), language=None)
        if st.button(page.t("second.hide")):
            del st.session_state[_CODES]
            st.rerun()


def _drop(page: Page) -> None:
    t, who = page.t, page.principal.who
    with st.expander(t("second.drop")), st.form("second-step-drop", border=False):
        number = st.text_input(t("second.number_or_code"), max_chars=_LONGEST, autocomplete="one-time-code")
        wanted = st.form_submit_button(t("second.drop"))
    if wanted:
        with recording_problems(page):
            check_may_manage(page.principal)
            stores.people().check_number(who, number)
            stores.people().drop_second_step(who, who)
            done(page, "second.dropped", name=who)


def _reset(page: Page, others: list[str]) -> None:
    t = page.t
    with st.expander(t("second.reset")), st.form("second-step-reset", border=False):
        name = choose_one(page, t("people.who"), others, key="second-step-name")
        wanted = st.form_submit_button(t("second.reset"))
    if wanted and is_chosen(page, t("people.who"), name):
        with recording_problems(page):
            check_may_manage(page.principal)
            stores.people().drop_second_step(name, page.principal.who)
            done(page, "second.dropped", name=name)
