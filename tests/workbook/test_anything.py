"""Whatever stands in a sheet, reading it ends in problems and never in an error."""

from datetime import date, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ecodash.store.store import Store
from ecodash.workbook.incoming.check import check
from ecodash.workbook.incoming.gate import kind_of
from ecodash.workbook.incoming.plan import plan
from ecodash.workbook.incoming.reading import Raw, RawSheet, read
from ecodash.workbook.incoming.tables import shape
from ecodash.workbook.incoming.three_way import Accept, Base
from ecodash.workbook.problems import in_order
from ecodash.workbook.sheets import SHEETS
from ecodash.workbook.stored_rows import Standing

cells = st.one_of(
    st.none(), st.just(""), st.booleans(), st.floats(allow_nan=False), st.integers(-3, 3), st.dates(), st.datetimes(),
    st.text(max_size=8),
    st.sampled_from(["lamphun-ban-klang", "diw-eit-basic12", "1", "ข้อ ๒", "ผ่าน", "12 ก.พ. 2567", "-", "diw", "2567",
                     date(2024, 2, 12), datetime(2567, 2, 12), "lamphun-ban-klang-2566-01", "3;x:y", ";", ":"]),
)  # fmt: skip

LAID_OUT = ["ตำบล", "อำเภอ", "จังหวัด", "ผ่าน", "ไม่ผ่าน", "แล้วเสร็จ"]
"""Headings that an office puts in place of one column."""


@st.composite
def sheets(draw: st.DrawFn) -> RawSheet:
    """Headings of one sheet, some left out, doubled or strange, and anything below."""
    sheet = draw(st.sampled_from(sorted(SHEETS)))
    headings: list[Any] = [column.heading(draw(st.sampled_from(["th", "en"]))) for column in SHEETS[sheet].columns]
    kept = [heading for heading in headings if draw(st.integers(0, 9))]
    strange = draw(st.lists(st.text(max_size=5) | st.sampled_from(LAID_OUT), max_size=3))
    row = st.lists(cells, max_size=len(headings) + 3)
    rows = draw(st.lists(row, max_size=5))
    return RawSheet(SHEETS[sheet].title("th"), list(enumerate([[*kept, *strange], *rows], start=1)))


@given(st.lists(sheets(), max_size=3))
@settings(max_examples=80)
def test_any_cells_end_in_rows_or_problems(plain_store: Store, found: list[RawSheet]) -> None:
    shaped = shape(Raw(tuple(found)))
    standing = Standing(plain_store)
    checked = check(shaped.tables, standing)
    planned = plan(checked, standing, Base(plain_store, None, None, plain_store.version), Accept())
    for problem in in_order(shaped.problems + checked.problems + planned.problems):
        assert problem.sentence("th")
        assert problem.sentence("en")
    for change in planned.changes:
        assert change.as_dict()["cells"] or change.is_new


@given(st.binary(max_size=300), st.sampled_from(["x.csv", "x.xlsx", "x"]))
def test_any_bytes_are_named(data: bytes, name: str) -> None:
    assert kind_of(data, name)
    if kind_of(data, name) != "workbook":
        raw = read(data, name)
        assert raw.sheets or raw.problems
