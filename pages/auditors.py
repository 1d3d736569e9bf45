"""ผู้ตรวจประเมิน: the register with the state of validity."""

from ecodash import facts
from ecodash.ui import toolkit as ui

page = ui.page()
ui.filters(page, "area", "as_of")
register = facts.auditor_register(page.store, page.selection)
if register:
    ui.draw(
        page,
        "auditors.html",
        register=register,
        headline=ui.auditors_headline(page, register),
        names=page.area_names(),
    )
else:
    ui.draw(page, "nothing.html", title=page.t("auditors.none"), next=page.t("auditors.none_next"))
