"""Where a store's record ends, and what the next change goes on from."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from ecodash.store.change import Change

# Of a hash, enough that no other home has the same by chance.
_STAMP_LETTERS = 16
_MARK_LETTERS = 8


@dataclass(frozen=True)
class Head:
    """The last change: its number, hash and moment, and the number that the next row takes.

    ``recorded_at`` is UTC without zone, None where nothing binds the next change to a moment. One value, so that nobody
    reads the number of one change and the hash of another.
    """

    id: int
    hash: str
    recorded_at: datetime | None
    next_rev: int

    @classmethod
    def after(cls, change: Change) -> Self:
        """The head once this change is the last."""
        return cls(change.id, change.hash, change.recorded_at, change.first_rev + len(change.rows))

    @property
    def stamp(self) -> str:
        """The number and the beginning of the hash."""
        return f"{self.id}-{self.hash[:_STAMP_LETTERS]}"

    @property
    def mark(self) -> str:
        """The stamp as short as a person types it from a paper."""
        return f"{self.id}-{self.hash[:_MARK_LETTERS]}"
