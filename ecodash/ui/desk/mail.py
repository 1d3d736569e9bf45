"""E-mail at the desk: a server, if a secretary sets one up; the reminder that is there for LINE, sent to an agency."""

from collections.abc import Mapping

import streamlit as st

from ecodash import facts, stores
from ecodash.access.roles import check_may_manage, check_may_record
from ecodash.facts.loads import AgencyLoad
from ecodash.language.text import name
from ecodash.mail import settings
from ecodash.mail.sending import Letter, send
from ecodash.mail.settings import Security, Server
from ecodash.ui.address import addresses
from ecodash.ui.desk.fields import side_by_side
from ecodash.ui.desk.frame import done, recording_problems
from ecodash.ui.desk.values import literal
from ecodash.ui.draw import draw
from ecodash.ui.line_text import line_text
from ecodash.ui.page import Page
from ecodash.ui.select_boxes import choose_one, choose_several

_PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}


def mail_forms(page: Page) -> None:
    """Set a server up, try it, forget it; where every agency is written to. The demonstration sends nothing."""
    if page.store.is_demo:
        return
    t, kept = page.t, settings.server(stores.people())
    draw(page, "mail.html", kept=kept)
    with st.expander(t("mail.server")):
        _server_form(page, kept)
        if kept:
            _try_form(page, kept)
    if kept:
        with st.expander(t("mail.addresses")):
            _address_form(page)


def _server_form(page: Page, kept: Server | None) -> None:
    t = page.t
    with st.form("mail-server", border=False):
        with side_by_side():
            host = st.text_input(t("mail.host"), kept.host if kept else "", max_chars=253).strip()
            security = st.selectbox(
                t("mail.security"),
                list(Security),
                index=list(Security).index(kept.security) if kept else 0,
                format_func=lambda each: t(f"mail.security_{each}"),
            )
            port = st.number_input(t("mail.port"), 0, 65535, kept.port if kept else 0)
            sender = st.text_input(t("mail.sender"), kept.sender if kept else "", max_chars=254).strip()
            user = st.text_input(t("mail.user"), kept.user if kept else "", max_chars=254, autocomplete="off").strip()
            label = "mail.password_kept" if kept and kept.password else "mail.password"
            password = st.text_input(t(label), type="password", max_chars=500, autocomplete="new-password")
        saved = st.form_submit_button(t("mail.save"), type="primary")
        dropped = st.form_submit_button(t("mail.forget")) if kept else False
    if not (saved or dropped):
        return
    missing = [label for label, typed in ((t("mail.host"), host), (t("mail.sender"), sender)) if not typed]
    if saved and missing:
        st.error("\n\n".join(t("field.missing", label=label) for label in missing))
        return
    with recording_problems(page):
        check_may_manage(page.principal)
        if dropped:
            settings.forget_server(stores.people(), page.principal.who)
            done(page, "mail.forgotten")
        way = security or Security.STARTTLS
        told = Server(host, int(port) or _PORTS[way], way, sender, user, password)
        settings.set_server(stores.people(), told, page.principal.who)
        done(page, "mail.saved")


def _try_form(page: Page, kept: Server) -> None:
    t = page.t
    with st.form("mail-try", border=False):
        to = st.text_input(t("mail.try_to"), kept.sender, max_chars=254)
        wanted = st.form_submit_button(t("mail.try"))
    if wanted:
        with recording_problems(page), st.spinner(t("mail.sending")):
            check_may_manage(page.principal)
            letter = Letter(settings.checked_address(to), t("mail.try_subject"), t("mail.try_text"))
            if problem := send(kept, [letter])[letter]:
                raise problem
            st.success(t("mail.tried", to=letter.to))


def _address_form(page: Page) -> None:
    t, known = page.t, settings.addresses(stores.people())
    names = {code: name(row, page.lang) for code, row in page.agencies().items()}
    for code, address in known.items():
        st.text(f"{names.get(code, code)} · {address}")
    with st.form("mail-address", border=False):
        with side_by_side():
            agency = choose_one(page, t("links.agency"), list(names), words=names.__getitem__, key="mail-agency")
            address = st.text_input(t("mail.address"), max_chars=254, placeholder=t("mail.address_none"))
        wanted = st.form_submit_button(t("mail.save_address"))
    if wanted and agency is None:
        st.error(t("links.choose_agency"))
    elif wanted:
        with recording_problems(page):
            check_may_manage(page.principal)
            settings.set_address(stores.people(), agency, address, page.principal.who)
            done(page, "mail.address_saved", agency=names[agency])


def reminder_form(page: Page) -> None:
    """Send agencies what they owe, in the words that are there for LINE; nothing where no server was set up."""
    kept = None if page.store.is_demo else settings.server(stores.people())
    if kept is None:
        return
    t, known = page.t, settings.addresses(stores.people())
    loads = {
        load.agency["code"]: load
        for load in facts.agency_loads(page.store, page.selection)
        if load.count and load.agency["code"] in known
    }
    with st.expander(t("mail.remind", count=len(loads))):
        if not loads:
            st.caption(t("mail.nobody"))
            return
        with st.form("mail-remind", border=False):
            names = {code: f"{name(load.agency, page.lang)} · {known[code]}" for code, load in loads.items()}
            chosen = choose_several(
                page, t("mail.remind_whom"), list(loads), words=names.__getitem__, key="mail-remind-whom"
            )
            for code, load in loads.items():
                st.caption(literal(names[code]))
                st.code(_text(page, load), language=None, wrap_lines=True)
            wanted = st.form_submit_button(t("mail.send"), type="primary")
        if wanted and not chosen:
            st.error(t("links.choose_agency"))
        elif wanted:
            _remind(page, kept, {code: Letter(known[code], *_letter(page, loads[code])) for code in chosen})


def _remind(page: Page, kept: Server, letters: Mapping[str, Letter]) -> None:
    with recording_problems(page), st.spinner(page.t("mail.sending")):
        check_may_record(page.principal, frozenset({"assignment"}))
        told = send(kept, list(letters.values()))
        for code, letter in letters.items():
            if problem := told[letter]:
                st.error(page.t("mail.not_sent", to=letter.to, why=problem.sentence(page.lang)))
            else:
                stores.people().note(page.principal.who, "mail_sent", f"{code} {letter.to}")
                st.success(page.t("mail.sent", to=letter.to))


def _letter(page: Page, load: AgencyLoad) -> tuple[str, str]:
    text = _text(page, load)
    return text.partition("\n")[0], text


def _text(page: Page, load: AgencyLoad) -> str:
    return line_text(page, [load], addresses()[0])
