"""The state of items and how it is counted. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from ecodash.domain.vocabulary import ItemType, Result


@dataclass(frozen=True)
class Piece:
    """One piece of evidence: a file, or a document that the survey only names (``code`` None)."""

    code: str | None
    title: str
    title_en: str | None = None
    is_public: bool = True


@dataclass(frozen=True)
class ItemState:
    """One item of one area on one day: what the survey says and who is to act.

    ``pieces`` are the evidence of the survey in force. ``due_on`` is of the open assignment; ``days_late``
    is the whole days past it while the item is still wanting, else None.
    """

    area: str
    framework: str
    item: str
    text_th: str | None
    text_en: str | None
    type: ItemType | None
    short_th: str | None = None
    short_en: str | None = None
    unit: str | None = None
    target: Decimal | None = None
    dimension_th: str | None = None
    dimension_en: str | None = None
    result: Result = Result.NOT_ASSESSED
    score: Decimal | None = None
    value: Decimal | None = None
    effective_on: date | None = None
    recorded_at: datetime | None = None
    by: str | None = None
    note: str | None = None
    pieces: tuple[Piece, ...] = ()
    agency: str | None = None
    task: str | None = None
    task_en: str | None = None
    assigned_on: date | None = None
    due_on: date | None = None
    days_late: int | None = None
    has_owner: bool = False

    @property
    def evidence(self) -> int:
        return len(self.pieces)

    @property
    def is_late(self) -> bool:
        return self.days_late is not None


@dataclass(frozen=True)
class Counts:
    """How many items stand at each result. ``total`` is the denominator and includes them all."""

    met: int = 0
    partly_met: int = 0
    not_met: int = 0
    not_applicable: int = 0
    not_assessed: int = 0

    @property
    def total(self) -> int:
        return self.met + self.partly_met + self.not_met + self.not_applicable + self.not_assessed

    @property
    def gaps(self) -> int:
        return self.partly_met + self.not_met

    @property
    def assessed(self) -> int:
        return self.total - self.not_assessed

    def of(self, result: Result) -> int:
        count: int = getattr(self, result.value)
        return count

    def as_dict(self) -> dict[str, int]:
        return {result.value: self.of(result) for result in Result} | {"total": self.total}

    @staticmethod
    def of_results(results: Iterable[Result]) -> "Counts":
        return Counts(**{result.value: n for result, n in Counter(results).items()})


def count(states: Iterable[ItemState]) -> Counts:
    """The counts of some items' states."""
    return Counts.of_results(state.result for state in states)


def natural_order(item: str) -> tuple[tuple[int, int, str], ...]:
    """Sorts item codes as people number them: 2 before 10, 1.2 before 1.10."""
    parts = item.replace("-", ".").split(".")
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)
