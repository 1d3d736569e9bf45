"""What is still to come, from the due dates of open assignments alone: never from how fast it went so far. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ecodash.domain.progress import ItemState
from ecodash.domain.vocabulary import Result


@dataclass(frozen=True)
class Outlook:
    """How many items are met, and what is known of the others.

    ``dated``: owed by somebody by a day that has not gone by, the nearest first; ``late``: that day has gone by;
    ``undated``: owed without a day; ``unowned``: found wanting, owed by nobody; ``unassessed``: nobody looked, and
    nobody is asked to.
    """

    met: int
    wanted: int
    dated: tuple[ItemState, ...]
    late: int
    undated: int
    unowned: int
    unassessed: int

    @property
    def reach(self) -> int:
        """How many are met when all that has a day to come is closed by then."""
        return self.met + len(self.dated)

    @property
    def by(self) -> date | None:
        """The day on which the last of these is due."""
        return self.dated[-1].due_on if self.dated else None

    def met_by(self, day: date) -> int:
        """How many are met on a day when everything dated is closed on its day."""
        return self.met + sum(state.due_on is not None and state.due_on <= day for state in self.dated)


def outlook(states: Sequence[ItemState], day: date) -> Outlook:
    """What open assignments promise for some items; those that do not apply are left out."""
    wanted = [state for state in states if state.result is not Result.NOT_APPLICABLE]
    open_ones = [state for state in wanted if state.result is not Result.MET]
    owed = [state for state in open_ones if state.has_owner]
    dated = [state for state in owed if state.due_on is not None and state.due_on >= day]
    nobodys = [state for state in open_ones if not state.has_owner]
    return Outlook(
        met=len(wanted) - len(open_ones),
        wanted=len(wanted),
        dated=tuple(sorted(dated, key=lambda state: state.due_on or date.max)),
        late=sum(state.due_on is not None and state.due_on < day for state in owed),
        undated=sum(state.due_on is None for state in owed),
        unowned=sum(state.result.is_gap for state in nobodys),
        unassessed=sum(state.result is Result.NOT_ASSESSED for state in nobodys),
    )
