"""โต๊ะงาน: what waits for the officers, what is wrong with the data, what was recorded last."""

import streamlit as st

from ecodash import facts
from ecodash.ui import toolkit as ui

page = ui.officer_page("nav.desk", "desk.lead")
ui.guard_panel(page, needs_care=True)
ui.draw(
    page,
    "desk.html",
    waiting_reports=facts.reports_waiting(page.store),
    findings=facts.findings(page.store, page.selection),
    checked=facts.checked(page.store, page.selection),
    log=facts.change_log(page.store, 6),
    names=page.area_names(),
    fix_link=lambda finding: ui.fix_link(page, finding),
)
ui.guard_panel(page, needs_care=False)
if page.store.is_demo and st.button(page.t("desk.reset_practice")):
    ui.reset_practice(page)
