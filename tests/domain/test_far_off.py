"""A value far from all that its item ever had is noticed; one that moves as values do is not."""

from decimal import Decimal

import pytest

from ecodash.domain.far_off import far_off


def numbers(*texts: str) -> list[Decimal]:
    return [Decimal(text) for text in texts]


@pytest.mark.parametrize("value", ["84", "0.84", "-8.4", "17", "2"])
def test_a_digit_too_many_or_another_unit_is_far_off(value: str) -> None:
    assert far_off(Decimal(value), numbers("8", "8.4", "7.5")) == (Decimal("7.5"), Decimal("8.4"))


@pytest.mark.parametrize("value", ["8.2", "10", "12.5", "3.5"])
def test_a_value_may_move(value: str) -> None:
    assert far_off(Decimal(value), numbers("8", "8.4", "7.5")) is None


def test_what_moved_much_before_may_move_as_much_again() -> None:
    assert far_off(Decimal("180"), numbers("10", "100")) is None
    assert far_off(Decimal("191"), numbers("10", "100")) is not None


@pytest.mark.parametrize("earlier", [(), ("8",)])
def test_of_one_value_nothing_is_learnt(earlier: tuple[str, ...]) -> None:
    assert far_off(Decimal(1000), numbers(*earlier)) is None


def test_beside_nought_all_else_is_far() -> None:
    assert far_off(Decimal(0), numbers("0", "0")) is None
    assert far_off(Decimal(1), numbers("0", "0")) is not None
