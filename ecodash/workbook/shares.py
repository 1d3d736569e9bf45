"""0.35 or 1 where per cents are told: 35 % and all, as a spreadsheet keeps them, or 0.35 % and 1 %? Pure."""

import re
from dataclasses import dataclass
from decimal import Decimal

from ecodash.workbook.cells import Cell, Shown
from ecodash.workbook.problems import Misread

_PER_CENT = re.compile(r"%|ร้อยละ|เปอร์เซ็น|per ?cent", re.IGNORECASE)


@dataclass(frozen=True)
class Shares:
    """A number up to one as the two shares that it may be."""

    number: Decimal

    def answers(self) -> dict[str, str]:
        return {told: told for told in (_per_cent(self.number * 100), _per_cent(self.number))}


def _per_cent(number: Decimal) -> str:
    return f"{number.normalize():f}%"


def says_per_cent(written: object) -> bool:
    """Whether a unit, a heading or a cell speaks of per cents."""
    return isinstance(written, str) and bool(_PER_CENT.search(written))


def may_be_share(number: object) -> bool:
    """Whether a number may be a hundredth of the per cents that are meant."""
    return isinstance(number, Decimal) and 0 < number <= 1


def share_asked(cell: Cell, number: Decimal) -> Misread | None:
    """The question about such a number among per cents; None where its cell says which it is."""
    if says_per_cent(cell) or (isinstance(cell, Shown) and cell.is_percent):
        return None
    among = Shares(number)
    hundred, one = among.answers()
    return Misread("share_or_percent", {"hundred": hundred, "one": one}, among=among)
