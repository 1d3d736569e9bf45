from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecodash.language import csv_text

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
risky = st.builds(str.__add__, st.sampled_from("=+-@\t\r'"), texts)


@given(st.lists(st.tuples(texts | risky, texts | risky), max_size=5))
def test_every_text_comes_back_as_it_was(rows: list[tuple[str, str]]) -> None:
    dicts = [{"ข้อความ": left, "b": right} for left, right in rows]
    assert csv_text.read(csv_text.write(["ข้อความ", "b"], dicts)) == dicts


@given(risky)
def test_no_text_starts_as_a_formula(text: str) -> None:
    cell = csv_text.write(["a"], [{"a": text}]).removeprefix("\ufeffa\r\n").removeprefix('"')
    assert cell.startswith("'")


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=cmd()", "'=cmd()"),
        ("'quoted", "''quoted"),
        ("a=b", "a=b"),
        (-5, "-5"),
        (-1.5, "-1.5"),
        (Decimal("-6.200000"), "-6.2"),
        (Decimal("1900000.00"), "1900000"),
        (None, ""),
        (date(2024, 2, 12), "2024-02-12"),
        (datetime(2024, 2, 12, 8, 0), "2024-02-12T08:00:00"),
    ],
)
def test_numbers_and_days_stay_what_they_are(value: csv_text.Value, cell: str) -> None:
    assert csv_text.write(["a"], [{"a": value}]) == f"\ufeffa\r\n{cell or chr(34) * 2}\r\n"


def test_a_table_without_rows_still_says_its_columns() -> None:
    assert csv_text.write(["code", "name_th"], []) == "\ufeffcode,name_th\r\n"
    assert csv_text.read("code,name_th\r\n") == []
