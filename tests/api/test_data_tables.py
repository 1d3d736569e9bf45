"""The workbook for programs: the flat tables and nothing else, with what joins them."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from ecodash.api.data_tables import FlatTable, data_tables
from ecodash.api.query import read_span
from ecodash.documents.data_workbook import data_workbook
from ecodash.language.text import t
from ecodash.store.store import Store
from survey import AREA, FRAMEWORK, surveyed_store

DAY = "2024-10-01"


@pytest.fixture(scope="module")
def store() -> Store:
    return surveyed_store()


def test_the_workbook_is_tables_and_nothing_else(store: Store) -> None:
    selection, start, end = read_span(store, {"as_of": DAY, "lang": "en"})
    tables = list(data_tables(store, selection, start, end))
    made = data_workbook(tables, selection)
    assert made.name == f"ecodash-data-{DAY}.xlsx"
    book = load_workbook(BytesIO(made.body))
    assert book.sheetnames == [table.name for table in tables]
    for table in tables:
        page = book[table.name]
        assert list(page.tables) == [table.name]
        assert page.tables[table.name].ref.startswith("A1:")
        assert not page.merged_cells.ranges
        header, *rows = page.iter_rows(values_only=True)
        assert header == table.columns
        assert len([row for row in rows if any(cell is not None for cell in row)]) == len(table.rows)
    # A text that looks like a formula stays a text.
    texts = [cell for row in book["dim_item"].iter_rows() for cell in row if cell.value == "=1+1"]
    assert texts
    assert all(cell.data_type == "s" for cell in texts)


def test_every_cell_is_read_back_as_what_it_is(store: Store) -> None:
    selection = read_span(store, {})[0]
    moment = datetime(2024, 2, 12, 13, 30, 5)
    texts = ("=1+1", '<b>&amp; "ก"', "  ครั้งที่\nสอง ")
    cells = (*texts, "\x07เสียง", "_x000D_", moment, date(2567, 1, 1), 7, 0.25, Decimal("1.50"), True, None)
    table = FlatTable("fact_odd", tuple(f"ช่อง <{n}>" for n in range(len(cells))), [cells])
    page = load_workbook(BytesIO(data_workbook([table, replace(table, name="dim_none", rows=[])], selection).body))
    head, read = page["fact_odd"].iter_rows(values_only=True)
    assert head == table.columns
    # Excel takes «_x000D_» for the end of a line, unless its first sign is written as a number, which is read back.
    assert read == (*texts, "เสียง", "_x000D_", moment, datetime(2567, 1, 1), 7, 0.25, 1.5, 1, None)
    assert [page[name].tables[name].ref for name in page.sheetnames] == ["A1:L2", "A1:L2"]


def test_its_tables_join_by_code_and_days_are_days(store: Store) -> None:
    selection, start, end = read_span(store, {"as_of": DAY})
    found = {
        table.name: [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        for table in data_tables(store, selection, start, end)
    }
    assert {row["item_key"] for row in found["fact_status"]} <= {row["item_key"] for row in found["dim_item"]}
    assert {row["area"] for row in found["fact_status"]} == {row["area"] for row in found["dim_area"]}
    assert {row["result"] for row in found["fact_status"]} <= {row["result"] for row in found["dim_result"]}
    first = next(row for row in found["fact_status"] if (row["area"], row["item"]) == (AREA, "1"))
    assert first["item_key"] == f"{FRAMEWORK}:1"
    assert first["effective_on"].year == 2024
    assert len(found["fact_history"]) > len([row for row in found["fact_status"] if row["effective_on"]])
    assert dict(row.values() for row in found["about"])["demo"] == "false"


def test_demonstration_data_say_so_in_the_file(demo_store: Store) -> None:
    selection, start, end = read_span(demo_store, {"demo": "1"})
    tables = list(data_tables(demo_store, selection, start, end))
    assert dict(tables[0].rows)["demo"] == t("th", "filter.demo")
    assert data_workbook(tables, selection).name.endswith("-demo.xlsx")
