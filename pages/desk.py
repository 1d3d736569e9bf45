"""โต๊ะงาน: the first steps, what is due, what waits for the officers, what is wrong, what was recorded last."""

import streamlit as st

from ecodash import facts
from ecodash.ui import toolkit as ui

page = ui.officer_page("nav.desk", "desk.lead")
ui.guard_panel(page, needs_care=True)
ui.draw(
    page,
    "desk.html",
    steps=facts.first_steps(page.store, page.selection),
    step_links=ui.step_links(page),
    due=ui.due_soon(page),
    due_words=lambda each: ui.due_words(page, each),
    due_link=lambda each: ui.due_link(page, each),
    today=page.store.today(),
    waiting_reports=facts.reports_waiting(page.store),
    findings=facts.findings(page.store, page.selection),
    checked=facts.checked(page.store, page.selection),
    log=facts.change_log(page.store, 6),
    names=page.area_names(),
    fix_link=lambda finding: ui.fix_link(page, finding),
)
ui.reminder_form(page)
ui.guard_panel(page, needs_care=False)
if page.store.is_demo and st.button(page.t("desk.reset_practice")):
    ui.reset_practice(page)
