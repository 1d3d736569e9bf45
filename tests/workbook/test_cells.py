from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecodash.domain.dates import FIRST_DAY, LAST_DAY, be_year, long_date, short_date
from ecodash.workbook import cells, days, fiscal_years, meeting_numbers
from ecodash.workbook.problems import Misread

DAY = date(2024, 2, 12)


@pytest.mark.parametrize(
    "written",
    [
        "12 ก.พ. 2567", "12 กุมภาพันธ์ ๒๕๖๗", "12/02/2567", "12/2/67", "2024-02-12", DAY, datetime(2024, 2, 12, 9, 30),
        "๑๒ ก.พ. ๖๗", "12 กพ 2567", "12ก.พ.2567", "12-ก.พ.-67", "12.02.2567", "12 - 2 - 2567",
        " 12\u00a0ก.พ.\u200b 2567 ",
        "วันที่ 12 กุมภาพันธ์ พ.ศ. 2567", "วันจันทร์ที่ 12 ก.พ. 2567", "12 กุมภา 67",
        "12 ก.พ. 2567 (จันทร์)", "จันทร์ที่ 12 ก.พ. 67", "12–2–67", "12 Feb 2567", "12 February 2024",
        "12 Feb, 2024", "12 ก.พ. ค.ศ. 2024", "2024-2-12", "2024-02-12 00:00:00", "2024-02-12T00:00:00",
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it(written: cells.Cell) -> None:
    assert days.day(written) == DAY


@pytest.mark.parametrize(
    ("written", "code", "suggestion"),
    [
        ("12 ก.พ. 2024", "read_as_buddhist", DAY),
        ("12/02/2024", "read_as_buddhist", DAY),
        (datetime(2567, 2, 12), "read_as_christian", DAY),
        ("2567-02-12", "read_as_christian", DAY),
        ("12/2/24", "short_year_era", DAY),
        ("31 ก.พ. 2567", "no_such_day", None),
        ("29 ก.พ. 2566", "no_such_day", None),
        ("13/13/2567", "no_such_day", None),
        ("2024-02-30", "no_such_day", None),
        ("0/1/2567", "no_such_day", None),
        ("12 ก.พ. 9999", "day_out_of_range", None),
        ("พรุ่งนี้", "not_a_date", None),
        ("12 ก.พ.", "not_a_date", None),
        ("12 ดอก 2567", "not_a_date", None),
        (45334.0, "not_a_date", date(2024, 2, 12)),
        (True, "not_a_date", None),
        (time(9, 0), "not_a_date", None),
    ],
)
def test_a_day_that_cannot_be_is_told_with_what_seems_meant(written: cells.Cell, code: str, suggestion: date) -> None:
    read = days.day(written)
    assert isinstance(read, Misread)
    assert (read.code, read.suggestion) == (code, suggestion)


@given(st.dates(FIRST_DAY, LAST_DAY), st.sampled_from(["th", "en"]))
def test_every_day_comes_back_from_every_way_of_writing_it(day: date, lang: str) -> None:
    slashed = f"{day.day}/{day.month}/{be_year(day)}"
    for written in (day, day.isoformat(), long_date(day, lang), short_date(day, lang), slashed):
        assert days.day(written) == day


@pytest.mark.parametrize(
    "written",
    ["2566", "๒๕๖๖", "ปีงบประมาณ พ.ศ. 2566", "ปีงบประมาณ 2566", "งบปี 66", "ปี 2566", 2566, 2566.0, " 2566\u200b"],
)
def test_a_fiscal_year_is_read_as_people_write_it(written: cells.Cell) -> None:
    assert fiscal_years.fiscal_year(written) == 2566


def test_a_christian_fiscal_year_is_a_problem() -> None:
    assert fiscal_years.fiscal_year(2023) == Misread("fiscal_year_era", {"year": 2023}, 2566)
    for written in ("ปีหน้า", 12345, DAY, True, "25666"):
        read = fiscal_years.fiscal_year(written)
        assert isinstance(read, Misread)
        assert read.code == "not_a_fiscal_year"


@pytest.mark.parametrize(
    ("written", "baht"),
    [
        ("1,900,000", 1_900_000), ("1.9 ล้านบาท", 1_900_000), ("1.9ล้าน", 1_900_000), ("๑,๙๐๐,๐๐๐ บาท", 1_900_000),
        (1900000.0, 1_900_000), ("5 แสน", 500_000), ("2 พันบาท", 2_000), ("-", 0), ("–", 0), (0, 0), ("0", 0),
        (0.1 + 0.2, Decimal("0.3")), ("12.34", Decimal("12.34")), ("1.9 million baht", 1_900_000),
    ],
)  # fmt: skip
def test_money_is_read_as_people_write_it(written: cells.Cell, baht: Decimal) -> None:
    assert cells.money(written) == baht


@pytest.mark.parametrize(
    ("written", "code"),
    [("1,90", "not_money"), ("เท่าเดิม", "not_money"), ("บาท", "not_money"), (True, "not_money"), (DAY, "not_money"),
     ("-5", "negative"), (-0.5, "negative"), ("9,999,999 ล้านบาท", "out_of_range"), ("1 2", "not_money")],
)  # fmt: skip
def test_what_is_no_money_is_a_problem(written: cells.Cell, code: str) -> None:
    read = cells.money(written)
    if written == "1 2":
        # Spaces part thousands in some places.
        assert read == 12
        return
    assert isinstance(read, Misread)
    assert read.code == code


@pytest.mark.parametrize("written", [None, "", " ", "\u200b", "\u00a0"])
def test_nothing_told_is_nothing_told(written: cells.Cell) -> None:
    readers: list[Any] = [
        cells.text, cells.code, cells.number, cells.money, cells.latitude, cells.longitude,
        meeting_numbers.meeting_number,        days.day, days.clock, fiscal_years.fiscal_year,
    ]  # fmt: skip
    for read in readers:
        assert read(written) is None


@pytest.mark.parametrize(
    ("written", "tidied"),
    [
        (" บ้าน\u200bกลาง\u00a0 ลำพูน ", "บ้านกลาง ลำพูน"), ("น\u0e4d\u0e32", "นำ"), ("น\u0e4d\u0e49\u0e32", "น้ำ"),
        ("e\u0301", "é"), ("ก\r\nข", "ก\nข"), ("ก\x07ข", "ก ข"), (12.0, "12"), (1.5, "1.5"), (12, "12"),
    ],
)  # fmt: skip
def test_text_is_tidied(written: cells.Cell, tidied: str) -> None:
    assert cells.text(written) == tidied


def test_what_is_no_text_or_too_long_or_no_code_is_a_problem() -> None:
    assert cells.text(DAY) == Misread("not_a_text")
    assert isinstance(cells.text("ก" * 10_001), Misread)
    for written in ("a|b", "a;b", "a,b", "a:b", "a\nb", "ก" * 101):
        read = cells.code(written)
        assert isinstance(read, Misread)
        assert read.code == "bad_code"


def test_a_meeting_number_that_excel_made_a_date_of_is_read_back() -> None:
    assert meeting_numbers.meeting_number(datetime(2567, 1, 1)) == "1/2567"
    assert meeting_numbers.meeting_number("๑/๒๕๖๗") == "1/2567"
    assert isinstance(meeting_numbers.meeting_number(date(2567, 1, 15)), Misread)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("13.30 น.", "13:30"), ("๑๓:๓๐", "13:30"), ("เวลา 9.00 น.", "09:00"), ("9 นาฬิกา", "09:00"), (9, "09:00"),
        (time(9, 5), "09:05"), (13.3, "13:30"), (0.5625, "13:30"), (timedelta(hours=13, minutes=30), "13:30"),
    ],
)  # fmt: skip
def test_a_time_of_day_is_read_as_people_write_it(written: cells.Cell, read: str) -> None:
    assert days.clock(written) == read


@pytest.mark.parametrize("written", ["บ่าย", "25.00", "9.75", 24.1, True, "=NOW()", date(2024, 1, 1), timedelta(days=2)])
def test_what_is_no_time_of_day_is_said(written: cells.Cell) -> None:
    assert days.clock(written) == Misread("not_a_time")


def test_places_lie_in_thailand() -> None:
    assert cells.latitude("18.567") == Decimal("18.567")
    assert isinstance(cells.latitude("99.05"), Misread)
    assert isinstance(cells.longitude("18.567"), Misread)


anything = st.one_of(
    st.none(), st.text(), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes(), st.times(),
    st.timedeltas(), st.text("0123456789๐๑๒./-, กพศคมีเบาทล้"),
)  # fmt: skip


@given(anything)
def test_no_cell_whatever_makes_a_reader_fall(cell: cells.Cell) -> None:
    readers: list[Any] = [
        cells.text, cells.code, cells.number, cells.money, cells.latitude, cells.longitude,
        meeting_numbers.meeting_number,        cells.shown, days.day, fiscal_years.fiscal_year,
    ]  # fmt: skip
    for read in readers:
        read(cell)
