"""The register of auditors: until when each may audit, and whose are shown."""

from datetime import date, timedelta

import pytest

from ecodash import facts
from ecodash.domain.vocabulary import Means
from ecodash.facts.auditors import Validity, validity
from ecodash.store.change import Act
from ecodash.store.store import Store

DAY = date(2024, 3, 1)


@pytest.mark.parametrize(
    ("days_left", "told"),
    [
        (-400, (Validity.EXPIRED, 400)),
        (-1, (Validity.EXPIRED, 1)),
        (0, (Validity.EXPIRING, 0)),
        (90, (Validity.EXPIRING, 90)),
        (91, (Validity.VALID, 91)),
    ],
)
def test_an_auditor_may_audit_up_to_and_on_the_last_day_and_is_warned_for_ninety_days(
    days_left: int, told: tuple[Validity, int]
) -> None:
    assert validity(DAY + timedelta(days=days_left), DAY) == told


def test_without_an_expiry_date_nobody_claims_that_an_auditor_may_audit() -> None:
    assert validity(None, DAY) == (Validity.NOT_KNOWN, 0)


@pytest.fixture
def store(empty_store: Store) -> Store:
    rows = [
        ("phase", {"code": "1", "name_th": "ระยะที่ 1"}),
        ("province", {"code": "p", "name_th": "จังหวัด"}),
        ("area", {"code": "a", "name_th": "ก", "phase": "1", "province": "p"}),
        ("area", {"code": "b", "name_th": "ข"}),
        ("auditor", {"code": "of-a", "name": "ก", "area": "a", "expires_on": "2024-02-29"}),
        ("auditor", {"code": "of-b", "name": "ข", "area": "b", "expires_on": "2025-02-28"}),
        ("auditor", {"code": "of-all", "name": "ค"}),
    ]
    empty_store.commit(Act("x", Means.EDIT), rows)
    return empty_store


def shown(store: Store, **query: str) -> dict[str, Validity]:
    selection, misread = facts.read_selection(store, {"as_of": DAY.isoformat(), **query})
    assert misread == []
    return {row["code"]: validity for row, validity, _ in facts.auditor_register(store, selection)}


def test_every_auditor_is_shown_with_a_validity_as_of_the_day_shown(store: Store) -> None:
    assert shown(store) == {
        "of-a": Validity.EXPIRED, "of-b": Validity.VALID, "of-all": Validity.NOT_KNOWN,
    }  # fmt: skip
    assert shown(store, as_of="2024-02-29")["of-a"] is Validity.EXPIRING


@pytest.mark.parametrize(
    ("query", "codes"),
    [({"area": "a"}, {"of-a"}), ({"area": "b"}, {"of-b"}), ({"phase": "1"}, {"of-a"}), ({"province": "p"}, {"of-a"})],
)
def test_a_selection_shows_its_own_auditors_alone(store: Store, query: dict[str, str], codes: set[str]) -> None:
    assert set(shown(store, **query)) == codes
