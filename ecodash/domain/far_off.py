"""Whether a measured value lies far from all that its item ever had, as by a slip of a digit or a unit. Pure."""

from collections.abc import Sequence
from decimal import Decimal

_KNOWN = 2


def far_off(value: Decimal, earlier: Sequence[Decimal]) -> tuple[Decimal, Decimal] | None:
    """The least and the most there ever was, where the value lies beyond them by more than they lie apart.

    They count as apart by half of the larger at least, so that values that hardly moved may move. None where it lies
    near them, or fewer than two are known.
    """
    if len(earlier) < _KNOWN:
        return None
    least, most = min(earlier), max(earlier)
    room = max(most - least, max(abs(least), abs(most)) / 2)
    return (least, most) if not least - room <= value <= most + room else None
