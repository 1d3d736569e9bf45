"""ทำหลายรายการ: due days moved, items given, files attached, activities copied, each many at once."""

from ecodash.ui import toolkit as ui

page = ui.officer_page("nav.bulk", "bulk.lead")
ui.bulk_forms(page)
