"""Who may enter: officers with their passwords, and the passphrase that readers may be asked for."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from ecodash import stores
from ecodash.access import feed_keys
from ecodash.access.officers import Officer
from ecodash.access.password_changes import CODE_HOURS, give_code
from ecodash.access.passwords import LEAST_LETTERS
from ecodash.access.roles import check_may_manage
from ecodash.access.withdrawn_names import withdrawn_names
from ecodash.domain.vocabulary import Role
from ecodash.language.text import name
from ecodash.store.kept_back import KeptBack
from ecodash.ui.desk.fields import side_by_side
from ecodash.ui.desk.frame import begin_anew, done, form_key, recording_problems
from ecodash.ui.draw import draw
from ecodash.ui.page import Page
from ecodash.ui.select_boxes import choose_one, is_chosen

_ROLES = (Role.OFFICER, Role.SECRETARY)


def officer_forms(page: Page) -> None:
    """Everybody who can sign in; add one, change one, help one who forgot the password, remove one."""
    people = stores.people()
    officers = {officer.name: officer for officer in people.officers()}
    kept_back = KeptBack(withdrawn_names(people))
    events = [
        replace(event, who=kept_back.in_value(event.who), about=kept_back.in_value(event.about))
        for event in people.events(12)
    ]
    draw(page, "officers.html", officers=list(officers.values()), events=events)
    _add(page)
    _change(page, officers)
    _give_code(page, list(officers))
    others = [name for name in officers if name != page.principal.who]
    if others:
        _remove(page, others)


def _add(page: Page) -> None:
    t = page.t
    with st.form(form_key("officer"), border=True):
        st.markdown(f"**{t('people.add')}**")
        with side_by_side():
            name = st.text_input(t("entry.shown_name"), max_chars=80)
            login = st.text_input(t("entry.login_apart"), max_chars=80)
            role = st.selectbox(t("people.role"), _ROLES, format_func=lambda role: t(f"role.{role}"))
            password = st.text_input(
                t("entry.new_password", least=LEAST_LETTERS),
                type="password",
                max_chars=200,
                autocomplete="new-password",
            )
            email = st.text_input(t("people.email"), max_chars=200)
        wanted = st.form_submit_button(t("people.add"), type="primary")
    if wanted:
        with recording_problems(page):
            check_may_manage(page.principal)
            stores.people().add(name, role, password, page.principal.who, email.strip() or None, login, is_new=True)
            begin_anew(page, "officer")
            done(page, "people.added", name=" ".join(name.split()))


def _change(page: Page, officers: Mapping[str, Officer]) -> None:
    """Another role, address or name to sign in by of somebody who is there already."""
    t = page.t
    with st.expander(t("people.change")):
        name = choose_one(page, t("people.who"), list(officers), key="officer-change-name")
        if name is None:
            return
        with st.form(f"officer-change-{name}", border=False):
            with side_by_side():
                role = st.selectbox(
                    t("people.role"),
                    _ROLES,
                    index=_ROLES.index(officers[name].role),
                    format_func=lambda role: t(f"role.{role}"),
                    key=f"officer-role-{name}",
                )
                email = st.text_input(
                    t("people.email"), officers[name].email or "", max_chars=200, key=f"officer-email-{name}"
                )
                login = st.text_input(t("entry.name"), officers[name].login, max_chars=80, key=f"officer-login-{name}")
            wanted = st.form_submit_button(t("people.change"))
    if wanted:
        with recording_problems(page):
            check_may_manage(page.principal)
            stores.people().change(name, role, email.strip() or None, login, page.principal.who)
            done(page, "people.changed", name=name)


def _give_code(page: Page, names: list[str]) -> None:
    """A one-time code for somebody who forgot the password, shown once; nobody learns the password."""
    t = page.t
    with st.expander(t("people.forgot")), st.form("officer-code", border=False):
        name = choose_one(page, t("people.who"), names, key="officer-code-name")
        wanted = st.form_submit_button(t("people.give_code"))
        if wanted and is_chosen(page, t("people.who"), name):
            with recording_problems(page):
                check_may_manage(page.principal)
                code = give_code(stores.people(), name)
                st.success(t("people.code_given", name=name, hours=CODE_HOURS))
                st.code(code, language=None)


def _remove(page: Page, others: list[str]) -> None:
    t = page.t
    with st.form("officer-remove", border=True):
        name = choose_one(page, t("people.remove"), others, key="officer-remove-name")
        removed = st.form_submit_button(t("people.remove"))
        ended = st.form_submit_button(t("people.end_sessions"))
    if (removed or ended) and is_chosen(page, t("people.who"), name):
        with recording_problems(page):
            check_may_manage(page.principal)
            if removed:
                stores.people().remove(name, page.principal.who)
                done(page, "people.removed", name=name)
            stores.people().sign_out_everywhere(name, page.principal.who)
            done(page, "people.sessions_ended", name=name)


def passphrase_form(page: Page) -> None:
    """Whether readers are asked for a passphrase."""
    t = page.t
    is_on = stores.people().has_passphrase()
    draw(page, "passphrase.html", is_on=is_on)
    with st.form("passphrase", border=True):
        words = st.text_input(t("people.passphrase", least=LEAST_LETTERS), type="password", autocomplete="new-password")
        switched_on = st.form_submit_button(t("people.passphrase_set"))
        switched_off = st.form_submit_button(t("people.passphrase_off")) if is_on else False
    if switched_on or switched_off:
        with recording_problems(page):
            check_may_manage(page.principal)
            stores.people().set_passphrase(words if switched_on else None, page.principal.who)
            done(page, "people.passphrase_on_done" if switched_on else "people.passphrase_off_done")
    if is_on:
        _withdraw_feeds(page)


def _withdraw_feeds(page: Page) -> None:
    """End the addresses by which calendars and feed readers read past the passphrase."""
    t = page.t
    everybody = ""
    rows = (*page.agencies().values(), *page.bodies().values())
    names = {everybody: t("people.feeds_of_all"), **{row["code"]: name(row, page.lang) for row in rows}}
    with st.form("feeds", border=True):
        st.markdown(f"**{t('people.feeds')}**")
        st.caption(t("people.feeds_line"))
        whose = choose_one(page, t("people.feeds_whose"), list(names), words=names.__getitem__, key="feeds-whose")
        wanted = st.form_submit_button(t("people.feeds_withdraw"))
    if wanted and is_chosen(page, t("people.feeds_whose"), whose):
        with recording_problems(page):
            check_may_manage(page.principal)
            feed_keys.withdraw(stores.people(), whose, page.principal.who)
            done(page, "people.feeds_withdrawn", whose=names[whose])
