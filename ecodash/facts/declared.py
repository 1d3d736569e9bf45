"""How many areas sources say there are, of a phase or in all: what the areas known by name are counted against."""

from dataclasses import dataclass
from datetime import date

from ecodash.facts import lists
from ecodash.facts.cache import fact
from ecodash.facts.rows import DeclarationRow
from ecodash.store.store import Store


@dataclass(frozen=True)
class Declared:
    """Areas known by name among those declared. ``numbers`` are what the sources say, the largest first."""

    known: int
    rows: tuple[DeclarationRow, ...]

    @property
    def numbers(self) -> list[int]:
        """What the sources say, each number once."""
        return sorted({row["areas_declared"] for row in self.rows if row["areas_declared"] is not None}, reverse=True)

    @property
    def is_too_small(self) -> bool:
        """More areas are known than any source declares: then it is no denominator."""
        return bool(self.numbers) and self.known > self.numbers[0]

    @property
    def is_denominator(self) -> bool:
        return bool(self.numbers) and not self.is_too_small


@fact
def declared(store: Store, phase: str | None, day: date) -> Declared:
    """Of one phase, or (None) of all of them: there the areas whose phase is known."""
    rows = tuple(row for row in lists.declarations(store, day) if row["phase"] == phase)
    phases = [row["phase"] for row in lists.areas(store, day)]
    known = phases.count(phase) if phase else sum(found is not None for found in phases)
    return Declared(known, rows)
