"""การประชุม: agenda, resolutions and what became of them; two meetings side by side."""

from ecodash import facts
from ecodash.ui import toolkit as ui

page = ui.page()
ui.filters(page, "area", "as_of", "vs")
story = facts.meeting_story(page.store, page.selection)
if story is None:
    ui.draw(page, "nothing.html", title=page.t("meetings.none"), next=page.t("meetings.none_next"))
else:
    ui.draw(
        page,
        "meetings.html",
        bodies=page.bodies(),
        address=ui.likeliest_address(),
        before_label=page.compared(),
        after_label=page.as_of_label(),
        **story,
    )
