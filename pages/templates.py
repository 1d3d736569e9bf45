"""แม่แบบเอกสาร: the province's own letterhead and slides, which its documents are filled into."""

from ecodash.ui import toolkit as ui

page = ui.officer_page("nav.templates", "templates.lead")
if page.principal.is_secretary:
    ui.office_template_forms(page)
else:
    ui.draw(page, "nothing.html", title=page.t("people.secretary_only"), next=page.t("people.secretary_only_next"))
