"""What a cell shows where that is another text than what it holds."""

from datetime import date, datetime
from typing import Any

import pytest

from ecodash.parsers.number_formats import seen, telling_format


@pytest.mark.parametrize(
    ("written", "value", "shown"),
    [
        ("0%", 0.35, "35%"),
        ("#,##0.0%", 0.355, "35.5%"),
        ("[Red]0%;[Blue]-0%", 0.35, "35%"),
        ("0000", 12.0, "0012"),
        ("0.00", 1.1, "1.10"),
        ("_(0.00_)", 1.1, "1.10"),
        ('0" ล้านบาท"', 2.0, "2 ล้านบาท"),
        ('#,##0.0,,"ล้าน"', 1_900_000.0, "1.9 ล้าน"),
        ("000\\-0", 123.0, "012-3"),
        ("00/00", 1267, "12/67"),
        ("00/00", 0, "00/00"),
        ("00/00", 9999, "99/99"),
    ],
)
def test_the_text_that_a_number_shows(written: str, value: float, shown: str) -> None:
    look = telling_format(written)
    assert look
    assert seen(value, look) == {"number": value, "shown": shown}


@pytest.mark.parametrize("written", ["General", "#,##0", "#,##0.00", "@", "", "d mmm yyyy", '0" บาท"'])
def test_a_format_that_says_no_more_than_the_number(written: str) -> None:
    assert telling_format(written) is None


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0.00", 1.234),  # more digits than are shown
        ("00", 12.0),  # no other text
        ("000-0", 10000.0),  # more digits than the format has
        ("000-0", 1.5),
        ("000-0", -1.0),
        ("0%", "ผ่าน"),
        ("0%", True),
        ("mmm-yy", 45292.0),
        ("mmm-yy", date(2024, 1, 2)),
        ("0.00", date(2024, 1, 1)),
    ],
)
def test_what_says_as_much_as_its_cell_stays(written: str, value: Any) -> None:
    look = telling_format(written)
    assert look
    assert seen(value, look) is value


def test_a_month_alone_is_no_day() -> None:
    look = telling_format("[$-D07041E]mmm yy;@")
    assert look == telling_format("mmmyy")
    assert seen(datetime(2024, 1, 1), look or "") == {"month": "2024-01-01"}
    assert seen(date(2024, 1, 1), look or "") == {"month": "2024-01-01"}
