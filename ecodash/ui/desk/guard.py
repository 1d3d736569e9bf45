"""Whether what is kept is whole, said at the desk: the last look, what was healed since, a look on request."""

import streamlit as st

from ecodash import stores
from ecodash.maintenance.guard import headline, last_look, look
from ecodash.store.notices import mark_as_read, unread_notices
from ecodash.ui.desk.frame import done, recording_problems
from ecodash.ui.draw import draw
from ecodash.ui.page import Page


def guard_panel(page: Page, *, needs_care: bool) -> None:
    """Above everything else when something needs care, and below it when all is well; each call draws one of them.

    Nothing for the demonstration, which is kept nowhere.
    """
    if page.store.is_demo:
        return
    home = stores.home()
    last, notices = last_look(home), unread_notices(home)
    if needs_care != bool(notices or (last and last.findings)):
        return
    draw(page, "guard.html", headline=headline(last, page.lang), last=last, notices=notices)
    with st.container(horizontal=True):
        if notices and st.button(page.t("guard.have_read", count=len(notices))):
            mark_as_read(home, page.principal.who, len(notices))
            done(page, "guard.were_read")
        if st.button(page.t("guard.look_now")):
            with recording_problems(page):
                found = look(page.store, home)
                done(page, "guard.looked" if found.is_sound else "guard.found", count=len(found.findings))
