"""ค้นหา: one box over areas, items, activities, agencies, resolutions and meetings."""

from ecodash import facts
from ecodash.ui import toolkit as ui

page = ui.page()
words = ui.search_box(page)
hits = facts.found(page.store, words, page.day)
ui.draw(page, "find.html", words=words, hits=hits, total=sum(len(those) for those in hits.values()))
