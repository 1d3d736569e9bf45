"""สำรวจข้อมูล: any table of the dashboard, sorted, searched, counted, drawn and taken away."""

import streamlit as st

from ecodash import charts
from ecodash.ui import toolkit as ui

page = ui.page()
table, rows = ui.explored(page)
pivot = ui.pivot_of(page, table, rows)
if pivot is not None:
    title = ui.pivot_title(page, table)
    labels = [line.label for line in pivot.lines]
    series = [
        (code, label or title, [line.amounts[number] for line in pivot.lines])
        for number, (code, label) in enumerate(pivot.columns)
    ]
    note, file_name = ui.pivot_note(page, pivot), f"{table.name}-{page.day}"
    figure, config = charts.pivoted(labels, series, title, note, page.lang, file_name)
    # Numbers first: what draws the chart takes a browser a second to take in.
    ui.show_pivot(page, table, pivot)
    st.plotly_chart(figure, alt=title, config=config)
ui.show_rows(page, table, rows)
if page.principal.is_officer:
    ui.sql_form(page)
