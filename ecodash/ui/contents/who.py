"""Who is at work: agencies, meetings, auditors."""

from ecodash import facts
from ecodash.domain.clock import clock_shown
from ecodash.facts.loads import AgencyLoad
from ecodash.ui.contents.content import Content, nothing
from ecodash.ui.headlines import agencies_headline, agency_headline, auditors_headline, meeting_takeaway
from ecodash.ui.line_text import line_text
from ecodash.ui.page import Page


def agencies(page: Page) -> Content:
    loads = facts.agency_loads(page.store, page.selection)
    mine = next((load for load in loads if load.agency["code"] == page.selection.agency), None)
    if mine is not None:
        return _agency(page, mine)
    busy = {load.agency["code"] for load in loads}
    values = {
        "loads": loads,
        "unowned": [matter for matter in facts.matters_selected(page.store, page.selection) if matter.agency is None],
        "headline": agencies_headline(page, loads),
        "compared": page.compared(),
        "line": line_text(page, loads, page.address),
        "others": [row for row in page.agencies().values() if row["code"] not in busy],
    }
    return Content("agencies.html", values)


def _agency(page: Page, load: AgencyLoad) -> Content:
    values = {
        "load": load,
        "headline": agency_headline(page, load),
        "compared": page.compared(),
        "names": page.area_names(),
        "bodies": page.bodies(),
        "line": line_text(page, [load], page.address),
        "activities": facts.agency_activities(page.store, page.selection),
    }
    return Content("agency.html", values)


def meetings(page: Page) -> Content:
    story = facts.meeting_story(page.store, page.selection)
    if story is None:
        return nothing(page.t("meetings.none"), page.t("meetings.none_next"))
    labels = {"before_label": page.compared(), "after_label": page.as_of_label()}
    meeting, is_eve = story["paper"].meeting, page.selection.is_eve
    code = meeting["code"]
    who = {
        "participation": facts.Participation(()) if is_eve else facts.participation(page.store, code, page.day),
        "people": facts.attendance_of(page.store, code, page.day) if page.principal.is_officer and not is_eve else (),
        "clock": clock_shown(meeting["starts_at"], page.lang) if meeting["starts_at"] else "",
    }
    told = {"takeaway": meeting_takeaway(page, story["paper"]), "bodies": page.bodies()}
    return Content("meetings.html", {**told, **labels, **story, **who})


def auditors(page: Page) -> Content:
    register = facts.auditor_register(page.store, page.selection)
    if not register:
        none = "auditors.none_chosen" if page.selection.is_narrowed else "auditors.none"
        return nothing(page.t(none), page.t("auditors.none_next"))
    values = {"register": register, "headline": auditors_headline(page, register), "names": page.area_names()}
    return Content("auditors.html", values)
