"""Every table is flat, says what its columns are, and counts as the screens count."""

from collections import Counter
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest

from ecodash import facts, tables
from ecodash.domain.progress import count
from ecodash.domain.vocabulary import Means, Visibility
from ecodash.language.text import LANGUAGES
from ecodash.store.change import Act
from ecodash.store.store import Store
from ecodash.tables.files import csv_file, workbook
from survey import AREA, FRAMEWORK, surveyed_store


def asked(store: Store, **query: str) -> facts.Selection:
    selection, misread = facts.read_selection(store, query)
    assert misread == []
    return selection


@pytest.mark.parametrize("name", tables.TABLES)
def test_every_row_has_exactly_the_columns_under_headings_of_their_own(demo_store: Store, name: str) -> None:
    table = tables.TABLES[name]
    rows = tables.rows_of(demo_store, table, asked(demo_store))
    assert rows
    assert {tuple(row) for row in rows} == {tuple(c.name for c in table.columns)}
    assert set(table.sums) <= set(table.by_name)
    for lang in LANGUAGES:
        said = tables.in_words(demo_store, demo_store.today(), lang, table, rows)
        assert len(said[0]) == len(table.columns)
    assert all(
        row[column] is None or isinstance(row[column], int)
        for row in rows
        for column in ("days_late",)
        if column in row
    )


def test_the_status_counts_what_the_screens_count(demo_store: Store) -> None:
    s = asked(demo_store, area=AREA)
    rows = tables.rows_of(demo_store, tables.TABLES["status"], s)
    counts = count(facts.item_states(demo_store, AREA, s.framework, s.as_of)).as_dict()
    found = Counter(str(row["result"]) for row in rows)
    assert {code: found[code] for code in counts if code != "total"} == {
        k: v for k, v in counts.items() if k != "total"
    }
    whole = tables.rows_of(demo_store, tables.TABLES["status"], asked(demo_store))
    assert len(whole) == len(rows) * len(facts.areas(demo_store, s.as_of))


def test_what_is_owed_is_the_one_list(demo_store: Store) -> None:
    s = asked(demo_store)
    rows = tables.rows_of(demo_store, tables.TABLES["owed"], s)
    codes = [area["code"] for area in facts.areas(demo_store, s.as_of)]
    matters = facts.matters_in(demo_store, codes, s.framework, s.as_of)
    assert len(rows) == len(matters)
    assert sorted(row["days_late"] or 0 for row in rows) == sorted(m.days_late or 0 for m in matters)


def test_a_selection_narrows_every_table(demo_store: Store) -> None:
    for name in ("status", "history", "series", "activities", "assignments", "evidence"):
        rows = tables.rows_of(demo_store, tables.TABLES[name], asked(demo_store, phase="1"))
        assert {row["phase"] for row in rows} == {"1"}, name
    years = {
        row["fiscal_year"] for row in tables.rows_of(demo_store, tables.TABLES["history"], asked(demo_store, fy="2566"))
    }
    assert years == {2566}


def test_what_readers_may_not_see_is_in_no_table(fresh_store: Store) -> None:
    file = {"title": "ลับ", "area": AREA, "sha256": "0" * 64, "media_type": "application/pdf"}
    rows = [
        ("evidence", {**file, "code": "e-1", "visibility": Visibility.INTERNAL}),
        ("evidence", {**file, "code": "e-2", "title": "เปิด", "visibility": Visibility.PUBLIC}),
        ("observation", {"code": "o-1", "area": AREA, "framework": FRAMEWORK, "item": "1", "result": "met"}
         | {"effective_on": date(2024, 1, 1), "review": "reported", "note": "ลับ", "agency_link": "x"}),
    ]  # fmt: skip
    fresh_store.commit(Act("x", Means.EDIT), rows)
    told = [row for t in tables.TABLES.values() for row in tables.rows_of(fresh_store, t, asked(fresh_store))]
    assert any("เปิด" in row.values() for row in told)
    assert not any("ลับ" in row.values() for row in told)


def test_counts_and_sums_leave_unknown_unknown() -> None:
    store = surveyed_store()
    work = {"area": AREA, "fiscal_year": 2567, "status": "done"}
    rows = [
        (
            "activity",
            {**work, "code": "a-1", "title": "หนึ่ง", "allocated_baht": "100.50", "lead_agency": "municipality"},
        ),
        ("activity", {**work, "code": "a-2", "title": "สอง", "lead_agency": "province-office"}),
        ("activity", {**work, "code": "a-3", "title": "สาม", "allocated_baht": "0", "fiscal_year": 2568}),
    ]
    store.commit(Act("x", Means.EDIT), rows)
    table, s = tables.TABLES["activities"], asked(store)
    found = [row for row in tables.rows_of(store, table, s) if row["code"].startswith("a-")]
    counts = tables.counted(store, s.as_of, "th", table, found, "fiscal_year", "lead_agency")
    assert [line.label for line in counts.lines] == ["2567", "2568"]
    assert counts.columns == (
        ("municipality", "เทศบาลตำบลบ้านกลาง"),
        ("province-office", "สำนักงานจังหวัด"),
        ("-", "ไม่ระบุ"),
    )
    assert [line.amounts for line in counts.lines] == [(1, 1, 0), (0, 0, 1)]
    sums = tables.counted(store, s.as_of, "th", table, found, "fiscal_year", "lead_agency", "allocated_baht")
    assert [line.amounts for line in sums.lines] == [(100.5, None, None), (None, None, 0.0)]
    assert (sums.known, sums.total) == (2, 3)


def test_items_are_in_their_order_and_results_in_theirs(demo_store: Store) -> None:
    s = asked(demo_store)
    table = tables.TABLES["status"]
    pivot = tables.counted(demo_store, s.as_of, "th", table, tables.rows_of(demo_store, table, s), "item", "result")
    assert [line.code for line in pivot.lines] == [str(n) for n in range(1, 13)]
    assert [code for code, _ in pivot.columns] == ["met", "partly_met", "not_met", "not_applicable", "not_assessed"]
    assert sum(amount or 0 for line in pivot.lines for amount in line.amounts) == pivot.total


def test_files_hold_every_row_and_run_nothing() -> None:
    store = surveyed_store()
    table, s = tables.TABLES["items"], asked(store)
    rows = tables.rows_of(store, table, s)
    said = tables.in_words(store, s.as_of, "th", table, rows, sortable=False)
    text = csv_file(list(said[0]), said)
    assert text.startswith("\ufeff")
    assert "'=1+1" in text
    made = workbook("th", "ข้อ" * 20, list(said[0]), said, [("ตาราง", "=1+1")])
    sheet = openpyxl.load_workbook(BytesIO(made)).worksheets[0]
    assert sheet.max_row == len(rows) + 1
    assert {cell.data_type for line in sheet.iter_rows(min_row=2) for cell in line if cell.value} <= {"s", "n"}


def test_days_sort_as_texts_and_are_days_in_a_workbook(demo_store: Store) -> None:
    table, s = tables.TABLES["status"], asked(demo_store)
    rows = tables.rows_of(demo_store, table, s)
    day = tables.heading("th", "effective_on")
    texts = tables.in_words(demo_store, s.as_of, "th", table, rows)
    days = tables.in_words(demo_store, s.as_of, "th", table, rows, sortable=False)
    pairs = sorted((a[day], b[day]) for a, b in zip(texts, days, strict=True) if b[day])
    assert [b for _, b in pairs] == sorted(b for _, b in pairs)
    assert pairs[0][0].startswith("25")
    assert isinstance(pairs[0][1], date)
    assert not isinstance(pairs[0][1], datetime)
