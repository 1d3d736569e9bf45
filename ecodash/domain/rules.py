"""What is late, what is stuck, what to ask the chair, and the verdict in a sentence. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ecodash.domain.changes import StateChange
from ecodash.domain.progress import Counts, ItemState, natural_order
from ecodash.domain.vocabulary import AssignmentStatus, Result


def days_late(due_on: date | None, result: Result, day: date) -> int | None:
    """Whole days past the due date on ``day``; None when nothing is owed or the date has not gone by."""
    settled = result in (Result.MET, Result.NOT_APPLICABLE)
    if due_on is None or settled or day <= due_on:
        return None
    return (day - due_on).days


def days_overdue(status: str | None, due_on: date | None, day: date) -> int | None:
    """Whole days that what is open is past its due date on ``day``; None when it is closed or not due before it."""
    if status != AssignmentStatus.OPEN or due_on is None or day <= due_on:
        return None
    return (day - due_on).days


def stuck(states: Iterable[ItemState]) -> list[ItemState]:
    """Gaps and late items: the longest late first, then those without an owner, then by due date."""
    wanting = [s for s in states if s.result.is_gap or s.is_late]
    return sorted(
        wanting,
        key=lambda s: (
            -(s.days_late or 0),
            s.has_owner,
            s.due_on or date.max,
            s.area,
            natural_order(s.item),
        ),
    )


class Trend(StrEnum):
    """How the number of items met moved between the two days."""

    NOT_SURVEYED = "not_surveyed"
    NO_COMPARISON = "no_comparison"
    MORE = "more"
    FEWER = "fewer"
    SAME = "same"


@dataclass(frozen=True)
class Verdict:
    """Where an area stands, as numbers; ``words/`` has the sentence for each trend."""

    counts: Counts
    trend: Trend
    moved: int
    late: int
    unassigned: int
    late_resolutions: int = 0
    longest_resolution: int = 0

    @property
    def all_met(self) -> bool:
        """Every item that applies is met."""
        return 0 < self.counts.met == self.counts.total - self.counts.not_applicable


def verdict(
    counts: Counts, earlier: Counts | None, states: Sequence[ItemState], overdue: Sequence[int] = ()
) -> Verdict:
    """The verdict on a day, compared with an earlier day's counts if there are any.

    ``overdue`` are the days by which resolutions are late.
    """
    moved = counts.met - earlier.met if earlier else 0
    if counts.assessed == 0:
        trend = Trend.NOT_SURVEYED
    elif earlier is None:
        trend = Trend.NO_COMPARISON
    else:
        trend = Trend.MORE if moved > 0 else Trend.FEWER if moved < 0 else Trend.SAME
    return Verdict(
        counts,
        trend,
        abs(moved),
        late=sum(s.is_late for s in states),
        unassigned=sum(s.result.is_gap and not s.has_owner for s in states),
        late_resolutions=len(overdue),
        longest_resolution=max(overdue, default=0),
    )


class AskKind(StrEnum):
    """What a chair can decide."""

    ASSIGN = "assign"
    EXPEDITE = "expedite"
    SURVEY = "survey"
    EXPLAIN_LOSS = "explain_loss"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True)
class Ask:
    """One thing the chair is asked: about which items, with whom, since when; or how many resolutions."""

    kind: AskKind
    items: tuple[str, ...] = ()
    agency: str | None = None
    since: date | None = None
    count: int = 0
    states: tuple[ItemState, ...] = field(default=(), compare=False)


def asks(states: Sequence[ItemState], changes: Sequence[StateChange], late_resolutions: int) -> list[Ask]:
    """What to ask: owners for gaps, what is late by agency, items lost, what to survey, what to follow up."""
    wanted: list[Ask] = []
    unassigned = [s for s in states if s.result.is_gap and not s.has_owner]
    if unassigned:
        wanted.append(_ask(AskKind.ASSIGN, unassigned))
    late = [s for s in stuck(states) if s.is_late]
    for agency in dict.fromkeys(s.agency for s in late):
        theirs = [s for s in late if s.agency == agency]
        since = min(s.due_on for s in theirs if s.due_on)
        wanted.append(_ask(AskKind.EXPEDITE, theirs, agency, since))
    lost = [c.state for c in changes if c.lost and c.after.is_gap]
    if lost:
        wanted.append(_ask(AskKind.EXPLAIN_LOSS, lost))
    unknown = [s for s in states if s.result is Result.NOT_ASSESSED]
    if unknown:
        wanted.append(_ask(AskKind.SURVEY, unknown))
    if late_resolutions:
        wanted.append(Ask(AskKind.FOLLOW_UP, count=late_resolutions))
    return wanted


def _ask(kind: AskKind, states: list[ItemState], agency: str | None = None, since: date | None = None) -> Ask:
    return Ask(kind, tuple(s.item for s in states), agency, since, states=tuple(states))
