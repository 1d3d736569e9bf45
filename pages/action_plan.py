"""แผนปฏิบัติการ: what an area plans for each item in each year, what is done of it, what a review changed."""

from ecodash.ui import toolkit as ui

page = ui.page()
ui.filters(page)
ui.show(page, ui.content_of(page))
