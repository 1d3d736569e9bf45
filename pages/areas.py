"""พื้นที่: one area in full, or the list to choose from."""

import streamlit as st

from ecodash import charts
from ecodash.ui import toolkit as ui

page = ui.page()
ui.filters(page)
content = ui.content_of(page)
ui.show(page, content)
months = content.values.get("months")
if months and st.toggle(page.t("app.explore")):
    st.plotly_chart(charts.trend(months, page.lang), alt=content.values["takeaway"], config=charts.CONFIG)
