"""Two states in, the list of what changed out. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from ecodash.domain.progress import ItemState
from ecodash.domain.vocabulary import Result


@dataclass(frozen=True)
class StateChange:
    """An item that stands differently on the later day. The later state says when, by whom, on what evidence."""

    area: str
    item: str
    before: Result
    after: Result
    state: ItemState

    @property
    def gained(self) -> bool:
        return self.after is Result.MET

    @property
    def lost(self) -> bool:
        return self.before is Result.MET

    @property
    def effective_on(self) -> date | None:
        return self.state.effective_on

    @property
    def recorded_at(self) -> datetime | None:
        return self.state.recorded_at


def changes_between(earlier: Iterable[ItemState], later: Iterable[ItemState]) -> list[StateChange]:
    """Items whose result differs, in the order of the later list; an item unknown earlier was not assessed."""
    before = {(state.area, state.item): state.result for state in earlier}
    return [
        StateChange(state.area, state.item, was, state.result, state)
        for state in later
        if (was := before.get((state.area, state.item), Result.NOT_ASSESSED)) is not state.result
    ]
