"""Declared numbers of areas as denominators: used where they can be, told of where they are too small."""

from datetime import date
from typing import Any

from ecodash import facts
from ecodash.domain.vocabulary import Means
from ecodash.store.change import Act
from ecodash.store.store import Store
from survey import surveyed_store

DAY = date(2024, 3, 1)


def declare(store: Store, code: str, **row: Any) -> None:
    store.commit(Act("x", Means.EDIT), [("declaration", {"code": code, **row})])


def test_areas_known_by_name_are_counted_against_what_sources_declare(plain_store: Store) -> None:
    day = plain_store.today()
    told = {phase: facts.declared(plain_store, phase, day) for phase in ("1", "2", "3", None)}
    assert {phase: (d.known, d.numbers) for phase, d in told.items()} == {
        "1": (18, [18]), "2": (0, [15]), "3": (2, [21]), None: (20, [54, 53]),
    }  # fmt: skip
    assert all(d.is_denominator for d in told.values())
    assert all(row["source"] and row["mark"] for d in told.values() for row in d.rows)


def test_a_number_smaller_than_the_areas_known_is_no_denominator_and_health_says_so() -> None:
    store = surveyed_store()
    declare(store, "none", phase="3", areas_declared=0)
    selection, _ = facts.read_selection(store, {"as_of": DAY.isoformat()})
    found = facts.declared(store, "3", DAY)
    assert (found.known, found.numbers, found.is_denominator) == (1, [0], False)
    assert [f.where for f in facts.findings(store, selection) if f.check == "declared_too_small"] == [(("phase", "3"),)]
    declare(store, "none", phase="3", areas_declared=1)
    assert facts.declared(store, "3", DAY).is_denominator
    assert not [f for f in facts.findings(store, selection) if f.check == "declared_too_small"]
    store.close()


def test_without_a_declaration_there_is_no_denominator() -> None:
    store = surveyed_store()
    assert not facts.declared(store, "1", DAY).is_denominator
    declare(store, "nothing", phase="1")
    assert not facts.declared(store, "1", DAY).is_denominator
    store.close()
