"""ผู้มีสิทธิ์: officers, links for agencies, the readers' passphrase, backups."""

from ecodash.ui import toolkit as ui

page = ui.officer_page("nav.people", "people.lead")
if page.principal.is_secretary:
    ui.agency_link_forms(page)
    ui.officer_forms(page)
    ui.second_step_forms(page)
    ui.passphrase_form(page)
    ui.privacy_form(page)
    ui.name_forms(page)
    ui.withdrawal_forms(page)
    ui.mail_forms(page)
    ui.backup_panel(page)
else:
    ui.draw(page, "nothing.html", title=page.t("people.secretary_only"), next=page.t("people.secretary_only_next"))
