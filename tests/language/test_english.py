"""What English says of one thing, in every sentence that counts."""

import pytest

from ecodash.language.english import of_one
from ecodash.language.text import t


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("1 areas meet this item", "1 area meets this item"),
        ("owes [[1 things]], 1 overdue matters", "owes [[1 thing]], 1 overdue matter"),
        ("[[1 of 1 agencies]]", "[[1 of 1 agency]]"),
        ("1 activities of 1 areas", "1 activity of 1 area"),
    ],
)
def test_one_is_not_many(many: str, one: str) -> None:
    assert of_one(many) == one


@pytest.mark.parametrize(
    "said", ["11 areas", "8.1 items", "2/1 items", "1,001 days", "-1 days", "21 areas meet", "1 areas-x"]
)
def test_other_figures_stay(said: str) -> None:
    assert of_one(said) == said


def test_thai_has_no_plural_and_is_left_alone() -> None:
    assert t("th", "say.items_all_count", count=1) == "ทั้ง 1 ข้อ"
    assert t("en", "say.late", days="1") == "1 day late"
    assert t("en", "say.late", days="61") == "61 days late"
