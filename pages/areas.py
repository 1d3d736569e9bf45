"""พื้นที่: one area in full, or the list to choose from."""

import streamlit as st

from ecodash import charts, facts
from ecodash.ui import toolkit as ui

page = ui.page()
ui.filters(page, "area", "framework", "as_of")
brief = page.brief() if page.selection.area else None
if brief is None:
    rows = facts.areas_selected(page.store, page.selection)
    table = ui.area_table(page, rows)
    shade = ui.chosen(page, "shade", ui.SHADES)
    if table.groups:
        ui.draw(
            page,
            "areas.html",
            groups=table.groups,
            counts=table.counts,
            late=table.late,
            headline=table.headline,
            map=ui.province_map(rows, table.counts, shade, page.selection.province),
            classes=ui.CLASSES,
            credit=ui.CREDIT,
            shades=ui.SHADES,
            shade=shade,
        )
    else:
        ui.nothing(page)
else:
    months = facts.trend(page.store, brief.area["code"], brief.framework["code"], page.day)
    ui.draw(
        page,
        "area.html",
        brief=brief,
        area=brief.area,
        compared=page.compared(),
        phase=facts.phase_of(page.store, brief.area, page.day),
        attainments=facts.attainments_of(page.store, brief.area["code"], page.day),
        months=months,
        matrix=facts.matrix(page.store, brief.area["code"], brief.framework["code"], page.day),
        up=ui.burn_up(page, brief.area["code"]),
        ways=facts.neighbours(page.store, brief.area["code"], page.day),
        takeaway=ui.trend_takeaway(page, months),
    )
    if months and st.toggle(page.t("app.explore")):
        figure = charts.trend(months, page.lang)
        st.plotly_chart(figure, alt=ui.trend_takeaway(page, months), config=charts.CONFIG)
