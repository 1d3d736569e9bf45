"""A value of a workbook far from all that its item ever had is pointed out at its cell, and left as it is."""

from decimal import Decimal

import pytest

from books import CRITERIA, HOME, book, found, new_store
from ecodash.domain.vocabulary import Means
from ecodash.store.change import Act
from ecodash.store.store import Store
from ecodash.workbook import Prepared, prepare


@pytest.fixture
def store(home: object) -> Store:
    """Two values of item 1: 8 and 8.4."""
    store = new_store()
    rows = [
        ("observation", {
            "code": f"o-{value}", "area": HOME[0], "framework": HOME[1], "item": "1", "result": "met", "value": value,
            "review": "accepted", "effective_on": f"2024-0{month}-01",
        })
        for month, value in ((1, "8"), (2, "8.4"))
    ]  # fmt: skip
    store.commit(Act("x", Means.EDIT), rows)
    return store


def read(store: Store, *values: str) -> Prepared:
    rows = [(*HOME, "1", "ผ่าน", f"{day}/3/2567", value) for day, value in enumerate(values, start=2)]
    return prepare(store, book({"สถานะเกณฑ์": [(*CRITERIA, "ค่า"), *rows]}), "x.xlsx")


def test_it_is_noted_with_its_cell_and_recorded_as_it_is(store: Store) -> None:
    prepared = read(store, "84", "8.2")
    assert found(prepared) == []
    (note,) = [note for note in prepared.notes if note.code == "value_far_off"]
    assert (note.values["cell"], note.values["least"], note.values["most"]) == ("F2", "8", "8.4")
    assert note.sentence("th") != note.sentence("en")
    assert [entry.row["value"] for entry in prepared.entries] == [Decimal(84), Decimal("8.2")]


def test_of_very_many_the_rest_is_counted(store: Store) -> None:
    notes = read(store, *["9000"] * 25).notes
    assert [note.code for note in notes].count("value_far_off") == 20
    assert [note.values for note in notes if note.code == "values_far_off_more"] == [{"count": 5}]
