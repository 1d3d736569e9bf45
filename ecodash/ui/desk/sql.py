"""A question in SQL over the tables that are explored, for officers, answered from a copy that is thrown away."""

import streamlit as st

from ecodash import tables
from ecodash.language.refusal import Refusal
from ecodash.store import sandbox
from ecodash.tables.files import csv_file
from ecodash.tables.named import NAME
from ecodash.ui.draw import draw
from ecodash.ui.page import Page


def sql_form(page: Page) -> None:
    """The statement, its answer with a file of it, and what can be asked about."""
    with st.expander(page.t("sql.title"), key="sql"):
        st.caption(page.t("sql.lead", seconds=sandbox.SECONDS))
        with st.form("sql-form", border=False):
            statement = st.text_area(
                page.t("sql.statement"),
                "select area_name, result, count(*) as n from status group by all order by all",
                max_chars=sandbox.MOST_LETTERS,
                key="sql-statement",
            )
            is_asked = st.form_submit_button(page.t("sql.ask"))
        if is_asked:
            _answer(page, statement)
        views = {
            name: (page.t(f"explore.table_{name}"), _columns(page, table)) for name, table in tables.TABLES.items()
        }
        draw(page, "sql.html", views=views)


def _columns(page: Page, table: tables.Table) -> list[tuple[list[str], str]]:
    """What each column is called: its name in SQL, for codes of other rows that of their names too, and in words."""
    return [
        ([column.name, *([column.name + NAME] if column.refers else [])], tables.heading(page.lang, column.name))
        for column in table.columns
    ]


def _answer(page: Page, statement: str) -> None:
    # pandas takes half a second to load, which nobody waits for who asks nothing.
    from ecodash import frames

    try:
        told = sandbox.answer(statement, frames.asked_in(statement, page.store, page.selection))
    except Refusal as refused:
        st.error(refused.sentence(page.lang))
        if said := refused.values["said"]:
            st.code(said, language=None, wrap_lines=True)
        return
    rows = [dict(zip(told.columns, row, strict=True)) for row in told.rows]
    count = f"{len(rows):,}"
    st.caption(page.t("sql.shown" if told.is_all else "sql.first", count=count))
    st.dataframe(rows, hide_index=True, placeholder="", key="sql-rows")
    if rows:
        name = f"sql{'-demo' if page.store.is_demo else ''}-{page.day.isoformat()}.csv"
        st.download_button(
            page.t("explore.file_csv"), csv_file(told.columns, rows), name, "text/csv", on_click="ignore"
        )
